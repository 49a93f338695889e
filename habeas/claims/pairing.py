"""Which value belongs to whom, where a sentence gives several people several values.

“A and B got ten and nine years, respectively”; “A 20 years, B 19”; “six years to A and five to B”; “A to
Colony No. 9, B to No. 15”. One person with several terms keeps the total, not its parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from habeas.claims.found import Found
from habeas.claims.participants import Participant, Unit
from habeas.claims.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Pair:
    """People and the one value that is theirs, with the rule by which they were paired."""

    unit: Unit
    value: Found
    rule: str


def pair_up(sentence: Sentence, units: Sequence[Unit], values: Sequence[Found]) -> list[Pair]:
    """Return pairs if the sentence gives two or more values to two or more people, else an empty list."""
    if len(values) < 2:
        return []
    return _respectively(units, values) or _alternating(sentence, units, values)


def _respectively(units: Sequence[Unit], values: Sequence[Found]) -> list[Pair]:
    """As many values in one row as there are people in one list: the first to the first, and so on."""
    for unit in units:
        members = members_of(unit)
        if len(members) != len(values):
            continue
        inner = [
            other for other in units if other is not unit and values[0].first < other.first < values[-1].last
        ]
        spread = unit.first < values[0].first < unit.last or values[0].first < unit.first < values[-1].last
        if inner or spread:
            continue
        return [
            Pair(member, value, "pair.respectively") for member, value in zip(members, values, strict=True)
        ]
    return []


def members_of(unit: Unit) -> list[Unit]:
    """Return one unit for each person of a list, also of “they” that stands for several."""
    members = []
    for member in unit.members:
        for one in member.people:
            members.append(Unit([_only(member, one)]))
    return members


def _only(member: Participant, person: str) -> Participant:
    return Participant(
        member.sort,
        member.first,
        member.last,
        (person,),
        member.role,
        member.against,
        member.why,
        member.count,
    )


def _alternating(sentence: Sentence, units: Sequence[Unit], values: Sequence[Found]) -> list[Pair]:
    """Units and values in turns: each value to the unit in front of it, or, if the values come first, behind it."""
    before = _neighbours(units, values, behind=False)
    after = _neighbours(units, values, behind=True)
    chosen = before if len(before) >= len(after) else after
    if len(before) == len(after) and before:
        gap_before = sum(sentence.distance(pair.unit.last - 1, pair.value.first) for pair in before)
        gap_after = sum(sentence.distance(pair.value.last - 1, pair.unit.first) for pair in after)
        chosen = before if gap_before <= gap_after else after
    return chosen if len(chosen) >= 2 else []


def _neighbours(units: Sequence[Unit], values: Sequence[Found], *, behind: bool) -> list[Pair]:
    """Pair each unit with the nearest value on one side, none used twice, no other unit between."""
    pairs: list[Pair] = []
    for value in values:
        if behind:
            near = [unit for unit in units if unit.first >= value.last]
            unit = min(near, key=lambda one: one.first) if near else None
            between = unit is not None and any(value.last <= other.first < unit.first for other in values)
        else:
            near = [unit for unit in units if unit.last <= value.first]
            unit = max(near, key=lambda one: one.last) if near else None
            between = unit is not None and any(unit.last <= other.first < value.first for other in values)
        if unit is not None and not between:
            pairs.append(Pair(unit, value, "pair.neighbours"))
    return pairs


def total_of(sentence: Sentence, values: Sequence[Found]) -> Found:
    """Return which of one person's several terms is the sentence: the one called a total, else the first."""
    totals = sentence.links("total")
    for value in values:
        if any(0 <= value.first - mark.last <= 3 or 0 <= mark.first - value.last <= 1 for mark in totals):
            return value
    return values[0]
