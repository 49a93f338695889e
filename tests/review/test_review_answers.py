"""Answers to proposals, from the reader's find to the register."""

import pytest
from register_story import Lane, Report

from habeas.model.claim import Value
from habeas.model.statement import State
from habeas.review.answers import Change, Desk, accept, correct, reject, undo
from habeas.review.leaves import AnswerError

REPORT = Report(
    "On 22 March police detained Hanna Zymnik in Mozyr. She is held under article 130. "
    "Her lawyer says she was beaten."
)
FOUND = [
    REPORT.propose(
        "detention",
        ["Hanna Zymnik"],
        "On 22 March police detained Hanna Zymnik in Mozyr",
        date="XXXX-03-22",
        place="Mozyr",
    ),
    REPORT.propose("custody", ["Hanna Zymnik"], "She is held under article 130", article="130"),
]
NAME = REPORT.identity("Hanna Zymnik")


def desk(lane: Lane, proposals, why=None):
    derived = lane.derive(proposals)
    return Desk(lane.held.links, derived.subjects, lane.new_id, "R-01", why, [NAME])


def test_a_proposed_person_has_a_local_address_and_is_held():
    lane = Lane()
    register = lane.derive(FOUND, [REPORT.presents("Hanna Zymnik", True)]).register
    (record,) = register.people
    assert record.id.startswith("p-") and record.state is State.PROPOSED
    assert (record.name, record.held, record.held_as_of) == ("Hanna Zymnik", True, "2026-03-23")


def test_accepting_mints_an_id_takes_the_name_along_and_appends_one_claim():
    lane = Lane()
    lane.write(REPORT.draft())
    drafts = accept(FOUND[0], desk(lane, FOUND))
    assert [d.fields.get("act") or d.fields["type"] for d in drafts] == ["subject", "identity", "detention"]
    lane.write(*drafts)
    again = accept(FOUND[1], desk(lane, FOUND[1:]))
    assert [d.fields["type"] for d in again] == ["custody"], "she has her id and her name already"
    lane.write(*again)
    (record,) = lane.derive().register.people
    assert (record.name, record.status, record.held) == ("Hanna Zymnik", "under-investigation", True)
    assert record.state is State.ACCEPTED and len(record.id) == 32
    date = next(b for b in record.beliefs if b.property == "date")
    assert date.value == "2026-03-22", "the year comes from the report’s own date"


def test_dates_are_stored_as_they_were_read():
    lane = Lane()
    lane.write(REPORT.draft())
    claim = accept(FOUND[0], desk(lane, FOUND))[-1]
    assert claim.fields["f.date"][0]["value"] == "XXXX-03-22"


def test_a_correction_settles_the_proposal_and_undo_asks_again():
    lane = Lane()
    lane.write(REPORT.draft())
    change = Change(fields={"place": (Value("Mazyr"),), "date": (Value("2026-03-21"),)})
    entries = lane.write(*correct(FOUND[0], change, desk(lane, FOUND)))
    assert FOUND[0].id in lane.held.links.settled
    (record,) = lane.derive().register.people
    assert {b.property: b.value for b in record.beliefs}["place"] == "Mazyr"
    lane.write(*undo([e.id.hex() for e in entries if e.kind == "claim"], desk(lane, FOUND)))
    assert not lane.held.links.settled
    assert [s.state for s in lane.held.retracted] == [State.RETRACTED, State.RETRACTED]


def test_a_rejection_is_remembered_by_fingerprint():
    lane = Lane()
    (entry,) = lane.write(*reject(FOUND[1], desk(lane, FOUND)))
    assert lane.held.links.rejected == {FOUND[1].id}
    lane.write(*undo([entry.id.hex()], desk(lane, FOUND)))
    assert not lane.held.links.rejected


def test_accepting_twice_is_refused_with_the_way_out():
    lane = Lane()
    lane.write(REPORT.draft())
    lane.write(*accept(FOUND[0], desk(lane, FOUND)))
    stands = lane.held.statements[-1]
    with pytest.raises(AnswerError, match="reload"):
        accept(stands, desk(lane, ()))
