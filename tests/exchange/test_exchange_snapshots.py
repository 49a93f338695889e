"""Two snapshots of a list compared: what is told of rows that moved, were renamed, doubled or changed in a cell."""

from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.exchange.lists.mapping import ListMapping
from habeas.exchange.lists.snapshots import compare_snapshots
from habeas.exchange.lists.watched import guess_watched
from habeas.sources.tables import Table, rows_of

HEAD = ("№", "ФИО", "Дата рождения", "Статья", "Обновлено")
ALENA = ("1", "Рудько Алена", "12.03.1985", "361-4", "1.11.2026")
PETER = ("2", "Лазовик Пётр", "01.05.1990", "342", "1.11.2026")
OLGA = ("3", "Кирмаш Ольга", "07.09.1979", "130", "1.11.2026")


def compared(before, after, leave_out=()):
    tables = [(Table("list", 1, rows_of(rows)),) for rows in (before, after)]
    mappings = tuple(guess_watched(one, "wanted") for one in tables)
    return compare_snapshots(*tables, mappings, leave_out=leave_out)


def names(rows):
    return [one.row.cell(1) for one in rows]


def test_a_row_that_went_up_because_another_is_gone_did_not_change():
    found = compared([HEAD, ALENA, PETER, OLGA], [HEAD, ALENA, ("2", *OLGA[1:])])
    assert (names(found.appeared), names(found.gone), found.changed, found.same) == (
        [],
        ["Лазовик Пётр"],
        (),
        2,
    )


def test_a_corrected_name_is_a_changed_cell_and_nobody_new():
    found = compared([HEAD, ALENA, PETER], [HEAD, ("1", "Рудько Алёна", *ALENA[2:]), PETER])
    [one] = found.changed
    assert [(cell.header, cell.was, cell.now) for cell in one.cells] == [
        ("ФИО", "Рудько Алена", "Рудько Алёна")
    ]
    assert not found.appeared and not found.gone


def test_columns_that_tell_when_somebody_looked_can_be_left_out():
    today = [(*row[:-1], "22.11.2026") for row in (ALENA, PETER)]
    assert len(compared([HEAD, ALENA, PETER], [HEAD, *today]).changed) == 2
    assert not compared([HEAD, ALENA, PETER], [HEAD, *today], leave_out=["обновлено"])


def test_the_same_row_twice_is_two_rows():
    found = compared([HEAD, ALENA, ("", *PETER[1:])], [HEAD, ALENA, ("", *PETER[1:]), ("", *PETER[1:])])
    assert names(found.appeared) == ["Лазовик Пётр"]


def test_two_of_one_name_and_day_are_not_taken_for_each_other():
    found = compared([HEAD, ALENA], [HEAD, ALENA, ("2", *ALENA[1:3], "411", "2.11.2026")])
    assert names(found.appeared) == ["Рудько Алена"] and found.same == 1


CELL = st.sampled_from(["", "Рудько Алена", "Лазовик Пётр", "12.03.1985", "130", "342", "x", "1", "2"])
ROWS = st.lists(st.lists(CELL, min_size=1, max_size=4), max_size=8)


@given(ROWS, ROWS)
@settings(max_examples=60, deadline=None)
def test_every_row_is_the_same_changed_gone_or_appeared(before, after):
    tables = [(Table("list", 1, rows_of(rows)),) for rows in (before, after)]
    plain = ListMapping(())
    found = compare_snapshots(*tables, (plain, plain))
    both = found.same + len(found.changed)
    back = compare_snapshots(tables[1], tables[0], (plain, plain))
    assert not compare_snapshots(tables[0], tables[0], (plain, plain))
    assert (len(back.appeared) - len(back.gone)) == (len(found.gone) - len(found.appeared))
    if not any(cell.isdecimal() for rows in (before, after) for row in rows for cell in row):
        assert both + len(found.gone) == len(tables[0][0].rows)
        assert both + len(found.appeared) == len(tables[1][0].rows)
