"""Day, town and court that one event's sentence gives and the next one's goes on with.

“On Monday people were tried in Čačersk. Nine of them got fines. A got fifteen days.” What belongs together in one course
shares them: a search and the detentions told with it, a hearing and what the court gave; also several people one after
another. Only within a paragraph, and only what the later sentence does not say itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import Draft, Slot
from habeas.claims.scene import Scene

SHARED = ("date", "place", "court")
COURSES: Mapping[str, frozenset[str]] = {
    "detention": frozenset({"detention", "search"}),
    "sentence": frozenset({"hearing", "sentence", "fine", "acquittal"}),
    "fine": frozenset({"hearing", "sentence", "fine", "acquittal"}),
    "acquittal": frozenset({"hearing", "sentence", "fine"}),
}
NEAR = 3  # sentences over which a course goes on
OPENING = frozenset({"search", "hearing"})


@dataclass(slots=True)
class Course:
    """The last event of a paragraph with the values that the next one may go on with."""

    draft: Draft | None = None
    slots: dict[str, Slot] = field(default_factory=dict)

    def tell(self, scene: Scene, drafts: Sequence[Draft], types: ClaimTypes) -> None:
        """Give ``drafts`` what the course so far gives, and note what they add."""
        sentence = scene.sentence
        before = self.draft
        if before is not None and (
            sentence.block != before.sentence.block or sentence.number - before.sentence.number > NEAR
        ):
            before, self.draft, self.slots = None, None, {}
        dated = any(value.kind == "date" for value in scene.values)
        for draft in drafts:
            if draft.modality is not None or draft.type not in COURSES or before is None:
                continue
            if before.type not in COURSES[draft.type] or dated or _is_another(before, draft):
                continue
            for kind, slot in self.slots.items():
                if kind not in draft.fields and types.holds(draft.type, kind):
                    draft.fields[kind] = [slot]
        self._note(drafts)

    def _note(self, drafts: Sequence[Draft]) -> None:
        for draft in drafts:
            if draft.modality is not None or draft.type not in COURSES.keys() | OPENING:
                continue
            kept = self.slots if self.draft is not None and self.draft.type == draft.type else {}
            self.draft = draft
            self.slots = kept | {kind: draft.fields[kind][0] for kind in SHARED if draft.fields.get(kind)}


def _is_another(before: Draft, draft: Draft) -> bool:
    """Whether the same is told of the same people once more: another event, of another day."""
    return before.type == draft.type and bool(set(before.subjects) & set(draft.subjects))
