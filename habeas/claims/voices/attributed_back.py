"""Whose word the sentence before is: «Об этом сообщил адвокат X.» says who told it, not what happened.

What the sentence before told, and no voice was named for, is that voice's.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.drafts import Draft, Slot
from habeas.claims.scene import Scene
from habeas.model.reason import Reason

OPENS = 2  # words within which “about this” opens the sentence
RULE = "voice.back"


def attribute_back(scene: Scene, before: Sequence[Draft]) -> None:
    """Give the voice of a sentence that begins with “about this” to what the sentence before told."""
    sentence = scene.sentence
    opening = [mark for mark in sentence.marks("voices.back") if mark.first < OPENS]
    if not opening or not scene.voices:
        return
    voice = scene.voices[0]
    for draft in reversed(before):
        if sentence.number - draft.sentence.number != 1:
            break
        if not draft.said_by:
            draft.said_by = [Slot(sentence, voice.found())]
            draft.reasons.append(
                Reason(RULE, f"the next sentence says who told it: {voice.value}", (("voice", voice.value),))
            )
