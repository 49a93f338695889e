"""A cell as a sentence of a language, so that the grammars of the reports can read it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from habeas.claims.found import Found
from habeas.claims.language.language_pack import language_pack
from habeas.claims.sentences import Sentence
from habeas.text.tokens import MARK, tokenize

LANGUAGES = ("ru", "be", "uk", "pl", "en", "be-Latn")
CYRILLIC, LATIN, NUMBERS = ("ru", "be", "uk"), ("pl", "en", "be-Latn"), ("en",)
LONGEST = 400  # tokens; a longer cell is prose


def languages_of(text: str) -> tuple[str, ...]:
    """Return the languages that a cell can be written in, by its letters; each language that is never asked need not be loaded.

    Numbers and marks alone are the same in all: one language reads them.
    """
    letters = [char for char in text if char.isalpha()]
    cyrillic = sum("\u0400" <= char <= "\u04ff" for char in letters)
    if not letters:
        return NUMBERS
    if 0 < cyrillic < len(letters):
        return LANGUAGES
    return CYRILLIC if cyrillic else LATIN


@lru_cache(maxsize=4_096)
def sentence_of(text: str, lang: str) -> Sentence:
    """Return the cell as a sentence of ``lang`` (one that has a whole pack)."""
    pack = language_pack(lang)
    if pack is None:
        raise ValueError(f"there is no language pack “{lang}”")
    return Sentence(0, 0, tokenize(text)[:LONGEST], pack, text)


def coverage(sentence: Sentence, found: Sequence[Found]) -> float:
    """Return the share of the cell's words and numbers that the values take up."""
    telling = [n for n, token in enumerate(sentence.tokens) if token.kind != MARK]
    if not telling:
        return 0.0
    taken = {n for one in found for n in range(one.first, one.last)}
    return sum(n in taken for n in telling) / len(telling)
