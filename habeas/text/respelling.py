"""Keys in which the spellings of one language meet: two orthographies of Belarusian, Lacinka and Cyrillic.

These are keys for looking words up, never texts to show. ``belarusian`` drops the soft sign before a consonant
(сьледчы, следчы), reads a word's first ў as у (ўжо, ужо), й before a as part of it (райаддзел, rajaddzieł) and lets loanwords meet (калёнія, калонія; плян, план; камэра, камера); ``respelled`` brings another alphabet's letters into
those of the language it is based on, by a table of the language pack.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

_SOFT_BEFORE = re.compile("(?<=[а-яёіў])ь(?=[бвгґджзйклмнпрстўфхцчш'])")
_SOFT_L = {"е": "е", "о": "е", "я": "а", "ю": "у"}
_LOANS = re.compile("(?<=л)[еояю](?=[а-яіў'])")
_SMALL_WORDS = {"зь": "з", "безь": "без", "празь": "праз", "церазь": "цераз"}
_VOWELS = "aeiouy"
_BASE_VOWELS = "аеёіоуыэюя"


@lru_cache(maxsize=65536)
def belarusian(key: str) -> str:
    """Return the key in which both living orthographies of Belarusian meet."""
    if key[:1] == "ў":
        key = "у" + key[1:]
    key = _SMALL_WORDS.get(key, key)
    if "ь" in key:
        key = _SOFT_BEFORE.sub("", key)
    key = "судд" + key[5:] if key.startswith("судздз") else key
    key = _LOANS.sub(lambda found: _SOFT_L[found.group()], key.replace("э", "е"))
    return key.replace("зы", "зі").replace("сы", "сі").replace("йа", "я")


@dataclass(frozen=True, slots=True)
class Respelling:
    """The table of one alphabet: single letters, soft consonants, pairs, vowels after j or a softening i."""

    plain: Mapping[str, str]
    soft: Mapping[str, str]
    pairs: Mapping[str, str]
    iotated: Mapping[str, str]

    def respelled(self, key: str) -> str:
        """Return ``key`` in the letters of the base language."""
        found: list[str] = []
        at = 0
        while at < len(key):
            letters, step = self._step(key, at)
            found.append(letters)
            at += step
        return "".join(found)

    def written(self, name: str) -> str:
        """Return a name of the base language in the letters of this alphabet, to show: Гродна, Hrodna; КДБ, KDB."""
        small = name.lower()
        found: list[str] = []
        for at, char in enumerate(name):
            letters = self._letters(small, at)
            upper = char.isupper() and (name[at + 1 : at + 2].isupper() or name[at - 1 : at].isupper())
            found.append(letters.upper() if upper else letters.capitalize() if char.isupper() else letters)
        return "".join(found)

    def _letters(self, word: str, at: int) -> str:
        """Return the letters for one letter of the base language, as its neighbours ask."""
        char, before, after = word[at], word[at - 1 : at], word[at + 1 : at + 2]
        iotated = {other: letter for letter, other in reversed(list(self.iotated.items()))} | {"ё": "o"}
        if char == "л":
            return "l" if after and (after in iotated or after == "ь") else "ł"
        if char in "ь'’":
            return ""
        if after == "ь" and (soft := _first(self.soft, char + "ь")):
            return soft
        if char in iotated and char != "і":
            behind = before.isalpha() and before not in _BASE_VOWELS + "ўйь"
            return ("" if before == "л" else "i" if behind else "j") + iotated[char]
        return _first(self.pairs, char) or _first(self.plain, char, but="gj") or self.plain_or_own(char)

    def plain_or_own(self, char: str) -> str:
        """Return the plain letter for ``char`` where only one of its other uses is known, else ``char`` itself."""
        return _first(self.plain, char) or char

    def _step(self, key: str, at: int) -> tuple[str, int]:
        char, after = key[at], key[at + 1 : at + 2]
        behind_consonant = at > 0 and key[at - 1] not in _VOWELS + "ŭj'-"
        if char + after in self.pairs:
            return self.pairs[char + after], 2
        if char in self.soft:
            return self.soft[char], 1
        if char == "l":
            return self._soft_l(key, at)
        if char == "j" and after in self.iotated and after:
            return ("'" if behind_consonant else "") + self.iotated[after], 2
        if char == "i" and after and after in "aeou" and behind_consonant:
            return self.iotated[after], 2
        return self.plain.get(char, char), 1

    def _soft_l(self, key: str, at: int) -> tuple[str, int]:
        """Read l, which is soft by itself: la ля, lia ля, li лі, l before a consonant ль."""
        after, next_ = key[at + 1 : at + 2], key[at + 2 : at + 3]
        if after == "i" and next_ and next_ in "aeou":
            return "л" + self.iotated[next_], 3
        if after and after in self.iotated:
            return "л" + self.iotated[after], 2
        return self.plain.get("l", "l"), 1


def _first(table: Mapping[str, str], letters: str, but: str = "") -> str | None:
    """Return the first letter of a table that stands for ``letters``, none of those in ``but``."""
    return next((one for one, other in table.items() if other == letters and one not in but), None)
