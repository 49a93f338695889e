"""A unit of time without a number that is a term: «дадалі год», «суд дал Анне Лис год», «засудили до року за допис»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from habeas.claims.found import Found
from habeas.claims.grammar.numbers import number_at
from habeas.claims.sentences import DASHES, Sentence
from habeas.text.tokens import MARK

TO_WHOM = 6  # words of who was sentenced between the verb and the unit: «дал журналистке Анне Лис год»
CLOSED = ".,;:!?…)"
JUDGES = ("sentence",)


def is_given(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a bare unit (tokens ``first`` to ``last``) is what somebody was given."""
    if sentence.ends("range_from", first) and _leads_to_end(sentence, last):
        return True
    return (
        _is_beside(sentence, first, last)
        or _is_sentenced(sentence, first, last)
        or _is_left_over(sentence, first, last)
    )


def with_kinds_told(sentence: Sentence, terms: Sequence[Found]) -> list[Found]:
    """Return the terms, a bare unit behind a dash with the kind of the one in front: «A — полтора года «химии», B — год»."""
    found: list[Found] = []
    for term in terms:
        kind = found[-1].get("kind") if found else ""
        bare = sentence.at("units", term.first) is not None
        if kind and bare and not term.get("kind") and _is_left_over(sentence, term.first, term.last):
            detail = (*(pair for pair in term.detail if pair[0] != "kind"), ("kind", kind))
            term = replace(term, value=f"{term.value} {kind}", detail=detail)
        found.append(term)
    return found


def _is_left_over(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a dash leads to it, and another term is told in front: «A осудили на полтора года, B — на год»."""
    at = first
    for mark in sentence.marks("term_after"):
        at = mark.first if mark.last == first else at
    dashed = at > 1 and sentence.tokens[at - 1].text in DASHES
    return dashed and _closes(sentence, last) and any(one.last < at for one in sentence.marks("units"))


def _leads_to_end(sentence: Sentence, index: int) -> bool:
    """Whether “to” and a number end a span that began with the bare unit: «от года до двух лет»."""
    joint = sentence.at("range", index)
    return joint is not None and number_at(sentence, joint.last) is not None


def _is_beside(sentence: Sentence, first: int, last: int) -> bool:
    """Whether it stands beside words that need a term, with “one more” at most between: «дадалі (яшчэ) год», «ещё год добавили»."""
    if number_at(sentence, last) is not None:
        return False  # «далі гадоў пяць»
    more = sentence.link("other", first - 1) or sentence.link("again", first - 1)
    ends = {first, more.first} if more is not None else {first}
    return any(
        (mark.last in ends or (more is not None and mark.first == last))
        and mark.payload.event is not None
        and {"term", "years"} & set(mark.payload.event.needs)
        for mark in sentence.marks("events")
    )


def _is_sentenced(sentence: Sentence, first: int, last: int) -> bool:
    """Whether it closes a clause, and only whom a court sentenced stands between it and the verb: “sentenced X to | a year”."""
    if not _closes(sentence, last):
        return False
    at = first
    for mark in sentence.marks("term_after"):
        if mark.last == first:
            at = mark.first
    verbs = {
        mark.last
        for mark in sentence.marks("events")
        if mark.payload.event is not None and mark.payload.event.type in JUDGES
    }
    for index in range(at, max(at - TO_WHOM - 1, 0), -1):
        if index in verbs:
            return True
        named = sentence.tokens[index - 1].capital or sentence.ends("persons", index)
        if not named and sentence.at("pronouns", index - 1) is None:
            return False
    return False


def _closes(sentence: Sentence, last: int) -> bool:
    """Whether a mark, the end of the sentence, or what it was for follows."""
    if last >= len(sentence.tokens):
        return True
    token = sentence.tokens[last]
    return (token.kind == MARK and token.text in CLOSED) or sentence.at("accusation", last) is not None
