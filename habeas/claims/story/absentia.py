"""Who was sentenced in absentia, told over several sentences: “In absentia the court gave its verdicts. A and B got six years.”"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from habeas.claims.drafts import Draft
from habeas.claims.fields.pairing import RESPECTIVELY, Pair
from habeas.claims.sentences import Sentence
from habeas.claims.story.bench import NEAR
from habeas.model.claim import Modality

LATELY = 8  # drafts, over which it is looked back


@dataclass(slots=True)
class Absentia:
    """Remembers the sentence and block that spoke of a trial in absentia last."""

    _at: tuple[int, int] = (-1, -1)

    def tell(self, sentence: Sentence, drafts: Sequence[Draft], before: Sequence[Draft]) -> list[Draft]:
        """Make sentences told in the next sentences of the same trial sentences in absentia; ``before`` are the drafts so far.

        Return the sentence's own drafts, without a trial that only says of those sentenced in front how it was held.
        """
        self._give(drafts, before)
        drafts = _given_back(sentence, drafts, before)
        absent = any(mark.payload.sense == "in absentia" for mark in sentence.marks("modality"))
        goes_on = any(draft.modality is Modality.IN_ABSENTIA for draft in drafts)  # “... A. B got six.”
        self._at = (sentence.number, sentence.block) if goes_on or (absent and not drafts) else (-1, -1)
        return drafts

    def _give(self, drafts: Sequence[Draft], before: Sequence[Draft]) -> None:
        present = {one for told in before[-LATELY:] if told.type == "sentence" and told.modality is None
                   for one in told.subjects}  # fmt: skip
        for draft in drafts:
            near = (draft.sentence.number - 1, draft.sentence.block) == self._at
            first_told = draft.type == "sentence" and not present & set(draft.subjects)
            if near and first_told and draft.modality is None:
                draft.modality = Modality.IN_ABSENTIA
        absent = [draft for draft in before[-6:] if draft.modality is Modality.IN_ABSENTIA]
        for draft in drafts:
            for earlier in absent:
                near = draft.sentence.number - earlier.sentence.number <= NEAR
                same = draft.type == earlier.type and set(draft.subjects) <= set(earlier.subjects)
                if near and same and draft.modality is None:
                    draft.modality = Modality.IN_ABSENTIA


def _given_back(sentence: Sentence, drafts: Sequence[Draft], before: Sequence[Draft]) -> list[Draft]:
    """Make sentences told just before those in absentia where it is said now: “She got six years. The trial was held in absentia.”"""
    kept = list(drafts)
    absent = any(mark.payload.sense == "in absentia" for mark in sentence.marks("modality"))
    trials = [one for one in drafts if one.type == "hearing" and one.modality is Modality.IN_ABSENTIA]
    if not absent or (drafts and not trials) or not (trials or sentence.marks("verdicts")):
        return kept
    tried = {one for trial in trials for one in trial.subjects}
    for given in before[-LATELY:]:
        near = sentence.number - given.sentence.number <= (NEAR if trials else 1)
        theirs = not trials or set(given.subjects) <= tried
        if near and theirs and given.type == "sentence" and given.modality is None:
            given.modality = Modality.IN_ABSENTIA
            kept = [one for one in kept if one not in trials or one.fields]
    return kept


def is_of_last_alone(sentence: Sentence, pair: Pair) -> bool:
    """Whether “in absentia” is said only of somebody behind: “A to ten years, B to nine years, C to eight in absentia”."""
    marks = [one for one in sentence.marks("modality") if one.payload.sense == "in absentia"]
    last = pair.value.last
    if not marks or last >= len(sentence.tokens) or pair.rule == RESPECTIVELY:
        return False
    closed = sentence.tokens[last].text in (",", ";")
    return closed and all(mark.first > last + 1 for mark in marks)
