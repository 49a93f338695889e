"""Words of headers and short cells, made alike: case, marks and apostrophes do not count. And patterns of such words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from habeas.text.folding import APOSTROPHES, fold

_WORD = re.compile(r"[^\W_]+|[#№]")
_PATTERN_WORD = re.compile(r"[^\W_]+\*?|[#№]")
_NO_APOSTROPHES = str.maketrans(dict.fromkeys(APOSTROPHES))
_PLAIN = str.maketrans({"ł": "l", "ё": "е", "ґ": "г", "є": "е"})
_SIGNS = frozenset(("#", "№"))


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """Return a word as keys have it: folded, without apostrophes and marks (й is и, ў is у, ś is s)."""
    bare = unicodedata.normalize("NFD", fold(word.translate(_NO_APOSTROPHES)))
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).translate(_PLAIN)


def plain_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, plain, digits left out unless they are part of a word."""
    found = (plain(word) for word in _WORD.findall(text.translate(_NO_APOSTROPHES)))
    return tuple(word for word in found if not word.isdecimal())


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words that must all stand in a text; ``whole``: and nothing else may."""

    words: tuple[str, ...]
    whole: bool = False

    @property
    def weight(self) -> int:
        """How much of a text it can account for, in letters."""
        return sum(len(word) for word in self.words)

    def covers(self, words: Sequence[str]) -> tuple[int, ...] | None:
        """Return which of ``words`` it accounts for (places), or None where it does not fit."""
        if self.whole and len(words) != len(self.words):
            return None
        found: list[int] = []
        for wanted in self.words:
            place = next((n for n, word in enumerate(words) if n not in found and _fits(wanted, word)), None)
            if place is None:
                return None
            found.append(place)
        return tuple(found)


def _fits(wanted: str, word: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


def patterns(text: str) -> tuple[Pattern, ...]:
    """Return the patterns of a pack's line, parted by commas."""
    return tuple(found for part in text.split(",") if (found := _pattern(part)) is not None)


def _pattern(text: str) -> Pattern | None:
    text = text.strip()
    words = []
    for word in _PATTERN_WORD.findall(text.removeprefix("=").translate(_NO_APOSTROPHES)):
        words.append(plain(word.rstrip("*")) + ("*" if word.endswith("*") else ""))
    return Pattern(tuple(words), text.startswith("=")) if words else None


def words_set(words: Iterable[object]) -> frozenset[str]:
    """Return the words and phrases of a pack's list, each as its plain words with single spaces."""
    return frozenset(found for word in words if (found := " ".join(plain_words(str(word)))))
