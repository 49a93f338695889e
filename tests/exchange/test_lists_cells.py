"""What people write in cells, and what is read: examples that anybody may add to."""

from __future__ import annotations

import pytest

from habeas.exchange.lists.cell_dates import DateHabit, read_date, writes_month_first
from habeas.exchange.lists.cell_law import read_articles, read_term
from habeas.exchange.lists.cell_names import read_names
from habeas.exchange.lists.cell_words import read_place, read_status

DATES = """
15.03.2022 = 2022-03-15
15.03.2022 г. = 2022-03-15
с 15.03.2022 = 2022-03-15
2022-03-15 00:00 = 2022-03-15
3/15/22 = 2022-03-15
15-Mar-22 = 2022-03-15
15 мар. 2022 = 2022-03-15
15 сакавіка 2022 г. = 2022-03-15
15 березня 2022 р. = 2022-03-15
15 marca 2022 r. = 2022-03-15
15 sakavika 2022 = 2022-03-15
Mar 15, 2022 = 2022-03-15
12-14.03.2022 = 2022-03-12/2022-03-14
март 2022 = 2022-03
03.2022 = 2022-03
2022 = 2022
44635 = 2022-03-15
ок. 2021 = 2021~
каля 2021 = 2021~
c. 2021 = 2021~
2020-2021 = 2020/2021
осень 2021 = 2021-23
2022-XX = 2022-XX
32.13.2022 = -
неизвестно = -
38 лет = -
15 марта = -
"""
TERMS = """
3 года = P3Y
3 г. 6 мес. = P3Y6M
3г6м = P3Y6M
1,5 года = P1Y6M
18 mies. = P18M
3 роки 6 міс = P3Y6M
пять лет = P5Y
24 months = P24M
15 суток = P15D administrative arrest
10-15 суток = P10D..P15D administrative arrest
5 лет колонии общего режима = P5Y colony general regime
6 лет, штраф 500 б.в. = P6Y
пожизненно = life
3 = P3Y
30 базовых величин = -
"""
ARTICLES = """
ст. 342 ч. 1, 130 = 342 1; 130
ч.1 ст.342 УК РБ = 342 1
342-1, 368 КК = 342-1; 368
130 ч.3; 289 ч.2 = 130 3; 289 2
342(1) = 342 1
ч.1 ст.342, ч.3 ст.130 = 342 1; 130 3
ч. 1, 2 ст. 342 = 342 1; 342 2
20.2 ч. 8 КоАП = 20.2 8
арт. 342 КК РБ = 342
art. 130 § 1 kk = 130 1
Article 342 part 1 = 342 1
ч. 1 арт. 361-4, арт. 369 = 361-4 1; 369
342¹ = 342-1
none = -
"""
STATUSES = """
отбывает наказание = serving-sentence
освобождён = released
не освобожден = serving-sentence
на воле = released
Под стражей = under-investigation
вызвалены = released
засуджений = serving-sentence
w areszcie = under-investigation
serving sentence = serving-sentence
памерла = dead
домашняя химия = restricted
так = -
"""
NAMES = """
Рудько Алена Петровна = Рудько Алена Петровна
1. Лазавік Пятро = Лазавік Пятро
Зайцев И.И. (р. 1985) = Зайцев И.И. 1985
Кірмаш Вольга, 1985 г.н. = Кірмаш Вольга 1985
Пётр Лазовик, Анна Рудько и Олег Вольный = Пётр Лазовик | Анна Рудько | Олег Вольный
Лазовик П. П.; Рудько А. А. = Лазовик П. П. | Рудько А. А.
Zabielny, Piotr = Zabielny, Piotr
Рудько (Вольная) Анна = Рудько Анна
н/д = -
"""


def examples(text: str) -> list[tuple[str, str]]:
    pairs = [line.split(" = ") for line in text.strip().splitlines()]
    return [(cell, wanted) for cell, wanted in pairs]


@pytest.mark.parametrize(("cell", "wanted"), examples(DATES))
def test_a_date(cell: str, wanted: str) -> None:
    assert (read_date(cell).value or "-") == wanted


@pytest.mark.parametrize(("cell", "wanted"), examples(TERMS))
def test_a_term(cell: str, wanted: str) -> None:
    assert (read_term(cell).value or "-") == wanted


@pytest.mark.parametrize(("cell", "wanted"), examples(ARTICLES))
def test_articles(cell: str, wanted: str) -> None:
    assert ("; ".join(read_articles(cell)) or "-") == wanted


@pytest.mark.parametrize(("cell", "wanted"), examples(STATUSES))
def test_a_status(cell: str, wanted: str) -> None:
    assert (read_status(cell) or "-") == wanted


@pytest.mark.parametrize(("cell", "wanted"), examples(NAMES))
def test_names(cell: str, wanted: str) -> None:
    found = [f"{one.name} {one.born}" if one.born else one.name for one in read_names(cell)]
    assert (" | ".join(found) or "-") == wanted


def test_a_birth_of_two_digits_lies_in_the_last_century() -> None:
    assert read_date("12.03.85", DateHabit(birth=True)).value == "1985-03-12"
    assert read_date("12.03.22").value == "2022-03-12"


def test_what_can_be_read_in_two_ways_goes_by_the_column_and_is_said() -> None:
    assert writes_month_first(["03/04/22", "3/15/22"])
    assert not writes_month_first(["03/04/22", "15/3/22"])
    assert read_date("03/04/22", DateHabit(month_first=True)).value == "2022-03-04"
    plain = read_date("03/04/22")
    assert plain.value == "2022-04-03"
    assert "2022-03-04" in plain.remark


def test_days_may_be_counted_from_1904() -> None:
    assert read_date("43173", DateHabit(old_epoch=True)).value == "2022-03-15"


def test_a_place_is_named_without_the_word_for_town() -> None:
    assert [read_place(text) for text in ("г. Минск", "г.Минск", "Мінск", "м. Львів")] == [
        "Минск",
        "Минск",
        "Мінск",
        "Львів",
    ]
