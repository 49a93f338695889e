"""What one scene tells: for each event its people and values, and whose word it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import Draft, Slot
from habeas.claims.events.successions import in_succession
from habeas.claims.events.triggers import Trigger
from habeas.claims.events.weak_words import yields
from habeas.claims.fields.kept_values import kept_of, listed_dates
from habeas.claims.fields.pairing import Pair, begins_there, members_of, pair_up, shared_by, total_of
from habeas.claims.fields.slots import assign
from habeas.claims.found import Found
from habeas.claims.groups.group_drafts import Groups
from habeas.claims.held import ENDED
from habeas.claims.people.participants import Unit
from habeas.claims.reference.focus import Focus
from habeas.claims.reference.left_out import left_out
from habeas.claims.reference.unnamed_kin import befallen_kin
from habeas.claims.scene import Scene
from habeas.claims.story.absentia import is_of_last_alone
from habeas.claims.story.merge import is_heading, without_custody, without_release
from habeas.claims.story.told_besides import told_besides
from habeas.claims.story.weak_drafts import without_weak
from habeas.claims.subjects.bracketed import in_brackets
from habeas.claims.subjects.bystanders import loses_something
from habeas.claims.subjects.companions import company, listed_on
from habeas.claims.subjects.no_part import OF_OTHERS
from habeas.claims.subjects.seized_after import seized_after
from habeas.claims.subjects.subjects import OF_KIN, OPEN, WHY_NOBODY, Choice, choose_unit
from habeas.claims.subjects.told_by_values import in_cells, served
from habeas.claims.voices.voice_reach import doer_of, reaches
from habeas.model.claim import Certainty, Modality
from habeas.model.reading import Rejected
from habeas.model.reason import Reason

PAIRED_BY = {"sentence": "term", "fine": "fine", "transfer": "facility", "exposure": "term",
             "sentence_requested": "term", "appeal": "term", "custody": "term", "charge": "article", "regime_change": "facility"}  # fmt: skip


@dataclass(slots=True)
class Telling:
    """Makes the drafts of one scene; ``of_strangers`` are events that befell somebody whom the text does not name."""

    scene: Scene
    types: ClaimTypes
    groups: Groups
    focus: Focus
    rejected: list[Rejected]
    told_here: tuple[str, ...] = ()
    of_strangers: list[Trigger] = field(default_factory=list)

    def drafts(self) -> list[Draft]:
        """Return the sentence's drafts, weak ones dropped where a sure one tells of the same people."""
        if not self.scene.triggers:
            return []
        found = self._of_triggers()
        told = [trigger for trigger, drafts in found if drafts or trigger in self.of_strangers]
        if told and len(told) < len(found):  # what an event without people holds belongs to those with people
            self.scene.triggers = told
            found = self._of_triggers()
        told_of = [draft for _, own in found for draft in own if not draft.unsaid]
        drafts = in_cells(list(served(self.scene, told_of)))
        kept = without_release(without_custody(without_weak(drafts, self.types)))
        seized_after(self.scene, kept)
        return [*kept, *told_besides(self.scene, self.types, kept, drafts)]

    def _of_triggers(self) -> list[tuple[Trigger, list[Draft]]]:
        given = assign(self.scene, self.types)
        found: list[tuple[Trigger, list[Draft]]] = []
        self.told_here = ()
        for number, trigger in enumerate(self.scene.triggers):
            drafts = self._of_trigger(trigger, given[number])
            found.append((trigger, drafts))
            self.told_here = drafts[-1].subjects if drafts else self.told_here
        return found

    def _of_trigger(self, trigger: Trigger, values: list[Found]) -> list[Draft]:
        key = PAIRED_BY.get(trigger.type)
        keyed = [value for value in values if value.kind == key] if key else []
        shared = [value for value in values if value.kind != key] if key else values
        if trigger.type == "transfer" and begins_there(self.scene.sentence, keyed):
            keyed, shared = [], values
        apart = in_brackets(self.scene, trigger)
        if apart is not None:
            draft = self._draft(trigger, apart.people, Unit([apart]), values)
            draft.weak = False  # it stands by itself: “(sentence: four years)”
            return [draft]
        pairs = pair_up(self.scene.sentence, self.groups.by_name(self.scene.pairable()), keyed)
        if pairs:
            return [
                self._paired(trigger, one, own)
                for pair, own in zip(pairs, shared_by(pairs, shared), strict=True)
                for one in self._each(pair)
            ]
        choice = choose_unit(self.scene, trigger)
        for unit, why in choice.passed_over:
            self._reject(unit, trigger, why)
        chosen = choice.unit
        speaks = chosen is not None and self.scene.speaks(chosen)
        told_of = chosen is not None and (not speaks or self.scene.describes_speaker(chosen, trigger))
        told_of = told_of and not trigger.words.ended  # “his grandfather spent ten years in a camp”
        kin = befallen_kin(self.scene.sentence, trigger.type, chosen if told_of else None, self.groups)
        if chosen is not None and not chosen.people and not kin:
            self._reject(chosen, trigger, WHY_NOBODY.get(chosen.members[0].sort, OPEN))
            if not speaks:
                self.of_strangers.append(trigger)
                return []
            chosen = None  # „Wciąż siedzi w więzieniu, potwierdziła jej matka”
        subjects = (*self._narrowed(trigger, chosen), *kin) if chosen else self._left_out(trigger, choice)
        if not subjects or (trigger.words.weak and self._only_bare(subjects)) or self._is_title(subjects):
            return []
        subjects = (
            *subjects,
            *company(self.scene, trigger, subjects),
            *listed_on(self.scene, trigger, chosen),
        )
        subjects = (*subjects, *self._among(subjects))
        turns = in_succession(self.scene.sentence, keyed, shared) if trigger.type == "sentence" else []
        if turns and len(subjects) == 1:
            return [self._in_turn(trigger, subjects, chosen, one, own) for one, own in turns]
        if key == "term" and len(keyed) > 1:
            keyed = [total_of(self.scene.sentence, keyed)]
        shares = chosen is not None and key == "term" and keyed and len(subjects) > 1
        if chosen is not None and shares and self._told_otherwise(trigger):
            each = self._each(Pair(chosen, keyed[0], "pair.each"))
            if len(each) > 1:
                return [self._paired(trigger, one, shared) for one in each]
        several = listed_dates(self.scene.sentence, trigger, shared)
        if several:
            rest = [value for value in [*keyed, *shared] if value.kind != "date"]
            return [self._draft(trigger, subjects, chosen, [*rest, date]) for date in several]
        return [self._draft(trigger, subjects, chosen, [*keyed, *shared])]

    def _in_turn(
        self, trigger: Trigger, subjects: Sequence[str], unit: Unit | None, term: Found, own: Sequence[Found]
    ) -> Draft:
        """Return one of several sentences told one after another: “three years, then one more”."""
        draft = self._draft(trigger, subjects, unit, [term, *own])
        if term.first >= trigger.last:
            draft.first, draft.last = term.first, term.last
            for value in own:
                draft.widen(value.first, value.last)
        return draft

    def _left_out(self, trigger: Trigger, choice: Choice) -> tuple[str, ...]:
        """Return whom words without anybody beside them speak of; nobody where that is somebody's relative."""
        if any(loses_something(self.scene, trigger, unit) for unit in self.scene.units):
            return ()  # „Zabrano mu inhalator”
        told_of_others = any(why == OF_OTHERS for _, why in choice.passed_over)
        subjects = () if told_of_others else left_out(self.scene, trigger, self.focus, self.told_here)
        if not subjects and (told_of_others or any(why == OF_KIN for _, why in choice.passed_over)):
            self.of_strangers.append(trigger)
        return subjects

    def _narrowed(self, trigger: Trigger, unit: Unit) -> tuple[str, ...]:
        """Return the people of a unit; of a list with “, who is ...” behind it only the last one."""
        ones = [
            mark for mark in self.scene.sentence.links("who_one") if unit.last <= mark.first <= unit.last + 4
        ]
        if len(unit.members) > 1 and any(mark.first <= trigger.first <= mark.last + 3 for mark in ones):
            return unit.members[-1].people
        return unit.people

    def _among(self, subjects: Sequence[str]) -> tuple[str, ...]:
        """Return the people whom this sentence names among its group: “12 were detained, among them A and B”."""
        found = [group for one in subjects if (group := self.groups.get(one)) is not None]
        return tuple(
            dict.fromkeys(
                one
                for group in found
                if group.sentence is self.scene.sentence
                for one in group.includes
                if one not in subjects
            )
        )

    def _told_otherwise(self, trigger: Trigger) -> bool:
        """Whether the sentence tells of another punishment too: “A and B were given 15 days each, C was fined”."""
        return any(
            one is not trigger and one.type in ("sentence", "fine") and one.first >= trigger.last
            for one in self.scene.triggers
        )

    def _each(self, pair: Pair) -> list[Pair]:
        """Return one pair a person where the sentence tells what others got: “A and B got ten years each, C nine”."""
        marks = self.scene.sentence.links("each")
        value = pair.value
        if value.kind != "term":
            return [pair]
        said = any(-1 <= mark.first - value.last <= 1 or 0 <= value.first - mark.last <= 1 for mark in marks)
        return [Pair(unit, pair.value, pair.rule) for unit in members_of(pair.unit)] if said else [pair]

    def _is_title(self, subjects: Sequence[str]) -> bool:
        """Whether the heading of the report tells of people without their number: “Court acquits all defendants” counts nobody."""
        if self.scene.sentence.number != 0 or not is_heading(self.scene.sentence):
            return False
        groups = [self.groups.get(one) for one in subjects]
        return all(group is not None and group.bounds == (None, None) for group in groups)

    def _only_bare(self, subjects: Sequence[str]) -> bool:
        """Whether nobody but “prisoners” in general is meant."""
        groups = [self.groups.get(one) for one in subjects]
        return all(group is not None and group.count.bare for group in groups)

    def _paired(self, trigger: Trigger, pair: Pair, shared: Sequence[Found]) -> Draft:
        first, last = min(pair.unit.first, pair.value.first), max(pair.unit.last, pair.value.last)
        draft = self._draft(trigger, pair.unit.people, pair.unit, [pair.value, *shared])
        draft.first, draft.last = first, last
        if first <= trigger.last and trigger.first <= last:
            draft.widen(trigger.first, trigger.last)
        if draft.modality is Modality.IN_ABSENTIA and is_of_last_alone(self.scene.sentence, pair):
            draft.modality = None
        draft.reasons.append(
            Reason(pair.rule, "several people and several values: each got the one beside it")
        )
        return draft

    def _draft(
        self, trigger: Trigger, subjects: Sequence[str], unit: Unit | None, values: Sequence[Found]
    ) -> Draft:
        draft = Draft(trigger.type, tuple(subjects), self.scene.sentence, trigger.first, trigger.last)
        draft.weak, draft.modality = yields(self.scene.sentence, trigger, values), trigger.modality
        draft.certainty = Certainty.HEDGED if trigger.hedged else Certainty.PLAIN
        draft.rule = f"event.{trigger.type}.{trigger.words.number}{ENDED if trigger.words.ended else ''}"
        words = self.scene.sentence.words(trigger.first, trigger.last)
        facts = (("words", words), ("type", trigger.type))
        told = f"“{words}” tells of: {self.types.get(trigger.type).words}"
        draft.reasons.append(Reason(draft.rule, told, facts))
        if trigger.why is not None:
            draft.reasons.append(trigger.why)
        if trigger.words.ended:
            draft.reasons.append(Reason(ENDED, f"“{words}” does not say that it goes on"))
        for value in kept_of(self.scene.sentence, trigger, values):
            draft.add(self.scene.sentence, value)
            if value.kind not in ("court", "judge") and abs(value.first - trigger.last) < 12:
                draft.widen(value.first, value.last)
        if unit is not None and abs(unit.first - trigger.last) < 20:
            draft.widen(unit.first, unit.last)
        self._attribute(draft, trigger)
        if trigger.type == "charge" and trigger.words.modality == Modality.DENIED and unit is not None:
            draft.said_by = [self._accused(unit)]
        draft.unsaid = trigger.needs_voice and not draft.said_by
        return draft

    def _accused(self, unit: Unit) -> Slot:
        """Return the accused as the voice of a denial: “she pleaded not guilty” is her own word."""
        people = (self.scene.people[one].base for one in unit.people if one in self.scene.people)
        value = ", ".join(people) or self.scene.sentence.words(unit.first, unit.last)
        return Slot(self.scene.sentence, Found("said_by", value, unit.first, unit.last, "voice.own"))

    def _attribute(self, draft: Draft, trigger: Trigger) -> None:
        """Give the draft its voice: the nearest of the sentence; a doubtful one makes it an allegation."""
        if trigger.words.voice:
            doer = doer_of(self.scene.sentence, trigger)
            if doer is not None:
                draft.said_by = [Slot(self.scene.sentence, doer)]
                return
        voices = [one for one in self.scene.voices if reaches(self.scene, one, trigger)]
        if not voices:
            return
        voice = min(
            voices,
            key=lambda one: min(abs(one.first - trigger.last), abs(trigger.first - one.last)),
        )
        if set(draft.subjects) <= set(voice.people) and self.scene.sentence.marks("first_person"):
            return  # “I was detained, says X”: who tells of herself is the text's own voice
        if voice.unnamed:
            draft.reasons.append(Reason("voice.unnamed", f"“{voice.value}” does not say whose word it is"))
            return
        draft.said_by = [Slot(self.scene.sentence, voice.found())]
        draft.reasons.append(Reason("voice", f"said by {voice.value}", (("voice", voice.value),)))
        if voice.doubtful and draft.modality is None:
            draft.modality = Modality.ALLEGED
            draft.reasons.append(
                Reason(
                    "voice.doubtful", f"“{voice.value}” keeps the text's distance", (("voice", voice.value),)
                )
            )

    def _reject(self, unit: Unit, trigger: Trigger, why: str) -> None:
        span = self.scene.sentence.span(unit.first, unit.last)
        words = self.scene.sentence.words(trigger.first, trigger.last)
        if why:
            self.rejected.append(
                Rejected(
                    span, Reason("subject.passed-over", f"“{span.text}” was not taken for “{words}”: {why}")
                )
            )
