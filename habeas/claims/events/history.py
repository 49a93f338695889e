"""Texts about prisoners of the past: what happened in a paragraph whose years are all long gone is no claim.

A register of prisoners holds people of today; “arrested in 1937” in a memorial article is history.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.drafts import Draft
from habeas.claims.sentences import Sentence
from habeas.text.tokens import NUMBER

OLDEST, FIRST_OF_TODAY = 1500, 1990
COUNTED = (
    "currencies",
    "peoples",
    "held_people",
    "persons",
    "units",
)  # what a number in front of it is no year of


def without_history(drafts: Sequence[Draft], document: Sequence[Sentence]) -> list[Draft]:
    """Return the drafts without those of paragraphs that name only years before 1990, and of people told of only there."""
    past = past_blocks(document)
    if not past:
        return list(drafts)
    told_in: dict[str, set[bool]] = {}
    for draft in drafts:
        for one in draft.subjects:
            told_in.setdefault(one, set()).add(draft.sentence.block in past)
    return [
        draft
        for draft in drafts
        if draft.sentence.block not in past and not all(told_in[one] == {True} for one in draft.subjects)
    ]


def past_blocks(document: Sequence[Sentence]) -> frozenset[int]:
    """Return the paragraphs with a year before 1990 and none since; those without a year go with the one before."""
    years: dict[int, list[int]] = {}
    for sentence in document:
        years.setdefault(sentence.block, []).extend(_years(sentence))
    past: set[int] = set()
    recent = any(year >= FIRST_OF_TODAY for found in years.values() for year in found)
    for block, found in sorted(years.items()):
        old = bool(found) and max(found) < FIRST_OF_TODAY
        if old or (not found and not recent and block - 1 in past):
            past.add(block)
    return frozenset(past)


def _years(sentence: Sentence) -> list[int]:
    """Return the numbers of a sentence that are years: four digits, no birth, nothing counted (1500 days, 1700 prisoners)."""
    births = [*sentence.marks("birth"), *sentence.marks("ages")]
    found = []
    for index, token in enumerate(sentence.tokens):
        if token.kind != NUMBER or token.glued or len(token.text) != 4 or _counts(sentence, index):
            continue
        if any(mark.first - 1 <= index <= mark.last for mark in births):
            continue
        if OLDEST <= int(token.text) < 2200:
            found.append(int(token.text))
    return found


def _counts(sentence: Sentence, index: int) -> bool:
    """Whether a number counts what stands behind it: roubles, people, days (“1937 year” is a year in some languages)."""
    behind = [mark for name in COUNTED if (mark := sentence.at(name, index + 1)) is not None]
    return any(mark.payload.sense != "Y" for mark in behind)
