"""What a later sentence says of all whom a court sentenced: “A got four years, B three. All were charged with ...”, “Judge X found them guilty of ...”.

Then everybody told of in that trial is meant, and not only the last of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import Draft
from habeas.claims.held import ENDED
from habeas.claims.scene import Scene
from habeas.claims.story.proceedings import CHARGES, GIVEN, TOLD
from habeas.model.reason import Reason

NEAR, LAST = 4, 12  # sentences and drafts in front over which a trial's verdicts are told
MEASURES = ("term", "fine")


def tell_of_all(scene: Scene, drafts: Sequence[Draft], before: Sequence[Draft], types: ClaimTypes) -> None:
    """Let a charge of “all”, and a verdict on “them” that gives no term, tell of everybody sentenced just before."""
    every = bool(scene.sentence.starts("everybody"))
    taken_up = [part.people for part in scene.participants if part.sort in ("anaphor", "pronoun")]
    for draft in drafts:
        if draft.modality not in TOLD or draft.subjects not in taken_up:
            continue
        found_guilty = (
            draft.type == "sentence"
            and len(draft.subjects) > 1
            and not any(one in draft.fields for one in MEASURES)
        )
        if not (found_guilty or (every and draft.type == "charge")):
            continue
        near = _sentenced(draft, before)
        people = tuple(dict.fromkeys(one for told in near for one in told.subjects))
        if len(near) < 2 or not set(draft.subjects) <= set(people):
            continue
        draft.subjects = people
        draft.reasons.append(Reason("subject.all-sentenced", "everybody sentenced just before is meant"))
        for told in near if draft.type == "charge" else ():
            draft.lend(told, [kind for kind in CHARGES if types.holds(told.type, kind)])


def _sentenced(draft: Draft, before: Sequence[Draft]) -> list[Draft]:
    """Return the verdicts of the same paragraph just in front of one court and day."""
    near = [
        one for one in before[-LAST:]
        if one.type in GIVEN and one.modality in TOLD and not one.rule.endswith(ENDED)
        and one.sentence.block == draft.sentence.block
        and 0 < draft.sentence.number - one.sentence.number <= NEAR
    ]  # fmt: skip
    for kind in ("court", "date"):
        values = [one.values(kind) for one in [*near, draft] if one.values(kind)]
        if any(not one & values[0] for one in values):
            return []
    return near
