"""Who takes back what was just told: “The prison service denies this.” is a denial of the beating told before it.

A denial is a claim by itself, of the same type and people. Who denies what he is himself accused of denies the charge.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.drafts import Draft, Slot
from habeas.claims.scene import Scene
from habeas.claims.sentences import Mark, Sentence
from habeas.claims.voice import Voice
from habeas.claims.voices.voices import voice_of_denial
from habeas.model.claim import Modality
from habeas.model.reason import Reason

DENIED = frozenset(
    {"ill_treatment", "conditions", "health", "detention", "custody", "search", "regime_change"}
)
OF_GUILT = frozenset({"charge", "sentence", "detention"})
NEAR = 1  # sentences over which “this” points back
RULE = "denial.back"


def denied_back(scene: Scene, drafts: Sequence[Draft], before: Sequence[Draft]) -> list[Draft]:
    """Return the denials of a sentence that says no more of what is denied than “this”."""
    sentence = scene.sentence
    found = []
    for mark in sentence.marks("voices.denies_it"):
        voice = voice_of_denial(sentence, scene.participants, scene.people, mark)
        denied = _denied(sentence, mark, voice, [*before, *drafts]) if voice is not None else None
        if voice is None or denied is None:
            continue
        own = set(voice.people) & set(denied.subjects)
        kind = "charge" if own else denied.type
        draft = Draft(
            kind, denied.subjects, sentence, min(mark.first, voice.first), max(mark.last, voice.last)
        )
        draft.modality, draft.rule = Modality.DENIED, RULE
        draft.said_by = [Slot(sentence, voice.found())]
        words = sentence.words(mark.first, mark.last)
        draft.reasons.append(
            Reason(RULE, f"“{words}” takes back what was told before it", (("words", words),))
        )
        found.append(draft)
    return found


def _denied(sentence: Sentence, mark: Mark, voice: Voice, told: Sequence[Draft]) -> Draft | None:
    """Return what “this” is: the last thing told right before it that the voice can deny."""
    near = [one for one in told if _is_near(sentence, mark, one) and one.modality is not Modality.DENIED]
    last = max((one.sentence.number for one in near), default=-1)
    kinds = OF_GUILT if any(set(voice.people) & set(one.subjects) for one in near) else DENIED
    return next((one for one in reversed(near) if one.sentence.number == last and one.type in kinds), None)


def _is_near(sentence: Sentence, mark: Mark, told: Draft) -> bool:
    """Whether a draft stands in front of the denial, in its sentence or one of those right before it."""
    if told.sentence is sentence:
        return told.last <= mark.first
    return 0 < sentence.number - told.sentence.number <= NEAR and told.sentence.block == sentence.block
