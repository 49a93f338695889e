"""Who is at somebody else's trial: “X, who defended the student at her trial”, «Y присутствовал на процессе» were not tried."""

from __future__ import annotations

from habeas.claims.events.triggers import Trigger
from habeas.claims.people.participants import Unit
from habeas.claims.scene import Scene
from habeas.claims.sentences import Mark, Sentence

DEFENDS = "defends"
REACH = 8  # tokens between the verb and the word for the trial


def is_at_anothers_trial(scene: Scene, trigger: Trigger, unit: Unit) -> bool:
    """Whether the unit is who defends somebody at the trial, looks on or is a witness, or is taken for one told of there.

    Who attends “her trial” may be tried herself.
    """
    if trigger.type != "hearing":
        return False
    people = set(unit.people)
    return any(
        people & set(subject.people)
        for mark in scene.sentence.marks("at_trials")
        if 0 <= trigger.first - mark.last <= REACH or trigger.first <= mark.first < trigger.last
        if not (mark.payload.sense != DEFENDS and _is_own(scene.sentence, mark, trigger))
        for subject in scene.units
        if subject.last <= mark.first and _is_subject(scene, subject, mark)
    )


def _is_own(sentence: Sentence, verb: Mark, trigger: Trigger) -> bool:
    """Whether “her” in front of the trial can take up the subject itself."""
    owners = (mark.first for mark in sentence.marks("pronouns") if mark.payload.sense.endswith(" own"))
    return any(verb.last <= at < trigger.last + 1 for at in owners)


def _is_subject(scene: Scene, unit: Unit, verb: Mark) -> bool:
    """Whether nobody else stands between the unit and the verb, and no clause begins there but one with “who”."""
    sentence = scene.sentence
    if any(unit.last <= other.first < verb.first for other in scene.units if other is not unit):
        return False
    if any(unit.last <= mark.first < verb.first for mark in sentence.links("but")):
        return False
    return not any(unit.last <= one.first < verb.first for one in scene.triggers)
