"""What is due, from a workspace: the list is ours, the calendar is everyone's unless we say otherwise."""

import stat
from datetime import date
from types import SimpleNamespace

import pytest
from workflows_house import TODAY

from habeas.publish.checksums import SUMS
from habeas.register.due import Due
from habeas.workflows.add import About
from habeas.workflows.decide import accept
from habeas.workflows.due import BIRTHDAY, DERIVED_DATES, by_initials, due, public_due, write_calendar
from habeas.workflows.due import _public as may_be_public
from habeas.workflows.refused import Refused

COMING = """A hearing is near

Police detained Maryna Zialonka on 2 November 2026 in Uzhorsk under article 342.
The trial of Maryna Zialonka will begin on 1 December 2026 at the Uzhorsk district court.
"""


@pytest.fixture
def awaited(make):
    """A house with somebody whose hearing is announced: all of it proposed."""
    house = make()
    house.add(COMING, "coming.txt", About("2026-11-10", "Uzhorsk Courier"))
    return house


def accepted(house):
    while waiting := [s.id for r in house.hold().reports.values() for s in r.open.statements]:
        accept(house.workspace, waiting[0], house.who())
    return house


def kinds(rows):
    return [one.kind for one in rows if one.kind != "campaign"]


def test_a_proposed_hearing_is_due_and_marked(awaited):
    found = due(awaited.workspace, today=TODAY)
    assert {one.state.value for one in found if one.kind == "hearing"} == {"proposed"}


def test_a_calendar_of_ours_holds_what_is_accepted_by_initials(awaited, tmp_path):
    file = tmp_path / "week-ONLY-FOR-US.ics"
    assert write_calendar(awaited.workspace, file, today=TODAY, ours=True) == 1  # a campaign day
    accepted(awaited)
    write_calendar(awaited.workspace, file, today=TODAY, ours=True)
    text = file.read_text("utf-8")
    assert "M. Z. (" in text
    assert "Zialonka" not in text
    assert "trial" not in text
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    write_calendar(awaited.workspace, file, today=TODAY, ours=True, names=True)
    assert "Maryna Zialonka: hearing on 2026-12-01" in file.read_text("utf-8").replace("\r\n ", "")


def test_nothing_of_ours_is_in_the_calendar_for_everyone(awaited, tmp_path):
    accepted(awaited)
    file = tmp_path / "everyone.ics"
    assert write_calendar(awaited.workspace, file, today=TODAY) == 1
    text = file.read_text("utf-8")
    assert "Human Rights Day" in text
    assert "Z." not in text
    assert kinds(public_due(awaited.workspace.public(), today=TODAY)) == []


def test_a_calendar_of_ours_must_say_so_and_stays_out_of_what_is_published(awaited, tmp_path):
    with pytest.raises(Refused, match=r"call it week-ONLY-FOR-US\.ics"):
        write_calendar(awaited.workspace, tmp_path / "week.ics", today=TODAY, ours=True)
    site = tmp_path / "site" / "deep"
    site.mkdir(parents=True)
    (tmp_path / "site" / SUMS).write_text("")
    with pytest.raises(Refused, match="published folder"):
        write_calendar(awaited.workspace, site / "week-ONLY-FOR-US.ics", today=TODAY, ours=True)
    assert list(site.iterdir()) == []


def test_a_calendar_that_cannot_be_written_is_told(awaited, tmp_path):
    with pytest.raises(Refused, match="Nothing else was changed"):
        write_calendar(awaited.workspace, tmp_path / "nowhere" / "all.ics", today=TODAY)


def of(kind, **more):
    row = Due(kind, "p", "Maryna Zialonka", None, None)
    return SimpleNamespace(**{name: getattr(row, name) for name in row.__slots__ if name != "named"} | {
        "gap": row.gap, "checked": True, **more,
    })  # fmt: skip


@pytest.mark.parametrize(
    ("one", "allowed", "seen"),
    [
        (of("hearing"), (), True),
        (of("silent", gap=True), (), False),
        (of("appeal-end"), (), False),
        (of("birthday"), (), False),
        (of("birthday"), (BIRTHDAY,), True),
        (of("term-end", derived=True), (DERIVED_DATES,), True),
        (of("term-end", derived=True), (), False),
        (of("term-end", derived=True, checked=False), (DERIVED_DATES,), False),
        (of("custody-end"), (), True),
    ],
    ids=lambda one: getattr(one, "kind", str(one)),
)
def test_what_everyone_may_know_to_be_due(one, allowed, seen):
    assert may_be_public(one, frozenset(("p", what) for what in allowed)) is seen


def test_initials_of_names_in_any_script():
    def named(name):
        return by_initials(Due("silent", "c0ffee11", name, None, None))

    assert named("Микита Вярбіна-Гай") == "М. В. Г. (c0ffee)"
    assert named("") == "(c0ffee)"
    assert by_initials(Due("campaign", "", "Human Rights Day", None, None)) == "Human Rights Day"


def test_the_same_day_gives_the_same_calendar_and_a_later_entry_a_higher_number(awaited, tmp_path):
    first, second = tmp_path / "a-ONLY-FOR-US.ics", tmp_path / "b-ONLY-FOR-US.ics"
    accepted(awaited)
    for file in (first, second):
        write_calendar(awaited.workspace, file, today=date(2026, 11, 20), ours=True)
    assert first.read_bytes() == second.read_bytes()
    awaited.told_of_the_verdict()
    write_calendar(awaited.workspace, second, today=date(2026, 11, 20), ours=True)
    assert number(second) > number(first)


def number(file):
    line = next(line for line in file.read_text("utf-8").splitlines() if line.startswith("SEQUENCE:"))
    return int(line.removeprefix("SEQUENCE:"))
