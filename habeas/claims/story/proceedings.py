"""One trial told over several sentences: court, judge, day, accusation and article that one gives and another goes on with.

“On 16 November the regional court ended the case of the chats. Judge X found that all of them had helped extremists
(Article 361-4). A and B got five years.” Within a paragraph and the one behind it; what is another day's or another
court's begins a trial of its own; of what somebody was accused is carried to nobody else, and what a charge tells
stays with the charge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import Draft, Slot
from habeas.claims.held import ENDED
from habeas.claims.lines.schedules import Schedule
from habeas.claims.scene import Scene
from habeas.claims.sentences import Sentence
from habeas.model.claim import Modality

SETTING = ("court", "judge", "date")
CHARGES = ("accusation", "article")
SHARED_SETTING = (
    "court",
    "date",
)  # what a sentence about nobody (“the court heard the protesters' cases”) sets for all
TRIALS = frozenset({"hearing", "sentence", "fine", "acquittal", "charge"})
GIVEN = frozenset({"sentence", "fine", "acquittal"})
NEAR = 3  # sentences over which a trial goes on
VAGUE = frozenset({"court.unnamed", "date.as-of"})
TOLD = frozenset({None, Modality.IN_ABSENTIA})


@dataclass(slots=True)
class Proceedings:
    """The trial that is being told: its values, of whom, and where it was told last."""

    slots: dict[str, list[Slot]] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)
    of_all: bool = False
    set_for_all: bool = False
    schedule: Schedule = field(default_factory=Schedule)
    _at: Sentence | None = None

    def tell(self, scene: Scene, drafts: list[Draft], types: ClaimTypes, before: Sequence[Draft]) -> None:
        """Give ``drafts`` what their trial said, note what they add; ``before`` are the drafts so far.

        A hearing that only says who judged them is taken out of ``drafts``.
        """
        self.schedule.tell(scene, drafts, types)
        told = [draft for draft in drafts if draft.type in TRIALS and draft.modality in TOLD]
        if any(trigger.type == "appeal" for trigger in scene.triggers):
            self._forget()
            return  # the sentence that an appeal is about is another day's and another court's
        if self._at is not None and not self._goes_on(scene, told):
            self._forget()
        given = [self._give(scene, draft, types) for draft in told if draft.type in GIVEN]
        spent = _judged_back(scene, told, before, types)
        drafts[:] = [draft for draft in drafts if draft not in spent]
        told = [draft for draft in told if draft not in spent]
        if told:
            self._note(told)
        elif not drafts and not spent and _is_of_a_trial(scene):
            self._set(scene)
        if any(given):
            self._at = scene.sentence

    def _forget(self) -> None:
        self.slots, self.people, self.of_all, self.set_for_all, self._at = {}, set(), False, False, None

    def _goes_on(self, scene: Scene, told: Sequence[Draft]) -> bool:
        assert self._at is not None
        sentence = scene.sentence
        step = sentence.block - self._at.block
        if step > 1 or sentence.number - self._at.number > NEAR:
            return False
        if sentence.opens_line and (step or sentence.line != self._at.line) and not self._is_told_of(told):
            return False
        return not self._differs(told)

    def _is_told_of(self, told: Sequence[Draft]) -> bool:
        """Whether a new line tells of the same people, or of some whom the trial counted."""
        return bool(told) and (self.of_all or all(set(draft.subjects) <= self.people for draft in told))

    def _differs(self, told: Sequence[Draft]) -> bool:
        """Whether a sentence names another court or day than the trial's."""
        for draft in told:
            for kind in ("court", "date"):
                own, ours = draft.values(kind), {one.found.value for one in self.slots.get(kind, ())}
                if own and ours and not own & ours:
                    return True
        return False

    def _give(self, scene: Scene, draft: Draft, types: ClaimTypes) -> bool:
        """Give one sentence or fine what it lacks; return whether anything was given."""
        if draft.rule.endswith(ENDED) or not self.slots:
            return False
        has = {value.kind for value in [*scene.values, *scene.accusations] if value.rule not in VAGUE}
        again = draft.type == "sentence" and bool(set(draft.subjects) & self.people) and bool(self.people)
        given = False
        own = self.of_all or set(draft.subjects) <= self.people
        if not own and not self.set_for_all:
            return False  # of what somebody was accused is not what another was
        for kind, slots in self.slots.items():
            fits = (
                (own or kind in SHARED_SETTING)
                and kind not in draft.fields
                and kind not in has
                and types.holds(draft.type, kind)
            )
            if fits and not (again and kind == "date" and not self.of_all):
                draft.fields[kind] = list(slots)
                given = True
        return given

    def _note(self, told: Sequence[Draft]) -> None:
        for draft in told:
            if draft.rule.endswith(ENDED):
                continue
            people = {one for one in draft.subjects if one.startswith("p")}
            if not people:
                self.of_all = True
            elif self.people and not people & self.people and not self.of_all:
                for kind in CHARGES:
                    self.slots.pop(kind, None)
                self.people = set()
            self.people |= people
            self._at = draft.sentence
            charged = draft.type == "charge"  # what they were charged with is told by that claim
            for kind in SETTING if charged else (*SETTING, *CHARGES):
                if draft.fields.get(kind) and not (charged and "date" in draft.fields):
                    self.slots[kind] = list(draft.fields[kind])

    def _set(self, scene: Scene) -> None:
        """Note what a sentence of a trial says that tells an event of nobody."""
        named = {one for part in scene.participants if not part.role.hard for one in part.people}
        for kind in (*SETTING, *CHARGES):
            found = scene.accusations if kind == "accusation" else scene.values
            values = [value for value in found if value.kind == kind and value.rule not in VAGUE]
            if values and (kind in CHARGES or len(values) == 1):
                self.slots[kind] = [Slot(scene.sentence, value) for value in values]
        if any(kind in self.slots for kind in CHARGES):
            self.of_all = self.of_all or not named
        self.set_for_all = self.set_for_all or (bool(self.slots) and not named)
        self.people |= named
        self._at = scene.sentence


def _is_of_a_trial(scene: Scene) -> bool:
    """Whether a sentence without events tells of a court, a judge or a verdict."""
    kinds = {value.kind for value in scene.values}
    trial = any(one.type in TRIALS and one.modality in TOLD for one in scene.triggers)
    return trial or bool(kinds & {"court", "judge"}) or bool(scene.sentence.marks("verdicts"))


def _judged_back(
    scene: Scene, told: Sequence[Draft], before: Sequence[Draft], types: ClaimTypes
) -> list[Draft]:
    """Give what a later sentence says of their judge: “A got five years. Judge X heard the case on 19 June.”

    Returns the hearings that told nothing else.
    """
    spent = []
    for hearing in told:
        judged = "judge" in hearing.fields or hearing.fields.keys() == {"court"}
        if hearing.type != "hearing" or hearing.modality is not None or not judged:
            continue
        near = _sentenced(scene, set(hearing.subjects), before)
        far = [one for one in before if one.type in GIVEN and set(one.subjects) <= set(hearing.subjects)]
        only = len(far) == 1 and far[0].sentence.block == scene.sentence.block
        for draft in near or (far[-1:] if only or hearing.fields.keys() == {"judge"} else []):
            shared = {kind for kind in SETTING if kind in hearing.fields and kind in draft.fields}
            if any(not hearing.values(kind) & draft.values(kind) for kind in shared):
                continue
            spent += [hearing] if hearing not in spent else []
            same_day = [one for one in before if one.type == "hearing" and one.subjects == draft.subjects]
            for one in (draft, *same_day[-1:]):  # «назаўтра быў суд ... Справу разглядаў суд Мінскага раёна»
                hearing.lend(one, [kind for kind in SETTING if types.holds(one.type, kind)])
    return spent


def _sentenced(scene: Scene, subjects: set[str], before: Sequence[Draft]) -> list[Draft]:
    """Return what those people were sentenced to just before, and others with them by the same court on the same day."""
    near = [
        draft for draft in before[-8:]
        if draft.type in GIVEN and draft.modality in TOLD and not draft.rule.endswith(ENDED)
        and scene.sentence.number - draft.sentence.number <= NEAR
        and scene.sentence.block - draft.sentence.block <= 1
    ]  # fmt: skip
    own = [draft for draft in near if set(draft.subjects) <= subjects]
    trials = [(draft.values("court"), draft.values("date")) for draft in own]
    return [one for one in near if one in own or (one.values("court"), one.values("date")) in trials]
