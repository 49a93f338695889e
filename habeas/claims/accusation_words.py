"""Accusations whose small word stands apart from the verb, and such as a word behind them closes.

“Charged under Article 309 with damaging ...”, «обвиняют по статье 309 в ...», “oskarżono z art. 361 o ...”; “on sabotage charges”.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.found import Found
from habeas.claims.sentences import Mark, Sentence
from habeas.claims.triggers import Trigger
from habeas.text.tokens import MARK, NUMBER

ACCUSES = frozenset({"charge", "sentence", "acquittal", "hearing"})
LED_BY = frozenset({"article", "code", "court"})
REACH = 16.0
LONGEST = 8  # tokens between “on” and “charges”
NO_ACT = ("places", "spots", "months", "courts", "facilities", "not_names")


def behind_values(sentence: Sentence, values: Sequence[Found], triggers: Sequence[Trigger]) -> list[Mark]:
    """Return the small words right behind an article or a court whose verb of accusing stands in front of it."""
    found = []
    for mark in sentence.marks("accusation"):
        if mark.payload.sense != "behind" or not _opens_act(sentence, mark.last):
            continue
        led = [value for value in values if value.kind in LED_BY and _ends_at(sentence, value, mark.first)]
        if any(
            one.type in ACCUSES and one.last <= value.first
            and sentence.distance(one.last - 1, value.first) <= REACH
            for value in led for one in triggers
        ):  # fmt: skip
            found.append(mark)
    return found


def _ends_at(sentence: Sentence, value: Found, index: int) -> bool:
    """Whether a value ends right in front of ``index``, a bracket or the name of its code between."""
    between = sentence.tokens[value.last : index]
    return value.last <= index and (
        not between or (len(between) <= 4 and all(token.kind == MARK or token.upper for token in between))
    )


def _opens_act(sentence: Sentence, index: int) -> bool:
    if index >= len(sentence.tokens):
        return False
    token = sentence.tokens[index]
    if token.kind == NUMBER or (token.kind != MARK and token.capital):
        return False
    return all(sentence.at(name, index) is None for name in NO_ACT)


def closed(sentence: Sentence, values: Sequence[Found]) -> list[Found]:
    """Return what stands between “on” and “charges”: “jailed for five years on sabotage and treason charges”."""
    marks = sentence.marks("accusation")
    opening = [mark for mark in marks if mark.payload.sense == "opening"]
    found = []
    for closing in (mark for mark in marks if mark.payload.sense == "closing"):
        begins = [one.last for one in opening if 0 < closing.first - one.last <= LONGEST]
        if not begins:
            continue
        first = max(begins)
        if any(value.overlaps(first, closing.first) for value in values):
            continue
        words = sentence.words(first, closing.first)
        found.append(Found("accusation", words, first, closing.first, "accusation.closed"))
    return found
