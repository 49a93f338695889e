"""Terms whose unit is left out: “Rezanovich 19”, “da 13”, “prosecutors had sought 16”."""

from __future__ import annotations

from habeas.claims.found import Found
from habeas.claims.grammar.numbers import Numeral, number_at
from habeas.claims.grammar.terms import term_of
from habeas.claims.sentences import Sentence
from habeas.text.tokens import MARK, NUMBER


def elliptic_terms(
    sentence: Sentence,
    terms: list[Found],
    ends_of_names: set[int],
    taken: list[Found],
    before_sentence: Found | None = None,
) -> list[Found]:
    """Return terms whose unit is left out: a bare number after a name, once a term with its unit has stood.

    ``ends_of_names`` are the tokens after which a name has just ended; one word may stand between
    (“да 13”), and so may a dash. ``before_sentence`` is the last term of an earlier sentence: it lends its unit to
    a number behind words that need a term (“prosecutors had sought 16”).
    """
    asked = {
        mark.last
        for mark in sentence.marks("events")
        if mark.payload.event is not None and "term" in mark.payload.event.needs
    }
    asked |= {mark.last for mark in sentence.marks("pronouns") if mark.first in asked}
    if not terms and not asked:
        return []
    added: list[Found] = []
    for end in sorted(ends_of_names | asked):
        before = [term for term in terms if term.last <= end]
        if not before and before_sentence is not None and end in asked:
            before = [before_sentence]
        if not before:
            continue
        at = end
        while at < len(sentence.tokens) and (
            sentence.tokens[at].text in "-–—" or sentence.at("term_after", at) is not None
        ) and at - end < 2:  # fmt: skip
            at += 1
        number = number_at(sentence, at)
        if number is None or number.whole is None or _busy(sentence, number, [*terms, *taken]):
            continue
        if end not in ends_of_names and not _ends_here(sentence, number.last):
            continue
        unit, kind = before[-1].get("unit") or "Y", before[-1].get("kind") or ""
        term = term_of(number, number.first, number.last, unit, [], kind)
        if term is not None:
            added.append(Found("term", term.value, term.first, term.last, "term.unit-left-out", term.detail))
    return added


def _ends_here(sentence: Sentence, index: int) -> bool:
    """Whether nothing is counted by a number that ends at ``index``: a mark, a link or the end follows."""
    return (
        index >= len(sentence.tokens)
        or sentence.tokens[index].kind == MARK
        or bool(sentence.link_senses(index))
        or sentence.at("penalties", index) is not None
    )


def _busy(sentence: Sentence, number: Numeral, taken: list[Found]) -> bool:
    """Whether the number already means something: a value, a count of people, part of 361-1."""
    if any(value.overlaps(number.first, number.last) for value in taken):
        return True
    follow = sentence.tokens[number.last] if number.last < len(sentence.tokens) else None
    if follow is None:
        return False
    glued_number = follow.glued and follow.text in "-–./" and number.last + 1 < len(sentence.tokens)
    if glued_number and sentence.tokens[number.last + 1].kind == NUMBER:
        return True
    return (
        sentence.at("peoples", number.last) is not None or sentence.at("currencies", number.last) is not None
    )
