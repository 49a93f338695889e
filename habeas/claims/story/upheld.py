"""The sentence that an appeal left standing: “upheld the verdict of X: six years in a colony”.

What the court of appeal made of a sentence (“cut it from six years to five”) is the appeal's own term and no sentence besides.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import Draft
from habeas.claims.fields.pairing import pair_up
from habeas.claims.found import Found
from habeas.claims.grammar.replaced_terms import CHANGED
from habeas.claims.scene import Scene
from habeas.claims.sentences import Sentence
from habeas.model.reason import Reason

LONG = 6  # letters of a participle
APPEAL = "appeal"
ACT_BEHIND = 2  # tokens between a term and the act: “for”


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
    told_of = [_standing(scene, people, term) for people, term in each]
    if len(told_of) == 1:
        _part_days(scene, appeals[0], told_of[0], terms[0])
    return told_of


def _part_days(scene: Scene, appeal: Draft, sentence: Draft, term: Found) -> None:
    """Give the sentence the day behind “given”, and the appeal its own: “on Thursday upheld the eight years given in March”."""
    dates = [value for value in scene.values if value.kind == "date"]
    own = [
        date for date in dates if term.last <= date.first and _is_given(scene.sentence, term.last, date.first)
    ]
    if not own:
        return
    sentence.add(scene.sentence, own[0])
    kept = [slot for slot in appeal.fields.get("date", ()) if slot.found not in own]
    front = [date for date in dates if date.last <= term.first]
    appeal.fields.pop("date", None)
    for found in [slot.found for slot in kept] or front[-1:]:
        appeal.add(scene.sentence, found)


def _is_given(sentence: Sentence, first: int, last: int) -> bool:
    """Whether words of sentencing, or a participle, stand between a term and a day: “handed down”, «назначенный»."""
    ends = tuple(sentence.pack.keys.get("act_endings", ()))
    return any(
        ((mark := sentence.at("events", at)) is not None and mark.payload.sense == "sentence")
        or (bool(ends) and len(sentence.tokens[at].key) >= LONG and sentence.tokens[at].key.endswith(ends))
        for at in range(first, last)
    )  # fmt: skip


def _standing(scene: Scene, people: tuple[str, ...], term: Found) -> Draft:
    draft = Draft("sentence", people, scene.sentence, term.first, term.last)
    draft.add(scene.sentence, term)
    for act in scene.accusations:
        if 0 <= act.first - term.last <= ACT_BEHIND:
            draft.add(scene.sentence, act)
    draft.rule = "event.sentence.upheld"
    draft.reasons.append(Reason(draft.rule, "the sentence that the court of appeal left standing"))
    return draft
