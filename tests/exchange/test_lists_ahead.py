"""A release that lies ahead of the day on which a list was read is expected, however its column is headed."""

import pytest

from habeas.exchange.lists.cell_dates import read_date
from habeas.exchange.lists.cell_words import read_status
from habeas.exchange.lists.mapping import MappingError, from_yaml, to_yaml
from habeas.exchange.lists.rows import ahead
from habeas.workflows.list_reading import read_list

LIST = "ПІБ;Затримання;Звільнення\nСавицький Левко;27.03.2019;{day}\n"


def only_row(tmp_path, day, today):
    from datetime import date

    (tmp_path / "list.csv").write_text(LIST.format(day=day), encoding="utf-8")
    [row] = read_list(tmp_path / "list.csv", today=date.fromisoformat(today)).rows
    return row


@pytest.mark.parametrize(
    ("day", "today", "field"),
    [
        ("2032", "2026-11-22", "release_expected"),
        ("05.2027", "2026-11-22", "release_expected"),
        ("23.11.2026", "2026-11-22", "release_expected"),
        ("22.11.2026", "2026-11-22", "released"),
        ("2026", "2026-11-22", "released"),
        ("12.03.2021", "2026-11-22", "released"),
    ],
)
def test_the_day_decides_and_it_is_said(tmp_path, day, today, field):
    row = only_row(tmp_path, day, today)
    assert row.one(field) and not row.one({"released": "release_expected"}.get(field, "released"))
    assert bool(row.problems) == (field == "release_expected")


def test_a_list_that_was_kept_says_later_what_it_said_then(tmp_path):
    from datetime import date

    (tmp_path / "list.csv").write_text(LIST.format(day="05.2027"), encoding="utf-8")
    first = read_list(tmp_path / "list.csv", today=date(2026, 11, 22))
    kept = from_yaml(to_yaml(first.mapping))
    [again] = read_list(tmp_path / "list.csv", kept, today=date(2030, 1, 1)).rows
    assert again.one("release_expected") == "2027-05"
    assert ahead(again, "2030-01-01") == again


def test_a_day_that_is_none_is_refused():
    with pytest.raises(MappingError, match="as_of"):
        from_yaml("list: 1\nas_of: soon\nsheets: []\n")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("15 XI 2022", "2022-11-15"),
        ("3.IV.1985", "1985-04-03"),
        ("1-ii-2020", "2020-02-01"),
        ("15 XIII 2022", None),
    ],
)
def test_months_in_roman_numerals(written, value):
    assert read_date(written).value == value


@pytest.mark.parametrize(
    "words",
    ["osadzony", "osadzona", "находится в СИЗО-1 под стражей", "утримується", "знаходзіцца пад вартай"],
)
def test_who_sits_is_held(words):
    assert read_status(words) in ("held", "under-investigation", "serving-sentence")
