"""Verb: the places of detention that we know of, each with its dated addresses, and who of ours was last reported to be there.

A place is known by the cards of the packs and by the group's own (``letter-places.yml``), and by what accepted reports call it. Where
the words of a report may mean several places, or none that has a card, they stand by themselves, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from habeas.exchange.letters.places import Place, find_place, listed
from habeas.exchange.letters.recipient import Where, where_held
from habeas.model.reason import Reason
from habeas.model.record import Record
from habeas.register.jurisdiction import jurisdiction
from habeas.text.places.institutions import parse_facility

type Seat = tuple[Record, Where | None, str]
"""A record, where she is held by it, and the country whose law her case is under (“” where it is not known)."""


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody of ours who was last reported there; ``words`` is what the report calls the place."""

    record: Record
    day: date | None
    words: str


@dataclass(frozen=True, slots=True)
class House:
    """A place of detention. ``code`` is its address in the app; ``cards`` are its dated addresses, today's first (none: what
    reports call it is ``words``, and ``why`` says why there is no card)."""

    code: str
    cards: tuple[Place, ...]
    held: tuple[Held, ...]
    words: str = ""
    why: Reason | None = None


class Houses:
    """The cards that we have, and which of them the words of a report mean on a day; ``own`` are the group's own cards."""

    def __init__(self, own: tuple[Place, ...], day: date) -> None:
        self._own, self._day = own, day
        self._cards = _cards(own)
        self._by_card = {id(card): key for key, rows in self._cards.items() for card in rows}
        self._found: dict[tuple[str, str], tuple[str, Reason | None]] = {}

    def code_for(self, record: Record) -> str:
        """Return the address of the place in which somebody is held, “” where she is not, or nobody says where."""
        seat = _seat(record)
        if record.held is False or seat[1] is None:
            return ""
        return code_of(self._key(seat[1].facility, seat[2])[0])

    def all(self, people: Iterable[Record], known: MutableMapping[str, Seat]) -> tuple[House, ...]:
        """Return every place, those with most of our people first; ``known`` keeps what was found of each record."""
        held: dict[str, list[Held]] = {}
        loose: dict[str, tuple[str, Reason]] = {}
        for record in people:
            seat = known.get(record.id)
            if seat is None or seat[0] is not record:
                seat = known[record.id] = _seat(record)
            where = seat[1]
            if record.held is False or where is None:
                continue
            key, why = self._key(where.facility, seat[2])
            if why is not None:
                loose.setdefault(key, (where.facility, why))
            held.setdefault(key, []).append(Held(record, where.day, where.facility))
        made = [
            House(code_of(key), _dated(rows, self._day), tuple(held.get(key, ())))
            for key, rows in self._cards.items()
        ]
        made += [House(code_of(key), (), tuple(held[key]), words, why) for key, (words, why) in loose.items()]
        return tuple(sorted(made, key=_order))

    def _key(self, facility: str, country: str) -> tuple[str, Reason | None]:
        """Return under what a place is kept, and why it has no card (None: it has one)."""
        asked = (facility, country)
        if asked not in self._found:
            place, why = find_place(facility, self._day, own=self._own, code=country or None)
            found = (self._by_card[id(place)], None) if place is not None else (_told(facility, country), why)
            self._found[asked] = found
        return self._found[asked]


def _told(facility: str, country: str) -> str:
    """Return under what a place without a card is kept: its kind and number in any language, if that is all that is said of
    it, else the words themselves. The same number may stand elsewhere in another country.
    """
    read = parse_facility(facility)
    if read.kind and read.number and not read.where:
        return f"kind {country} {read.kind} {read.number}"
    return f"words {' '.join(facility.casefold().split())}"


def _order(house: House) -> tuple[int, str, int, str]:
    """Most of our people first, then kinds together, and in each the numbers of houses in their order."""
    card = house.cards[0] if house.cards else None
    number = "".join(filter(str.isdigit, card.names.get("en", ""))) if card else ""
    return -len(house.held), card.kind if card else "", int(number or 0), house.code


def code_of(key: str) -> str:
    """Return the address of a place: it names nothing."""
    return sha256(key.encode("utf-8")).hexdigest()[:12]


def _seat(record: Record) -> Seat:
    where = where_held(record)[0]
    return record, where, (jurisdiction(record)[0] or "") if where is not None else ""


def _cards(own: tuple[Place, ...]) -> dict[str, list[Place]]:
    """Return the cards of each house: one that moved has several, and the group's own go first."""
    found: dict[str, list[Place]] = {}
    for place in (*own, *listed()):
        called = place.names.get("en") or place.id
        found.setdefault(f"card {place.country} {place.kind} {called}", []).append(place)
    return found


def _dated(rows: list[Place], day: date) -> tuple[Place, ...]:
    return tuple(
        sorted(rows, key=lambda place: (not place.holds(day), -(place.first or date.min).toordinal()))
    )
