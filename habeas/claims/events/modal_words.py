"""The words of a sentence that say how an event is told: expected, alleged, denied, in absentia.

Words of what has happened all the same take back those inside them: “the third reporter to be arrested”, “was arrested before
she could leave”.
"""

from __future__ import annotations

from habeas.claims.sentences import Mark, Sentence

TOLD = "told"


def modal_words(sentence: Sentence) -> list[Mark]:
    """Return the marks of modality that hold, in order."""
    marks = sentence.marks("modality")
    told = [mark for mark in marks if mark.payload.sense == TOLD]
    return [
        mark
        for mark in marks
        if mark.payload.sense != TOLD
        and not any(one.first <= mark.first and mark.last <= one.last for one in told)
    ]
