"""Clauses about somebody: “X, with whom I shared a table, got out” tells of X and not of me.

And of “the neighbours, who were let go on Friday, say that X ...” nobody let X go.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from habeas.claims.events.triggers import Trigger
from habeas.claims.people.participants import Unit
from habeas.claims.sentences import Mark, Sentence

LEADS_IN = 2  # words between the comma and “whom”: “, with the son of whom”
WITHIN = 6  # words between “who” and the event of its clause
CLAUSE_BETWEEN = 5.0  # what a clause about the people counts for: “X, 62, who ..., was beaten”
APPOSED = 8  # words of an apposition between a name and the “who” that takes it up
PEOPLE = ("peoples", "persons", "relatives", "roles", "voices.people")
BEFALL = frozenset(
    {"detention", "release", "custody", "custody_extension", "sentence", "transfer", "ill_treatment", "fine"}
)


def is_aside(sentence: Sentence, unit: Unit, first: int) -> bool:
    """Whether a unit stands in a relative clause that a comma closes in front of the words at ``first``."""
    for mark in sentence.links("who"):
        if not mark.last <= unit.first or unit.first - mark.last > LEADS_IN:
            continue
        opened = any(
            token.text == "," for token in sentence.tokens[max(0, mark.first - LEADS_IN) : mark.first]
        )
        closed = any(token.text == "," for token in sentence.tokens[unit.last : first])
        if opened and closed and mark.first >= LEADS_IN:
            return True
    return False


def is_inside_clause(sentence: Sentence, units: Sequence[Unit], unit: Unit, first: int) -> bool:
    """Whether a comma in front of the words at ``first`` closes a clause that holds a unit and is about another: “X, who runs the office of Y, was ...”."""
    tokens = sentence.tokens
    for who in sentence.links("who"):
        commas = [at for at in range(who.last, first) if tokens[at].text == ","]
        inside = bool(commas) and who.last <= unit.first and unit.last <= commas[0]
        if not inside:
            continue
        opens = next(
            (
                at
                for at in range(who.first - 1, max(who.first - 1 - APPOSED, 0), -1)
                if tokens[at].text == ","
            ),
            None,
        )  # “X, (a journalist) who interviewed Y, was ...”
        if opens is not None and any(
            one.last == opens and one.members[-1].sort == "name" for one in units
        ):  # fmt: skip
            return True
    return False


def kin_clause(sentence: Sentence, trigger: Trigger) -> tuple[int, int] | None:
    """Return where a clause about somebody's relative begins and ends that holds the event: “X, whose husband is serving 15 years,”, «муж которой отбывает срок»."""
    tokens = sentence.tokens
    for who in sentence.links("who"):
        kin = [mark for mark in sentence.marks("relatives") if who.first in (mark.last, mark.first - 1)]
        if kin and who.first < trigger.first and all(
            token.text != "," for token in tokens[who.last : trigger.first]
        ):  # fmt: skip
            end = next((at for at in range(trigger.last, len(tokens)) if tokens[at].text == ","), len(tokens))
            return min(kin[0].first, who.first), end
    return None


def is_clause_about(sentence: Sentence, trigger: Trigger) -> tuple[int, int] | None:
    """Return the words for somebody whom a “who” in front of the event takes up and where its clause ends, or None."""
    tokens = sentence.tokens
    for who in _taking_up(sentence):
        between = tokens[who.last : trigger.first]
        if sentence.at("there", who.first) is not None:
            continue  # «в отдел полиции, где» takes up a place
        if not who.last <= trigger.first <= who.last + WITHIN or any(one.text == "," for one in between):
            continue
        if (new := _somebody_new(sentence, who.first)) is not None:
            end = next((at for at in range(trigger.last, len(tokens)) if tokens[at].text == ","), len(tokens))
            return new, end
        taken = [mark.first for name in PEOPLE for mark in sentence.marks(name) if mark.last == who.first - 1]
        if not taken and _names_somebody(sentence, who.first - 2):
            taken = [who.first - 2]
        if taken and tokens[who.first - 1].text == ",":
            end = next((at for at in range(trigger.last, len(tokens)) if tokens[at].text == ","), len(tokens))
            return min(taken), end
    return None


def _taking_up(sentence: Sentence) -> list[Mark]:
    """Return the words that take somebody up; of “who was” only the first is one, the second may begin an event."""
    if not sentence.pack.has_articles:
        return sentence.links("who")
    of_one = [replace(mark, last=mark.first + 1) for mark in sentence.links("who_one")]
    return sorted([*sentence.links("who"), *of_one], key=lambda mark: mark.first)


def _somebody_new(sentence: Sentence, who: int) -> int | None:
    """Return where “a (young) man” begins that ends right in front of “who”, where no comma parts them: “X met a man who was jailed”.

    Behind “is” or a comma the words say who somebody is: “X is a teacher who was jailed”.
    """
    nouns = [mark for name in ("persons", "relatives") for mark in sentence.marks(name) if mark.last == who]
    if not nouns or not sentence.pack.has_articles:
        return None
    for mark in (*sentence.marks("indefinite"), *sentence.links("article_the")):
        apposed = mark.first == 0 or sentence.tokens[mark.first - 1].text in ",–—("
        copula = sentence.link_ends("passive", mark.first)
        if 0 <= nouns[0].first - mark.last <= LEADS_IN and not (apposed or copula):
            return mark.first
    return None


def _names_somebody(sentence: Sentence, index: int) -> bool:
    """Whether the word ends a name of two words, and no town: “according to Serhii Polishchuk, who was let go, ...”."""
    tokens = sentence.tokens
    two = index > 1 and tokens[index].capital and tokens[index - 1].capital
    return two and bool(sentence.pack.names.given_forms(tokens[index - 1].text))


def stands_outside(sentence: Sentence, unit: Unit, trigger: Trigger) -> bool:
    """Whether the event befell those whom a “who” takes up, and the unit is somebody else: named behind that clause or far in front."""
    clause = is_clause_about(sentence, trigger) if trigger.type in BEFALL else None
    if clause is None:
        return False
    taken, end = clause
    apposed = unit.last < len(sentence.tokens) and sentence.tokens[unit.last].text in ",–—("
    return unit.first >= end or (unit.last < taken and not (apposed and taken - unit.last <= APPOSED))


def gap_between(sentence: Sentence, trigger: Trigger, unit: Unit) -> float:
    """Return how far a unit stands from an event's words."""
    if unit.last <= trigger.first:
        if _clause_between(sentence, unit.last, trigger.first):
            return CLAUSE_BETWEEN
        return sentence.distance(unit.last - 1, trigger.first)
    return sentence.distance(trigger.last - 1, unit.first)


def _clause_between(sentence: Sentence, first: int, last: int) -> bool:
    """Whether nothing but a clause about the people stands between: “X, 62, who ..., was beaten”."""
    if last < 1 or sentence.tokens[last - 1].text != ",":
        return False
    return any(first < mark.first <= first + 4 and mark.last < last for mark in sentence.links("who"))
