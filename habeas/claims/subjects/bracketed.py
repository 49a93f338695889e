"""What stands in brackets right behind a name is told of that one alone: “A, B (sentence: four years) and C (three years)”."""

from __future__ import annotations

from habeas.claims.events.triggers import Trigger
from habeas.claims.people.participants import ABOUT, Participant
from habeas.claims.scene import Scene


def in_brackets(scene: Scene, trigger: Trigger) -> Participant | None:
    """Return the one right in front of the bracket in which the event's words stand, if nobody is named in it."""
    tokens, at = scene.sentence.tokens, trigger.first - 1
    while at >= 0 and tokens[at].text not in "()":
        at -= 1
    if at < 0 or tokens[at].text != "(":
        return None
    closed = next((end for end in range(trigger.last, len(tokens)) if tokens[end].text in "()"), len(tokens))
    inside = [one for one in scene.participants if at < one.first < closed and not one.role.hard]
    before = [
        one for one in scene.participants if one.last == at and one.sort == "name" and one.against < ABOUT
    ]
    return before[0] if before and not inside else None
