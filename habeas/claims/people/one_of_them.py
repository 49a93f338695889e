"""“One of them is X”: whoever is named so was among the people told of just before, whatever else the sentence tells of her.

So is “the name of one of them is known: X”, «Одного из них зовут X».
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.grammar.counts import Count
from habeas.claims.grammar.numbers import number_at
from habeas.claims.people.participants import LONGEST_PREPOSITION, Participant
from habeas.claims.sentences import DASHES, Sentence
from habeas.text.tokens import MARK

SAYS_WHO = 8  # words between “one of them is” and the name: “the librarian from Lida”
OPENS = 1  # words in front of it: “And one of them”
OPENS_NAME = 3  # words in front of “the name of one of them”: „Znane jest nazwisko”
IS_KNOWN = 2  # words between it and a colon: “is known:”


def one_of_them(sentence: Sentence, known: Sequence[Participant]) -> Participant | None:
    """Return whom “one of them is”, «Адна з іх —» names at the beginning of the sentence, or None."""
    end = _end(sentence)
    if end is None:
        return None
    for one in known:
        if one.sort != "name" or one.first < end:
            continue
        between = sentence.tokens[end : one.first]
        plain = all(token.kind != MARK or token.text in '-«»“”"' for token in between)
        happens = any(sentence.at("events", at) is not None for at in range(end, one.first))
        return one if plain and not happens and len(between) <= SAYS_WHO else None
    return None


def is_said_of_a_name(sentence: Sentence, count: Count, known: Sequence[Participant]) -> bool:
    """Whether a name and “is” stand in front of “one”, which so is nobody else: “X is one of 46 journalists behind bars”."""
    before = next((mark.first for mark in sentence.links("passive") if mark.last == count.first), -1)
    return count.exact == 1 and any(one.sort == "name" and one.last == before for one in known)


def _end(sentence: Sentence) -> int | None:
    """Return where the words “one of them is” end that open the sentence, or stand behind “the name of”."""
    named = [mark.last for mark in sentence.links("name_of") if mark.first <= OPENS_NAME]
    for first in (*range(min(OPENS + 1, len(sentence.tokens))), *named):
        number = number_at(sentence, first)
        if number is None or number.whole != 1:
            continue
        of = number.last  # a small word: of, з, z
        if (called := sentence.link("is_called", of)) is not None:
            return called.last  # “One was identified as X”
        small = of < len(sentence.tokens) and len(sentence.tokens[of].text) <= LONGEST_PREPOSITION
        at = _behind_them(sentence, of + 1) if small else None
        if at is None or at >= len(sentence.tokens):
            return None
        said = ("is_called", "passive", "these")
        copula = next((mark for link in said if (mark := sentence.link(link, at)) is not None), None)
        colon = next(
            (end for end in range(at, at + IS_KNOWN + 1) if named and sentence.word(end) == ":"), None
        )
        if colon is not None:
            return colon + 1
        if copula is not None:
            return copula.last
        return at + 1 if sentence.tokens[at].text in DASHES else None
    return None


def _behind_them(sentence: Sentence, index: int) -> int | None:
    """Return where “them”, “the four” or “the released” ends, or None."""
    them = sentence.at("pronouns", index)
    if them is not None:
        return them.last if them.payload.sense.startswith("p") else None
    the = sentence.link("article_the", index)
    index = the.last if the is not None else index
    number = number_at(sentence, index)
    if number is not None and number.whole is not None and number.whole > 1:
        index = number.last
        if sentence.at("plural_anaphora", index) is None and sentence.at("held_people", index) is None:
            return index
    several = sentence.at("plural_anaphora", index) or sentence.at("held_people", index)
    return several.last if several is not None else None
