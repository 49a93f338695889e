"""The notation in which language packs write words and phrases, and what it means.

Written for volunteers, so it has seven signs and no more::

    taken into custody     words, one after another; capitals demand a capital (May, not may)
    затрыма*               any ending after these letters (затрыманы, затрымалі)
    суд~                   nothing or one of the language's case endings (суд, суда, судом; not судимость)
    was/were/been          one of these
    (brutally)             may stand here or not; of several words, all of them or none: was (on bail) freed
    ..                     up to three other words and any name, none of them across a comma or the end of the sentence
    freed <> from prison   both parts in either order, with “..” between them
    <number>               a number in digits

Patterns stand in a list, or in one text with commas between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from habeas.text.folding import fold
from habeas.text.tokens import tokenize

GAP_WORDS = 3
EITHER_ORDER = "<>"
MOST_VARIANTS = 64
CHUNK = re.compile(r"\([^()]+\)|\S+")
POSSESSIVE = ("'s", "’s")


class PatternError(ValueError):
    """A pattern in a pack cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Word:
    """One way to fill a place: ``sort`` is ``exact``, ``prefix``, ``stem`` or ``number``."""

    sort: str
    key: str
    capital: bool = False


Place = tuple[Word, ...]
GAP: Place = ()


def split_patterns(entry: object) -> list[str]:
    """Return the patterns of a pack's entry: a list, or one text with commas between; raise PatternError."""
    if entry is None:
        return []
    if isinstance(entry, (int, str)) and not isinstance(entry, bool):
        return [piece for piece in (part.strip() for part in str(entry).split(",")) if piece]
    if isinstance(entry, Iterable) and not isinstance(entry, dict):
        return [piece for item in entry for piece in split_patterns(item)]
    raise PatternError("words are written as a list, or as one text with commas between them.")


def parse_pattern(pattern: str) -> list[tuple[Place, ...]]:
    """Return the variants of ``pattern`` (one for each choice of its optional words and of order); raise PatternError."""
    first, either, second = (part.strip() for part in pattern.partition(EITHER_ORDER))
    if either:
        both = (f"{first} .. {second}", f"{second} .. {first}")
        return list(dict.fromkeys(variant for order in both for variant in parse_pattern(order)))
    slots: list[list[tuple[Place, ...]]] = []
    for chunk in CHUNK.findall(pattern):
        slots.append(_slot(chunk, pattern))
    variants = list(dict.fromkeys(_joined(choice) for choice in _bounded(slots, pattern)))
    if not variants or any(not variant or GAP in (variant[0], variant[-1]) for variant in variants):
        raise PatternError(f"“{pattern}” must begin and end with a word that is always there.")
    return variants


def _slot(chunk: str, pattern: str) -> list[tuple[Place, ...]]:
    """Return the ways to fill what one chunk stands for; what is in brackets may be left out as a whole."""
    if ("(" in chunk) != (")" in chunk):
        raise PatternError(
            f"“{pattern}” opens or closes a bracket alone: a comma ends a pattern, in brackets too."
        )
    if not (chunk.startswith("(") and chunk.endswith(")") and len(chunk) > 2):
        return _options(chunk, pattern)
    inside = [_options(word, pattern) for word in chunk[1:-1].split()]
    return [*(_joined(choice) for choice in _bounded(inside, pattern)), ()]


def _bounded(slots: list[list[tuple[Place, ...]]], pattern: str) -> Iterable[tuple[tuple[Place, ...], ...]]:
    count = 1
    for slot in slots:
        count *= len(slot)
    if count > MOST_VARIANTS:
        raise PatternError(f"“{pattern}” has too many optional words: write it as two patterns.")
    return product(*slots)


def _joined(choice: tuple[tuple[Place, ...], ...]) -> tuple[Place, ...]:
    return tuple(place for places in choice for place in places)


def _options(chunk: str, pattern: str) -> list[tuple[Place, ...]]:
    """Return the ways to fill one chunk: all its single words as one place, each longer choice by itself."""
    if chunk == "..":
        return [(GAP,)]
    choices = [_word_places(option, pattern) for option in chunk.split("/") if option]
    if not choices:
        raise PatternError(f"“{pattern}” has an empty place.")
    singles: Place = tuple(choice[0] for choice in choices if len(choice) == 1)
    found: list[tuple[Place, ...]] = [(singles,)] if singles else []
    return found + [tuple((word,) for word in choice) for choice in choices if len(choice) > 1]


def _word_places(option: str, pattern: str) -> list[Word]:
    if option == "<number>":
        return [Word("number", "<number>")]
    sort = {"*": "prefix", "~": "stem"}.get(option[-1], "exact")
    body = option[:-1] if sort != "exact" else option
    if body in POSSESSIVE:
        return [Word(sort, "'s")]  # the tokens of a text have it as one
    if body.isalpha():  # nearly all words: no need to cut them
        return [Word(sort, fold(body), body[0].isupper())]
    tokens = tokenize(body)
    if not tokens:
        raise PatternError(f"“{pattern}” has a place without a word.")
    words = [Word("exact", token.key, token.capital) for token in tokens]
    words[-1] = Word(sort, tokens[-1].key, tokens[-1].capital)
    return words
