"""Everybody on the register, and the search. What was searched for never stands in an address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from markupsafe import Markup

from habeas.publish.names import Spelling, named, sort_key
from habeas.publish.reasons import Told
from habeas.register.as_json import is_subject
from habeas.register.search import Hit, find_people
from habeas.web.pages import page
from habeas.web.person_page import ledger_of
from habeas.web.reasons import because
from habeas.web.serving import Seen, served
from habeas.web.wording import Wording, wording_for

PAGE = 100  # people on one page: what a slow line carries, and an eye
REMEMBERED = 20  # searches that a session keeps; older addresses are forgotten
SESSION = "searches"


@dataclass(frozen=True, slots=True)
class Line:
    """One person in the list. ``near`` and ``why`` say, after a search, how she was found."""

    id: str
    name: Spelling | None
    others: tuple[Spelling, ...]
    state: str
    state_words: Markup
    status: Markup
    near: Markup | None
    why: Told | None


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """List everybody of whom a fact of detention is told."""
    seen, words = served().seen(), wording_for(request)
    everybody = seen.once(("people", words.lang), lambda: _in_order(seen, words))
    pages = max(1, -(-len(everybody) // PAGE))
    asked = request.GET.get("page", "")
    number = min(max(1, int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 8 else 1), pages)
    lines = _lines(everybody[(number - 1) * PAGE : number * PAGE], seen, words)
    values = {"people": lines, "count": len(everybody), "page_number": number, "pages": pages}
    return page(request, "people.html", {**values, "here": "people", "asked": False})


def _in_order(seen: Seen, words: Wording) -> list[Hit]:
    """Return everybody as the reader's language sorts names; whoever has none comes last."""
    ledger = ledger_of(seen, served().today())
    rows = []
    for hit in find_people(seen.holding.register.people, ""):
        if is_subject(hit.record):
            first = named(hit.record, ledger, words.s).first
            rows.append(((first is None, sort_key(first.name if first else "", words.s), hit.record.id), hit))
    rows.sort(key=lambda row: row[0])
    return [hit for _, hit in rows]


@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Keep what was typed in the session and show the answer under a short address of chance."""
    query = request.POST.get("q", "").strip()[:200]
    if not query:
        return HttpResponseRedirect(reverse("people"))
    code = served().random(6).hex()
    kept = dict(request.session.get(SESSION, {}))
    kept[code] = query
    request.session[SESSION] = dict(list(kept.items())[-REMEMBERED:])
    return HttpResponseRedirect(reverse("found", args=[code]))


@require_GET
def found(request: HttpRequest, code: str) -> HttpResponse:
    """Show whom a search finds, nearest first."""
    query = request.session.get(SESSION, {}).get(code)
    if query is None:
        raise Http404
    seen, words = served().seen(), wording_for(request)
    hits = seen.holding.finder.find(query)
    values = {"people": _lines(hits[:PAGE], seen, words), "count": len(hits), "query": query, "asked": True}
    return page(request, "people.html", {**values, "here": "people", "page_number": 1, "pages": 1})


def _lines(hits: Iterable[Hit], seen: Seen, words: Wording) -> list[Line]:
    ledger = ledger_of(seen, served().today())
    found = []
    for hit in hits:
        record = hit.record
        name = named(record, ledger, words.s)
        found.append(
            Line(
                id=record.id,
                name=name.first,
                others=name.others,
                state=record.state.value,
                state_words=words.s.term("states", record.state.value),
                status=words.s.term("status", record.status),
                near=words.w.term("near", hit.near) if hit.reason.rule != "search.all" else None,
                why=because(hit.reason, words) if hit.reason.rule != "search.all" else None,
            )
        )
    return found
