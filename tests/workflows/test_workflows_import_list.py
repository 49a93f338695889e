"""A group's sheet comes in: as proposals, as its own record; a second time, changed, and taken back."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from workflows_house import NOON, TODAY

from habeas.model.statement import State
from habeas.workflows.holding import hold
from habeas.workflows.import_list import About, import_list, undo_import
from habeas.workflows.list_reading import ListFile, read_given_list, read_list
from habeas.workflows.refused import Refused

HEADER = ["ФИО", "Дата рождения", "Задержан", "Статья", "Срок", "Учреждение", "Статус"]
ROWS = [
    ["Рудько Алена Петровна", "12.03.1985", "15.03.2022", "ст. 342 ч. 1, 130", "3 года", "ИК-4", "отбывает"],
    ["Лазовик Пётр", "1990", "01.09.2021", "368", "18 мес.", "ИК-15", "освобождён"],
    ["Кирмаш Ольга", "", "ок. 2021", "361-4", "", "СИЗО-1", "под следствием"],
]
OWN = About(published="2026-11-01", publisher="Second Envelope", own=True)


def sheet(folder: Path, rows: list[list[str]], name: str = "list.xlsx") -> ListFile:
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    for row in rows:
        book.active.append(row)
    path = folder / name
    book.save(path)
    return read_list(path, today=TODAY)


def took(house, found: ListFile, about: About = OWN, why: str | None = None):
    return import_list(house.workspace, found, about, house.who(why), now=NOON)


def register(house):
    return hold(house.workspace, today=TODAY).register.people


def entries(house) -> int:
    return len(house.workspace.private().entries)


def test_rows_become_proposals_and_nothing_is_decided(house, tmp_path) -> None:
    done = took(house, sheet(tmp_path, ROWS), replace(OWN, own=False))
    assert (done.rows, done.new, done.accepted) == (3, 3, 0)
    people = {record.name: record for record in register(house)}
    assert set(people) == {"Рудько Алена Петровна", "Лазовик Пётр", "Кирмаш Ольга"}
    assert all(record.state is State.PROPOSED for record in people.values())
    assert people["Лазовик Пётр"].held is False
    assert people["Рудько Алена Петровна"].held is True


def test_a_list_that_is_sent_through_a_page_is_the_list_on_the_disk(house, tmp_path) -> None:
    on_disk = sheet(tmp_path, ROWS)
    sent = read_given_list(on_disk.name, on_disk.capture.data, today=TODAY)
    assert (sent.mapping, sent.said, sent.capture.sha256) == (
        on_disk.mapping,
        on_disk.said,
        on_disk.capture.sha256,
    )


def test_every_claim_rests_on_the_cells_that_say_it(house, tmp_path) -> None:
    took(house, sheet(tmp_path, ROWS))
    held = hold(house.workspace, today=TODAY)
    assert held.held.statements
    for statement in held.held.statements:
        (evidence,) = statement.evidence
        text = house.workspace.text(evidence.text_sha256)
        assert text[evidence.start : evidence.end] == evidence.text
        assert [value.value for value in statement.said_by] == ["our list, state of 2026-11-01"]
    term = next(
        s for s in held.held.statements if s.type == "sentence" and "P3Y" in s.fields["term"][0].value
    )
    assert "3 года" in term.evidence[0].text


def test_as_our_own_record_one_command_accepts_what_matches_nobody(house, tmp_path) -> None:
    done = took(house, sheet(tmp_path, ROWS), why="kept by us since 2021")
    assert done.accepted > 9
    assert done.waiting == 0
    assert all(record.state is State.ACCEPTED for record in register(house))
    subjects = [e for e in house.workspace.private().entries if e.text("act") == "subject"]
    assert {e.text("why") for e in subjects} == {"our list, state of 2026-11-01: kept by us since 2021"}


def test_the_same_file_again_changes_nothing(house, tmp_path) -> None:
    found = sheet(tmp_path, ROWS)
    took(house, found)
    before = entries(house)
    again = took(house, found)
    assert entries(house) == before
    assert (again.status, again.known, again.accepted, again.waiting) == ("known", 3, 0, 0)


def test_a_changed_file_updates_and_doubles_nobody(house, tmp_path) -> None:
    took(house, sheet(tmp_path, ROWS))
    before = entries(house)
    later = [
        ["Новая Анна", "01.02.1999", "05.05.2026", "", "", "", ""],
        *reversed([list(row) for row in ROWS]),
    ]
    later[3][6] = "освобождена"  # Рудько, known by her day of birth
    done = took(house, sheet(tmp_path, later, "later.xlsx"), replace(OWN, published="2026-11-15"))
    assert len(register(house)) == 4
    assert done.known == 2, "rows that say what they said are known, wherever they stand"
    assert done.new == 1
    assert 0 < entries(house) - before < 8
    free = next(one for one in register(house) if one.name.startswith("Рудько"))
    assert free.held is False


def test_what_contradicts_us_waits_for_a_person(house, tmp_path) -> None:
    took(house, sheet(tmp_path, ROWS))
    other = [list(ROWS[0])]
    other[0][4] = "5 лет"
    done = took(house, sheet(tmp_path, other, "other.xlsx"), replace(OWN, published="2026-11-15"))
    assert [statement.type for _, statement in done.contradictions] == ["sentence"]
    assert done.waiting >= 1
    held = [s for s in hold(house.workspace, today=TODAY).held.statements if s.type == "sentence"]
    assert {s.fields["term"][0].value for s in held} == {"P3Y", "P18M"}


def test_a_name_alone_is_a_question(house, tmp_path) -> None:
    took(house, sheet(tmp_path, ROWS))
    namesake = [["Кирмаш Ольга", "", "", "", "", "", "освобождена"]]
    done = took(house, sheet(tmp_path, namesake, "b.xlsx"))
    assert len(done.questions) == 1
    assert done.accepted == 0


def test_two_of_one_name_in_one_list_are_asked_about(house, tmp_path) -> None:
    twice = [
        ["Кирмаш Ольга", "", "01.02.2021", "", "", "", ""],
        ["Кирмаш Ольга", "", "05.05.2023", "", "", "", ""],
    ]
    done = took(house, sheet(tmp_path, twice))
    assert (done.new, len(done.questions)) == (1, 1)


def test_one_undo_takes_all_of_it_back(house, tmp_path) -> None:
    found = sheet(tmp_path, ROWS)
    done = took(house, found)
    assert undo_import(house.workspace, found.capture.sha256[:12], house.who("wrong file")) == done.accepted
    assert all(record.state is State.PROPOSED for record in register(house))
    with pytest.raises(Refused, match="Nothing was taken back"):
        undo_import(house.workspace, found.capture.sha256, house.who())


def test_the_mapping_is_kept_with_the_list(house, tmp_path) -> None:
    from habeas.workflows.list_readings import mapping_of

    found = sheet(tmp_path, ROWS)
    took(house, found)
    kept = mapping_of(house.workspace, found.capture.sha256)
    assert {c.field for c in kept.sheets[0].columns} == {c.field for c in found.mapping.sheets[0].columns}


def exported(house, folder: Path, name: str = "ours-ONLY-FOR-US.xlsx") -> Path:
    from habeas.workflows.export_list import export_list

    path = folder / name
    export_list(house.workspace, path, today=TODAY)
    return path


@pytest.mark.parametrize("name", ["ours-ONLY-FOR-US.xlsx", "ours-ONLY-FOR-US.csv"])
@pytest.mark.parametrize("own", [True, False])
def test_an_export_that_comes_back_changes_nothing(house, tmp_path, name, own) -> None:
    took(house, sheet(tmp_path, ROWS))
    before = entries(house)
    back = took(house, read_list(exported(house, tmp_path, name), today=TODAY), replace(OWN, own=own))
    assert (back.status, back.known, back.waiting) == ("unchanged", 3, 0)
    assert entries(house) == before
    assert len(register(house)) == 3


def test_what_was_edited_in_an_export_comes_back_as_a_proposal_about_her(house, tmp_path) -> None:
    took(house, sheet(tmp_path, ROWS))
    path = exported(house, tmp_path)
    book = openpyxl.load_workbook(path)
    page = book["people"]
    assert page.freeze_panes == "C2"
    term = [cell.value for cell in page[1]].index("term") + 1
    row = next(n for n in range(2, 5) if page.cell(n, 2).value.startswith("Рудько"))
    page.cell(row, term).value = "5 лет"
    page.append([None, "Новая Анна", None, "1999-02-01", "2026-05-05"])
    book.save(path)
    done = took(house, read_list(path, today=TODAY), replace(OWN, own=False, publisher="R-07"))
    assert (done.known, done.sure, done.new) == (2, 1, 1)
    people = {record.name: record for record in register(house)}
    assert set(people) == {"Рудько Алена Петровна", "Лазовик Пётр", "Кирмаш Ольга", "Новая Анна"}
    held = hold(house.workspace, today=TODAY)
    waiting = [s for r in held.reports.values() for s in r.open.statements]
    about = [s for s in waiting if held.address(s.subjects[0]) == people["Рудько Алена Петровна"].id]
    assert [(s.type, [v.value for v in s.fields["term"]]) for s in about] == [("sentence", ["P5Y"])]
    assert about[0].evidence[0].publisher == "R-07"


def test_an_export_says_for_whom_it_is_and_holds_no_formula(house, tmp_path) -> None:
    from habeas.workflows.export_list import export_list

    rows = [["=cmd|' /C calc'!A0 Рудько Алена", "12.03.1985", "15.03.2022", "", "", "", ""]]
    took(house, sheet(tmp_path, [["@Лазовик Пётр", "1990", "01.09.2021", "368", "", "", ""], *rows]))
    with pytest.raises(Refused, match="ONLY-FOR-US"):
        export_list(house.workspace, tmp_path / "list.xlsx", today=TODAY)
    book = openpyxl.load_workbook(exported(house, tmp_path))
    cells = [cell for page in book for line in page for cell in line if cell.value]
    assert all(cell.data_type == "s" for cell in cells)
    data = exported(house, tmp_path, "b-ONLY-FOR-US.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert not any(
        cell.startswith(("=", "@"))
        for line in data.decode("utf-8-sig").splitlines()
        for cell in line.split(",")
    )


def test_their_list_is_compared_and_nothing_is_written(house, tmp_path) -> None:
    from habeas.workflows.compare_list import compare_list

    took(house, sheet(tmp_path, ROWS))
    before = entries(house)
    theirs = [
        ["Рудько А. П.", "12.03.1985", "", "ст. 342 ч. 1", "5 лет", "", ""],
        ["Лазавік Пятро", "1990", "01.09.2021", "368", "", "", ""],
        ["Новая Анна", "1999", "", "", "", "", ""],
    ]
    found = compare_list(house.workspace, sheet(tmp_path, theirs, "theirs.xlsx"))
    assert entries(house) == before
    assert [row.name for row in found.only_theirs] == ["Новая Анна"]
    assert [person.names[0] for person in found.only_ours] == ["Кирмаш Ольга"]
    met = {one.name for one in found.both} | {row.name for row, _ in found.questions}
    assert "Лазовик Пётр" in met
    differ = {one.name: [(d.field, d.theirs, d.ours) for d in one.differ] for one in found.differ}
    assert differ.get("Рудько Алена Петровна", [("term", ("P5Y",), ("P3Y",))]) == [
        ("term", ("P5Y",), ("P3Y",))
    ]
