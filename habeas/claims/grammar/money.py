"""Fines: 500 euros, €500, 30 base units, 2 000 roubles. The value is the amount and its unit."""

from __future__ import annotations

from collections.abc import Sequence, Set

from habeas.claims.found import Found
from habeas.claims.grammar.before_dashes import over_dash
from habeas.claims.grammar.numbers import Numeral, number_at
from habeas.claims.sentences import Sentence
from habeas.text.tokens import MARK

LONGEST_NUMBER = 7
LEAST_FINE = 50  # a smaller number without a unit can be anything
LEAST_BARE, ROUND = 1000, 100  # a smaller number, or a year, behind “fine” can be anything
TO_NUMBER = 3  # a comma, a dash and one word between a name and its number


def find_money(sentence: Sentence) -> list[Found]:
    """Return every amount of money, in order."""
    found: list[Found] = []
    for first, mark in sorted(sentence.starts("currencies").items()):
        if found and _is_conversion(sentence, found[-1].last, first):
            continue
        before = _number_ending_at(sentence, first)
        after = number_at(sentence, mark.last)
        if before is not None and not any(value.overlaps(before.first, first) for value in found):
            found.append(
                _range(sentence, before, mark.payload.sense, mark.last)
                or _money(before, mark.payload.sense, before.first, mark.last)
            )
        elif after is not None and after.digits:
            found.append(_money(after, mark.payload.sense, first, after.last))
    return [*found, *_without_unit(sentence, found)]


def _without_unit(sentence: Sentence, money: Sequence[Found]) -> list[Found]:
    """Return great round numbers right behind the word for a fine: «штраф 150 тысяч», “a fine of 20,000”."""
    found = []
    for mark in sentence.marks("fines"):
        joint = sentence.link("of", mark.last) or sentence.link("in", mark.last)
        number = number_at(sentence, joint.last if joint is not None else mark.last)
        whole = number.whole if number is not None else None
        if number is None or whole is None or whole < LEAST_BARE or whole % ROUND:
            continue
        counted = any(sentence.opens(number.last, (name,)) for name in ("peoples", "units", "currencies"))
        if not counted and not any(one.overlaps(number.first, number.last) for one in money):
            found.append(Found("fine", str(whole), number.first, number.last, "money.no-unit"))
    return found


def elliptic_money(
    sentence: Sentence, money: Sequence[Found], ends_of_names: Set[int], terms: Sequence[Found] = ()
) -> list[Found]:
    """Return fines whose unit is left out behind a name: “fined A 50 thousand roubles, B - 40 thousand”.

    ``ends_of_names`` are the tokens after which a name has just ended; the unit is that of the fine told before, unless
    one of ``terms`` stands between.
    """
    found: list[Found] = []
    for end in sorted(ends_of_names):
        before = [one for one in money if one.last <= end]
        if before and any(before[-1].last <= term.first < end for term in terms):
            continue
        at = over_dash(sentence, end)
        while (
            at < len(sentence.tokens) and at - end < TO_NUMBER and sentence.at("term_after", at) is not None
        ):
            at += 1
        at += (
            at < len(sentence.tokens) and sentence.tokens[at].text == "("
        )  # “fined: A (580 roubles), B (870)”
        number = number_at(sentence, at) if before else None
        if number is None or number.whole is None or number.whole < LEAST_FINE:
            continue
        closed = number.last >= len(sentence.tokens) or sentence.tokens[number.last].kind == MARK
        if closed and not any(one.overlaps(number.first, number.last) for one in money):
            unit = before[-1].value.partition(" ")[2]
            found.append(
                Found("fine", f"{number.whole} {unit}", number.first, number.last, "money.unit-left-out")
            )
    return found


def _is_conversion(sentence: Sentence, last: int, index: int) -> bool:
    """Whether an amount in brackets only says what the one before it is worth: “20 base units (about 700 roubles)”."""
    between = [token.text for token in sentence.tokens[last:index]]
    return index - last <= 8 and "(" in between and ")" not in between


def _range(sentence: Sentence, upper: Numeral, unit: str, last: int) -> Found | None:
    """Read “from 10 to 50 base units”, or None where a single amount stands there."""
    joint = next((mark for mark in sentence.marks("range") if mark.last == upper.first), None)
    lower = _number_ending_at(sentence, joint.first) if joint is not None else None
    if lower is None or lower.whole is None or upper.whole is None or lower.whole >= upper.whole:
        return None
    if not sentence.ends("range_from", lower.first):
        return None
    return Found("fine", f"{lower.whole}..{upper.whole} {unit}", lower.first, last, "money.range")


def _money(number: Numeral, unit: str, first: int, last: int) -> Found:
    amount = str(number.whole) if number.whole is not None else f"{number.value:.2f}"
    return Found("fine", f"{amount} {unit}", first, last, "money.written")


def _number_ending_at(sentence: Sentence, index: int) -> Numeral | None:
    """Return the longest number that ends just before ``index``."""
    for start in range(max(0, index - LONGEST_NUMBER), index):
        number = number_at(sentence, start)
        if number is not None and number.last == index:
            return number
    return None
