"""Sentences told one after another of one person: “first three years, then, in 2023, one more, and in 2025 a year and a month”.

Between two of the terms stands a date or a word like “then”; terms of one court's sentence have neither, and of those only
the total counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from habeas.claims.found import Found
from habeas.claims.sentences import Sentence


def in_succession(
    sentence: Sentence, terms: Sequence[Found], others: Sequence[Found]
) -> list[tuple[Found, list[Found]]]:
    """Return each term with the other values that are its own, or nothing where the terms are those of one sentence."""
    terms = sorted(terms, key=lambda one: one.first)
    if len(terms) < 2 or sentence.links("total") or sentence.links("component"):
        return []
    borders: list[int] = []
    for before, term in pairwise(terms):
        marks = [one.first for one in others if one.kind == "date" and before.last <= one.first < term.first]
        marks += [one.first for one in sentence.links("then") if before.last <= one.first < term.first]
        if not marks:
            return []
        borders.append(min(marks))
    found: list[tuple[Found, list[Found]]] = []
    for number, term in enumerate(terms):
        low = borders[number - 1] if number else 0
        high = borders[number] if number < len(borders) else len(sentence.tokens)
        found.append((term, [one for one in others if low <= one.first < high]))
    return found
