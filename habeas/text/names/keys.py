"""Under which keys a name is found, and how it is read for search.

Two spellings of one name nearly always share the coarse consonants at the beginning of a word: those are the keys.
"""

from __future__ import annotations

from functools import cache, lru_cache

from habeas.text.names.parse import parse_name
from habeas.text.names.sounds import coarse, coarse_sounds
from habeas.text.names.words import listed, split
from habeas.text.translit import readings

_LEAST, _MOST = 2, 4


def blocking_keys(name: str) -> frozenset[str]:
    """Return the keys of a name: the first two to four coarse consonants of each reading of each of its words.

    Two names can be one person's only if they share a key (true of some 99 of 100 pairs of one person's names
    across scripts). A word with fewer consonants gives its first sound too; initials and titles give no key.
    """
    words = split(name)
    telling = [keys for keys, small in [_told(word.text) for word in words] if not small]
    return _together(*(telling or [word_keys(word.text) for word in words]))


@lru_cache(maxsize=200_000)
def _told(word: str) -> tuple[frozenset[str], bool]:
    """Return the keys of a word, and whether it tells nothing of whose name it is."""
    return _together(word_keys(word)), word.lower() in _small()


@lru_cache(maxsize=200_000)
def _together(*keys: frozenset[str]) -> frozenset[str]:
    """Return all of the keys; the same object for the same keys, since a million names have far fewer."""
    return frozenset[str]().union(*keys)


@cache
def _small() -> frozenset[str]:
    """Return the words that tell nothing of whose name it is."""
    return listed("titles") | listed("particles")


@lru_cache(maxsize=200_000)
def word_keys(word: str) -> frozenset[str]:
    """Return the keys of one word; none for an initial."""
    if sum(map(str.isalpha, word)) == 1:
        return frozenset()
    return frozenset[str]().union(*map(row_keys, readings(word)))


def row_keys(row: str) -> tuple[str, ...]:
    """Return the keys of one reading of a word."""
    key = coarse(row)
    return (key[:_MOST], key[: _MOST - 1]) if len(key) >= _LEAST else (row[:1] + key,)


def mistyped(key: str) -> frozenset[str]:
    """Return the keys that ``key`` becomes when one consonant is dropped, added, put for another or changes places."""
    consonants = coarse_sounds()
    found: set[str] = set()
    for i in range(len(key) + 1):
        head, tail = key[:i], key[i:]
        found.update(head + sound + tail for sound in consonants)
        if tail:
            found.add(head + tail[1:])
            found.update(head + sound + tail[1:] for sound in consonants)
            found.add(head + tail[1:2] + tail[:1] + tail[2:])
    return frozenset(variant[:_MOST] for variant in found if len(variant) >= _LEAST) - {key}


@lru_cache(maxsize=100_000)
def skeleton(name: str) -> str:
    """Return the name as one row of sounds a word, in written order: equal for most spellings of one name.

    For search and for telling people how a name is read; empty for a text without letters.
    """
    return " ".join(part.token.row for part in parse_name(name).parts)
