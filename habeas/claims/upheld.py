"""The sentence that an appeal left standing: “upheld the verdict of X: six years in a colony”.

What the court of appeal made of a sentence (“cut it from six years to five”) is the appeal's own term and no sentence besides.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import Draft
from habeas.claims.found import Found
from habeas.claims.grammar.replaced_terms import CHANGED
from habeas.claims.pairing import pair_up
from habeas.claims.scene import Scene
from habeas.model.reason import Reason

APPEAL = "appeal"


def takes(types: ClaimTypes, kind: str, field: str) -> bool:
    """Whether a claim can take over a field from another of its sentence: an appeal never the term of the verdict."""
    return types.holds(kind, field) and (kind, field) != (APPEAL, "term")


def upheld(scene: Scene, types: ClaimTypes, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the sentences that the appeals of a scene left standing, unless something else holds its terms."""
    appeals = [draft for draft in drafts if draft.type == APPEAL]
    told = [one for one in drafts if not one.weak and (one.type != APPEAL or "term" in one.fields)]
    if not appeals or any(types.holds(draft.type, "term") for draft in told):
        return []
    terms = [
        v for v in scene.values
        if v.kind == "term" and not v.get(CHANGED) and (v.get("kind") or v.get("unit") == "Y")
    ]  # fmt: skip
    if not terms:
        return []
    pairs = pair_up(scene.sentence, scene.pairable(), terms)
    each = [(pair.unit.people, pair.value) for pair in pairs] or [(appeals[0].subjects, terms[0])]
    return [_standing(scene, people, term) for people, term in each]


def _standing(scene: Scene, people: tuple[str, ...], term: Found) -> Draft:
    draft = Draft("sentence", people, scene.sentence, term.first, term.last)
    draft.add(scene.sentence, term)
    draft.rule = "event.sentence.upheld"
    draft.reasons.append(Reason(draft.rule, "the sentence that the court of appeal left standing"))
    return draft
