"""What is known of a word apart from its text: seen as a person's name, as a place's name, in small letters.

The lists are hundreds of thousands of words; they ship as Bloom filters in the tagger's weights, so that a few
words in a thousand that are in no list pass for known. A word is looked up by its sounds, so that one list serves
every alphabet, and its case endings are tried off.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from habeas.text.translit import readings

VOWELS = "aeiouj"
ENDINGS_OFF = ("", "a", "i")  # what a nominative may end in where a case ending was taken off
PLACE_ENDINGS = ("", "a", "i", "o", "e", "ia")
SHORTEST = 3
LETTERS_OF_STEM = 5


@lru_cache(maxsize=20_000)
def sounds(word: str) -> str:
    """Return the likeliest row of sounds of a word (its letters where it has none)."""
    rows = readings(word)
    return rows[0] if rows else word


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the beginning by which a word is known again in another case: Путиным and Путин, Кан and Каном."""
    row = sounds(word)
    if row.endswith("m") and len(row) > LETTERS_OF_STEM - 1:
        row = row[:-1]
    row = row.rstrip(VOWELS) or row
    return row[:LETTERS_OF_STEM].rstrip(VOWELS) or row


@dataclass(frozen=True, slots=True)
class Filter:
    """A Bloom filter: ``bits`` as bytes, ``hashes`` places a word."""

    bits: bytes
    hashes: int

    def __contains__(self, word: str) -> bool:
        one, step = _places(word)
        size = len(self.bits) * 8
        for _ in range(self.hashes):
            at = one % size
            if not self.bits[at >> 3] >> (at & 7) & 1:
                return False
            one += step
        return True

    @classmethod
    def of(cls, words: Iterable[str], bits_each: int, hashes: int) -> Filter:
        """Make a filter of ``words`` with about ``bits_each`` bits for each."""
        rows = sorted(set(words))
        bits = bytearray(max(8, len(rows) * bits_each // 8))
        for word in rows:
            one, step = _places(word)
            for _ in range(hashes):
                at = one % (len(bits) * 8)
                bits[at >> 3] |= 1 << (at & 7)
                one += step
        return cls(bytes(bits), hashes)


def _places(word: str) -> tuple[int, int]:
    """Return the first place of a word, and the step to the next ones."""
    one = zlib.crc32(word.encode("utf-8", "surrogatepass"))
    return one, (one * 0x9E3779B1 >> 12 & 0xFFFFFF) | 1


class Tiers(NamedTuple):
    """How known a word is: as a name as it stands and without its ending (0 to 3), as a place, in small letters."""

    name: int
    base: int
    place: int
    small: int


@dataclass(frozen=True, slots=True)
class NameLists:
    """Filters by how often a word was seen, rarest first: name words, places, words in small letters."""

    names: Sequence[Filter]
    places: Sequence[Filter]
    common: Sequence[Filter]

    def tiers(self, word: str) -> Tiers:
        """Return all that is known of a word."""
        name, base = self.name(word)
        return Tiers(name, base, self.place(word), self.in_small_letters(word))

    def name(self, word: str) -> tuple[int, int]:
        """Return how widespread a word is as a name (0: unseen), as it stands and with its ending taken off."""
        row = sounds(word)
        best = 0
        for cut in (1, 2, 3):
            if len(row) - cut < SHORTEST:
                break
            base = row[: len(row) - cut]
            best = max(best, *(_tier(self.names, base + ending) for ending in ENDINGS_OFF))
        return _tier(self.names, row), best

    def place(self, word: str) -> int:
        """Return 2 for the name of a place as it stands, 1 for one in some case, else 0."""
        row = sounds(word)
        if _tier(self.places, row):
            return 2
        base = (row[:-1] if row.endswith("m") else row).rstrip(VOWELS)
        near = len(base) >= SHORTEST and any(_tier(self.places, base + end) for end in PLACE_ENDINGS)
        return int(near)

    def in_small_letters(self, word: str) -> int:
        """Return how often a word is met in small letters: 0 (never) to 3."""
        return _tier(self.common, sounds(word))


def _tier(filters: Sequence[Filter], row: str) -> int:
    tier = 0
    for one in filters:
        if row not in one:
            return tier
        tier += 1
    return tier
