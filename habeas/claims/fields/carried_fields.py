"""Day, town and court that one event's sentence gives and the next one's goes on with.

“On Monday people were tried in Čačersk. Nine of them got fines. A got fifteen days.” What belongs together in one course
shares them: a search and the detentions told with it, a hearing and what the court gave; also several people one after
another. Only within a paragraph, and only what the later sentence does not say itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import TOLD_BESIDE, Draft, Slot
from habeas.claims.fields.one_day import share_day, told_of_hours
from habeas.claims.fields.there import There
from habeas.claims.grammar.places import HOME, SPOT
from habeas.claims.scene import Scene
from habeas.claims.sentences import Sentence

RAIDED = "agency"  # who came to search is who then took people away
SHARED = ("date", "place", "court", RAIDED)
SCENE, FREED = "scene", "release"
COURSES: Mapping[str, frozenset[str]] = {
    "detention": frozenset({"detention", "search", SCENE}),
    "sentence": frozenset({"hearing", "sentence", "fine", "acquittal"}),
    "fine": frozenset({"hearing", "sentence", "fine", "acquittal"}),
    "acquittal": frozenset({"hearing", "sentence", "fine"}),
    FREED: frozenset({FREED, SCENE}),
}
RAIDS = frozenset({"search", SCENE})
NEAR = 3  # sentences over which a course goes on
OPENING = frozenset({"search", "hearing"})
SEIZED = frozenset({"detention", "search", SCENE})
AMONG, AMONG_WITHIN = ("of", "those", "including"), 4
VAGUE = frozenset({"place.capitalised", "place.spot", "court.unnamed"})


@dataclass(slots=True)
class Course:
    """The last event of a paragraph with the values that the next one may go on with.

    ``kind`` is its type; an event of nobody in particular counts too (“people were tried in Čačersk on Monday”), and so
    does the sentence that sets the scene: a day and a town without an event (“on Sunday three buses came to Babičy”).
    """

    kind: str = ""
    sentence: Sentence | None = None
    subjects: tuple[str, ...] = ()
    slots: dict[str, Slot] = field(default_factory=dict)
    there: There = field(default_factory=There)

    def tell(self, scene: Scene, drafts: Sequence[Draft], types: ClaimTypes) -> None:
        """Give ``drafts`` what the course so far gives, and note what they add."""
        share_day(scene, drafts, types)
        self.there.tell(scene, drafts, types)
        if self.sentence is not None and not self._goes_on(scene.sentence, drafts):
            self.kind, self.sentence, self.subjects, self.slots = "", None, (), {}
        acts = scene.accusations
        dated = any(
            value.kind == "date" and not any(one.first <= value.first < one.last for one in acts)
            for value in scene.values
        )
        for draft in drafts:
            if draft.modality is not None or self.kind not in COURSES.get(draft.type, ()) or dated:
                continue
            if self.kind == draft.type and set(self.subjects) & set(draft.subjects):
                continue  # the same is told of the same people once more: another event, of another day
            if draft.type == FREED and not (_also(scene.sentence, draft) or _is_among(scene.sentence, draft)):
                continue  # others were freed on other days
            for kind, slot in self.slots.items():
                if kind == RAIDED and (draft.type != "detention" or self.kind not in RAIDS):
                    continue
                if kind == "date" and _is_counted_over_time(scene.sentence, draft):
                    continue
                elsewhere = kind == "place" and draft.type in TOLD_BESIDE
                if kind not in draft.fields and types.holds(draft.type, kind) and not elsewhere:
                    draft.fields[kind] = [slot]
        self._let_go(scene, drafts)
        self._note(drafts)
        if not drafts:
            self._set(scene)

    def _let_go(self, scene: Scene, drafts: Sequence[Draft]) -> None:
        """Date those who were let go “by evening”, “three hours later”: on the day on which they were seized."""
        if not told_of_hours(scene.sentence):
            return
        day = self.slots.get("date") if self.kind in SEIZED else None
        for draft in drafts:
            own = draft.fields.get("date")
            if draft.type in SEIZED and own:
                day = own[0]
            elif draft.type == "release" and not own and draft.modality is None and day is not None:
                draft.fields["date"] = [day]

    def _goes_on(self, sentence: Sentence, drafts: Sequence[Draft]) -> bool:
        """Whether a sentence is near enough: of the same paragraph, or the next one that tells who else was held."""
        assert self.sentence is not None
        apart = sentence.number - self.sentence.number
        if sentence.block == self.sentence.block:
            return apart <= NEAR
        more = any(
            (draft.type == self.kind == "detention" and _also(sentence, draft))
            or (draft.type == self.kind and _is_among(sentence, draft))
            for draft in drafts
        )
        return sentence.block - self.sentence.block == 1 and apart == 1 and more

    def _note(self, drafts: Sequence[Draft]) -> None:
        for draft in drafts:
            if draft.modality is not None or draft.type not in COURSES.keys() | OPENING:
                continue
            if draft.type == FREED and self.kind not in ("", SCENE, FREED):
                continue  # “A got ten days, B was let go, two more were fined”: one course of a court
            kept = self.slots if self.kind == draft.type else {}
            self.kind, self.sentence, self.subjects = draft.type, draft.sentence, draft.subjects
            told = {kind: draft.fields[kind][0] for kind in SHARED if draft.fields.get(kind)}
            self.slots = kept | {
                kind: slot for kind, slot in told.items() if not slot.found.rule.startswith((HOME, SPOT))
            }

    def _set(self, scene: Scene) -> None:
        """Note an event of nobody in particular, or the scene that a sentence without events sets."""
        kinds = [one.type for one in scene.triggers if one.modality is None]
        opening = next((kind for kind in kinds if kind in OPENING), SCENE if not scene.triggers else "")
        slots: dict[str, Slot] = {}
        for kind in SHARED:
            vague = VAGUE if opening == SCENE else VAGUE - {"place.capitalised"}
            found = [value for value in scene.values if value.kind == kind and value.rule not in vague]
            if len(found) == 1:
                slots[kind] = Slot(scene.sentence, found[0])
        whole = {"date", "place"} <= slots.keys()
        raid = opening == "search" and RAIDED in slots
        if opening and (whole or raid) and not (opening == SCENE and scene.voices):
            self.kind, self.sentence, self.subjects, self.slots = opening, scene.sentence, (), slots


def _is_counted_over_time(sentence: Sentence, draft: Draft) -> bool:
    """Whether people are counted who were seized on many days: “38 were detained over the week”."""
    return sentence.has("over_time") and all(one.startswith("g") for one in draft.subjects)


def _also(sentence: Sentence, draft: Draft) -> bool:
    """Whether “also” or “and” stands beside an event's words: «Затрымалі і гаспадара сядзібы»."""
    first, last = draft.first, min(draft.first + 2, len(sentence.tokens))
    return any(
        sentence.link("and", at) is not None or sentence.link("also", at) is not None
        for at in range(first, last)
    )


def _is_among(sentence: Sentence, draft: Draft) -> bool:
    """Whether the sentence begins with “among”: “Among those freed is X” tells of the same event as the sentence before."""
    found = [one for name in AMONG for one in sentence.links(name) if one.first <= 1]
    begins = [one for one in found if sentence.link("from", one.first) is None]  # not “out of the colony”
    return bool(begins) and draft.first - begins[0].first <= AMONG_WITHIN
