"""The number of those who are held, told behind the word for them: “the number of detainees passed 600”, «задержанных было не менее 30»."""

from __future__ import annotations

from habeas.claims.grammar.quantities import quantity_at
from habeas.claims.sentences import DASHES, Mark, Sentence
from habeas.text.tokens import MARK, WORD

BETWEEN = 6  # words between “detainees” and their number: “in eleven Russian towns has now passed”
HELD = ("held_people", "counted_events")
BARRED = ("peoples", "persons", "courts", "agencies", "units", "voices.say")

Total = tuple[int | None, int | None, int, Mark]


def total_at(sentence: Sentence, index: int) -> Total | None:
    """Return least, greatest, the token after and the noun, where people held are counted behind the word for them at ``index``."""
    noun = next((mark for name in HELD if (mark := sentence.at(name, index)) is not None), None)
    if noun is None or quantity_at(sentence, index - 1) is not None:
        return None
    said = sentence.ends("totals", index) or _is_of_a_number(sentence, index)
    for at in range(noun.last, min(noun.last + BETWEEN, len(sentence.tokens))):
        token = sentence.tokens[at]
        quantity = quantity_at(sentence, at)
        if quantity is not None and quantity[3] == "" and _is_number(sentence, at, quantity):
            least, most, last, _ = quantity
            is_said = (said or _leads(sentence, at)) and _closes(sentence, last)
            return (least, most, _with_people(sentence, last), noun) if is_said else None
        passes = sentence.at("totals", at) is not None or sentence.link("passive", at) is not None
        if sentence.opens(at, BARRED) or (sentence.at("events", at) is not None and not passes):
            return None
        if token.kind == MARK and token.text not in DASHES and token.text != ":":
            return None
    return None


def _leads(sentence: Sentence, at: int) -> bool:
    """Whether a dash, a colon, “were” or “passed” leads to the number; “zatrzymanych zostało 12 osób” is a verb."""
    before = sentence.tokens[at - 1].text
    if before in DASHES or before == ":" or sentence.ends("totals", at):
        return True
    people = quantity_at(sentence, at)
    counted = people is not None and sentence.at("peoples", people[2]) is not None
    passes = sentence.at("counts", at) is not None and sentence.at("totals", at) is not None
    return passes or (sentence.link_ends("passive", at) and not counted)


def _is_number(sentence: Sentence, at: int, quantity: tuple[int | None, int | None, int, str]) -> bool:
    """Whether it is a number and no date or time: months and years have words behind them."""
    return (
        not sentence.opens(quantity[2], ("months", "units", "year_words")) and sentence.at("ages", at) is None
    )


def _is_of_a_number(sentence: Sentence, index: int) -> bool:
    """Whether “the number of” stands in front."""
    of = next((mark for mark in sentence.links("of") if mark.last == index), None)
    return of is not None and sentence.ends("totals", of.first)


def _with_people(sentence: Sentence, last: int) -> int:
    """Take in the word for people behind the number: “600 people”."""
    people = sentence.at("peoples", last)
    return people.last if people is not None else last


def _closes(sentence: Sentence, last: int) -> bool:
    """Whether the number, with or without “people”, ends its clause."""
    last = _with_people(sentence, last)
    if last >= len(sentence.tokens):
        return True
    token = sentence.tokens[last]
    if token.kind == MARK:
        return token.text not in '-–/«"“(%'
    return token.kind == WORD and bool(sentence.link_senses(last) & {"and", "but", "in", "including"})
