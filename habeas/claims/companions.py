"""In whose company something befell somebody: “together with her brother Yauhen”, «Івана Ткача з дружиною Оленою»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from habeas.claims.participants import HARD_BLOCK, Unit
from habeas.claims.scene import Scene
from habeas.claims.sentences import Sentence
from habeas.claims.triggers import Trigger

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
        if any(at in ends for at in led):
            yield unit
        elif start in beside and any(at in kin for at in led):
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
