"""Weak events of a sentence yield to sure ones of the same people: “the trial of X, a poet, was put off until 9 January” is one hearing."""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import Draft
from habeas.claims.story.upheld import takes
from habeas.claims.subjects.told_by_values import is_held_there
from habeas.model.claim import Modality

BESIDE = 3  # tokens between “who” and what befell her


def without_weak(found: Sequence[Draft], types: ClaimTypes) -> list[Draft]:
    """Return the drafts of one sentence without weak ones whose people a sure one tells of; what they held is that one's."""
    sentenced = {draft.subjects: draft for draft in found if draft.type == "sentence" and not draft.weak}
    for draft in found:  # “six years and a fine”: the fine is a field of the sentence
        told = sentenced.get(draft.subjects) if draft.type == "fine" else None
        if told is not None and _is_part_of(draft, told):
            (draft if "term" in told.fields else told).weak = True  # “found guilty and fined”
        elif told is not None:
            draft.weak = False  # “ten days, and a year later a fine”
    sure = [draft for draft in found if not draft.weak]
    kept = []
    for draft in found:
        same = [other for other in sure if draft.weak and set(draft.subjects) & set(other.subjects)]
        same = [one for one in same if not is_held_there(draft, one) and not _on_another_day(draft, one)]
        if draft.type == "hearing" and draft.modality is Modality.EXPECTED:
            same = [
                one for one in same if one.type == "hearing"
            ]  # “postponed to 6 May; he remains in custody”
        if not same:
            kept.append(draft)
            continue
        for one in same:
            if (one.type, one.modality, draft.modality) == (draft.type, None, Modality.EXPECTED):
                one.modality = draft.modality  # “the trial of X, a poet, was put off until 9 January”
        for name, slots in draft.fields.items():  # a fine beside a term is a field of the sentence
            able = [one for one in same if takes(types, one.type, name)]
            holder = min(able, key=lambda one: abs(one.first - draft.first), default=None)
            if holder is not None and (name not in holder.fields or name == "article"):
                for slot in slots:
                    holder.add(slot.sentence, slot.found)
                    if name == "facility":
                        holder.widen(slot.found.first, slot.found.last)
    return kept


def _on_another_day(draft: Draft, other: Draft) -> bool:
    """Whether both are hearings, of two days: “the trial opened on 3 May and was put off until 9 June”."""
    days, others = draft.values("date"), other.values("date")
    return draft.type == other.type == "hearing" and bool(days and others) and not days & others


def _is_part_of(fine: Draft, verdict: Draft) -> bool:
    """Whether a fine told in the sentence of a verdict is part of it, and no other: “who was fined at her first trial, got two years at the second”."""
    paid = [slot.found for slot in fine.fields.get("fine", ())]
    given = [slot.found for slot in verdict.fields.get("term", ())]
    if paid and given:
        who = any(fine.first - BESIDE <= one.first < paid[0].first for one in fine.sentence.links("who"))
        behind = fine.sentence.tokens[paid[0].last : given[0].first]
        if who and any(token.text == "," for token in behind):
            return False
    return not fine.values("date") - verdict.values("date")
