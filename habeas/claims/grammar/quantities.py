"""How many: a number, “about thirty”, “more than 500”, “several dozen”, “most”: a least and a greatest number, and the part that it is."""

from __future__ import annotations

import math

from habeas.claims.grammar.numbers import Numeral, number_at
from habeas.claims.sentences import Sentence
from habeas.text.tokens import NUMBER

ABOUT = 1 / 6
PARTS = frozenset({"most", "rest", "some", "half", "all"})
MOST_PEOPLE = 100_000_000
# Round numbers by name: least and greatest by themselves, and the number behind “about”.
ROUND: dict[str, tuple[int, int, int]] = {
    "dozen": (10, 14, 12),
    "ten": (8, 12, 10),
    "hundred": (80, 120, 100),
}
TIMES = {"ten": 10, "20..": 10, "hundred": 100, "200..": 100}


def quantity_at(sentence: Sentence, index: int) -> tuple[int | None, int | None, int, str] | None:
    """Return least, greatest, the token after, and the kind of part, of the quantity at ``index``."""
    mark = sentence.at("counts", index)
    if mark is not None:
        sense = mark.payload.sense
        if sense in PARTS:
            number = number_at(sentence, mark.last)
            if number is not None and number.whole is not None and sense in ("rest", "all"):
                return number.whole, number.whole, number.last, sense
            return None, None, mark.last, sense
        if ".." in sense:
            low, _, high = sense.partition("..")
            return int(low), int(high) if high else None, mark.last, ""
        if sense in ROUND:
            return ROUND[sense][0], ROUND[sense][1], mark.last, ""
        inner = _number_or_dozen(sentence, mark.last)
        if inner is None:
            return None
        whole, last = inner
        if sense == "less" and sentence.ends("totals", mark.last):
            return whole, whole, last, ""  # «вырос до 167 человек»
        bounds: dict[str, tuple[int | None, int | None]] = {
            "about": around(whole),
            "more": (whole, None),
            "less": (None, whole),
        }
        return (*bounds[sense], last, "") if sense in bounds else None
    numeral = number_at(sentence, index)
    if numeral is None or numeral.whole is None or not 0 < numeral.whole < MOST_PEOPLE:
        return None
    return None if _is_of_a_clock(sentence, index) else _plain_number(sentence, numeral)


def _is_of_a_clock(sentence: Sentence, index: int) -> bool:
    """Whether a number is the minutes of a time of day: “23:15 All detainees were let go”."""
    tokens = sentence.tokens
    return (
        index >= 2
        and tokens[index].kind == tokens[index - 2].kind == NUMBER
        and tokens[index - 1].text == ":"
        and tokens[index].glued
        and tokens[index - 1].glued
    )


def _plain_number(sentence: Sentence, numeral: Numeral) -> tuple[int, int, int, str]:
    number, last = numeral.whole or 0, numeral.last
    dozen = sentence.at("counts", last)
    if dozen is not None and dozen.payload.sense == "dozen" and not numeral.digits:
        return number * 12, number * 12, dozen.last, ""
    if dozen is not None and not numeral.digits and 2 <= number < 10 and dozen.last - dozen.first == 1:
        times = TIMES.get(dozen.payload.sense)  # «два десятка», „trzy setki”
        if times is not None:
            return number * times, number * times, dozen.last, ""
    if last + 1 < len(sentence.tokens) and sentence.tokens[last].text in "-–":
        upper = number_at(sentence, last + 1)
        if upper is not None and upper.whole is not None and upper.whole > number:
            return number, upper.whole, upper.last, ""
    return number, number, last, ""


def _number_or_dozen(sentence: Sentence, index: int) -> tuple[int, int] | None:
    numeral = number_at(sentence, index)
    if numeral is not None and numeral.whole is not None and numeral.whole > 0:
        return _plain_number(sentence, numeral)[0], _plain_number(sentence, numeral)[2]
    dozen = sentence.at("counts", index)
    if dozen is None:
        return None
    if dozen.payload.sense in ROUND:
        return ROUND[dozen.payload.sense][2], dozen.last
    one = dozen.last - dozen.first == 1  # «около сотни» is about one hundred, “about several hundred” is not
    vague = {"20..": 10, "200..": 100, "2000..": 1000} if one else {"20..": 20, "200..": 200, "2000..": 2000}
    number = vague.get(dozen.payload.sense)
    return (number, dozen.last) if number is not None else None


def around(number: int) -> tuple[int, int]:
    """Return the bounds of “about N”: a sixth below and above, outward."""
    return math.floor(number * (1 - ABOUT)), math.ceil(number * (1 + ABOUT))
