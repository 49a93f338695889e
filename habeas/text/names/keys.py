"""Under which keys a name is found, and how it is read for search.

Two spellings of one name nearly always share the coarse consonants at the beginning of a word: those are the keys.
"""

from __future__ import annotations

from functools import lru_cache

from habeas.text.names.parse import parse_name
from habeas.text.names.sounds import coarse
from habeas.text.names.words import listed, split
from habeas.text.translit import readings

_LEAST, _MOST = 2, 4


@lru_cache(maxsize=100_000)
def blocking_keys(name: str) -> frozenset[str]:
    """Return the keys of a name: the first two to four coarse consonants of each reading of each of its words.

    Two names can be one person's only if they share a key (true of some 99 of 100 pairs of one person's names
    across scripts). A word with fewer consonants gives its first sound too; initials and titles give no key.
    """
    words = [word.text for word in split(name)]
    small = listed("titles") | listed("particles")
    telling = [word for word in words if word.lower() not in small]
    return frozenset[str]().union(*map(word_keys, telling or words))


@lru_cache(maxsize=200_000)
def word_keys(word: str) -> frozenset[str]:
    """Return the keys of one word; none for an initial."""
    if sum(map(str.isalpha, word)) == 1:
        return frozenset()
    keys: set[str] = set()
    for row in readings(word):
        key = coarse(row)
        if len(key) >= _LEAST:
            keys.update((key[:_MOST], key[: _MOST - 1]))
        else:
            keys.add(row[:1] + key)
    return frozenset(keys)


@lru_cache(maxsize=100_000)
def skeleton(name: str) -> str:
    """Return the name as one row of sounds a word, in written order: equal for most spellings of one name.

    For search and for telling people how a name is read; empty for a text without letters.
    """
    return " ".join(part.token.row for part in parse_name(name).parts)
