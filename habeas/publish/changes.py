"""What became public, and when: new people, their events, and what we took back because we were wrong.

Only what stands is told. What was withdrawn leaves no line here, nor any sign that there was one.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from uuid import UUID, uuid5

from habeas.model.record import Episode, Record
from habeas.publish.edition import Correction, Edition

# Identifiers of feed items and calendar events are made from public ids under this name, so that they never change.
NAMESPACE = UUID("6b1f2f0a-0b0e-5c1e-9a5e-48616265617e")
FEEDS: dict[str, frozenset[str] | None] = {
    "all": None,
    "new": frozenset({"new"}),
    "detentions": frozenset({"detention", "custody", "house_arrest"}),
    "sentences": frozenset({"sentence"}),
    "releases": frozenset({"release", "acquittal", "charges_dropped"}),
    "corrections": frozenset({"correction"}),
}

MOST = 60  # of each feed
MOST_OF_FILTER = 30  # of the feed of one place, article or institution


@dataclass(frozen=True, slots=True)
class Change:
    """One change: ``day`` (``YYYY-MM-DD``) it became public, ``kind`` (``new``, ``correction`` or a type of event).

    ``record`` is the person; ``episode`` or ``correction`` what it is about. ``urn`` names it for ever.
    """

    day: str
    kind: str
    urn: str
    record: Record
    episode: Episode | None = None
    correction: Correction | None = None


def urn_of(kind: str, identity: str) -> str:
    """Return the lasting name of one thing of a kind."""
    return uuid5(NAMESPACE, f"{kind}:{identity}").urn


def newest(edition: Edition) -> dict[str, list[Change]]:
    """Return the newest changes of each feed, newest first, equal days in the order of their names."""
    found = _newest_first(edition)
    return {
        feed: list(islice((one for one in found if wanted is None or one.kind in wanted), MOST))
        for feed, wanted in FEEDS.items()
    }


def newest_about(edition: Edition, people: Collection[str]) -> list[Change]:
    """Return the newest changes about these people (ids), newest first."""
    found = _newest_first(edition)
    places = edition.once("changes by person", lambda: _places(found))
    about = (place for one in people for place in places.get(one, ()))
    return [found[place] for place in heapq.nsmallest(MOST_OF_FILTER, about)]


def _newest_first(edition: Edition) -> list[Change]:
    """Every change, the newest first, put in order once for all feeds."""
    return edition.once("changes", lambda: sorted(_changes(edition), key=_order))


def _places(changes: Iterable[Change]) -> dict[str, list[int]]:
    """Where the changes about each person stand in their order."""
    found: dict[str, list[int]] = {}
    for place, change in enumerate(changes):
        found.setdefault(change.record.id, []).append(place)
    return found


def _order(change: Change) -> tuple[tuple[int, ...], str]:
    return _backwards(change.day), change.urn


@lru_cache(maxsize=1 << 12)
def _backwards(day: str) -> tuple[int, ...]:
    return tuple(-int(part) for part in day.split("-"))


def _changes(edition: Edition) -> Iterator[Change]:
    people = {address: record for record in edition.register.people for address in addresses(record)}
    for record in edition.register.people:
        days = sorted(statement.day for statement in edition.about(record) if statement.day)
        if days:
            yield Change(days[0], "new", urn_of("new", record.id), record)
        for episode in record.episodes:
            day = public_since(edition, episode)
            if day and episode.group is None:
                yield Change(day, episode.type, urn_of("event", f"{record.id}:{episode.id}"), record, episode)
    for correction in edition.corrections:
        record_ = next((people[s] for s in correction.statement.subjects if s in people), None)
        if record_ is not None:
            name = urn_of("correction", correction.statement.id)
            yield Change(correction.day, "correction", name, record_, correction=correction)


def addresses(record: Record) -> tuple[str, ...]:
    """Return every address under which a person stands or stood."""
    return (record.id, *record.redirects)


def public_since(edition: Edition, episode: Episode) -> str | None:
    """Return the day on which the first statement about an event became public."""
    stated = (edition.statements[i].day for i in episode.statements if i in edition.statements)
    return min((day for day in stated if day), default=None)


def public_last(edition: Edition, episode: Episode) -> str | None:
    """Return the day on which the newest statement about an event became public."""
    stated = (edition.statements[i].day for i in episode.statements if i in edition.statements)
    return max((day for day in stated if day), default=None)
