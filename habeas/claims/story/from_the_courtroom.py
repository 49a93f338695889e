"""What befell somebody at the end of a trial has the verdict's day: «суд дал ей два года “химии” и отпустил домой», “taken into custody in the courtroom”.

Whoever gets a term and is let go with it was let go that day, unless the term is one that had to be served first: “got ten days and
was freed on Friday” tells of two days. In a courtroom both letting go and taking away happen when the verdict is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import Draft
from habeas.claims.grammar.places import COURTROOM
from habeas.claims.held import ENDED, FREE_KINDS
from habeas.claims.scene import Scene
from habeas.claims.story.bench import NEAR
from habeas.claims.story.proceedings import GIVEN
from habeas.model.reason import Reason

FREED = "release"
IN_THE_ROOM = frozenset({FREED, "detention", "custody", "arrest_order"})


def date_by_verdict(
    scene: Scene, drafts: Sequence[Draft], before: Sequence[Draft], types: ClaimTypes
) -> None:
    """Give those of a sentence's ``drafts`` that ended a trial the day of its verdict, told there or just ``before``."""
    room = any(value.rule == COURTROOM for value in scene.values)
    for draft in drafts:
        if draft.type not in IN_THE_ROOM or draft.modality is not None or "date" in draft.fields:
            continue
        here = [one for one in drafts if one.type in GIVEN and one.first < draft.first]
        verdict = _of(draft, here if not room else [*_near(scene, before), *here])
        if verdict is None or not types.holds(draft.type, "date"):
            continue
        if room or (draft.type == FREED and _locks_nobody_up(verdict)):
            verdict.lend(draft, ("date",))
            words = verdict.sentence.words(verdict.first, verdict.last)
            draft.reasons.append(
                Reason("date.of-verdict", f"on the day of the verdict (“{words}”)", (("words", words),))
            )


def _near(scene: Scene, before: Sequence[Draft]) -> Iterator[Draft]:
    """Yield what was told of a trial in the last sentences of the paragraph, the first first."""
    for draft in before[-8:]:
        apart = scene.sentence.number - draft.sentence.number
        if (
            draft.type in (*GIVEN, "hearing")
            and apart <= NEAR
            and draft.sentence.block == scene.sentence.block
        ):
            yield draft


def _of(draft: Draft, told: Sequence[Draft]) -> Draft | None:
    """Return the last verdict on those people that has a day; of other verdicts of the same day one will do."""
    over = [
        one for one in told if one.rule.endswith(ENDED) and not _locks_nobody_up(one)
    ]  # “served two years”
    dated = [one for one in told if "date" in one.fields and not one.modality and one not in over]
    own = [one for one in dated if set(draft.subjects) & set(one.subjects)]
    days = {frozenset(one.values("date")) for one in dated}
    return own[-1] if own else dated[-1] if len(days) == 1 else None


def _locks_nobody_up(verdict: Draft) -> bool:
    """Whether a fine was given, or a term that is not served behind bars."""
    terms = verdict.values("term")
    return verdict.type != "sentence" or any(kind in term for kind in FREE_KINDS for term in terms)
