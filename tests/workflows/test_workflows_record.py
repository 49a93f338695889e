"""The record through the verbs: what we held on a day, what was true on a day, soundness, rebuilding, erasure."""

from datetime import date

import pytest
from workflows_house import NOON, TODAY, VERDICT, YARD, About

from habeas.model.statement import State
from habeas.record.draft import Draft
from habeas.store.models import EntryRow, LeafRow, ReadingRow
from habeas.workflows.erase import erase
from habeas.workflows.look import people, show, stats
from habeas.workflows.narrow import narrow
from habeas.workflows.rebuild import rebuild
from habeas.workflows.refused import Refused
from habeas.workflows.reports import forget
from habeas.workflows.verify import verify

EVE = date(2026, 11, 19)
CUSTODY = "On 2 June 2026 police detained Piatro Lazavik in Lasnychy. He was released on 20 June 2026.\n"


def test_as_of_a_day_is_what_we_had_accepted_by_its_end(house):
    house.accepted_verdict()
    record, holding = show(house.workspace, "Maryna Zialonka", today=TODAY, as_of=TODAY)
    assert record.state is State.ACCEPTED
    assert holding.reports == {}
    with pytest.raises(Refused, match="Nobody here is called"):
        show(house.workspace, "Maryna Zialonka", today=TODAY, as_of=EVE)


def test_proposals_are_nothing_that_we_held(house):
    house.told_of_the_verdict()
    with pytest.raises(Refused):
        show(house.workspace, "Maryna Zialonka", today=TODAY, as_of=TODAY)


def test_on_a_day_is_what_was_true_then_by_all_that_we_hold_now(house):
    house.add(CUSTODY, "custody.txt", About("2026-06-21"))
    house.accept("detention")
    house.accept("release")

    def held(day):
        return show(house.workspace, "Piatro Lazavik", today=TODAY, on=day)[0].held

    assert held(date(2026, 6, 10)) is True
    assert held(date(2026, 6, 30)) is False
    assert show(house.workspace, "Piatro Lazavik", today=TODAY)[0].held is False


def test_people_are_found_in_another_script_and_namesakes_are_listed(house):
    house.accepted_verdict()
    assert [hit.record.name for hit in people(house.workspace, "Марына Зялёнка", today=TODAY)] == [
        "Maryna Zialonka"
    ]
    assert show(house.workspace, "Марына Зялёнка", today=TODAY)[0].name == "Maryna Zialonka"
    house.add(YARD, "yard.txt")
    assert len(people(house.workspace, today=TODAY)) == 2


def test_stats_count_what_is_accepted_and_what_waits(house):
    house.accepted_verdict()
    house.add(YARD, "yard.txt", About("2026-06-03"))
    counted, _ = stats(house.workspace, today=TODAY)
    assert (counted["people_accepted"], counted["people_proposed"], counted["reports"]) == (1, 1, 2)
    assert counted["statements_accepted"] == 2
    assert counted["statements_open"] == 2


def test_a_sound_record_is_said_to_be_sound(house):
    house.widen(*house.accepted_verdict())
    report = verify(house.workspace, now=NOON)
    assert report.ok, report.sentences
    assert {chain.scope for chain, _ in report.chains} == {"keys", "private", "public"}


def alias(house):
    return house.workspace.alias


def _remove(ws, entry):
    LeafRow.objects.using(ws).filter(entry=entry).delete()
    EntryRow.objects.using(ws).filter(pk=entry.pk).delete()


DAMAGE = {
    "a changed value": lambda ws: LeafRow.objects.using(ws).filter(name="why").update(value=b"\x61x"),
    "an entry that is gone": lambda ws: _remove(ws, EntryRow.objects.using(ws).filter(kind="claim").last()),
    "a field emptied without an erasure": lambda ws: (
        LeafRow.objects.using(ws).filter(name="why").update(value=None, salt=None, digest=bytes(32))
    ),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_found_and_said(house, damage):
    house.accepted_verdict()
    house.workspace.append_private(
        [Draft("decision", {"act": "reject", "fingerprint": bytes(32), "why": "misread"})]
    )
    DAMAGE[damage](alias(house))
    report = verify(house.workspace, now=NOON)
    assert not report.ok
    assert report.sentences


def test_an_original_changed_on_the_disk_is_found(house):
    house.told_of_the_verdict()
    [file] = [p for p in (house.workspace.folder / "blobs").rglob("*") if p.is_file()]
    file.write_bytes(VERDICT.replace("three", "four").encode())
    report = verify(house.workspace, now=NOON)
    assert not report.ok
    assert "was changed on the disk" in " ".join(report.sentences)


def test_rebuilding_gives_what_was_there(house):
    house.accepted_verdict()
    house.add(YARD, "yard.txt", About("2026-06-03"))
    before = house.hold()
    made = rebuild(house.workspace, today=TODAY)
    assert made.holding.register.digest == before.register.digest
    assert set(made.holding.statements) == set(before.statements)
    assert (made.read, made.moved) == (2, ())


def test_rebuilding_reads_the_originals_again_and_says_what_moved(house):
    house.told_of_the_verdict()
    wanted = set(house.hold().statements)
    rows = ReadingRow.objects.using(alias(house))
    one = rows.get()
    one.reading = one.reading.replace("P3Y", "P9Y")
    one.save(using=alias(house))
    forget(house.workspace)
    assert set(house.hold().statements) != wanted
    made = rebuild(house.workspace, today=TODAY)
    assert set(made.holding.statements) == wanted
    assert made.moved == tuple(made.holding.reports)
    assert set(house.hold().statements) == wanted


def test_an_erased_statement_leaves_a_hole_that_verifies(house):
    sentence, name = house.accepted_verdict()
    house.widen(sentence, name)
    erase(house.workspace, [sentence], house.who())
    report = verify(house.workspace, now=NOON)
    assert report.ok, report.sentences
    assert report.erased > 0
    assert sentence not in house.hold().statements
    assert house.statements("sentence") == [], "it is not asked again"
    kept = b"".join(p.read_bytes() for p in house.workspace.folder.rglob("*") if p.is_file())
    assert b"article 130" in kept, "the report itself is kept until it is erased"


def test_the_same_register_is_held_after_narrowing_and_after_opening_again(house):
    sentence, name = house.accepted_verdict()
    digest = house.hold().register.digest
    house.widen(sentence, name)
    narrow(house.workspace, [sentence, name], house.who())
    assert house.hold().register.digest == digest
