"""“There” and “where”: what befell somebody in the place of detention that was named just before.

“He was taken to the basement in Kakhovka. There he was given electric shocks”, “in the police department, where she got no water”.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import Draft, Slot
from habeas.claims.events.triggers import Trigger
from habeas.claims.found import Found
from habeas.claims.scene import Scene
from habeas.claims.sentences import Sentence

BEFALLS = frozenset({"ill_treatment", "health", "conditions", "custody", "regime_change"})
WITHIN = 5  # tokens between “there” and the event's words
NEAR = 1  # sentences


@dataclass(slots=True)
class There:
    """The place of detention named last."""

    last: Slot | None = None

    def tell(self, scene: Scene, drafts: Sequence[Draft], types: ClaimTypes) -> None:
        """Give ``drafts`` the place that “there” means, and note what this sentence names."""
        sentence = scene.sentence
        places = [value for value in scene.values if value.kind == "facility"]
        for mark in sentence.marks("there"):
            before = [Slot(sentence, value) for value in places if value.last <= mark.first]
            meant = before[-1] if before else self.near(sentence)
            for draft in drafts:
                able = draft.type in BEFALLS and types.holds(draft.type, "facility")
                if meant and able and mark.first - 1 <= draft.last and draft.first <= mark.first + WITHIN:
                    draft.fields.setdefault("facility", [meant])
        self.last = Slot(sentence, places[-1]) if places else self.last

    def is_elsewhere(self, sentence: Sentence, values: Sequence[Found], trigger: Trigger) -> bool:
        """Whether an event's words say nothing but that somebody “was there”, and no prison was named so far that it could mean."""
        if trigger.type != "custody" or sentence.at("there", trigger.last - 1) is None:
            return False
        inside = any(value.kind == "facility" and value.last <= trigger.first for value in values)
        return not inside and self.last is None

    def near(self, sentence: Sentence) -> Slot | None:
        """Return the place of the sentence before, of the same paragraph."""
        if self.last is None or self.last.sentence.block != sentence.block:
            return None
        return self.last if sentence.number - self.last.sentence.number <= NEAR else None
