"""One sentence becomes drafts: values, people, events, voices, and who and what belongs to which event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from habeas.claims.accusations import find_accusations
from habeas.claims.cast import Cast
from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import Draft, Slot
from habeas.claims.focus import Focus
from habeas.claims.found import Found
from habeas.claims.group_drafts import Groups, link_named
from habeas.claims.headings import Heading, carry, heading_of, verbless_triggers
from habeas.claims.mentions import Mention
from habeas.claims.pairing import Pair, members_of, pair_up, shared_by, total_of
from habeas.claims.participants import HARD_BLOCK, Participant, Unit, join_units
from habeas.claims.people import People, Person
from habeas.claims.scene import Scene
from habeas.claims.sentences import Sentence
from habeas.claims.slots import assign, listed_dates, one_date
from habeas.claims.subjects import choose_unit
from habeas.claims.triggers import Trigger, find_triggers
from habeas.claims.values import SAME, find_values
from habeas.claims.voices import doer_of, find_voices, last_body_before
from habeas.model.claim import Certainty, Modality
from habeas.model.reading import Rejected
from habeas.model.reason import Reason

PAIRED_BY = {"sentence": "term", "fine": "fine", "transfer": "facility", "exposure": "term",
             "sentence_requested": "term", "custody": "term", "charge": "article", "regime_change": "facility"}  # fmt: skip
OPEN = "more than one person bears this name, and the text does not say which"
WHY_NOBODY = {"open": OPEN, "relative": "is a relative whom the text does not name here"}
COURT_REACH = 2  # sentences over which “The judge was X” looks back


@dataclass(slots=True)
class Teller:
    """Reads the sentences of one document in order; keeps the focus, the groups and the last body named."""

    people: People
    types: ClaimTypes
    mentions: Mapping[int, Sequence[Mention]]
    institutions: Mapping[int, Sequence[Found]] = field(default_factory=dict)
    focus: Focus = field(default_factory=Focus)
    groups: Groups = field(default_factory=Groups)
    drafts: list[Draft] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    dates: list[Slot] = field(default_factory=list)
    last_body: str | None = None
    heading: Heading | None = None
    _by_id: dict[str, Person] = field(default_factory=dict)
    _last: dict[str, Found] = field(default_factory=dict)
    _stage: Slot | None = None
    _item_line: tuple[int, int] = (-1, -1)
    cast: Cast | None = None

    def __post_init__(self) -> None:
        self._by_id = {person.id: person for person in self.people.all}
        self.cast = Cast(self.people, self.focus, self.groups.id_of)

    def tell(self, sentence: Sentence, after: Sentence | None = None) -> None:
        """Read one sentence and add what it tells; ``after`` is the sentence that follows."""
        if self.heading is not None and not self.heading.holds_for(sentence):
            self.heading = None
        scene = self._scene(sentence)
        drafts = _Telling(self, scene).drafts()
        if self.heading is not None:
            for draft in drafts:
                carry(draft, self.heading, self.types)
            if drafts:
                self.heading.block = sentence.block
        if not drafts:
            self._add_court(scene)
        self._add_place(scene, drafts)
        terms = [slot.found for draft in drafts for slot in draft.fields.get("term", ())]
        if terms:
            self._last["term"] = terms[-1]
        self.drafts += drafts
        self._close(drafts, scene)
        heading = heading_of(sentence, after, scene.triggers, drafts, scene.values)
        self.heading = heading or (self.heading if drafts or not sentence.opens_line else None)

    def _scene(self, sentence: Sentence) -> Scene:
        """Find everything in the sentence."""
        assert self.cast is not None
        self.last_body = last_body_before(sentence, self.last_body)
        mentions = self.mentions.get(sentence.number, ())
        last_term = self._last.get("term")
        values, counts = find_values(
            sentence, mentions, self.people, self.institutions.get(sentence.number, ()), last_term
        )
        told_again = [value for value in values if value.value == SAME]
        values = self._repeated(values)
        self.dates += [Slot(sentence, value) for value in values if value.kind == "date"]
        participants = self.cast.participants(sentence, mentions, counts, values)
        units = join_units(sentence, participants)
        link_named(sentence, self.groups, participants)
        for unit in units:
            unit.members = self._named_instead(unit)
        triggers = find_triggers(sentence, values, self.types, counts)
        if not triggers:
            triggers = verbless_triggers(sentence, values, units, self.heading, self._in_item(sentence))
        names = frozenset(p.first for p in participants if p.sort in ("name", "group", "open"))
        accusations = find_accusations(sentence, [*values, *told_again], triggers, names)
        if accusations:
            self._last["accusation"] = accusations[-1]
        voices = find_voices(sentence, participants, triggers, self._by_id, self.last_body, values)
        return Scene(sentence, values, accusations, participants, units, triggers, voices)

    def _named_instead(self, unit: Unit) -> list[Participant]:
        """Leave out a group whose people stand by name in the same list (“two others, A and B,”)."""
        kept = []
        for member in unit.members:
            group = self.groups.get(member.people[0]) if member.sort == "group" else None
            equals = set(group.equals) if group is not None else set()
            if not equals or not equals <= set(unit.people):
                kept.append(member)
        return kept or unit.members

    def _repeated(self, values: Sequence[Found]) -> list[Found]:
        """Put the value told before in the place of “the same”, and remember the last ones."""
        found: list[Found] = []
        for value in values:
            if value.value == SAME:
                before = self._last.get(value.kind) or self._last.get("accusation")
                if before is None:
                    continue
                value = replace(value, kind=before.kind, value=before.value, detail=before.detail)
            if value.kind == "article" or (value.kind == "term" and "term" not in self._last):
                self._last[value.kind] = value
            found.append(value)
        return found

    def _add_court(self, scene: Scene) -> None:
        """Give the court or judge that a sentence only names (“The judge was X.”) to what was told just before."""
        named = [
            value
            for value in scene.values
            if value.kind in ("court", "judge") and value.rule != "court.unnamed"
        ]
        for draft in reversed(self.drafts[-4:]):
            near = scene.sentence.number - draft.sentence.number <= COURT_REACH
            if not near or draft.type not in ("sentence", "fine", "hearing"):
                continue
            for value in named:
                if value.kind not in draft.fields:
                    draft.fields[value.kind] = [Slot(scene.sentence, value)]

    def _add_place(self, scene: Scene, drafts: Sequence[Draft]) -> None:
        """Give a detention the place of the sentence before, which told how people came there and nothing else."""
        before = self._stage
        for draft in drafts:
            if before is not None and draft.type in ("detention", "hearing") and "place" not in draft.fields:
                near = before.sentence.block == scene.sentence.block
                if near and scene.sentence.number - before.sentence.number == 1:
                    draft.fields["place"] = [before]
        places = [value for value in scene.values if value.kind == "place"]
        quiet = not drafts and len(places) == 1 and places[0].rule != "place.capitalised"
        self._stage = Slot(scene.sentence, places[0]) if quiet else None

    def _in_item(self, sentence: Sentence) -> bool:
        """Whether the sentence goes on in the line of an item that began with a name."""
        return not sentence.opens_line and self._item_line == (sentence.block, sentence.line)

    def _item(self, scene: Scene) -> list[str]:
        """Return the person with whom an item of a list begins: what follows without a name tells of her."""
        sentence = scene.sentence
        names = [p for p in scene.participants if p.sort == "name" and p.against < HARD_BLOCK]
        if not sentence.opens_line or not names:
            return []
        marked = [token for token in sentence.tokens[: names[0].first] if token.kind == "word"]
        return list(names[0].people) if not marked and names[0].first <= 3 else []

    def _close(self, drafts: Sequence[Draft], scene: Scene) -> None:
        told = [one for draft in drafts for one in draft.subjects if one in self._by_id]
        groups = [one for draft in drafts for one in draft.subjects if one not in self._by_id]
        wholes = [group for one in groups if (group := self.groups.get(one)) is not None and group.of is None]
        item = self._item(scene)
        if item:
            self._item_line = (scene.sentence.block, scene.sentence.line)
        told = told or item
        named = [one for p in scene.participants if p.sort == "name" and not p.role.hard for one in p.people]
        lists = [unit.people for unit in scene.units if len(unit.people) > 1]
        for one in groups:
            group = self.groups.get(one)
            if group is not None:
                group.told = True
        group_id = wholes[-1].id if wholes else (groups[-1] if groups else None)
        self.focus.close_sentence(told, named, lists[-1] if lists else (), group_id)


@dataclass(slots=True)
class _Telling:
    """Makes the drafts of one scene."""

    teller: Teller
    scene: Scene
    told_here: tuple[str, ...] = ()

    def drafts(self) -> list[Draft]:
        """Return the sentence's drafts, weak ones dropped where a sure one tells of the same people."""
        found = self._of_triggers()
        told = [trigger for trigger, drafts in found if drafts]
        if told and len(told) < len(found):  # what an event without people holds belongs to those with people
            self.scene.triggers = told
            found = self._of_triggers()
        drafts = [draft for _, own in found for draft in own]
        return self._without_weak([*drafts, *self._upheld(drafts)])

    def _upheld(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Return the sentence that an appeal left standing: “upheld the verdict of X: six years in a colony”."""
        appeals = [draft for draft in drafts if draft.type == "appeal"]
        if not appeals or any(self.teller.types.holds(draft.type, "term") for draft in drafts):
            return []
        terms = [v for v in self.scene.values if v.kind == "term" and (v.get("kind") or v.get("unit") == "Y")]
        if not terms:
            return []
        draft = Draft("sentence", appeals[0].subjects, self.scene.sentence, terms[0].first, terms[0].last)
        draft.add(self.scene.sentence, terms[0])
        draft.rule = "event.sentence.upheld"
        draft.reasons.append(Reason(draft.rule, "the sentence that the court of appeal left standing"))
        return [draft]

    def _of_triggers(self) -> list[tuple[Trigger, list[Draft]]]:
        given = assign(self.scene, self.teller.types)
        found: list[tuple[Trigger, list[Draft]]] = []
        self.told_here = ()
        for number, trigger in enumerate(self.scene.triggers):
            drafts = self._of_trigger(trigger, given[number])
            found.append((trigger, drafts))
            self.told_here = drafts[-1].subjects if drafts else self.told_here
        return found

    def _without_weak(self, found: Sequence[Draft]) -> list[Draft]:
        sure = [draft for draft in found if not draft.weak]
        kept = []
        for draft in found:
            same = [other for other in sure if draft.weak and set(draft.subjects) & set(other.subjects)]
            if not same:
                kept.append(draft)
                continue
            for name, slots in draft.fields.items():  # a fine beside a term is a field of the sentence
                if self.teller.types.holds(same[0].type, name) and name not in same[0].fields:
                    same[0].fields[name] = slots
        return kept

    def _of_trigger(self, trigger: Trigger, values: list[Found]) -> list[Draft]:
        key = PAIRED_BY.get(trigger.type)
        keyed = [value for value in values if value.kind == key] if key else []
        shared = [value for value in values if value.kind != key] if key else values
        pairs = pair_up(self.scene.sentence, self.scene.pairable(), keyed)
        if pairs:
            others = shared_by(pairs, shared)
            return [
                self._paired(trigger, one, own)
                for pair, own in zip(pairs, others, strict=True)
                for one in self._each(pair)
            ]
        choice = choose_unit(self.scene, trigger)
        for unit, why in choice.passed_over:
            self._reject(unit, trigger, why)
        if choice.unit is not None and not choice.unit.people:
            self._reject(choice.unit, trigger, WHY_NOBODY.get(choice.unit.members[0].sort, OPEN))
            return []
        subjects = self._narrowed(trigger, choice.unit) if choice.unit else self._implicit(trigger)
        if not subjects or (trigger.words.weak and self._only_bare(subjects)):
            return []
        subjects = (*subjects, *self._together(trigger, subjects))
        if key == "term" and len(keyed) > 1:
            keyed = [total_of(self.scene.sentence, keyed)]
        if choice.unit is not None and keyed and len(subjects) > 1:
            pair = Pair(choice.unit, keyed[0], "pair.each")
            each = self._each(pair)
            if len(each) > 1:
                return [self._paired(trigger, one, shared) for one in each]
        several = listed_dates(self.scene.sentence, trigger, shared)
        if several:
            rest = [value for value in [*keyed, *shared] if value.kind != "date"]
            return [self._draft(trigger, subjects, choice.unit, [*rest, date]) for date in several]
        return [self._draft(trigger, subjects, choice.unit, [*keyed, *shared])]

    def _narrowed(self, trigger: Trigger, unit: Unit) -> tuple[str, ...]:
        """Return the people of a unit; of a list with “, who is ...” behind it only the last one."""
        ones = [
            mark for mark in self.scene.sentence.links("who_one") if unit.last <= mark.first <= unit.last + 4
        ]
        if len(unit.members) > 1 and any(mark.first <= trigger.first <= mark.last + 3 for mark in ones):
            return unit.members[-1].people
        return unit.people

    def _together(self, trigger: Trigger, subjects: Sequence[str]) -> tuple[str, ...]:
        """Return who shares the event behind its words: “was freed together with 12 others”."""
        ends = {mark.last for mark in self.scene.sentence.links("together") if mark.first >= trigger.last}
        found = [unit for unit in self.scene.units if unit.first in ends and not unit.against >= HARD_BLOCK]
        between = [one for one in self.scene.triggers if one.first >= trigger.last]
        return tuple(
            one
            for unit in found
            if not any(other.last <= unit.first for other in between)
            for one in unit.people
            if one not in subjects
        )

    def _each(self, pair: Pair) -> list[Pair]:
        """Return one pair a person where the text says “each”: every one of them got the whole."""
        marks = self.scene.sentence.links("each")
        value = pair.value
        if value.kind not in ("term", "fine"):
            return [pair]
        said = any(-1 <= mark.first - value.last <= 1 or 0 <= value.first - mark.last <= 1 for mark in marks)
        return [Pair(unit, pair.value, pair.rule) for unit in members_of(pair.unit)] if said else [pair]

    def _only_bare(self, subjects: Sequence[str]) -> bool:
        """Whether nobody but “prisoners” in general is meant."""
        groups = [self.teller.groups.get(one) for one in subjects]
        return all(group is not None and group.count.bare for group in groups)

    def _paired(self, trigger: Trigger, pair: Pair, shared: Sequence[Found]) -> Draft:
        first, last = min(pair.unit.first, pair.value.first), max(pair.unit.last, pair.value.last)
        draft = self._draft(trigger, pair.unit.people, pair.unit, [pair.value, *shared])
        draft.first, draft.last = first, last
        if first <= trigger.last and trigger.first <= last:
            draft.widen(trigger.first, trigger.last)
        draft.reasons.append(
            Reason(pair.rule, "several people and several values: each got the one beside it")
        )
        return draft

    def _implicit(self, trigger: Trigger) -> tuple[str, ...]:
        """Return the people of the sentence before, for words that speak of them without naming them."""
        if trigger.words.implicit and self.told_here:
            return self.told_here
        if any(unit.against < 12 and unit.members[0].sort in ("name", "group") for unit in self.scene.units):
            return ()
        begins = trigger.first <= 1 and trigger.words.who != "after"  # “Arrested on 19 March.”
        if not trigger.words.implicit and not (begins and not self.scene.units):
            return ()
        return tuple(self.teller.focus.last_told())

    def _draft(
        self, trigger: Trigger, subjects: Sequence[str], unit: Unit | None, values: Sequence[Found]
    ) -> Draft:
        draft = Draft(trigger.type, tuple(subjects), self.scene.sentence, trigger.first, trigger.last)
        values = one_date(self.scene.sentence, trigger, values)
        draft.weak, draft.modality = trigger.words.weak, trigger.modality
        draft.certainty = Certainty.HEDGED if trigger.hedged else Certainty.PLAIN
        draft.rule = f"event.{trigger.type}.{trigger.words.number}"
        words = self.scene.sentence.words(trigger.first, trigger.last)
        draft.reasons.append(
            Reason(draft.rule, f"“{words}” tells of: {self.teller.types.get(trigger.type).words}")
        )
        for value in values:
            draft.add(self.scene.sentence, value)
            if value.kind not in ("court", "judge") and abs(value.first - trigger.last) < 12:
                draft.widen(value.first, value.last)
        if unit is not None and abs(unit.first - trigger.last) < 20:
            draft.widen(unit.first, unit.last)
        self._attribute(draft, trigger)
        return draft

    def _attribute(self, draft: Draft, trigger: Trigger) -> None:
        """Give the draft its voice: the nearest of the sentence; a doubtful one makes it an allegation."""
        if trigger.words.voice:
            doer = doer_of(self.scene.sentence, trigger)
            if doer is not None:
                draft.said_by = [Slot(self.scene.sentence, doer)]
                return
        voices = [one for one in self.scene.voices if not one.last <= trigger.first < one.verb]
        if not voices:
            return  # “X, arrested in March, said”: that X was arrested is not what X says
        voice = min(
            voices,
            key=lambda one: min(abs(one.first - trigger.last), abs(trigger.first - one.last)),
        )
        draft.said_by = [Slot(self.scene.sentence, voice.found())]
        draft.reasons.append(Reason("voice", f"said by {voice.value}"))
        if voice.doubtful and draft.modality is None:
            draft.modality = Modality.ALLEGED
            draft.reasons.append(Reason("voice.doubtful", f"“{voice.value}” keeps the text's distance"))

    def _reject(self, unit: Unit, trigger: Trigger, why: str) -> None:
        span = self.scene.sentence.span(unit.first, unit.last)
        words = self.scene.sentence.words(trigger.first, trigger.last)
        if why:
            self.teller.rejected.append(
                Rejected(
                    span, Reason("subject.passed-over", f"“{span.text}” was not taken for “{words}”: {why}")
                )
            )
