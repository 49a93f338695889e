"""The day and court of a verdict told as those of its hearing: «8 мая завершился суд: она получила полтора года», “tried on 8 May and jailed for ten days”.

In one sentence a hearing that did not merely begin is the one that gave what stands behind it. Days of arrest and fines are given in the
one hearing there was, so that a later sentence may tell its day: “Anna Reid was jailed for ten days. The hearing was on 8 May.”
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import Draft
from habeas.claims.held import ENDED
from habeas.claims.scene import Scene
from habeas.model.reason import Reason

GIVEN = frozenset({"sentence", "fine", "acquittal"})
SHARED = ("date", "court", "judge")
IN_ONE_HEARING = "administrative arrest"


def share_day(scene: Scene, drafts: Sequence[Draft], before: Sequence[Draft], types: ClaimTypes) -> None:
    """Give verdicts without a day that of their hearing; ``before`` are the drafts of the sentences before."""
    for hearing in drafts:
        if hearing.type != "hearing" or hearing.modality is not None or "date" not in hearing.fields:
            continue
        if any(hearing.first <= mark.first < hearing.last for mark in scene.sentence.marks("begun")):
            continue
        here = [one for one in drafts if _is_given(one, hearing) and one.first >= hearing.first]
        lately = [one for one in before if _is_given(one, hearing) and _in_one_hearing(one)]
        others = [
            one for one in before if one.type == "hearing" and set(one.subjects) & set(hearing.subjects)
        ]
        for draft in here or (lately if len(lately) == 1 and not others else []):
            _give(draft, hearing, types)


def _is_given(draft: Draft, hearing: Draft) -> bool:
    """Whether a draft is a verdict on people of the hearing that tells no day of its own."""
    told = draft.type in GIVEN and draft.modality is None and not draft.rule.endswith(ENDED)
    return told and "date" not in draft.fields and set(draft.subjects) <= set(hearing.subjects)


def _in_one_hearing(draft: Draft) -> bool:
    return draft.type == "fine" or any(term.endswith(IN_ONE_HEARING) for term in draft.values("term"))


def _give(draft: Draft, hearing: Draft, types: ClaimTypes) -> None:
    for kind in SHARED:
        if kind in hearing.fields and kind not in draft.fields and types.holds(draft.type, kind):
            draft.fields[kind] = list(hearing.fields[kind])
    words = hearing.sentence.words(hearing.first, hearing.last)
    draft.reasons.append(
        Reason("verdict.of-hearing", f"given at the hearing told of (“{words}”)", (("words", words),))
    )
