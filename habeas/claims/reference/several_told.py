"""Whom “they”, “both” or “these comrades” can mean: the last list of people told of, or the last group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from habeas.claims.people.participants import Participant
from habeas.claims.people.people import Person
from habeas.claims.reference.focus import Focus


def several_told(
    known: Sequence[Participant], before: int, focus: Focus, people: Mapping[str, Person]
) -> tuple[str, ...]:
    """Return the people whom a word for several can mean that stands at ``before``, or nobody.

    ``known`` are the participants of its sentence; those named in front of it come before those told of earlier.
    """
    for participant in reversed(known):
        if participant.last <= before and (len(participant.people) > 1 or participant.sort == "group"):
            return participant.people
    earlier = [
        p for p in known if p.last <= before and p.sort == "name" and p.against == 0 and not p.role.name
    ]
    if len(earlier) > 1:
        return tuple(dict.fromkeys(one for participant in earlier for one in participant.people))
    told = focus.last_told()
    if focus.together:
        return focus.together  # “A and two others were detained. They ...”
    newer = focus.group_age < focus.told_age  # «Двух перавялі. Іх падазраюць»
    if focus.group is not None and newer and focus.group_age <= 1:
        return (focus.group,)
    if len(told) > 1:
        return tuple(told)
    if focus.group is not None and focus.group_age <= 1:
        return (focus.group,)
    named = _without_lawyers(focus.named[-1] if focus.named else (), people)
    if len(named) > 1:
        return named
    if len(focus.unit) > 1:
        return tuple(focus.unit)
    lately = list(dict.fromkeys(one for told in focus.told for one in told))
    return tuple(lately) if len(lately) == 2 else ()


def _without_lawyers(named: Sequence[str], people: Mapping[str, Person]) -> tuple[str, ...]:
    """Return the people without those who are only there for others: “the men” are not X and his lawyer."""
    roles = {one: {role.name for role in people[one].roles} for one in named if one in people}
    return tuple(one for one in named if roles.get(one) != {"lawyer"})
