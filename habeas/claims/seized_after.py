"""Who is let go or sent abroad and seized at once: “was deported to Moscow and detained at the airport”.

Of a release and an arrest told without days the arrest is the older one, in the usual course of a case. In one clause, with “and”
or “again” between the two, it is the newer one, of the same day; then she is held.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.drafts import Draft
from habeas.claims.held import SEIZED_AFTER
from habeas.claims.scene import Scene
from habeas.model.reason import Reason

LET_GO = frozenset({"release", "expulsion", "acquittal"})
WHY = Reason(SEIZED_AFTER, "told behind the release with “and” or “again”: seized once more")


def seized_after(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Note which of a sentence's detentions follow on a release in it, and give them its day."""
    for before in drafts:
        for draft in drafts:
            if draft.type != "detention" or before.type not in LET_GO or before.modality is not None:
                continue
            if set(draft.subjects) != set(before.subjects) or not _goes_on(scene, before.type):
                continue
            draft.reasons.append(WHY)
            if "date" in before.fields and "date" not in draft.fields:
                draft.fields["date"] = list(before.fields["date"])


def _goes_on(scene: Scene, kind: str) -> bool:
    """Whether a detention's words stand behind those of an event of ``kind``, joined by “and” or with “again” beside them."""
    told = [one for one in scene.triggers if one.type == kind]
    seized = [one for one in scene.triggers if one.type == "detention" and not one.words.weak]
    for one in told:
        for other in seized:
            if one.last > other.first:
                continue
            between = range(one.last, other.first)
            about = any(mark.first in between for mark in scene.sentence.links("who"))
            joined = any(mark.first in between for mark in scene.sentence.links("and"))
            again = any(one.last <= mark.first <= other.last for mark in scene.sentence.links("again"))
            if not about and (joined or again):
                return True
    return False
