"""Judgements: who is one, which events are one, which value we hold; and the queue of what waits."""

import pytest
from register_story import TODAY, Lane, Report

from habeas.model.claim import Modality
from habeas.model.statement import State
from habeas.review.answers import Desk, accept
from habeas.review.inbox import Group, inbox
from habeas.review.judging import (
    allow,
    choose,
    copies,
    different,
    dispute,
    one_event,
    retract,
    same,
    split,
    two_events,
)
from habeas.review.leaves import AnswerError
from habeas.review.notes import Note, enter_fact, from_note, note_draft

RAID = Report("Police detained Hanna Zymnik in Mozyr on 22 March.")
OTHER = Report("Hanna Zymnik was detained on 23 March in Mozyr.", publisher="Kurier", published="2026-03-25")
LATER = Report(
    "Custody of Hanna Zymnik was extended until 10 December.", publisher="Apora", published="2026-11-30"
)
ONE = RAID.propose(
    "detention", ["Hanna Zymnik"], "Police detained Hanna Zymnik", date="XXXX-03-22", place="Mozyr"
)
TWO = OTHER.propose(
    "detention", ["Hanna Zymnik"], "Hanna Zymnik was detained", date="XXXX-03-23", place="Mozyr"
)
NAMES = [RAID.identity("Hanna Zymnik"), OTHER.identity("Hanna Zymnik")]


class Room:
    def __init__(self, *proposals):
        self.lane = Lane()
        self.lane.write(RAID.draft(), OTHER.draft(), LATER.draft())
        self.open = list(proposals)

    def desk(self):
        subjects = self.lane.derive(self.open).subjects
        return Desk(self.lane.held.links, subjects, self.lane.new_id, "R-01", "because", NAMES)

    def accept(self, one):
        entries = self.lane.write(*accept(one, self.desk()))
        self.open = [s for s in self.open if s.id != one.id]
        return entries[-1].id.hex()

    @property
    def people(self):
        return self.lane.derive().register.people


@pytest.fixture
def room():
    made = Room(ONE, TWO)
    made.ids = [made.accept(ONE), made.accept(TWO)]
    return made


def detentions(room):
    return [e for record in room.people for e in record.episodes if e.type == "detention"]


def test_two_near_dates_are_rivals_of_one_event(room):
    (event,) = detentions(room)
    date = next(b for b in event.beliefs if b.property == "date")
    assert date.state is State.DISPUTED and date.rivals


def test_choosing_ends_the_dispute(room):
    room.lane.write(*choose([room.ids[0]], [room.ids[1]], "date", room.desk()))
    (event,) = detentions(room)
    date = next(b for b in event.beliefs if b.property == "date")
    assert (date.value, date.state, date.reason.rule) == ("2026-03-22", State.ACCEPTED, "belief.decided")


def test_two_events_and_one_again(room):
    room.lane.write(*two_events(room.ids[0], room.ids[1], room.desk()))
    assert len(detentions(room)) == 2
    decision = room.lane.entries[-1].id.hex()
    room.lane.write(*retract([decision], room.desk()))
    room.lane.write(*one_event(room.ids[0], room.ids[1], room.desk()))
    assert len(detentions(room)) == 1


def test_disputing_and_retracting(room):
    room.lane.write(*dispute([room.ids[0]], room.desk(), reason="two Hannas"))
    assert {s.state for s in room.lane.held.statements if s.id == room.ids[0]} == {State.DISPUTED}
    room.lane.write(*retract([room.ids[0]], room.desk(), reason="two Hannas"))
    assert room.ids[0] not in {s.id for s in room.lane.held.statements}
    assert [s.id for s in room.lane.held.retracted] == [room.ids[0]], "the content is kept"


def test_copies_count_once(room):
    room.lane.write(*copies([RAID.capture, OTHER.capture], room.desk()))
    (event,) = detentions(room)
    assert (event.beliefs[0].reports, event.beliefs[0].origins) == (2, 1)


def test_a_merge_is_taken_apart_again():
    room = Room(ONE, TWO)
    apart = [
        accept(one, Desk(room.lane.held.links, Lane().derive().subjects, room.lane.new_id, "R"))
        for one in (ONE, TWO)
    ]
    for drafts in apart:
        room.lane.write(*drafts)
    a, b = sorted(record.id for record in room.people)
    room.lane.write(*same(a, b, room.desk()))
    assert [r.id for r in room.people] == [a]
    room.lane.write(*split(a, b, room.desk(), undone=[room.lane.entries[-1].id.hex()]))
    assert sorted(r.id for r in room.people) == [a, b]
    room.lane.write(*different(a, b, room.desk()))
    assert sorted(r.id for r in room.people) == [a, b]


def test_a_judgement_that_contradicts_another_is_shown_as_a_conflict(room):
    room.lane.write(*two_events(room.ids[0], room.ids[1], room.desk()))
    room.lane.write(*one_event(room.ids[0], room.ids[1], room.desk()))
    assert len(detentions(room)) == 2, "“different” wins until somebody replaces it by name"
    conflicts = room.lane.held.links.conflicts
    assert conflicts and len(conflicts[0].entries) == 2


def test_a_judgement_needs_two(room):
    (record,) = room.people
    with pytest.raises(AnswerError, match="choose two"):
        same(record.id, record.id, room.desk())
    with pytest.raises(AnswerError, match="Copies are two"):
        copies([RAID.capture], room.desk())
    with pytest.raises(AnswerError, match="accept both"):
        choose([room.ids[0]], [], "date", room.desk())


def test_allowing_derived_dates(room):
    (record,) = room.people
    room.lane.write(*allow(record.id, "derived dates", room.desk()))
    assert (record.id, "derived dates") in room.lane.held.links.allowed
    with pytest.raises(AnswerError, match="only proposed"):
        allow("p-" + "0" * 32, "derived dates", room.desk())


def test_a_note_by_hand_becomes_a_fact_with_its_words(room):
    note = Note("Her mother says: Hanna came home on Friday.", "mother", "only us", "2026-06-12", "en")
    room.lane.write(note_draft(note, 1_781_000_000))
    (record,) = room.people
    fact = from_note(note, "release", [record.id], "Hanna came home on Friday", {})
    room.lane.write(*enter_fact(fact, room.desk()))
    (after,) = room.people
    release = next(e for e in after.episodes if e.type == "release")
    assert release.beliefs[0].said_by == ("mother",)
    assert release.beliefs[0].evidence[0].text == "Hanna came home on Friday"
    assert (after.held, after.held_as_of) == (False, "2026-06-12")


def test_no_quote_no_fact(room):
    note = Note("Hanna came home.", "mother", "only us")
    fact = from_note(note, "release", ["a" * 32], "she is in hospital", {})
    with pytest.raises(AnswerError, match="do not stand in the text"):
        enter_fact(fact, room.desk())
    with pytest.raises(AnswerError, match="empty"):
        note_draft(Note("  ", "mother", "only us"), 1)
    with pytest.raises(AnswerError, match="never the name"):
        note_draft(Note("text", " ", "only us"), 1)


def queue(room, *proposals):
    derived = room.lane.derive(proposals)
    return inbox(proposals, room.lane.held.statements, derived.subjects, today=TODAY)


def test_why_a_report_is_in_the_queue(room):
    near = LATER.propose(
        "custody_extension", ["Hanna Zymnik"], "Custody of Hanna Zymnik was extended", until="2026-12-10"
    )
    new = Report("Vasil Paplavok was detained in Pinsk.", publisher="Kurier", published="2026-11-20")
    fresh = new.propose("detention", ["Vasil Paplavok"], "Vasil Paplavok was detained")
    rival = Report("Hanna Zymnik, detained on 24 March.", publisher="Kropka", published="2026-11-21")
    differs = rival.propose(
        "detention", ["Hanna Zymnik"], "Hanna Zymnik, detained on 24 March", date="2026-03-24"
    )
    plain = Report("Hanna Zymnik wrote a letter.", publisher="Kropka", published="2026-11-22")
    other = plain.propose("letter", ["Hanna Zymnik"], "Hanna Zymnik wrote a letter")
    found = queue(room, other, differs, fresh, near).reports
    assert [one.group for one in found] == [Group.DATES, Group.NEW, Group.CONFLICTS, Group.OTHER]
    assert [one.reason.words for one in found] == [
        "A date is near: custody extension, 2026-12-10.",
        "Not held in the register until now: Vasil Paplavok.",
        "It differs from what we hold: date 2026-03-24, we hold 2026-03-22.",
        "1 statement waits for an answer.",
    ]


def test_a_date_that_has_passed_comes_first(room):
    old = LATER.propose(
        "hearing", ["Hanna Zymnik"], "Hanna Zymnik", modality=Modality.EXPECTED, date="2026-11-12"
    )
    (one,) = queue(room, old).reports
    assert one.reason.words == "A date has passed: hearing, 2026-11-12."


def test_an_empty_queue_is_empty(room):
    assert queue(room).reports == ()
