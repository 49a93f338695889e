"""Adjectives behind a court's own word that belong to its name: „sąd rejonu lenińskiego”, „Sąd Lefortowski”."""

from __future__ import annotations

from habeas.claims.sentences import Sentence
from habeas.text.tokens import WORD


def is_courts_adjective(sentence: Sentence, index: int) -> bool:
    """Whether the word at ``index``, right behind a court's own words, is an adjective of its name."""
    return _is_of_a_place(sentence, index) or _is_its_name(sentence, index)


def _is_of_a_place(sentence: Sentence, index: int) -> bool:
    """Whether an adjective made of a place follows a court's own word: “sąd rejonu lenińskiego”."""
    token, before = sentence.tokens[index], sentence.ends("court_words", index)
    endings = sentence.pack.keys.get("region_endings", frozenset())
    return before and token.kind == WORD and any(token.key.endswith(ending) for ending in endings)


def _is_its_name(sentence: Sentence, index: int) -> bool:
    """Whether a capital right behind “court” is its adjective, in its own case: „Sąd Lefortowski”, no „Sąd Kowalskiego skazał”."""
    token, court = sentence.tokens[index], sentence.tokens[index - 1].key
    pairs = (pair.split() for pair in sentence.pack.keys.get("named_courts", ()))
    return token.capital and any(court == word and token.key.endswith(end) for word, end in pairs)
