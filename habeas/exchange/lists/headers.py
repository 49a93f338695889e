"""What a column's header says it is: words of six languages, from ``vocabulary/list_columns.yml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from habeas.exchange.lists.mapping import ALL_FIELDS
from habeas.exchange.lists.words import Pattern, patterns, plain_words, words_set
from habeas.packs.loader import load

PACK = "vocabulary/list_columns.yml"
ASIDE = "aside"
NOT_PEOPLE = "habeas:"  # begins a header of our exports that is no field of a person
LEAST = 0.4  # of a header's letters that must be accounted for
LONGEST = 120  # characters of a header; longer cells are data
_BRACKETS = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]")


@dataclass(frozen=True, slots=True)
class Said:
    """What a header says: a field or ``aside``, and how much of it was understood (0..1)."""

    field: str
    score: float
    weight: int


@cache
def _patterns() -> tuple[tuple[str, Pattern], ...]:
    pack = load(PACK)
    found: list[tuple[str, Pattern]] = []
    for name, line in pack.data["fields"].items():
        if name not in ALL_FIELDS:
            raise pack.error(
                ("fields", name), f"“{name}” is no field of a list.", f"use one of: {', '.join(ALL_FIELDS)}."
            )
        found += [(name, pattern) for pattern in patterns(str(line))]
    found += [(ASIDE, pattern) for pattern in patterns(str(pack.data["aside"]))]
    return tuple(found)


@cache
def totals() -> frozenset[str]:
    """Return the words of a row that sums up (“итого”)."""
    return words_set(str(load(PACK).data["totals"]).split(","))


@lru_cache(maxsize=5_000)
def said(header: str) -> tuple[Said, ...]:
    """Return what a header may mean, likeliest first; nothing for words that are not known."""
    if not header or len(header) > LONGEST:
        return ()
    if header.startswith(NOT_PEOPLE):
        return (Said(ASIDE, 1.0, 100),)
    if _exact(header) is not None:
        return (Said(str(_exact(header)), 1.0, 100),)
    words = plain_words(header)
    outside = set(plain_words(_BRACKETS.sub(" ", header))) or set(words)
    best: dict[str, Said] = {}
    for name, pattern in _patterns():
        places = pattern.covers(words)
        if places is None:
            continue
        told = sum(len(words[n]) for n in places)
        whole = told + sum(len(w) for n, w in enumerate(words) if n not in places and w in outside)
        found = Said(name, told / whole if whole else 0.0, told)
        if found.score >= LEAST and (
            name not in best or (found.score, told) > (best[name].score, best[name].weight)
        ):
            best[name] = found
    return tuple(sorted(best.values(), key=lambda one: (-one.score, -one.weight)))


def _exact(header: str) -> str | None:
    """Return the field whose own name the header is, as our exports write it."""
    return header if header in ALL_FIELDS else None


def unit_said(header: str) -> str | None:
    """Return the unit of time that a header names (“срок, мес.”): Y, M, D, or None."""
    units = load("vocabulary/list_values.yml").data["units"]
    found = [
        unit
        for unit in ("M", "D", "W", "Y")
        for word in plain_words(header)
        if len(word) > 1 and word in words_set(units[unit])
    ]
    return found[0] if found else None
