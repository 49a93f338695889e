"""Everybody on the register, the search and its filters. What was searched for never stands in an address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from markupsafe import Markup

from habeas.publish.names import Spelling, named, sort_key
from habeas.publish.reasons import Told
from habeas.register.as_json import is_subject
from habeas.register.search import Hit, find_people
from habeas.web.facets import Facet, chosen_in, facets, fits, values_of
from habeas.web.pages import page
from habeas.web.person_page import ledger_of
from habeas.web.reasons import because
from habeas.web.serving import Seen, served
from habeas.web.wording import Wording, wording_for

PAGE = 100  # people on one page: what a slow line carries, and an eye
REMEMBERED = 20  # searches that a session keeps; older addresses are forgotten
SESSION = "searches"
PANEL = "filter"  # asks for the filters over everybody


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
    """List everybody of whom a fact of detention is told; with filters, those whom they leave."""
    seen, words, chosen = served().seen(), wording_for(request), chosen_in(request)
    everybody = seen.once(("people", words.lang), lambda: _in_order(seen, words))
    panel: tuple[Facet, ...] = ()
    if chosen or PANEL in request.GET:
        key = ("facets", words.lang, tuple(chosen.items()))
        panel = seen.once(key, lambda: facets(seen, [hit.record for hit in everybody], chosen, words))
    return _list(request, filtered(seen, everybody, chosen), panel, chosen)


@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Keep what was typed in the session and show the answer under a short address of chance."""
    query = request.POST.get("q", "").strip()[:200]
    if not query:
        return HttpResponseRedirect(reverse("people"))
    return HttpResponseRedirect(reverse("found", args=[remembered(request, query)]))


@require_GET
def found(request: HttpRequest, code: str) -> HttpResponse:
    """Show whom a search finds, nearest first."""
    query = asked_under(request, code)
    if not query:
        raise Http404
    seen, chosen = served().seen(), chosen_in(request)
    hits = seen.holding.finder.find(query)
    panel = facets(seen, [hit.record for hit in hits], chosen, wording_for(request))
    return _list(request, filtered(seen, hits, chosen), panel, chosen, query=query, code=code)


def remembered(request: HttpRequest, query: str) -> str:
    """Keep what was searched for in the session; return the address under which it is found again."""
    code = served().random(6).hex()
    kept = dict(request.session.get(SESSION, {}))
    kept[code] = query
    request.session[SESSION] = dict(list(kept.items())[-REMEMBERED:])
    return code


def asked_under(request: HttpRequest, code: str) -> str:
    """Return what was searched for under an address of this session, or “”."""
    return str(request.session.get(SESSION, {}).get(code, ""))


def filtered(seen: Seen, hits: Sequence[Hit], chosen: Mapping[str, str]) -> Sequence[Hit]:
    """Return those who stand under every value that was chosen."""
    return [hit for hit in hits if fits(values_of(seen, hit.record), chosen)] if chosen else hits


def everybody_of(seen: Seen) -> list[Hit]:
    """Return everybody on the register, in no order."""
    return [hit for hit in find_people(seen.holding.register.people, "") if is_subject(hit.record)]


def _list(
    request: HttpRequest,
    hits: Sequence[Hit],
    panel: tuple[Facet, ...],
    chosen: Mapping[str, str],
    *,
    query: str = "",
    code: str = "",
) -> HttpResponse:
    pages = max(1, -(-len(hits) // PAGE))
    asked = request.GET.get("page", "")
    number = min(max(1, int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 8 else 1), pages)
    values = {
        "people": _lines(hits[(number - 1) * PAGE : number * PAGE], served().seen(), wording_for(request)),
        "count": len(hits),
        "query": query,
        "code": code,
        "asked": bool(query),
        "panel": panel,
        "chosen": chosen,
        "at": reverse("found", args=[code]) if code else reverse("people"),
        "tail": urlencode(chosen),
        "page_number": number,
        "pages": pages,
        "here": "people",
    }
    return page(request, "people.html", values)


def _in_order(seen: Seen, words: Wording) -> list[Hit]:
    """Return everybody as the reader's language sorts names; whoever has none comes last."""
    ledger = ledger_of(seen, served().today())
    rows = []
    for hit in everybody_of(seen):
        first = named(hit.record, ledger, words.s).first
        rows.append(((first is None, sort_key(first.name if first else "", words.s), hit.record.id), hit))
    rows.sort(key=lambda row: row[0])
    return [hit for _, hit in rows]


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
