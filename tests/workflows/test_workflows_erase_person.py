"""Somebody asked to be forgotten: she is nowhere any more, the others stand as they stood, and she is not registered again."""

import pytest
from test_workflows_gone import files_with, rows_with
from workflows_house import NOON, About

from habeas.model.statement import State
from habeas.review.redact import redact
from habeas.review.spotting import Spotter
from habeas.store.backup import backup, restore
from habeas.workflows import decide
from habeas.workflows.erase_person import erase_person
from habeas.workflows.holding import hold
from habeas.workflows.import_list import About as ListAbout
from habeas.workflows.import_list import import_list
from habeas.workflows.list_reading import read_list
from habeas.workflows.not_kept import not_kept, take_off_list
from habeas.workflows.refused import Refused
from habeas.workflows.verify import verify

BOTH = (
    "On 12 May 2026 the Uzhorsk district court sentenced Maryna Zialonka to three years in prison under article 130.\n\n"
    "On 14 May 2026 police detained Alena Kavalskaja in Lasnychy. A friend of Maryna Zialonka saw it.\n"
)
AGAIN = "Марыну Зялёнку асудзілі 12 мая 2026 года ва Ужорску да трох гадоў калоніі.\n"
CANARIES = ("Zialonka", "Maryna")


@pytest.fixture
def told(house):
    """Two people in one report, both accepted and public; one report about her alone; a rejection about her."""
    house.accepted_verdict()
    house.add(BOTH, "both.txt", About("2026-05-15", "Uzhorsk Courier"))
    house.accept("detention")
    for one in [s for s in house.statements() if "Zialonka" in str(s.names)]:
        decide.reject(house.workspace, one.id, house.who())
    ids = [s.id for s in house.statements(state=State.ACCEPTED) if s.type in ("sentence", "detention")]
    names = [s.id for s in house.statements("identity", State.ACCEPTED)]
    house.widen(*names, *ids)
    return house


def forget(house, name="Maryna Zialonka"):
    return erase_person(house.workspace, house.person(name).id, house.who())


def test_she_is_nowhere_and_the_others_stand_as_they_stood(told):
    house = told
    before = house.person("Alena Kavalskaja")
    done = forget(house)
    assert (done.destroyed, done.redacted, done.clean) == (1, 1, True)
    for canary in CANARIES:
        assert rows_with(house.workspace, canary) == set()
        assert files_with(house.workspace.folder, canary) == []
    after = house.person("Alena Kavalskaja")
    assert [(b.property, b.value, b.state) for b in after.beliefs] == [
        (b.property, b.value, b.state) for b in before.beliefs
    ]
    [detention] = list(house.statements("detention", State.ACCEPTED))
    [evidence] = detention.evidence
    text = house.workspace.text(evidence.text_sha256)
    assert text[evidence.start : evidence.end] == evidence.text
    assert "police detained Alena Kavalskaja in Lasnychy" in text and "[...]" in text
    assert [p.name for p in hold(house.workspace, today=house.who().today).register.people] == [
        "Alena Kavalskaja"
    ]
    assert house.statements("detention") == []  # it is settled in the new text too
    assert verify(house.workspace, now=2_000_000_000).ok
    assert [s.type for s in house.statements(state=State.REJECTED)] == []


def test_she_is_not_registered_again_in_any_script(told):
    house = told
    forget(house)
    house.add(AGAIN, "again.txt", About("2026-06-01"))
    [report] = [r for r in house.hold().reports.values() if "калоніі" in r.document.text]
    assert report.not_kept == 1
    assert report.open.statements == () and report.found.statements == ()
    assert [p.name for p in house.hold().register.people] == ["Alena Kavalskaja"]
    assert not_kept(house.workspace).lists("Maryna Zialonka")
    assert not not_kept(house.workspace).lists("Alena Kavalskaja")
    assert take_off_list(house.workspace, ["Марына Зялёнка"]) > 0
    [report] = [r for r in house.hold().reports.values() if "калоніі" in r.document.text]
    assert report.not_kept == 0 and report.open.statements


def test_the_list_tells_nobody_anything_without_the_key(told):
    house = told
    forget(house)
    rows = house.workspace.setting("do not register")
    assert rows and all(len(row["name"]) == 64 for row in rows)
    listed = not_kept(house.workspace)
    assert not type(listed)(bytes(32), listed.rows).lists("Maryna Zialonka")


def test_people_of_one_name_are_told_apart_by_year_only_where_both_are_known(house):
    from habeas.workflows.not_kept import put_on_list

    put_on_list(house.workspace, ["Maryna Zialonka"], "1990")
    listed = not_kept(house.workspace)
    assert listed.lists("Зялёнка Марына Пятроўна", "1990") and listed.lists("Maryna Zialonka")
    assert not listed.lists("Maryna Zialonka", "1961")


def test_a_backup_of_before_forgets_her_when_it_is_restored(told, tmp_path):
    house = told
    backup(house.workspace, tmp_path / "before.habeas")
    forget(house)
    with restore(tmp_path / "before.habeas", tmp_path / "restored", clock=house.workspace.clock) as restored:
        people = [p.name for p in hold(restored, today=house.who().today).register.people]
        assert "Maryna Zialonka" not in people


def test_nobody_of_that_name_is_said(house):
    with pytest.raises(Refused):
        erase_person(house.workspace, "nobody", house.who())


@pytest.mark.parametrize(
    ("hers", "others", "left"),
    [
        ((), (), "[...] was tried. Alena saw [...]."),
        (((0, 26),), (), "[...]. Alena saw [...]."),
        (((0, 26),), ((0, 26),), "[...] was tried. Alena saw [...]."),
    ],
)
def test_every_place_outside_a_cut_holds_the_same_letters(hers, others, left):
    text = "Maryna Zialonka was tried. Alena saw Maryna."
    cut = redact(text, Spotter(["Maryna Zialonka"]), (), [(a, b - 1) for a, b in hers], others)
    assert cut.text == left
    for start in range(len(text)):
        if not any(a <= start < b for a, b in cut.cuts):
            assert cut.text[cut.place(start)] == text[start]
    first, last = cut.span(27, 36)
    assert cut.text[first:last] == "Alena saw"


def test_she_is_cut_out_of_a_list_and_the_other_rows_stand(house, tmp_path):
    """A spreadsheet is a report of many people: its cells about her go, the others' statements hold on what is left."""
    rows = (
        "Name,Date of birth,Place\nMaryna Zialonka,1990-02-11,Uzhorsk\nAlena Kavalskaja,1985-03-12,Lasnychy\n"
    )
    sheet = house.file("list.csv", rows)
    own = ListAbout(published="2026-11-01", publisher="Second Envelope", own=True)
    import_list(house.workspace, read_list(sheet, today=house.who().today), own, house.who(), now=NOON)
    sheet.unlink()
    before = [(b.property, b.value, b.state) for b in house.person("Alena Kavalskaja").beliefs]
    done = forget(house)
    assert (done.destroyed, done.redacted, done.clean) == (0, 1, True)
    for canary in (*CANARIES, "1990-02-11"):
        assert rows_with(house.workspace, canary) == set(), canary
        assert files_with(house.workspace.folder, canary) == [], canary
    assert [(b.property, b.value, b.state) for b in house.person("Alena Kavalskaja").beliefs] == before
    assert [p.name for p in house.hold().register.people] == ["Alena Kavalskaja"]
    for s in house.statements(state=State.ACCEPTED):
        for e in s.evidence:
            assert house.workspace.text(e.text_sha256)[e.start : e.end] == e.text
    assert verify(house.workspace, now=2_000_000_000).ok
