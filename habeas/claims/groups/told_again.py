"""Who is counted once more by a number alone: “A driver told us it was nine”, «В Уфе — около тридцати».

Such a group shares what was told of the people counted just before; the voice and the town are its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.drafts import Draft, Slot
from habeas.claims.groups.group_drafts import Groups
from habeas.claims.people.participants import Participant
from habeas.claims.scene import Scene
from habeas.model.reason import Reason

NEAR = 2  # sentences between what was told and the number that counts once more
SHARED = frozenset({"detention", "sentence", "fine", "release", "search", "custody"})
WHY = "a number that counts once more those told of before"
BETWEEN = 3  # tokens between a town and its number


def told_again(scene: Scene, groups: Groups, drafts: Sequence[Draft], before: Sequence[Draft]) -> list[Draft]:
    """Return what was told last of a group as told of those counted again, of whom ``drafts`` tell nothing."""
    told = {one for draft in drafts for one in draft.subjects}
    found: list[Draft] = []
    for participant in scene.participants:
        count = participant.count
        if count is None or not count.again or participant.people[0] in told:
            continue
        model = _model([*before, *drafts], scene, groups, participant)
        if model is not None:
            found.append(_of_count(model, scene, participant))
    return found


def _model(drafts: Sequence[Draft], scene: Scene, groups: Groups, participant: Participant) -> Draft | None:
    """Return the last claim about a counted group near before."""
    for draft in reversed(drafts[-6:]):
        near = scene.sentence.number - draft.sentence.number <= NEAR
        counted = any(groups.get(one) is not None and one != participant.people[0] for one in draft.subjects)
        if near and counted and draft.type in SHARED and draft.modality is None:
            return draft
    return None


def _of_count(model: Draft, scene: Scene, participant: Participant) -> Draft:
    found = Draft(model.type, participant.people, scene.sentence, participant.first, participant.last)
    found.fields = {name: list(slots) for name, slots in model.fields.items() if name != "said_by"}
    towns = [
        value
        for value in scene.values
        if value.kind == "place" and 0 <= participant.first - value.last < BETWEEN
    ]
    if towns:
        found.fields["place"] = [Slot(scene.sentence, towns[-1])]
        found.widen(towns[-1].first, towns[-1].last)
    voices = [one for one in scene.voices if one.first < participant.first]
    if voices:
        found.said_by = [Slot(scene.sentence, voices[-1].found())]
        found.widen(voices[-1].first, voices[-1].last)
    elif model.sentence is scene.sentence:
        found.said_by = list(model.said_by)
    found.rule = f"event.{model.type}.again"
    found.reasons.append(Reason("event.again", WHY))
    return found
