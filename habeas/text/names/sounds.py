"""How far two rows of sounds are from each other, in whole consonants.

Each sound is spelled out as its marks (``packs/vocabulary/name_sounds.yml``), one character a mark; the distance
is then the plain edit distance of the two spelled-out rows, which compiled code counts. Sounds that share marks
are near, vowels have fewer marks than consonants and so cost less: a weighted edit distance without a weighted
one's price.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from operator import eq

from rapidfuzz.distance import Levenshtein

from habeas.packs.loader import load

SOUNDS = "vocabulary/name_sounds.yml"
_VOWELS = "aeiouj"
_NO_VOWELS: Mapping[str, str | None] = dict.fromkeys(_VOWELS)
_FIRST_MARK = 0x21  # marks are written as one-byte characters, which compiled code compares fastest
_DOUBLED = re.compile(r"(.)\1+", re.DOTALL)
_FOREIGN = 0x4000  # a sound that the table lacks is moved above them


@cache
def _marks() -> dict[str, str]:
    """Return each sound spelled out as marks; a mark counts in its own place only."""
    pack = load(SOUNDS)
    numbers: dict[tuple[int, str], str] = {}
    spelled: dict[str, str] = {}
    for sound, words in pack.data["sounds"].items():
        marks = [(place, mark) for place, mark in enumerate(words.split())]
        spelled[sound] = "".join(numbers.setdefault(mark, chr(_FIRST_MARK + len(numbers))) for mark in marks)
    return spelled


@cache
def whole() -> int:
    """Return the number of marks of one whole consonant."""
    return int(load(SOUNDS).data["whole"])


def _table(changed: Mapping[str, str | None]) -> dict[int, str | None]:
    """Return a table for ``str.translate``. All other sounds stand in it as themselves, since looking for what is not there takes longest."""
    return {ord(sound): changed.get(sound, sound) for sound in (*_marks(), *_VOWELS, *changed)}


@cache
def _unsure() -> dict[int, str | None]:
    return _table(load(SOUNDS).data["unsure"])


@cache
def _unsure_sounds() -> frozenset[str]:
    return frozenset(load(SOUNDS).data["unsure"])


@cache
def _dull() -> dict[int, str | None]:
    return _table(load(SOUNDS).data["dull"])


def is_unsure(row: str) -> bool:
    """Whether ``row`` has a sound that stands for several."""
    return not _unsure_sounds().isdisjoint(row)


def dull(row: str) -> str:
    """Return ``row`` with š, č, ž and what may be one of them said as s, c, z: how bare Lacinka writes them."""
    return row.translate(_dull())


def sure(row: str) -> str:
    """Return ``row`` with each sound that stands for several read as the likeliest."""
    return row.translate(_unsure()) if is_unsure(row) else row


@lru_cache(maxsize=400_000)
def spread(row: str) -> str:
    """Return ``row`` spelled out as marks. A sound that the table lacks (a digit, a Chinese sign) is its own mark."""
    marks = _marks()
    try:
        return "".join([marks[sound] for sound in row])
    except KeyError:
        return "".join([marks.get(sound) or chr(_FOREIGN + ord(sound) % _FOREIGN) * whole() for sound in row])


def distance(one: str, other: str, most: float = 4.0) -> float:
    """Return how many whole consonants apart two rows of sounds are; beyond ``most`` any number above it."""
    unit = whole()
    return Levenshtein.distance(spread(one), spread(other), score_cutoff=int(most * unit)) / unit


def nearest(some: tuple[str, ...], others: tuple[str, ...], most: float) -> tuple[float, int, int]:
    """Return the least distance of any of ``some`` and any of ``others`` (both spelled out as marks), and the places
    of the two; ``most`` if none are nearer than that.
    """
    unit = whole()
    limit = int(most * unit)
    best, at, to = limit + 1, 0, 0
    for i, one in enumerate(some):
        for j, other in enumerate(others):
            found = Levenshtein.distance(one, other, score_cutoff=best - 1)
            if found < best:
                best, at, to = found, i, j
                if not best:
                    return 0.0, at, to
    return min(best / unit, most), at, to


@cache
def _natural() -> frozenset[str]:
    return frozenset(pair for both in load(SOUNDS).data["natural"] for pair in (both, both[::-1]))


@cache
def _related() -> frozenset[str]:
    return frozenset(pair for both in load(SOUNDS).data["related"] for pair in (both, both[::-1]))


@lru_cache(maxsize=10_000)
def sounds_apart(one: str, other: str) -> float:
    """Return how far apart two sounds are, in whole consonants."""
    return distance(one, other)


@lru_cache(maxsize=10_000)
def spelled_alike(one: str, other: str) -> bool:
    """Whether the languages put one of two sounds for the other, vowels or consonants (г and х; s and š in bare Lacinka)."""
    return (
        one == other
        or one + other in _natural()
        or one + other in _related()
        or (is_unsure(one + other) and dull(one) == dull(other))
    )


def only_natural(one: str, other: str) -> bool:
    """Whether two rows of sounds differ, if at all, only by vowels that the languages put for each other (and by
    what bare Lacinka leaves open).
    """
    if one == other:
        return True
    return len(one) == len(other) and all(
        a == b or a + b in _natural() or (is_unsure(a + b) and dull(a) == dull(b))
        for a, b in zip(one, other, strict=True)
    )


def length(row: str) -> float:
    """Return the length of a row of sounds in whole consonants (a vowel counts less)."""
    return len(spread(row)) / whole()


def consonants(row: str) -> str:
    """Return the consonants of a row of sounds."""
    return row.translate(_consonants())


@cache
def _consonants() -> dict[int, str | None]:
    return _table(_NO_VOWELS)


@lru_cache(maxsize=200_000)
def consonant_marks(row: str) -> str:
    """Return the consonants of a row of sounds, spelled out as marks."""
    return spread(consonants(row))


def consonant_distance(one: str, other: str, most: float) -> float:
    """Return how far apart the consonants of two rows of sounds are, as :func:`distance` does."""
    unit = whole()
    found = Levenshtein.distance(consonant_marks(one), consonant_marks(other), score_cutoff=int(most * unit))
    return found / unit


@lru_cache(maxsize=200_000)
def coarse(row: str) -> str:
    """Return the consonants of a row of sounds, those that spellings mix up made one."""
    return undoubled(row.translate(_coarse()))


def undoubled(row: str) -> str:
    """Return a row of sounds, each sound said once where it stands several times in a row."""
    return _DOUBLED.sub(r"\1", row) if any(map(eq, row, row[1:])) else row


@cache
def _coarse() -> dict[int, str | None]:
    return _table({**_NO_VOWELS, **load(SOUNDS).data["coarse"]})


@cache
def _coarse_with_vowels() -> dict[int, str | None]:
    return _table({**dict.fromkeys(_VOWELS, "a"), **load(SOUNDS).data["coarse"]})


def coarse_whole(row: str) -> str:
    """Return a row of sounds, all vowels made one and those consonants that spellings mix up."""
    return row.translate(_coarse_with_vowels())


@cache
def coarse_sounds() -> tuple[str, ...]:
    """Return the consonants that are left once those that spellings mix up are made one, in a fixed order."""
    return tuple(sorted({coarse(sound) for sound in _marks()} - {""}))
