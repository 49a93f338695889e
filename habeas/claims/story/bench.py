"""The court of a sentence told in another sentence: “The Minsk court gave its verdict. A got five years.”

What a sentence without people says of court, judge and day belongs to the sentences beside it: those told just
before (“The judge was X.”, “The verdict was read on 3 May.”) and those told just behind, in the same paragraph.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from habeas.claims.drafts import Draft, Slot
from habeas.claims.found import Found
from habeas.claims.scene import Scene

NEAR, NEAR_BEHIND = 2, 4  # sentences over which it reaches: back to what was told, on to what is told next
OF_THE_BENCH = ("court", "judge")
OF_A_COURT = ("sentence", "fine", "hearing", "acquittal")
OF_AN_ORDER = ("arrest_order", "custody_extension", "custody")  # “This was decided by the Minsk court.”
TOLD_BY_COURT = (
    "sentence",
    "fine",
    "acquittal",
    "custody",
    "detention",
)  # “The court jailed three. A got ...”
AT_A_TRIAL = ("arrest_order", "custody", "detention", "release", "conditions", "health")
GIVEN_AFTER = ("sentence", "fine", "acquittal")


@dataclass(slots=True)
class Bench:
    """The last court, judge, day and articles that were told without saying of whom."""

    slots: list[Slot] = field(default_factory=list)

    def tell(self, scene: Scene, drafts: Sequence[Draft], before: Sequence[Draft]) -> None:
        """Carry values between this sentence's ``drafts`` and the sentences around it; ``before`` are the drafts so far."""
        if all(one.type != "appeal" for one in scene.triggers):  # not to the sentence that an appeal is about
            own = {value.kind for value in scene.values if value.rule != "court.unnamed"}
            if "court" in own and any(slot.found.kind == "court" for slot in self.slots):
                self.slots = []  # another court's day is another's
            for draft in drafts:
                self._give(draft, own)
        named = [
            value
            for value in scene.values
            if value.kind in ("court", "judge") and value.rule != "court.unnamed"
        ]
        verdict = bool(scene.sentence.marks("verdicts"))
        nobody = all(one.startswith("g") for draft in drafts for one in draft.subjects)
        if not drafts:
            nobody_else = all(one.role.hard for one in scene.participants)
            dated = self._dated(scene) if verdict and nobody_else else []
            _look_back(scene, [*named, *dated], before, OF_A_COURT + OF_AN_ORDER if verdict else OF_A_COURT)
        elif _in_the_courtroom(drafts, named):
            _look_back(scene, named, before, OF_A_COURT)
        told = any(draft.type in TOLD_BY_COURT for draft in drafts)
        if named and nobody and (told or (verdict and not drafts)):
            kinds = ("court", "judge", "date", "article") if not drafts else ("court", "judge", "date")
            values = [value for value in scene.values if value.kind in kinds]
            self.slots = [Slot(scene.sentence, value) for value in values if value.rule != "court.unnamed"]

    def _dated(self, scene: Scene) -> list[Found]:
        """Return the day and the articles of “All rulings were made on Thursday under Article 20.2”."""
        return [value for value in scene.values if value.kind in ("date", "article")]

    def _give(self, draft: Draft, own: Container[str]) -> None:
        """Give the draft what was told, but for a court or a judge of whom its own sentence names another."""
        for slot in self.slots:
            if slot.found.kind in own and slot.found.kind in OF_THE_BENCH:
                continue
            distance = draft.sentence.number - slot.sentence.number
            near = 0 < distance <= NEAR_BEHIND and draft.sentence.block - slot.sentence.block <= 1
            fits = slot.found.kind != "article" or draft.type != "acquittal"
            if near and fits and draft.type in GIVEN_AFTER and slot.found.kind not in draft.fields:
                draft.fields[slot.found.kind] = [slot]


def _look_back(scene: Scene, values: Sequence[Found], before: Sequence[Draft], kinds: Container[str]) -> None:
    """Give values to what was told just before and lacks them."""
    for draft in reversed(before[-4:]):
        near = scene.sentence.number - draft.sentence.number <= NEAR
        if not near or draft.type not in kinds or (draft.type == "custody" and not _is_ordered(draft)):
            continue
        for value in values:
            fits = value.kind in ("court", "judge") or draft.type in GIVEN_AFTER
            if fits and value.kind not in draft.fields:
                draft.fields[value.kind] = [Slot(scene.sentence, value)]


def _in_the_courtroom(drafts: Sequence[Draft], named: Sequence[Found]) -> bool:
    """Whether a judge alone is named, with what happened at the trial: “Judge X had them taken into custody right there”."""
    same_day = all(draft.type in AT_A_TRIAL and "date" not in draft.fields for draft in drafts)
    return same_day and [one.kind for one in named] == ["judge"]


def _is_ordered(draft: Draft) -> bool:
    """Whether custody has an end, as what a court ordered has: “sent to SIZO for two months”."""
    return bool({"term", "until"} & draft.fields.keys())
