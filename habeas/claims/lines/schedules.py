"""A court's calendar: the hour and the court of a line hold for all that the line tells, and its judge and article are of that hearing.

“10:00 – Supreme Court of Crimea, Simferopol. Hearing in the case of X. Judge Y presides.” Court and hour may stand in a
line of their own above; another hour or a paragraph begins another hearing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import Draft, Slot, tells_a_day
from habeas.claims.found import Found
from habeas.claims.lines.headings import VERBLESS_CHARGE, only_values
from habeas.claims.scene import Scene
from habeas.claims.sentences import Sentence
from habeas.model.claim import Modality
from habeas.text.tokens import NUMBER

HEARD = frozenset({"hearing", "appeal"})
ADDED = ("judge", "article", "accusation")
CLOCK_WITHIN = 12  # tokens of a line in which its hour stands: “▪ Monday, 9 June, 10:30”
BARE_ARTICLE = f"event.charge.{VERBLESS_CHARGE.number}"
HOURS, MINUTES = 24, 60


@dataclass(slots=True)
class Schedule:
    """The hearing of a calendar that is being told: its court, and the drafts that tell of it."""

    block: int = -1
    court: Slot | None = None
    day: Slot | None = None
    told: list[Draft] = field(default_factory=list)

    def tell(self, scene: Scene, drafts: Sequence[Draft], types: ClaimTypes) -> None:
        """Give ``drafts`` the court of their line, and what this sentence adds to those who were told of in it."""
        sentence = scene.sentence
        if sentence.block != self.block or has_hour(sentence):
            self.block, self.court, self.told = sentence.block if has_hour(sentence) else -1, None, []
        self.day = _day_of_a_line(scene, drafts) or self.day
        if self.block < 0:
            return
        for draft in drafts:
            if draft.rule == BARE_ARTICLE and not self.told:
                # “10:00 – Minsk City Court. X, Article 361”
                draft.type, draft.modality = "hearing", Modality.EXPECTED
        courts = [value for value in scene.values if value.kind == "court" and value.rule == "court.named"]
        coming = [
            draft for draft in drafts if draft.type == "sentence" and draft.modality is Modality.EXPECTED
        ]
        heard = [*coming, *(draft for draft in drafts if draft.type in HEARD)]
        if self.court is None and courts and not self.told:
            self.court = Slot(sentence, courts[0])
        for draft in heard:
            own = any(slot.sentence is sentence for slot in draft.fields.get("court", ()))
            if self.court is not None and not own:
                draft.fields["court"] = [self.court]
            if self.day is not None and not tells_a_day(scene.values, drafts):
                draft.fields["date"] = [self.day]
        self._add(scene, [*scene.accusations, *scene.values] if not drafts else [], types)
        self.told += heard

    def _add(self, scene: Scene, values: Sequence[Found], types: ClaimTypes) -> None:
        """Give what a sentence without events says of the hearing: who presides, under which article."""
        if scene.triggers or any(part.sort == "name" and not part.role.hard for part in scene.participants):
            return
        for kind in ADDED:
            slots = [Slot(scene.sentence, value) for value in values if value.kind == kind]
            for draft in self.told:
                if slots and types.holds(draft.type, kind):
                    draft.fields.setdefault(kind, slots)


def _day_of_a_line(scene: Scene, drafts: Sequence[Draft]) -> Slot | None:
    """Return the day that is a line of its own above the hours: “Monday, 13 January”."""
    days = [value for value in scene.values if value.kind == "date"]
    alone = scene.sentence.opens_line and len(scene.sentence.tokens) <= CLOCK_WITHIN and not drafts
    exact = [day for day in days if day.value[-1].isdigit()]  # “13 January, Monday”
    return (
        Slot(scene.sentence, exact[0])
        if alone and len(exact) == 1 and only_values(scene.sentence, days)
        else None
    )


def has_hour(sentence: Sentence) -> bool:
    """Whether a line begins with an hour: “10:00 – ...”, “9:30. ...”, “Monday, 9 June, 10:30”."""
    tokens = sentence.tokens[:CLOCK_WITHIN] if sentence.opens_line else ()
    return any(
        one.kind == two.kind == NUMBER and mark.text in ":." and mark.glued and two.glued and len(two.text) == 2
        and len(one.text) <= 2 and int(one.text) < HOURS and int(two.text) < MINUTES and (mark.text == ":" or not at)
        for at, (one, mark, two) in enumerate(zip(tokens, tokens[1:], tokens[2:], strict=False))
    )  # fmt: skip
