"""Surnames that very many people have, looked up by their sounds (``packs/vocabulary/common_surnames.yml``)."""

from __future__ import annotations

from functools import cache, lru_cache

from habeas.packs.loader import load
from habeas.text.names.token import Token
from habeas.text.translit import readings

COMMON = "vocabulary/common_surnames.yml"


@cache
def _rows() -> frozenset[str]:
    """Return the rows of sounds of the listed surnames, men's and women's forms."""
    men = [row for names in load(COMMON).data.values() for name in names for row in readings(name)]
    women = [row + "a" for row in men] + [row[:-1] + "a" for row in men if row.endswith("ski")]
    return frozenset((*men, *women))


@lru_cache(maxsize=100_000)
def is_common(token: Token) -> bool:
    """Whether the word can be read as a very common surname."""
    return not _rows().isdisjoint(token.rows)
