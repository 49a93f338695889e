"""Whom an event befell: the unit of people that stands where the event's words put them.

Each unit has a cost: how far it stands, what lies between, what speaks against it (a judge, “by X”, a voice).
The cheapest wins; beyond a limit nobody does, and the claim is dropped or looks to the sentence before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from habeas.claims.found import Found
from habeas.claims.participants import HARD_BLOCK, Unit
from habeas.claims.sentences import Sentence
from habeas.claims.triggers import Trigger
from habeas.claims.voices import Voice

LIMIT = 34.0
WRONG_SIDE = {"before": 11.0, "after": 9.0, "owner": 6.0, "any": 0.0}
OTHER_EVENT = 5.0
SPEAKER = 12.0
BESIDE = 2.0


@dataclass(frozen=True, slots=True)
class Choice:
    """The unit chosen for an event, what it cost, and what was passed over and why."""

    unit: Unit | None
    cost: float
    passed_over: tuple[tuple[Unit, str], ...] = ()


def choose_unit(
    sentence: Sentence,
    trigger: Trigger,
    units: Sequence[Unit],
    triggers: Sequence[Trigger],
    voices: Sequence[Voice],
    accusations: Sequence[Found],
) -> Choice:
    """Return the unit that the event befell, or none."""
    best: Unit | None = None
    lowest = LIMIT
    passed: list[tuple[Unit, str]] = []
    for unit in units:
        cost, why = _cost(sentence, trigger, unit, triggers, voices, accusations)
        if cost >= HARD_BLOCK or (why and cost > LIMIT):
            passed.append((unit, why))
        if cost < lowest:
            best, lowest = unit, cost
    return Choice(best, lowest, tuple(passed))


def _cost(
    sentence: Sentence,
    trigger: Trigger,
    unit: Unit,
    triggers: Sequence[Trigger],
    voices: Sequence[Voice],
    accusations: Sequence[Found],
) -> tuple[float, str]:
    if any(value.first <= unit.first and unit.last <= value.last for value in accusations):
        return HARD_BLOCK, "is named inside an accusation"
    inside = trigger.first <= unit.first and unit.last <= trigger.last
    if inside:
        return unit.against, ""
    before = unit.last <= trigger.first
    gap = (
        sentence.distance(unit.last - 1, trigger.first)
        if before
        else sentence.distance(trigger.last - 1, unit.first)
    )
    side = trigger.words.who
    cost = gap
    if (side == "before" and not before) or (side == "after" and before):
        cost += WRONG_SIDE[side]
    if side == "owner" and not _owns(sentence, trigger, unit, before):
        cost += WRONG_SIDE["owner"]
    cost += _between(trigger, unit, triggers, before)
    against, why = unit.against, next((member.why for member in unit.members if member.why), "")
    if against >= HARD_BLOCK and side == "before" and before and gap <= BESIDE:
        against = 6.0  # “the deputy mayor X was detained”
    if side == "owner" and before and _owns(sentence, trigger, unit, before):
        against = 0.0  # “X's trial”: the owner is the one
    if any(voice.first <= unit.first and unit.last <= voice.last for voice in voices):
        cost, why = cost + SPEAKER, why or "is the one who says it"
    if unit.members[0].sort == "owner" and not (side == "owner" or inside):
        cost += 10.0
    return cost + against, why


def _owns(sentence: Sentence, trigger: Trigger, unit: Unit, before: bool) -> bool:
    """Whether the unit stands as owner beside the event's words: “her trial”, “X's arrest”, “trial of X”."""
    if not before:
        return sentence.distance(trigger.last - 1, unit.first) <= 5
    if unit.members[0].sort == "owner":
        return trigger.first - unit.last <= 3
    return trigger.first - unit.last <= 2 and (
        sentence.tokens[unit.last].key in ("'s", "'") if unit.last < len(sentence.tokens) else False
    )


def _between(trigger: Trigger, unit: Unit, triggers: Sequence[Trigger], before: bool) -> float:
    """Return the cost of other events between the unit and this event, less for one that shares it by “and”."""
    low, high = (unit.last, trigger.first) if before else (trigger.last, unit.first)
    count = sum(1 for other in triggers if other is not trigger and low <= other.first and other.last <= high)
    return OTHER_EVENT * count if not before else 0.5 * count
