"""Which card of an institution a phrase means, on the day of the letter: addresses move, and two houses share a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from habeas.identity.compare.institutions import relate_facilities
from habeas.identity.compare.places import PlaceRelation
from habeas.identity.values import parse_date
from habeas.model.reason import Reason
from habeas.packs.loader import load, names
from habeas.text.places.institutions import parse_facility


@dataclass(frozen=True, slots=True)
class Place:
    """A place of detention with its address for letters.

    ``names`` by language; ``street``, ``index``, ``town``, ``area`` as they stand on an envelope in the language
    ``lang``, empty where no source gives them; ``source`` gives the address, ``checked`` whether somebody of ours did.
    """

    id: str
    country: str
    kind: str
    names: Mapping[str, str]
    place: str
    lang: str = "ru"
    street: str = ""
    index: str = ""
    town: str = ""
    area: str = ""
    first: date | None = None
    last: date | None = None
    source: str = ""
    checked: bool = False

    @property
    def complete(self) -> bool:
        """Whether an envelope finds it."""
        return bool(self.index and self.town)

    def holds(self, day: date) -> bool:
        """Whether it is this place's address on ``day``."""
        return (self.first is None or self.first <= day) and (self.last is None or day < self.last)


@cache
def listed() -> tuple[Place, ...]:
    """Return the places of every country that has a pack of them."""
    found: list[Place] = []
    for code in names("countries"):
        if "institutions.yml" in names(f"countries/{code}"):
            rows = load(f"countries/{code}/institutions.yml").data["institutions"]
            found += [place_of(row, code) for row in rows]
    return tuple(found)


def place_of(row: Mapping[str, Any], code: str) -> Place:
    """Return the place of one row, as ``institutions.yml`` writes it. Raises KeyError, TypeError or ValueError."""
    letter: Mapping[str, Any] = row.get("letter") or {}
    return Place(
        id=str(row["id"]),
        country=str(row.get("country", code)),
        kind=str(row["kind"]),
        names={str(lang): str(name) for lang, name in row["names"].items()},
        place=str(row.get("place", "")),
        lang=str(letter.get("lang", "ru")),
        street=str(letter.get("street", "")),
        index=str(letter.get("index", "")),
        town=str(letter.get("town", "")),
        area=str(letter.get("area", "")),
        first=_day(row.get("from")),
        last=_day(row.get("until")),
        source=str(row.get("source", "")),
        checked=bool(row.get("verified_by")),
    )


def find_place(
    phrase: str, day: date, *, own: Iterable[Place] = (), code: str | None = None
) -> tuple[Place | None, Reason]:
    """Return the place that ``phrase`` means on ``day``, and why; None where none or several may be meant.

    ``own`` places, which the group itself told, go before the packs'. ``code`` is the country whose law the case is under:
    a SIZO No. 1 stands in each, so where no country is known only the group's own places are looked at.
    """
    ours = [place for place in own if code is None or place.country == code]
    packs = [place for place in listed() if place.country == code]
    facts = (("facility", phrase),)
    same = [place for place in ours if _same(phrase, place)] or [p for p in packs if _same(phrase, p)]
    today = [place for place in same if place.holds(day)]
    if not same:
        return None, Reason("letter.unknown-place", f"We have no address of “{phrase}”.", facts)
    if not today:
        return None, Reason("letter.closed-place", f"“{phrase}” had no known address on {day}.", facts)
    if len({place.id for place in today}) > 1:
        told = ", ".join(sorted({f"{place.names.get('en', place.id)} ({place.place})" for place in today}))
        return None, Reason("letter.two-places", f"“{phrase}” may be {told}.", (*facts, ("places", told)))
    found = today[0]
    return found, Reason("letter.place", f"“{phrase}” is {found.id}.", (*facts, ("place", found.id)))


def _same(phrase: str, place: Place) -> bool:
    """Whether the phrase means it; of a house that moved it is enough to have its number (the day tells which)."""
    wanted = {PlaceRelation.SAME, *([PlaceRelation.MAYBE] if parse_facility(phrase).number else [])}
    return any(
        relate_facilities(phrase, f"{name}, {place.place}").relation in wanted
        for name in dict.fromkeys(place.names.values())
    )


def _day(value: Any) -> date | None:
    if value is None or isinstance(value, date):
        return value
    found = parse_date(str(value))
    return found.earliest if found else None
