"""Numbers in digits and words: 12, 1 500, 1.5, twelve, twenty-five, two hundred, half a, one and a half."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace

from habeas.claims.sentences import Sentence
from habeas.text.tokens import NUMBER

MOST_DIGITS = 9
OPENERS = frozenset({"fractions", "numbers"})  # marks with which a number in words begins
THOUSAND = 1000.0
ROUND = (100.0, THOUSAND, 1_000_000.0)  # what a number in front of them multiplies
HALF = ["1", "/", "2"]
AND_A_HALF = ["and", "a", "half"]  # only English writes it as one word


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and the tokens it stands in; ``digits`` says that it is written in digits."""

    value: float
    first: int
    last: int
    digits: bool = False

    @property
    def whole(self) -> int | None:
        """The value as a whole number, or None."""
        return int(self.value) if self.value == int(self.value) else None


def may_begin(sentence: Sentence, index: int, categories: Set[str]) -> bool:
    """Whether a number may begin at ``index``, or a mark of one of these categories does.

    Dates, terms and counts begin so or not at all: asked once a word, it spares their grammars nearly all words.
    """
    token = sentence.tokens[index]
    return token.kind == NUMBER or "-" in token.key or sentence.opens(index, categories)


def number_at(sentence: Sentence, index: int) -> Numeral | None:
    """Return the number that begins at ``index``, the longest reading of it, or None."""
    if index >= len(sentence.tokens):
        return None
    fraction = sentence.at("fractions", index)
    whole = sentence.at("numbers", index)  # «полторы тысячи» is no one and a half
    if fraction is not None and (whole is None or whole.last <= fraction.last):
        return _multiplied(sentence, Numeral(float(fraction.payload.sense), index, fraction.last))
    if sentence.tokens[index].kind == NUMBER:
        found = _digits(sentence, index)
    elif "-" in sentence.tokens[index].key:
        found = _hyphenated(sentence, index)
    else:
        found = _words(sentence, index)
    return _and_a_half(sentence, found) if found is not None else None


def _multiplied(sentence: Sentence, half: Numeral) -> Numeral:
    """Multiply what stands in front of “thousand” or “million”: „pół miliona”, «полтора миллиона»."""
    times = sentence.at("numbers", half.last)
    if times is None or float(times.payload.sense) not in ROUND:
        return half
    return replace(half, value=half.value * float(times.payload.sense), last=times.last)


def _and_a_half(sentence: Sentence, number: Numeral) -> Numeral:
    """Add the half that stands between a number and its unit: «шість з половиною років»."""
    half = sentence.link("half", number.last)
    last = half.last if half is not None else _half_in_digits(sentence, number.last)
    if last is None or not sentence.opens(last, ("units", "range")):
        return number
    return replace(number, value=number.value + 0.5, last=last)


def _half_in_digits(sentence: Sentence, index: int) -> int | None:
    """Return the end of a half written in digits at ``index``: “8 1/2”, “8 and 1/2”, “8½”."""
    link = sentence.link("and", index)
    index = link.last if link is not None else index
    words = [token.text for token in sentence.tokens[index : index + len(HALF)]]
    if words[:1] == ["½"]:
        return index + 1
    return index + len(HALF) if words == HALF else None


def _hyphenated(sentence: Sentence, index: int) -> Numeral | None:
    """Read twenty-five, written as one word, as the sum of its parts; “eight-and-a-half year” likewise."""
    first, *rest = sentence.tokens[index].key.split("-")
    if rest == AND_A_HALF and first in sentence.pack.number_words:
        return Numeral(sentence.pack.number_words[first] + 0.5, index, index + 1)
    values = [sentence.pack.number_words.get(part) for part in sentence.tokens[index].key.split("-")]
    known = [value for value in values if value is not None]
    if len(known) != len(values) or len(known) != 2 or not known[0] >= 20 > 10 > known[1]:
        return None
    return Numeral(sum(known), index, index + 1)


def _digits(sentence: Sentence, index: int) -> Numeral | None:
    tokens = sentence.tokens
    text, last = tokens[index].text, index + 1
    if len(text) > MOST_DIGITS:
        return None
    while len(text) <= MOST_DIGITS and last < len(tokens) and len(tokens[index].text) <= 3:
        gap = 1 if tokens[last].text in (",", " ", "'", "’") and tokens[last].glued else 0
        follow = tokens[last + gap] if last + gap < len(tokens) else None
        if follow is None or follow.kind != NUMBER or len(follow.text) != 3 or (gap and not follow.glued):
            break
        if not gap and not _narrow_gap(sentence, last):
            break
        text, last = text + follow.text, last + gap + 1
    value = float(text)
    if last + 1 < len(tokens) and tokens[last].text in ".," and tokens[last].glued:
        decimals = tokens[last + 1]
        if decimals.kind == NUMBER and decimals.glued and len(decimals.text) <= 2 and last == index + 1:
            value, last = float(f"{text}.{decimals.text}"), last + 2
    times = sentence.at("numbers", last)  # 45 thousand
    if times is not None and float(times.payload.sense) >= THOUSAND:
        value, last = value * float(times.payload.sense), times.last
        if (
            last < len(tokens)
            and tokens[last].text == "."
            and tokens[last].glued
            and not tokens[last - 1].capital
        ):
            last += last + 1 < len(tokens) and not tokens[last + 1].capital
    return Numeral(value, index, last, digits=True)


def _narrow_gap(sentence: Sentence, index: int) -> bool:
    """Whether one space alone parts the groups of a long number (1 500)."""
    before, after = sentence.tokens[index - 1], sentence.tokens[index]
    return after.start - before.end == 1 and sentence.text[before.end] in " \u00a0\u202f\u2009"


def _words(sentence: Sentence, index: int) -> Numeral | None:
    total, group, last, smallest = 0.0, 0.0, index, 10.0**9
    while (mark := sentence.at("numbers", last)) is not None:
        value = float(mark.payload.sense)
        if value in ROUND and group and group < value:
            group *= value
            if value >= THOUSAND:
                total, group, smallest = total + group, 0.0, value
            else:
                smallest = 100.0
        elif value < smallest and (smallest >= 20 and value < _step(smallest)):
            group, smallest = group + value, value
        else:
            break
        last = mark.last
        joined = last < len(sentence.tokens) and sentence.tokens[last].text == "-"
        if joined and sentence.at("numbers", last + 1) is not None:
            last += 1
    if last == index:
        return None
    if sentence.tokens[last - 1].text == "-":
        last -= 1
    return Numeral(total + group, index, last)


def _step(smallest: float) -> float:
    """Return below what the next part of a number must lie: after hundreds tens, after tens ones."""
    if smallest >= 10.0**9:
        return 10.0**9
    if smallest >= 1000:
        return 1000
    if smallest >= 100:
        return 100
    return 10 if smallest >= 20 else 0
