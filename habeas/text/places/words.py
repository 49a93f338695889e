"""The words of a phrase about a place, sorted: kinds of places, spots and streets, small words, names.

The words are data: ``packs/places/words.yml``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from habeas.packs.loader import load
from habeas.text.folding import fold

WORDS = "places/words.yml"
MOST_TEXT = 300
MOST_TOKENS = 16
_TOKEN = re.compile(r"[^\W_]+(?:['’ʼ`´ʹ‘\-/‑–][^\W_]+)*|[,;()]")


class Sort(StrEnum):
    """What one word of the phrase is."""

    TOWN = "town"
    VILLAGE = "village"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"
    COUNCIL = "council"
    SPOT = "spot"
    SMALL = "small"
    STOP = "stop"
    NAME = "name"


KINDS = frozenset({Sort.TOWN, Sort.VILLAGE, Sort.DISTRICT, Sort.REGION, Sort.COUNTRY, Sort.COUNCIL})


@dataclass(frozen=True, slots=True)
class PlaceWord:
    """One word with what it is."""

    text: str
    sort: Sort


class WordList:
    """Words and beginnings of words (with a star in the pack), looked up folded."""

    def __init__(self, words: Iterable[str]) -> None:
        every = [fold(unicodedata.normalize("NFC", word)) for word in words]
        self._whole = frozenset(word for word in every if not word.endswith("*"))
        self._starts = tuple(word[:-1] for word in every if word.endswith("*"))

    def __contains__(self, word: str) -> bool:
        folded = fold(word)
        return folded in self._whole or folded.startswith(self._starts)


@cache
def _lists() -> tuple[tuple[Sort, WordList], ...]:
    data = load(WORDS).data
    lists = [(Sort(kind), WordList(words.split())) for kind, words in data["kinds"].items()]
    return (
        *lists,
        (Sort.SPOT, WordList(data["spots"].split())),
        (Sort.SMALL, WordList(data["small"].split())),
    )


@cache
def _generic() -> WordList:
    return WordList(load(WORDS).data["generic"].split())


def is_generic(word: str) -> bool:
    """Whether the word is part of many names and alone tells no place (New, Stary)."""
    return fold(word) in _generic()


def sort_words(text: str) -> tuple[PlaceWord, ...]:
    """Return the words of ``text``, each with what it is; at most as many as a phrase about a place has."""
    clean = unicodedata.normalize("NFKC", text[:MOST_TEXT])
    return tuple(PlaceWord(word, _sort(word)) for word in _TOKEN.findall(clean)[:MOST_TOKENS])


def _sort(word: str) -> Sort:
    if not word[0].isalnum():
        return Sort.STOP
    folded = fold(word)
    # a capital letter inside a phrase speaks for a name, but District and Oblast are written with one too
    for sort, words in _lists():
        if folded in words:
            return sort
    return Sort.NAME if any(map(str.isalpha, word)) else Sort.SPOT
