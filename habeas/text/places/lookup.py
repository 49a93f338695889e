"""Finds towns and regions by a name as a text writes it: listed so, by its sounds, in another case, as an adjective."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from math import log10

from habeas.text.folding import fold
from habeas.text.places.gazetteer import Area, Town, areas, seated, towns
from habeas.text.places.keys import adjective_keys, bent_keys, hints, joined, name_keys, word_keys, words_of

_LISTED, _SOUND, _BENT, _HINT = 0.0, 0.7, 1.2, 0.8  # what is taken off the weight of a town that is found so
_MOST = 40  # towns kept of those that share a name
_SEPARATORS = re.compile(r"[\s\-‑–]+")


@dataclass(frozen=True, slots=True)
class Found:
    """A town that a name can mean. ``exact``: the list has this spelling; ``weight`` grows with people and likeness."""

    town: Town
    exact: bool
    weight: float


@lru_cache(maxsize=20_000)
def find_towns(name: str, *, adjective: bool = False) -> tuple[Found, ...]:
    """Return the towns that ``name`` can mean, the likeliest first; with ``adjective`` also those it is made from."""
    own = name_keys(name)
    folded = _flat(name)
    likely = country_of_spelling(name)
    found: dict[str, Found] = {}
    bent = _bent(name)
    tiers: list[tuple[tuple[str, ...], float]] = [(own, _SOUND), (bent, _BENT)]
    if adjective:
        tiers = [(_adjectives(name), _LISTED), (own, _SOUND), (bent, _BENT)]
    for keys, penalty in tiers:
        for town in towns(keys):
            if town.id in found:
                continue
            exact = penalty == _SOUND and any(_flat(one) == folded for one in town.names)
            weight = log10(town.population + 30) - (_LISTED if exact else penalty)
            weight += _HINT if town.country == likely else 0.0
            found[town.id] = Found(town, exact, weight)
        if adjective and found:
            break
    ranked = sorted(found.values(), key=lambda one: (-one.weight, one.town.id))
    return tuple(ranked[:_MOST])


def country_of_spelling(name: str) -> str:
    """Return the country whose places a spelling likelier means (ў: Belarus, ї: Ukraine); empty if it tells nothing."""
    letters = set(name.casefold())
    return next((land for land, rows in hints().items() if any(letters >= set(row) for row in rows)), "")


def _flat(name: str) -> str:
    return " ".join(fold(word) for word in _SEPARATORS.split(unicodedata.normalize("NFC", name)) if word)


def _bent(name: str) -> tuple[str, ...]:
    words = words_of(name)
    rows = [(*word_keys(word), *bent_keys(word)) for word in words]
    if (
        len(rows) > 1
    ):  # parts of a longer name bend seldom further than this, and their product must stay small
        rows = [row[:24] if i in (0, len(rows) - 1) else row[:2] for i, row in enumerate(rows)]
        return tuple(f"{a} {b}" for a in joined(rows[:-1]) for b in rows[-1])
    return rows[0] if rows else ()


def _adjectives(name: str) -> tuple[str, ...]:
    words = words_of(name)
    if not words:
        return ()
    rows = [word_keys(word)[:2] for word in words[:-1]]
    last = adjective_keys(words[-1])
    return tuple(f"{a} {b}" for a in joined(rows) for b in last) if rows else last


@lru_cache(maxsize=20_000)
def find_areas(name: str, *, regions: bool) -> tuple[Area, ...]:
    """Return the countries and regions that ``name`` can mean; ``regions``: the word region stands beside it.

    Beside it, an adjective or the name of a region's chief town will do: Гомельская, Homel.
    """
    own = name_keys(name)
    found = dict.fromkeys(areas(own))
    if not found:
        found = dict.fromkeys(areas(_bent(name)))
    if regions:
        found = {area: None for area in found if area.code}
        if not found:
            found = dict.fromkeys(areas(_adjectives(name)))
            found = {area: None for area in found if area.code}
        seats = [one for one in find_towns(name, adjective=True) if seated(one.town.id)]
        found |= dict.fromkeys(area for one in seats[:1] for area in seated(one.town.id))
    return tuple(found)


@lru_cache(maxsize=20_000)
def unlisted_keys(name: str) -> frozenset[str]:
    """Return every key that a name no list knows can be compared by: as it stands, in other cases, as an adjective."""
    words = words_of(name)
    if len(words) != 1:
        return frozenset(name_keys(name))
    return frozenset((*word_keys(words[0]), *bent_keys(words[0]), *adjective_keys(words[0])))
