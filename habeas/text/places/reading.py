"""A phrase about a place becomes the places that it can mean: “у Мазыры”, “Mozyr District, Homel region”.

Everything that the phrase can mean is kept, the likeliest first; nothing is guessed about places that no list knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from habeas.text.places.keys import name_keys
from habeas.text.places.lookup import Found, find_areas, find_towns, unlisted_keys
from habeas.text.places.words import KINDS, PlaceWord, Sort, is_generic, sort_words

_LONGEST = 4  # words of one name
_FINE_TO_COARSE = ("town", "district", "region", "country")


@dataclass(frozen=True, slots=True)
class Place:
    """One place that a phrase can mean.

    ``id`` is ``town:`` and GeoNames' id, ``district:`` and that of its seat, ``region:by-02`` or ``country:by``;
    ``region`` is GeoNames' admin1 code; ``sure`` says that it is spelled as listed and not by sound or in another case.
    """

    id: str
    kind: str
    name: str
    country: str
    region: str = ""
    population: int = 0
    sure: bool = True


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """What a phrase says of a place.

    ``kind`` is that of the finest place named (town, district, region, country; empty: none); ``places`` can be it,
    the likeliest first; ``within`` are the coarser ones that the phrase names as well; ``spot`` are the words about a
    street or building; ``sounds`` are those of a name that no list knows as it stands, ``keys`` those in its other forms too; ``many`` is set if two places are named.
    """

    text: str
    kind: str = ""
    places: tuple[Place, ...] = ()
    within: tuple[Place, ...] = ()
    spot: str = ""
    keys: frozenset[str] = frozenset()
    sounds: frozenset[str] = frozenset()
    many: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """One name of the phrase: its kind, the places that it can mean, its sounds if there are none."""

    kind: str
    places: tuple[Place, ...]
    keys: frozenset[str]
    sounds: frozenset[str] = frozenset()


@lru_cache(maxsize=20_000)
def parse_place(text: str) -> PlaceReading:
    """Read a phrase about a place. Never raises; a phrase without a name has no kind and no places."""
    words = sort_words(text)
    parts: list[_Part] = []
    spot: list[str] = []
    used: set[int] = set()
    at = 0
    while at < len(words):
        word = words[at]
        if word.sort is Sort.SPOT:
            spot.append(word.text.casefold())
        if word.sort is not Sort.NAME:
            at += 1
            continue
        size, part = _name_at(words, at, used)
        if part is None:
            spot.append(word.text.casefold())
            at += 1
            continue
        parts.append(part)
        at += size
    return _settle(text, parts, " ".join(spot))


def _settle(text: str, parts: list[_Part], spot: str) -> PlaceReading:
    if not parts:
        return PlaceReading(text, spot=spot)
    finest = min(_FINE_TO_COARSE.index(part.kind) for part in parts)
    own = [part for part in parts if part.kind == _FINE_TO_COARSE[finest]]
    around = [part for part in parts if part.kind != _FINE_TO_COARSE[finest] and part.places]
    first = next((part for part in own if part.places), own[0])
    places = _in_context(first.places, around)
    many = len({frozenset(p.id for p in part.places) or part.keys for part in own}) > 1
    return PlaceReading(
        text,
        kind=first.kind,
        places=places,
        within=tuple(part.places[0] for part in around),
        spot=spot,
        keys=frozenset() if places else first.keys,
        sounds=frozenset() if places else first.sounds,
        many=many,
    )


def _in_context(places: tuple[Place, ...], around: Iterable[_Part]) -> tuple[Place, ...]:
    """Keep the places that lie in what the phrase names around them, where any does."""
    for part in around:
        inside = tuple(place for place in places if any(lies_in(place, outer) for outer in part.places))
        places = inside or places
    return places


def lies_in(place: Place, outer: Place) -> bool:
    """Whether ``place`` is known to lie in ``outer``, a coarser one."""
    if outer.kind == "country":
        return place.country == outer.country and place.kind != "country"
    if outer.kind == "region":
        return place.id != outer.id and (place.country, place.region) == (outer.country, outer.region)
    return outer.kind == "district" and place.kind == "town" and place.id[5:] == outer.id[9:]


def _name_at(words: tuple[PlaceWord, ...], at: int, used: set[int]) -> tuple[int, _Part | None]:
    """Return how many words the name at ``at`` has, and what it is; None where it is part of a street or the like."""
    before = _governor(words, at, -1, used)
    for size in range(min(_LONGEST, len(words) - at), 0, -1):
        span = words[at : at + size]
        if span[-1].sort is not Sort.NAME or any(w.sort not in (Sort.NAME, Sort.SMALL) for w in span):
            continue
        after = _governor(words, at + size - 1, 1, used)
        kind = after if after and (after in (Sort.DISTRICT, Sort.REGION) or not before) else before
        if kind in (Sort.SPOT, Sort.COUNCIL):
            return 1, None
        part = _part(" ".join(word.text for word in span), kind, last=size == 1)
        if part is not None:
            step = 1 if kind is after else -1
            used.add(at + size if step == 1 else at - 1)
            return size, part
    return 1, None


def _governor(words: tuple[PlaceWord, ...], at: int, step: int, used: set[int]) -> Sort | None:
    """Return the kind or street word beside position ``at``, if it is not spent on another name."""
    beside = at + step
    if not 0 <= beside < len(words) or beside in used:
        return None
    sort = words[beside].sort
    if sort in KINDS:
        return sort
    # “вуліца Мазырская” before, “Pushkin Street”, “на Рачным завулку” after; a spot before a small word stands alone
    return Sort.SPOT if sort is Sort.SPOT and not (step == 1 and _is_place_noun(words, at)) else None


def _is_place_noun(words: tuple[PlaceWord, ...], at: int) -> bool:
    """Whether the word is itself the name of a town (“Minsk airport”) and no adjective of a street."""
    return any(found.exact for found in find_towns(words[at].text))


def _part(name: str, kind: Sort | None, *, last: bool) -> _Part | None:
    """Return what a name is as ``kind``; None if no list knows it and it could be longer or shorter."""
    if kind is Sort.REGION:
        areas = tuple(_region(a.id, a.country, a.code, a.name) for a in find_areas(name, regions=True))
        return (
            _Part("region", areas, unlisted_keys(name), frozenset(name_keys(name))) if areas or last else None
        )
    if kind is Sort.DISTRICT:
        seats = find_towns(name, adjective=True)
        towns = tuple(_district(found) for found in seats)
        return (
            _Part("district", towns, unlisted_keys(name), frozenset(name_keys(name)))
            if towns or last
            else None
        )
    known = find_areas(name, regions=False)
    towns = tuple(_town(found) for found in find_towns(name)) if kind is not Sort.COUNTRY else ()
    if known and not (towns and towns[0].population > 100_000):
        made = tuple(_region(a.id, a.country, a.code, a.name) for a in known)
        return _Part(made[0].kind, made, frozenset())
    if is_generic(name) and len(name.split()) == 1:
        return None
    if towns or (last and _could_be_name(name)):
        return _Part("town", towns, unlisted_keys(name), frozenset(name_keys(name)))
    return None


def _could_be_name(name: str) -> bool:
    """Whether a word that no list knows can be a name: it begins with a capital letter and has a sound."""
    return name[:1].isupper() and bool(name_keys(name))


def _region(identity: str, country: str, code: str, name: str) -> Place:
    kind = "region" if code else "country"
    return Place(f"{kind}:{identity}", kind, name, country, code)


def _town(found: Found) -> Place:
    town = found.town
    return Place(
        f"town:{town.id}", "town", town.names[0], town.country, town.region, town.population, found.exact
    )


def _district(found: Found) -> Place:
    town = found.town
    return Place(
        f"district:{town.id}", "district", town.names[0], town.country, town.region, town.population, True
    )
