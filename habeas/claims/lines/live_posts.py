"""A post that is written hour by hour: its first words name the day and the town, and below stand lines that open with an hour.

“Yekaterinburg, today, Labour Square. We update” and below “15:40 the first twenty were put into a van”: what such lines tell
happened that day, and who was seized was seized there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import Draft, Slot, tells_a_day
from habeas.claims.lines.headings import is_stretch
from habeas.claims.lines.line_heads import BEGINS, HAPPENS
from habeas.claims.lines.schedules import has_hour
from habeas.claims.scene import Scene

HEAD = 3  # sentences in which day and town are named
SEIZED = "detention"


@dataclass(slots=True)
class LivePost:
    """The day and town of the post's head, and the line with an hour that is being read."""

    head: dict[str, list[Slot]] = field(default_factory=dict)
    line: tuple[int, int] = (-1, -1)
    begun: bool = False
    _other_day: bool = False

    def tell(self, scene: Scene, drafts: Sequence[Draft], types: ClaimTypes) -> None:
        """Give ``drafts`` of a line with an hour the day of the head; or note what the head says."""
        sentence = scene.sentence
        if has_hour(sentence):
            self.line, self.begun, self._other_day = (sentence.block, sentence.line), True, False
        if not self.begun and not drafts and sentence.number < HEAD:
            self._note(scene)
        if (sentence.block, sentence.line) != self.line or not self.head:
            return
        dated = tells_a_day(scene.values, drafts)
        for draft in drafts:
            if draft.modality is not None or draft.type not in HAPPENS | BEGINS:
                continue
            for kind, slots in self.head.items():
                fits = not (dated or self._other_day) if kind == "date" else draft.type == SEIZED
                if fits and kind not in draft.fields and types.holds(draft.type, kind):
                    draft.fields[kind] = list(slots)
        self._other_day = self._other_day or dated

    def _note(self, scene: Scene) -> None:
        for kind in ("date", "place"):
            found = [one for one in scene.values if one.kind == kind and not is_stretch(one)]
            if not scene.triggers and (
                len(found) == 1 or (found and kind == "place")
            ):  # “Perm, Lenin Square”
                self.head.setdefault(kind, [Slot(scene.sentence, one) for one in found])
