"""Tells a document sentence by sentence: finds what stands in each, and carries on what later ones take up."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import Draft, Slot
from habeas.claims.fields.accusations import find_accusations
from habeas.claims.fields.carried_fields import Course
from habeas.claims.fields.one_sitting import share_sitting
from habeas.claims.fields.values import SAME, find_values
from habeas.claims.found import Found
from habeas.claims.groups.group_drafts import Groups, link_named
from habeas.claims.groups.named_after import OF_EACH, named_after
from habeas.claims.groups.named_below import Names, told_ahead
from habeas.claims.groups.told_again import told_again
from habeas.claims.lines.headings import Heading, bare_terms, carry, heading_of, verbless_triggers
from habeas.claims.lines.line_heads import LineHead
from habeas.claims.lines.live_posts import LivePost
from habeas.claims.lines.rows import Row, row_drafts
from habeas.claims.lines.timelines import Timeline
from habeas.claims.names.mention import Mention
from habeas.claims.people.participants import HARD_BLOCK, Participant, Unit, join_units
from habeas.claims.people.people import People, Person
from habeas.claims.people.shared_prepositions import share_about
from habeas.claims.reference.cast import Cast
from habeas.claims.reference.focus import Focus
from habeas.claims.scene import Scene
from habeas.claims.sentences import Sentence
from habeas.claims.story.absentia import Absentia
from habeas.claims.story.bench import Bench
from habeas.claims.story.changed_terms import changed_terms
from habeas.claims.story.day_of_verdict import DayOfVerdict
from habeas.claims.story.from_the_courtroom import date_by_verdict
from habeas.claims.story.gapped import gapped, give_back
from habeas.claims.story.last_told import LastTold
from habeas.claims.story.newcomers import counted_in, newcomers, only_tells_of_another, speaking
from habeas.claims.story.ordered import tell_orders
from habeas.claims.story.proceedings import Proceedings
from habeas.claims.story.sensed import Weigh, sensed
from habeas.claims.story.telling import Telling
from habeas.claims.story.told_events import told_events
from habeas.claims.story.told_of_all import tell_of_all
from habeas.claims.story.tried_for import tell_what_for
from habeas.claims.voices.attributed_back import attribute_back
from habeas.claims.voices.denied_back import denied_back
from habeas.claims.voices.same_speaker import LastSpeaker
from habeas.claims.voices.turns import Turns
from habeas.claims.voices.voices import find_voices
from habeas.claims.voices.voices_before import last_body_before
from habeas.model.reading import Rejected

SHARED = frozenset({"release", "recognition"})  # what a list under a group's own sentence says of each


@dataclass(slots=True)
class Teller:
    """Reads the sentences of one document in order; keeps the focus, the groups and the last body named."""

    people: People
    types: ClaimTypes
    mentions: Mapping[int, Sequence[Mention]]
    institutions: Mapping[int, Sequence[Found]] = field(default_factory=dict)
    named: Mapping[int, Sequence[Mention]] = field(default_factory=dict)
    rows: Mapping[int, Row] = field(default_factory=dict)
    focus: Focus = field(default_factory=Focus)
    groups: Groups = field(default_factory=Groups)
    drafts: list[Draft] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    dates: list[Slot] = field(default_factory=list)
    last_body: str | None = None
    heading: Heading | None = None
    _by_id: dict[str, Person] = field(default_factory=dict)
    last: LastTold = field(default_factory=LastTold)
    _stage: Slot | None = None
    absentia: Absentia = field(default_factory=Absentia)
    _item_line: tuple[int, int] = (-1, -1)
    cast: Cast | None = None
    bench: Bench = field(default_factory=Bench)
    turns: Turns = field(default_factory=Turns)
    course: Course = field(default_factory=Course)
    proceedings: Proceedings = field(default_factory=Proceedings)
    verdicts: DayOfVerdict = field(default_factory=DayOfVerdict)
    listing: Draft | None = None
    speakers: Mapping[int, str] = field(default_factory=dict)
    speaker: LastSpeaker = field(default_factory=LastSpeaker)
    line_head: LineHead = field(default_factory=LineHead)
    live: LivePost = field(default_factory=LivePost)
    timeline: Timeline = field(default_factory=Timeline)
    weigh: Weigh = sensed
    told_by_name: Sequence[Person] = ()
    voices: Collection[str] = ()
    in_the_end: Person | None = None

    def __post_init__(self) -> None:
        self.cast = Cast(self.people, self.focus, self.groups, self.told_by_name, self.voices)
        self._by_id = self.cast.by_id

    def tell(self, sentence: Sentence, after: Sentence | None = None) -> None:
        """Read one sentence and add what it tells; ``after`` is the sentence that follows."""
        if self.heading is not None and not self.heading.holds_for(sentence):
            self.heading = None
        ahead, self.focus.ahead = self._ahead(sentence, after)
        told_before = self.focus.told
        if ahead:
            self.focus.told, self.focus.told_block, self.focus.block = [ahead], sentence.block, sentence.block
        scene = self._scene(sentence)
        row = self.rows.get(sentence.number)
        drafts = self._told(scene) if row is None else self._row(scene, row)
        self.turns.note(sentence, scene.voices)
        if ahead and not drafts:
            self.focus.told = told_before
        if self.focus.group is not None and self.focus.group_age <= 1:
            drafts = [*named_after(scene, self.groups.get(self.focus.group), self.drafts), *drafts]
        drafts += told_again(scene, self.groups, drafts, self.drafts)
        drafts += denied_back(scene, drafts, self.drafts)
        if self.heading is not None:
            for draft in drafts:
                carry(draft, self.heading, self.types)
            if drafts:
                self.heading.block = sentence.block
        attribute_back(scene, self.drafts)
        drafts = self.absentia.tell(sentence, drafts, self.drafts)
        if row is None:  # the row of a table stands by itself
            drafts = self._in_its_course(scene, drafts)
        self.line_head.tell(scene, drafts, self.types, self.drafts)
        self.live.tell(scene, drafts, self.types)
        if self.focus.bearer:
            self.timeline.give_date(drafts, self.types)
        self._add_place(scene, drafts)
        told = [slot.found for draft in drafts for slot in draft.fields.get("term", ())]
        if terms := told or [value for value in scene.values if value.kind == "term"]:
            self.last.values["term"] = terms[-1]
        self.last.note_terms(drafts)
        tell_orders(scene, drafts)
        self.drafts += drafts
        self.verdicts.note(drafts)
        self._close(drafts, scene)
        self._list(scene, drafts)
        titles = row is not None and not row.others  # the heading of a table leaves what stands above it
        heading = (
            self.heading if titles else heading_of(sentence, after, scene.triggers, drafts, scene.values)
        )
        if heading is not None:
            self.line_head.share(heading)
        self.heading = heading or (self.heading if drafts or not sentence.opens_line else None)

    def _in_its_course(self, scene: Scene, drafts: list[Draft]) -> list[Draft]:
        """Give a sentence's drafts what those around it tell of the same sitting, course and trial."""
        share_sitting(scene, drafts, self.types)
        self.bench.tell(scene, drafts, self.drafts)
        self.course.tell(scene, drafts, self.types)
        self.proceedings.tell(scene, drafts, self.types, self.drafts)
        tell_of_all(scene, drafts, self.drafts, self.types)
        tell_what_for(scene, drafts, self.drafts, self.types)
        drafts = self.verdicts.share(scene, drafts, self.types)
        date_by_verdict(scene, drafts, self.drafts, self.types)
        return drafts

    def _told(self, scene: Scene) -> list[Draft]:
        """Return what a scene tells, and what a dash in it lets be read."""
        drafts = Telling(scene, self.types, self.groups, self.focus, self.rejected).drafts()
        for part in gapped(scene, drafts):
            give_back(drafts, part)
            drafts += Telling(part, self.types, self.groups, self.focus, self.rejected).drafts()
        return drafts

    def _row(self, scene: Scene, row: Row) -> list[Draft]:
        """Return what the row of a table tells; its heading tells nothing."""
        if self.heading is not None:
            self.heading.block = scene.sentence.block
        if not row.others:
            return []
        calendar = self.heading.calendar if self.heading is not None else None
        return row_drafts(scene, row, self.types, calendar, self._told_of) or self._told(scene)

    def _told_of(self, scene: Scene, people: Sequence[str]) -> list[Draft]:
        """Return what a scene tells of the people with whom its line began."""
        before, self.focus.bearer = self.focus.bearer, list(people)
        drafts = Telling(scene, self.types, self.groups, self.focus, self.rejected).drafts()
        self.focus.bearer = before
        return drafts

    def _list(self, scene: Scene, drafts: Sequence[Draft]) -> None:
        """Let those whom a list names share what was told of their group: “Eight were freed. Their names:”, “Freed:”."""
        sentence, item = scene.sentence, self._item(scene)
        if self.listing is not None and sentence.opens_line:
            fresh = [one for one in item if one not in self.listing.subjects]
            self.listing.subjects = (*self.listing.subjects, *fresh)
            self.listing = self.listing if item else None
        group = self.focus.group
        if self.listing is not None or group is None or sentence.tokens[-1].text != ":":
            return
        near = (
            [*self.drafts[-6:], *drafts] if sentence.links("these") and self.focus.group_age <= 1 else drafts
        )
        told = [one for one in near if group in one.subjects]
        if told and told[-1].type in (SHARED if told[-1] in drafts else OF_EACH | SHARED):
            self.listing = told[-1]

    def _ahead(self, sentence: Sentence, after: Sentence | None) -> tuple[list[str], list[str]]:
        """Return who is named only in the next sentence, where nobody was named so far, and whether he is described here."""
        here = self.mentions.get(sentence.number, ())
        there = self.mentions.get(after.number, ()) if after is not None else ()
        begins = not (self.focus.told or any(self.focus.named) or here)
        names, end = Names(here, there, self.people, self.voices), self.in_the_end if begins else None
        return told_ahead(sentence, after, names, end, begins=begins)

    def _scene(self, sentence: Sentence) -> Scene:
        """Find everything in the sentence."""
        assert self.cast is not None
        self.last_body = last_body_before(sentence, self.last_body)
        mentions = self.mentions.get(sentence.number, ())
        last_term = self.last.values.get("term")
        values, counts = find_values(
            sentence, mentions, self.people, self.institutions.get(sentence.number, ()), last_term
        )
        told_again = [value for value in values if value.value == SAME]
        values = self.last.repeated(sentence, values)
        self.dates += [Slot(sentence, value) for value in values if value.kind == "date"]
        self.cast.speaker = self.speakers.get(sentence.number, "")
        participants = self.cast.participants(sentence, mentions, counts, values)
        share_about(sentence, participants)
        units = join_units(sentence, participants)
        link_named(sentence, self.groups, participants)
        for unit in units:
            unit.members = self._named_instead(unit)
        triggers = told_events(sentence, values, units, counts, self.types, self.course.there)
        told = bool(triggers)
        if not triggers:
            triggers = verbless_triggers(
                sentence,
                values,
                units,
                self.heading,
                self._in_item(sentence),
                self.line_head.is_before(sentence),
            )
        if (
            not triggers
            and not units
            and len(carried := self.focus.carried_on()) == 1
            and (sentence.block == self.focus.block or carried == self.focus.only_one())
        ):
            triggers = bare_terms(sentence, values)
        listed = not told and bool(
            triggers
        )  # the line of a list is no sentence, nor are the columns of a table
        if not listed and sentence.number not in self.rows:
            triggers, doubted = self.weigh(sentence, values, units, triggers, self.types)
            triggers = changed_terms(sentence, values, triggers)
            self.rejected += doubted
        names = {p.first: p.last for p in participants if p.sort in ("name", "group", "open")}
        of_bearer = self.timeline.tells(sentence, values, participants)
        self.focus.bearer = [self.timeline.bearer] if of_bearer else []
        if of_bearer:
            triggers = self.timeline.events(values, triggers)
        accusations = find_accusations(sentence, [*values, *told_again], triggers, names)
        if accusations:
            self.last.values["accusation"] = accusations[-1]
        voices = find_voices(sentence, participants, triggers, self._by_id, self.last_body, values)
        voices = self.speaker.taken_up(sentence, voices, participants, self._by_id)
        self.speaker.note(sentence, voices, participants, self._by_id)
        taken = {one.first for one in mentions}
        unknown = [(m.first, m.last) for m in self.named.get(sentence.number, ()) if m.first not in taken]
        return Scene(
            sentence, values, accusations, participants, units, triggers, voices, self._by_id, unknown
        )

    def _named_instead(self, unit: Unit) -> list[Participant]:
        """Leave out a group whose people stand by name in the same list (“two others, A and B,”)."""
        kept = []
        for member in unit.members:
            group = self.groups.get(member.people[0]) if member.sort == "group" else None
            equals = set(group.equals) if group is not None else set()
            if not equals or not equals <= set(unit.people):
                kept.append(member)
        return kept or unit.members

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
        quiet = quiet and not scene.sentence.marks("persons")  # “worked as an engineer at a plant”
        self._stage = Slot(scene.sentence, places[0]) if quiet else None

    def _in_item(self, sentence: Sentence) -> bool:
        """Whether the sentence goes on in the line of an item that began with a name."""
        return not sentence.opens_line and self._item_line == (sentence.block, sentence.line)

    def _item(self, scene: Scene) -> list[str]:
        """Return the person with whom an item of a list begins: what follows without a name tells of her."""
        sentence = scene.sentence
        names = [p for p in scene.participants if p.sort == "name" and p.against < HARD_BLOCK]
        if not sentence.opens_line or not names or only_tells_of_another(scene, names[0]):
            return []
        dated = [value for value in scene.values if value.kind == "date"]
        marked = [
            at for at in range(names[0].first)
            if sentence.tokens[at].kind == "word" and not any(one.overlaps(at, at + 1) for one in dated)
        ]  # fmt: skip
        if marked or names[0].first > 3 + sum(one.last - one.first for one in dated):
            return []
        unit = next((unit for unit in scene.units if names[0] in unit.members), None)
        return list(unit.people) if unit is not None else list(names[0].people)

    def _close(self, drafts: Sequence[Draft], scene: Scene) -> None:
        told = [one for draft in drafts for one in draft.subjects if one in self._by_id]
        groups = [one for draft in drafts for one in draft.subjects if self.groups.get(one) is not None]
        several = [group for one in groups if (group := self.groups.get(one)) and not group.count.lone]
        wholes = [group for group in several if group.of is None]
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
        group_id = (wholes or several)[-1].id if several else None if told or groups else counted_in(scene)
        self.focus.block = scene.sentence.block
        self.focus.spoke |= speaking(scene)
        fresh = newcomers(scene)
        self.focus.close_sentence(told, named, lists[-1] if lists else (), group_id, fresh)
        self.focus.note_claims([(draft.type, draft.subjects) for draft in drafts], self._by_id)
