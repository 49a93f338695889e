"""Whether a word in Cyrillic letters is what a word in Latin letters sounds like: Devereaux and Деверо.

French, English, Japanese, Chinese and Arabic names are written in Cyrillic by ear, and no table of spellings here tells
how. Which group of Latin letters becomes which Cyrillic letters, and how seldom, was counted in some 100,000 pairs of words
(``packs/vocabulary/name_by_ear.yml``, made by ``tools/learn_by_ear.py``). A Cyrillic word is then as far from a Latin one as it is less
likely than the likeliest way to write that one.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from habeas.packs.loader import load

BY_EAR = "vocabulary/name_by_ear.yml"
BEGIN, END = "^", "$"  # where a word begins and ends is a letter too: t is silent at the end
LONGEST = 4  # Latin letters of one group
UNLIKELY = 5.5  # a word less likely than the likeliest by more (in natural logarithms) is another word
_WAYS = 4  # of each group, where likely spellings are put together
_ROUNDED = 1e-6  # what adding up in another order may change
_MOST_LETTERS = 24
_KEPT = frozenset("çñšžčł")  # letters with marks that sound otherwise than without them
_LATIN = str.maketrans({"ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})
_CYRILLIC = str.maketrans(
    {
        **dict.fromkeys("ёэє", "е"),
        **dict.fromkeys("ыії", "и"),
        **{"щ": "ш", "ґ": "г", "ў": "у"},
        **dict.fromkeys("ъь'’", ""),
    }
)
_VOWELS = frozenset("аеиоуюя")
Ways = tuple[
    tuple[str, float], ...
]  # what a group of letters becomes, and how unlikely that is, likeliest first


class Heard(NamedTuple):
    """A Latin word prepared: for each place, the groups that begin there with what they become, and how unlikely the rest is at
    least (``rest``; that of the whole word stands first).
    """

    groups: tuple[tuple[tuple[int, Ways], ...], ...]
    rest: tuple[float, ...]


def bare_latin(word: str) -> str:
    """Return a Latin word in small letters, without the marks that change little."""
    found = []
    for letter in unicodedata.normalize("NFC", word.lower()).translate(_LATIN):
        kept = letter in _KEPT or "a" <= letter <= "z"
        found.append(letter if kept else unicodedata.normalize("NFD", letter)[0])
    return "".join([letter for letter in found if letter in _KEPT or "a" <= letter <= "z"])


@lru_cache(maxsize=50_000)
def bare_cyrillic(word: str) -> str:
    """Return a Cyrillic word in small letters, written as in Russian, what readers do not tell apart made one."""
    low = unicodedata.normalize("NFC", word.lower()).replace("йо", "е").replace("ьо", "е")
    told = [
        "й" + letter if letter in "єї" and low[at - 1 : at].translate(_CYRILLIC) in _VOWELS and at else letter
        for at, letter in enumerate(low)
    ]
    return "".join(told).translate(_CYRILLIC)


@cache
def _table() -> dict[str, Ways]:
    """Return by group of Latin letters what it becomes, and how unlikely that is (the negative natural logarithm)."""
    found: dict[str, Ways] = {}
    for group, told in load(BY_EAR).data["letters"].items():
        ways = (way.split() for way in told.split(", "))
        found[group] = tuple({way[0]: float(way[1]) for way in ways}.items())  # likeliest first
    return found


@lru_cache(maxsize=50_000)
def _prepared(latin: str) -> Heard | None:
    """Return a Latin word, as written, prepared; None for one that cannot be read."""
    word = BEGIN + bare_latin(latin) + END
    table = _table()
    groups: list[tuple[tuple[int, Ways], ...]] = []
    rest = [0.0]
    for at in range(len(word) - 1, -1, -1):
        here = []
        least = float("inf")
        for size in range(1, min(LONGEST, len(word) - at) + 1):
            ways = table.get(word[at : at + size])
            if ways:
                here.append((size, ways))
                least = min(least, rest[-size] + ways[0][1])
        groups.append(tuple(here))
        rest.append(least)
    return None if rest[-1] == float("inf") else Heard(tuple(groups[::-1]), tuple(rest[::-1]))


def unlikeliness(latin: str, cyrillic: str, most: float = UNLIKELY) -> float | None:
    """Return how much less likely ``cyrillic`` (both as written) is than the likeliest way to write ``latin`` by ear, in natural
    logarithms: 0 for the likeliest; None for more than ``most``.
    """
    if len(latin) > _MOST_LETTERS or len(cyrillic) > _MOST_LETTERS:
        return None
    heard = _prepared(latin)
    return None if heard is None else _least(heard, BEGIN + bare_cyrillic(cyrillic) + END, most)


@lru_cache(maxsize=1_000)
def written_by_ear(latin: str, most: int) -> tuple[str, ...]:
    """Return the likeliest ways to write a Latin word in Cyrillic by ear, likeliest first, ``most`` at most."""
    heard = _prepared(latin) if len(latin) <= _MOST_LETTERS else None
    if heard is None:
        return ()
    ends: list[list[tuple[float, str]]] = [[] for _ in heard.groups] + [[(0.0, "")]]
    for at in range(len(heard.groups) - 1, -1, -1):
        found: dict[str, float] = {}
        for size, ways in heard.groups[at]:
            for letters, more in ways[:_WAYS]:
                for cost, end in ends[at + size]:
                    word = letters + end
                    found[word] = min(found.get(word, cost + more), cost + more)
        ends[at] = sorted((cost, word) for word, cost in found.items())[:most]
    return tuple([word.strip(BEGIN + END) for _, word in ends[0]])


def _least(heard: Heard, word: str, most: float) -> float | None:
    """Return the least of the ways to lay ``word`` along the groups; whatever cannot come to ``most`` is given up at once."""
    groups, rest = heard
    limit = rest[0] + most + _ROUNDED
    reached: list[dict[int, float]] = [{} for _ in rest]
    reached[0][0] = 0.0
    for at, here in enumerate(reached[:-1]):
        for place, cost in here.items():
            for size, ways in groups[at]:
                onward = reached[at + size]
                bound = limit - rest[at + size] - cost
                for letters, more in ways:
                    if more > bound:
                        break  # they stand likeliest first
                    if word.startswith(letters, place):
                        to = place + len(letters)
                        if cost + more < onward.get(to, limit):
                            onward[to] = cost + more
    found = reached[-1].get(len(word))
    return None if found is None else max(0.0, found - rest[0])
