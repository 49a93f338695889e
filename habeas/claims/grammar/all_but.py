"""How many are left of all when a number is taken off: “all but four were freed”, «всех, кроме двоих», “all but one of the five”."""

from __future__ import annotations

from habeas.claims.grammar.numbers import number_at
from habeas.claims.sentences import Mark, Sentence
from habeas.text.tokens import WORD

NEAR = 1  # a comma between “all” and “but”


def all_but(sentence: Sentence, index: int) -> tuple[int, int, int | None, Mark | None] | None:
    """Return where “all but four (of the five detainees)” that begins at ``index`` ends, how many are taken off, and of how many, with their noun."""
    every = sentence.at("everybody", index)
    if every is None:
        return None
    link = next(
        (one for one in sentence.links("except") if every.last - 1 <= one.first <= every.last + NEAR), None
    )
    number = number_at(sentence, link.last) if link is not None else None
    if number is None or number.whole is None or sentence.at("units", number.last) is not None:
        return None
    of = sentence.link("of", number.last) or sentence.link("hails", number.last)
    whole = None
    if of is not None:
        begin = of.last + (sentence.link("article_the", of.last) is not None)
        whole = number_at(sentence, begin)
    if whole is None or whole.whole is None or whole.whole <= number.whole:
        noun = sentence.at("peoples", number.last) or sentence.at("held_people", number.last)
        if noun is None and _goes_on(sentence, number.last):
            return None  # “all but two of ours”, «усіх, акрамя двух апошніх»
        return noun.last if noun is not None else number.last, number.whole, None, noun
    noun = sentence.at("peoples", whole.last) or sentence.at("held_people", whole.last)
    return noun.last if noun is not None else whole.last, number.whole, whole.whole, noun


def _goes_on(sentence: Sentence, index: int) -> bool:
    """Whether a word follows that may say which ones are taken off: no event, and no small word."""
    if index >= len(sentence.tokens) or sentence.tokens[index].kind != WORD:
        return False
    return not sentence.link_senses(index) and sentence.at("events", index) is None
