"""Several verdicts of one sentence, given by the one court it names: “A court in Minsk gave A 11 days; B got 15”."""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import Draft
from habeas.claims.held import ENDED
from habeas.claims.scene import Scene

GIVEN = frozenset({"sentence", "fine", "acquittal"})
OF_THE_SITTING = ("court", "date")
OF_A_HEAD = ("court", "date", "place")


def share_sitting(scene: Scene, drafts: Sequence[Draft], types: ClaimTypes) -> None:
    """Give later verdicts of a sentence the court, and the day in front, that the first has, unless the sentence names several."""
    told = [
        one for one in drafts
        if one.type in GIVEN and one.modality is None and one.sentence is scene.sentence and not one.rule.endswith(ENDED)
    ]  # fmt: skip
    if len(told) < 2 or any(one.type == "appeal" for one in scene.triggers):
        return
    _share_head(scene, told, types)
    for kind in OF_THE_SITTING:
        values = [one for one in scene.values if one.kind == kind]
        first = min(told, key=lambda one: one.first)
        slots = first.fields.get(kind, [])
        if len(values) != 1 or len(slots) != 1 or slots[0].found.first > first.last:
            continue
        for draft in told:
            if (
                draft is not first
                and kind not in draft.fields
                and types.holds(draft.type, kind)
                and not set(draft.subjects) & set(first.subjects)
            ):
                draft.fields[kind] = list(slots)


def _share_head(scene: Scene, told: Sequence[Draft], types: ClaimTypes) -> None:
    """Give every verdict the day, town and court in front of the colon that leads to all: “In court on 16 March, Mahilioŭ: A – 15 days, B – 12”."""
    colon = min(one.first for one in told) - 1
    if colon < 1 or scene.sentence.tokens[colon].text != ":" or scene.sentence.has("concluded"):
        return  # the day of a trial that ended is given by `habeas.claims.story.day_of_verdict`
    head = [one for one in scene.values if one.kind in OF_A_HEAD and one.last <= colon]
    head = [
        one for one in head if one.kind != "court" or one.last - one.first > 1
    ]  # «Дзень суда» names no court
    for value in head:
        for draft in told:
            if value.kind not in draft.fields and types.holds(draft.type, value.kind):
                draft.add(scene.sentence, value)
