"""For what somebody was tried, told behind the verdict: “got two years. He was tried for insulting the president.” is no other hearing.

It says what the verdict was for, as “the reason was a post” does. Of a trial that goes on, or has a day or a court of its own, it is a hearing as ever.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import Draft
from habeas.claims.fields.told_reasons import tell_reason
from habeas.claims.held import ENDED
from habeas.claims.scene import Scene
from habeas.claims.story.proceedings import CHARGES, GIVEN

BEHIND = 2  # sentences between the verdict and what it was for
LAST = 8  # drafts in front among which the verdict is looked for


def tell_what_for(scene: Scene, drafts: list[Draft], before: Sequence[Draft], types: ClaimTypes) -> None:
    """Give verdicts, of ``before`` or of the sentence, what a hearing of the sentence says they were for; such hearings leave ``drafts``."""
    tell_reason(scene, drafts, before, types)
    words = scene.sentence.marks("tried_for")
    for hearing in list(drafts) if words else ():
        bare = (
            hearing.type == "hearing" and hearing.modality is None and hearing.fields.keys() <= set(CHARGES)
        )
        if not bare or not any(mark.first < hearing.last and hearing.first < mark.last for mark in words):
            continue
        verdicts = [one for one in [*before[-LAST:], *drafts] if _is_verdict(one, hearing, scene)]
        for verdict in verdicts[-1:]:
            hearing.lend(verdict, [kind for kind in CHARGES if types.holds(verdict.type, kind)])
            drafts.remove(hearing)


def _is_verdict(draft: Draft, hearing: Draft, scene: Scene) -> bool:
    """Whether a verdict on those people stands in front of what it was for."""
    ours = draft.type in GIVEN and set(draft.subjects) <= set(hearing.subjects)
    if not ours or draft.rule.endswith(ENDED):
        return False
    apart = scene.sentence.number - draft.sentence.number
    return 0 < apart <= BEHIND or (apart == 0 and draft.first < hearing.first)
