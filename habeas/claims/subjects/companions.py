"""Whom else an event befell: in whose company (“together with her brother Yauhen”), or who is listed on behind its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from habeas.claims.events.triggers import Trigger
from habeas.claims.people.participants import HARD_BLOCK, Unit
from habeas.claims.scene import Scene
from habeas.claims.sentences import Sentence
from habeas.claims.subjects.bracketed import in_brackets
from habeas.text.tokens import WORD

WORDS = ("pronouns", "relatives", "persons", "ages")  # that may stand between “together with” and a name
MOST_WORDS = 4


def company(scene: Scene, trigger: Trigger, subjects: Sequence[str]) -> tuple[str, ...]:
    """Return who shares an event behind its words, or beside the one whom it befell.

    Nobody does who is told of by office, nor across another event.
    """
    found = [unit for unit in _in_company(scene, trigger, subjects) if not unit.against >= HARD_BLOCK]
    between = [one for one in scene.triggers if one.first >= trigger.last]
    return tuple(
        one
        for unit in found
        if not any(other.last <= unit.first for other in between)
        for one in unit.people
        if one not in subjects
    )


def listed_on(scene: Scene, trigger: Trigger, unit: Unit | None) -> tuple[str, ...]:
    """Return who else stands in the list that an event's words begin: behind a colon, or each with a clause of his own.

    “Still held are: Belarusians A and B, Russians – C, D”; “Among those freed are A, who had served half, and B, convicted in 2022.”
    """
    if unit is None or unit.first < trigger.last or unit.members[0].sort != "name":
        return ()
    later = [one for one in scene.pairable() if one.first >= unit.last]
    colon = any(one.text == ":" for one in scene.sentence.tokens[trigger.last : unit.first])
    told = [one for one in scene.triggers if one.first >= unit.last]
    if trigger.type == "release" and trigger.first == 0 and scene.sentence.link("among", 0) is not None:
        later = [one for one in later if _is_next_named(scene.sentence, one)]
    elif not colon or any(in_brackets(scene, one) is None for one in told):
        return ()
    return tuple(p for one in later for p in one.people if p not in unit.people)


def _is_next_named(sentence: Sentence, unit: Unit) -> bool:
    """Whether “and” or a comma, and at most what somebody is, leads to a name in the nominative: «и студентка Анна Рак»."""
    name = unit.members[0]
    if name.sort != "name" or name.role.hard or (name.cases and "nom" not in name.cases):
        return False
    for at in range(unit.first - 1, max(unit.first - MOST_WORDS, 0), -1):
        token = sentence.tokens[at]
        if token.text == "," or sentence.link("and", at) is not None:
            return True
        if (
            token.kind != WORD
            or sentence.at("events", at) is not None
            or sentence.link("who", at) is not None
        ):
            return False
    return False


def _in_company(scene: Scene, trigger: Trigger, subjects: Sequence[str]) -> Iterator[Unit]:
    sentence = scene.sentence
    marks = sentence.links("together")
    ends = {mark.last for mark in marks if mark.first >= trigger.last}
    if scene.triggers[0] is trigger:  # «Вместе с поэтом X осуждена»
        ends |= {at for mark in marks if mark.last <= trigger.first for at in (mark.last, mark.last + 1)}
    told = {unit.last for unit in scene.units if set(unit.people) <= set(subjects)}
    beside = {mark.last for mark in sentence.links("with_kin") if mark.first in told}
    kin = {mark.first for mark in sentence.marks("relatives")}
    for unit in scene.units:
        start = _start(sentence, unit.first)
        led = range(start, unit.first + 1)
        if any(at in ends for at in led) or (start in beside and any(at in kin for at in led)):
            yield unit


def _start(sentence: Sentence, first: int) -> int:
    """Return where the words for the one named begin: “(her brother) Yauhen”."""
    start = first
    while first - start < MOST_WORDS:
        before = [
            mark.first for name in WORDS for mark in sentence.marks(name) if mark.last == start > mark.first
        ]
        if not before:
            break
        start = min(before)
    return start
