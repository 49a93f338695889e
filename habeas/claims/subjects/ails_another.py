"""Who is ill: of a judge who “fell ill, and the trial of X was put off” nothing is told of X."""

from __future__ import annotations

from collections.abc import Iterable

from habeas.claims.events.no_events import parted
from habeas.claims.events.triggers import Trigger
from habeas.claims.people.participants import Unit
from habeas.claims.people.people import Person
from habeas.claims.scene import Scene

FOR_OTHERS = frozenset({"lawyer", "relative"})
SUBJECT = 4  # words between who is ill and what says so


def ails_another(scene: Scene, trigger: Trigger, unit: Unit) -> bool:
    """Whether the illness is that of somebody in office right in front of its words."""
    return trigger.type == "health" and any(
        one is not unit
        and all(member.role.hard for member in one.members)
        and 0 <= trigger.first - one.last <= SUBJECT
        and not parted(scene.sentence, _behind_comma(scene, one.last), trigger.first)
        and not one.last <= unit.first < trigger.first
        for one in scene.units
    )


def _behind_comma(scene: Scene, index: int) -> int:
    """Return the token behind a comma that closes “The judge, X,”."""
    tokens = scene.sentence.tokens
    return index + (index < len(tokens) and tokens[index].text == ",")


def only_for_others(people: Iterable[Person]) -> frozenset[str]:
    """Return the ids of those who are called nothing but a lawyer or a relative: their own illness is no claim."""
    return frozenset(
        one.id for one in people if one.roles and all(role.name in FOR_OTHERS for role in one.roles)
    )
