"""Saved searches: what is new since each was last looked at, in the app and as a feed that names nobody in full."""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from markupsafe import Markup

from habeas.model.record import Record
from habeas.store import searches as store
from habeas.store.account_models import Account
from habeas.store.searches import SavedSearch
from habeas.web.errors import refusals
from habeas.web.facets import FACETS, facet_words, values_of
from habeas.web.feed import Entry, atom
from habeas.web.pages import notice, page, role_of
from habeas.web.people import asked_under, everybody_of, filtered, remembered
from habeas.web.serving import Seen, served
from habeas.web.wording import Wording, wording_for
from habeas.workflows.due import initials
from habeas.workflows.refused import Refused

MOST_SEEN = 2_000  # people whom a saved search remembers
MOST_ENTRIES = 50  # of a feed


@dataclass(frozen=True, slots=True)
class SearchLine:
    """One saved search: its words, its filters in words, whom it finds, and how many of them are new or changed."""

    number: str
    words: str
    filters: tuple[tuple[Markup, Markup], ...]
    all: int
    new: int
    feed: str


@require_http_methods(["GET", "POST"])
@refusals
def searches(request: HttpRequest) -> HttpResponse:
    """List what I saved, or save what was just searched for."""
    words, role, seen = wording_for(request), role_of(request), served().seen()
    if request.method == "POST":
        query = asked_under(request, request.POST.get("code", ""))
        chosen = _chosen(seen, {name: request.POST.get(name, "") for name in FACETS})
        if not query and not chosen:
            raise Refused(words.w.text("search.nothing"))
        number = served().random(16).hex()
        fresh = SavedSearch(number, role, served().now(), query, chosen)
        if store.save(served().workspace, replace(fresh, seen=_held_now(seen, fresh))) is None:
            raise Refused(words.w.text("search.too_many", most=store.MOST))
        notice(request, "search.saved")
        return HttpResponseRedirect(reverse("searches"))
    lines = [_line(seen, one, words) for one in store.searches(served().workspace, role)]
    return page(request, "searches.html", {"searches": lines, "here": "people"})


@require_POST
@refusals
def saved(request: HttpRequest, number: str) -> HttpResponse:
    """Look at what a saved search finds (then it is no longer new), or drop the search."""
    role, seen = role_of(request), served().seen()
    one = store.search(served().workspace, number)
    if one is None or one.by != role:
        raise Http404
    if request.POST.get("do") == "drop":
        store.drop(served().workspace, number, role)
        return HttpResponseRedirect(reverse("searches"))
    store.save(served().workspace, replace(one, seen=_held_now(seen, one)))
    at = reverse("found", args=[remembered(request, one.words)]) if one.words else reverse("people")
    tail = urlencode(_digests(one))
    return HttpResponseRedirect(f"{at}?{tail}" if tail else at)


@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give a saved search as a feed to whoever has its address: initials, and a link behind which one signs in."""
    number, _, proof = token.partition("-")
    one = store.search(served().workspace, number)
    if one is None or not constant_time_compare(proof, _proof(number)):
        raise Http404
    if not Account.objects.filter(role=one.by, ended=None).exists():
        raise Http404
    words, seen = wording_for(request), served().seen()
    entries = sorted((_entry(request, seen, record, words) for record in _found(seen, one)), reverse=True)
    title = str(words.w.text("search.feed_title", role=one.by))
    data = atom(f"urn:habeas:search:{number}", title, words.lang, entries[:MOST_ENTRIES], served().today())
    return HttpResponse(data, content_type="application/atom+xml; charset=utf-8")


def news(seen: Seen, role: str) -> int:
    """Return how many of my saved searches have something new."""
    return sum(bool(_new(seen, one)) for one in store.searches(served().workspace, role))


def _line(seen: Seen, one: SavedSearch, words: Wording) -> SearchLine:
    filters = tuple(
        (words.w.text(f"search.facets.{name}"), facet_words(name, told.partition(" ")[2], words))
        for name, told in one.chosen.items()
    )
    address = reverse("feed", args=[f"{one.number}-{_proof(one.number)}"])
    return SearchLine(one.number, one.words, filters, len(_found(seen, one)), _new(seen, one), address)


def _found(seen: Seen, one: SavedSearch) -> Sequence[Record]:
    """Return whom a saved search finds now; looked for once for this moment."""
    chosen = _digests(one)

    def look() -> list[Record]:
        hits = seen.holding.finder.find(one.words) if one.words else everybody_of(seen)
        return [hit.record for hit in filtered(seen, hits, chosen)]

    return seen.once(("search", one.words, tuple(sorted(chosen.items()))), look)


def _new(seen: Seen, one: SavedSearch) -> int:
    return sum(not _is_seen(seen, one, record) for record in _found(seen, one)[:MOST_SEEN])


def _is_seen(seen: Seen, one: SavedSearch, record: Record) -> bool:
    return _digest(seen, record) in {one.seen.get(at) for at in (record.id, *record.redirects)}


def _held_now(seen: Seen, one: SavedSearch) -> Mapping[str, str]:
    return {record.id: _digest(seen, record) for record in _found(seen, one)[:MOST_SEEN]}


def _digest(seen: Seen, record: Record) -> str:
    """Return what stands for all that is held or proposed of somebody: another one when anything of it is another."""
    rows = sorted(f"{s.id} {s.state}" for s in seen.holding.derived.statements.get(record.id, ()))
    return sha256("\n".join(rows).encode("ascii")).hexdigest()[:12]


def _chosen(seen: Seen, given: Mapping[str, str]) -> dict[str, str]:
    """Return the filters that were chosen, each with the value as it is written; what nobody stands under is left out."""
    found: dict[str, str] = {}
    for hit in everybody_of(seen):
        values = values_of(seen, hit.record)
        for name, digest in given.items():
            if name not in found and digest in values[name]:
                found[name] = f"{digest} {values[name][digest]}"
    return {name: found[name] for name in FACETS if name in found}


def _digests(one: SavedSearch) -> dict[str, str]:
    return {name: told.partition(" ")[0] for name, told in one.chosen.items()}


def _proof(number: str) -> str:
    """Return what only we can put behind the number of a saved search: its feed needs no signing in."""
    return hmac.new(served().workspace.key, b"habeas1/feed" + number.encode("ascii"), sha256).hexdigest()[:32]


def _entry(request: HttpRequest, seen: Seen, record: Record, words: Wording) -> Entry:
    rows = seen.holding.derived.statements.get(record.id, ())
    reports = (seen.holding.reports.get(e.text_sha256 or "") for s in rows for e in s.evidence)
    got = [datetime.fromtimestamp(one.capture.got, UTC).date().isoformat() for one in reports if one]
    day = max([*(s.day for s in rows if s.day), *got], default=served().today().isoformat())
    at = request.build_absolute_uri(reverse("person", args=[record.id]))
    title = f"{initials(record.name, record.id)}: {words.s.term('status', record.status)}"
    return Entry(day, f"urn:habeas:{record.id}:{_digest(seen, record)}", title, at)
