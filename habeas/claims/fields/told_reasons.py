"""For what somebody was held, told in the next sentence: “X was jailed for ten days. The reason was a post.”, «Поводом стал комментарий».

It is the act of which they are accused only where nothing told before it says so: behind a named offence it is what lay behind that.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import Draft
from habeas.claims.scene import Scene
from habeas.claims.sentences import Mark

ACT, REASON = "accusation", "reason"
WITHIN, LAST = 2, 6  # sentences between, and drafts among which whom it befell is looked for
OPENS = 1  # words in front of «поводом»


def is_reason(mark: Mark) -> bool:
    """Whether the words open a sentence that tells the act as a reason."""
    return mark.payload.sense == REASON and mark.first <= OPENS


def tell_reason(scene: Scene, drafts: Sequence[Draft], before: Sequence[Draft], types: ClaimTypes) -> None:
    """Give the act that a sentence without events of its own tells as the reason to what was told last of the same people."""
    words = [one for one in scene.sentence.marks(ACT) if is_reason(one)]
    acts = [one for one in scene.accusations if words and one.first >= words[0].last]
    if not acts or drafts or not before:
        return
    told = [
        one for one in before[-LAST:]
        if scene.sentence.number - one.sentence.number <= WITHIN and one.sentence.block == scene.sentence.block
    ]  # fmt: skip
    known = {person for one in told if ACT in one.fields for person in one.subjects}
    for draft in reversed(told):
        if types.holds(draft.type, ACT) and not known & set(draft.subjects) and draft.modality is None:
            articles = [
                one for one in scene.values if one.kind == "article" and "article" not in draft.fields
            ]
            for value in (acts[0], *articles):
                draft.add(scene.sentence, value)
            return
