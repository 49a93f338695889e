"""Years in an apposition to a name that are an age and no term: “X, 57 years, was ...”, “X (45 years)”."""

from __future__ import annotations

from habeas.claims.grammar.numbers import number_at
from habeas.claims.sentences import DASHES, Sentence
from habeas.text.tokens import NUMBER

LEAST_AGE = 14  # under which nobody stands trial
GIVEN = frozenset({"sentence", "appeal"})


def is_apposed_age(sentence: Sentence, index: int, names: frozenset[int]) -> bool:
    """Whether years stand in an apposition to a name: “X, 57 years, was ...”, “X (45 years)”."""
    tokens = sentence.tokens
    if index - 1 not in names or tokens[index - 1].text not in (",", "("):
        return False
    number = number_at(sentence, index)
    unit = sentence.at("units", number.last) if number is not None else None
    if unit is None or unit.payload.sense != "Y" or number is None or number.whole is None:
        return False  # “X (3.5 years)” is no age
    behind = tokens[unit.last : unit.last + 2]
    if len(behind) > 1 and behind[0].text in DASHES and behind[1].capital:
        return False  # «Пожизненное — Роману X, 19 лет — Алексею Y»
    tried = any(one.payload.sense in GIVEN for one in sentence.marks("events"))
    if tried and (number.whole < LEAST_AGE or _only_in_brackets(sentence)):
        return False  # “were sentenced: X (five years)”, “the court convicted X (18 years) and Y (16 years)”
    closed = unit.last >= len(tokens) or tokens[unit.last].text in (",", ")", ".", ";", ":", "—", "–")
    return closed and sentence.at("penalties", unit.last) is None


def _only_in_brackets(sentence: Sentence) -> bool:
    """Whether several spans of years or months stand in the sentence, every one in a bracket of its own."""
    numbered = [
        mark for mark in sentence.marks("units")
        if sentence.tokens[mark.first - 1].kind == NUMBER or sentence.ends("numbers", mark.first)
    ]  # fmt: skip
    units = [mark for mark in numbered if mark.payload.sense in "YM"]
    closed = [one.last < len(sentence.tokens) and sentence.tokens[one.last].text == ")" for one in units]
    return len(units) > 1 and all(closed)
