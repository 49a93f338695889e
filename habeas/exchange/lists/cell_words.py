"""Cells of words: the status as the vocabulary has it, places and places of detention as they are written."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from habeas.claims.grammar.institutions import find_institutions
from habeas.exchange.lists.cell_sentences import languages_of, sentence_of
from habeas.exchange.lists.words import Pattern, patterns, plain, plain_words
from habeas.packs.loader import load

_SPACES = re.compile(r"\s+")
_PACK = "vocabulary/list_values.yml"


def tidy(text: str) -> str:
    """Return the words of a cell with single spaces."""
    return _SPACES.sub(" ", text).strip(" ,;")


@cache
def _statuses() -> tuple[tuple[str, tuple[Pattern, ...]], ...]:
    pack = load(_PACK)
    terms = load("vocabulary/status.yml").data["terms"]
    found = []
    for number, one in enumerate(pack.data["status"]):
        if one["term"] not in terms:
            raise pack.error(
                ("status", str(number)), f"“{one['term']}” is no status.", "see vocabulary/status.yml."
            )
        found.append((str(one["term"]), patterns(str(one["words"]))))
    return tuple(found)


@lru_cache(maxsize=20_000)
def read_status(text: str) -> str | None:
    """Return the term of ``vocabulary/status.yml`` that a status cell says, or None."""
    if text in load("vocabulary/status.yml").data["terms"]:
        return text
    words = plain_words(text)
    for term, found in _statuses():
        if any(pattern.covers(words) for pattern in found):
            return term
    return None


@lru_cache(maxsize=20_000)
def read_place(text: str) -> str:
    """Return a place without the word for what it is (“г. Минск” is Минск)."""
    text = tidy(text)
    first, _, rest = text.partition(" ")
    stem, point, glued = text.partition(".")
    before = _place_before()
    if point and glued.strip() and plain(stem) in before and " " not in stem:
        return glued.strip()
    return rest.strip() if rest and plain(first.rstrip(".")) in before else text


@cache
def _place_before() -> frozenset[str]:
    return frozenset(plain(str(word)) for word in load(_PACK).data["place_before"])


@lru_cache(maxsize=20_000)
def names_facility(text: str) -> bool:
    """Whether a cell names a place of detention."""
    if not text or len(text) > 300:
        return False
    return any(
        found.kind == "facility"
        for lang in languages_of(text)
        for found in find_institutions(sentence_of(text, lang))
    )
