"""A part and its whole side by side: “two of the five detainees were freed” frees two."""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.events.triggers import Trigger
from habeas.claims.people.participants import Unit
from habeas.claims.scene import Scene
from habeas.claims.sentences import Mark, Sentence

LEADS_TO_WHOLE = ("of", "from")
BESIDE = 3  # tokens behind a word within which what happened describes it


def is_whole_of_part(
    sentence: Sentence, unit: Unit, units: Sequence[Unit], trigger: Trigger, triggers: Sequence[Trigger]
) -> bool:
    """Whether ``unit`` counts the whole behind a part, one of ``units``, that is counted right in front of it.

    What describes the whole befell all of it: „zwolniono dwie z trzech sióstr zatrzymanych w maju”.
    """
    describes = 0 <= trigger.first - unit.last < BESIDE and len(triggers) > 1
    if describes or any(member.count is None for member in unit.members):
        return False
    parts = [
        other.last for other in units
        if other is not unit and all(one.count is not None and one.count.partial for one in other.members)
    ]  # fmt: skip
    return bool(parts) and any(mark.first in parts for mark in _leading(sentence, unit.first))


def is_included(scene: Scene, trigger: Trigger, unit: Unit) -> bool:
    """Whether ``unit`` is only named among a group in front: “three prisoners, including X, were freed” frees the three."""
    sentence = scene.sentence
    if unit.last > trigger.first or sentence.tokens[unit.last].text != ",":
        return False
    wholes = [
        other.last for other in scene.units
        if other.last < unit.first and all(one.count is not None for one in other.members)
    ]  # fmt: skip
    return any(
        mark.first - 1 in wholes and mark.last <= unit.first and sentence.tokens[mark.first - 1].text == ","
        for mark in sentence.links("including")
    )


def is_behind_of(sentence: Sentence, index: int) -> bool:
    """Whether “of the” or “from” stands right in front of ``index``."""
    return bool(_leading(sentence, index))


def _leading(sentence: Sentence, index: int) -> list[Mark]:
    the = next((mark.first for mark in sentence.links("article_the") if mark.last == index), index)
    return [mark for name in LEADS_TO_WHOLE for mark in sentence.links(name) if mark.last == the]
