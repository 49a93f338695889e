"""The birthdays of a month on one sheet: who, and by when a letter must leave. All people are invented."""

from datetime import date

import pypdfium2
import pytest
from test_workflows_letters import LANGUAGES, MARKS, PLACES, fact
from workflows_house import TODAY

from habeas.workflows.letters_birthdays import birthdays
from habeas.workflows.refused import Refused

JANUARY = date(2027, 1, 1)


@pytest.fixture
def known(make):
    """Maryna, whose sentence we accepted, born on 19 January 1991, and where to write to her."""
    house = make()
    house.accepted_verdict()
    fact(house, "identity", name=("Зялёнка Марына Їнґаўна",), born=("1991-01-19",))
    fact(house, "contact", facility=("СІЗА № 9",))
    return house


def made(house, tmp_path, lang="en", today=TODAY, month=JANUARY):
    file = tmp_path / "birthdays-ONLY-FOR-US.pdf"
    chosen, rows = birthdays(house.workspace, file, today=today, lang=lang, month=month, places=PLACES)
    pdf = pypdfium2.PdfDocument(file)
    text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pdf)
    return chosen, rows, text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sheet_says_whom_and_when_in_every_language(known, tmp_path, lang):
    _, rows, text = made(known, tmp_path, lang, today=date(2026, 11, 18))
    assert MARKS[lang] in text and "36" in text and "СІЗА № 9" in text
    assert "Зялёнка Марына Їнґаўна" in text
    assert [(row.day, row.send) for row in rows] == [
        (date(2027, 1, 19), (date(2026, 11, 17), date(2026, 12, 8)))
    ]


def test_another_month_is_empty_and_says_so(known, tmp_path):
    _, rows, text = made(known, tmp_path, month=date(2027, 2, 1))
    assert rows == () and "No birthday that we know falls in this month." in text


def test_who_comes_too_late_is_told_to_send_now(known, tmp_path):
    assert "now: post takes weeks" in made(known, tmp_path, today=date(2026, 12, 20))[2]


def test_without_a_month_it_is_the_one_to_write_for_now(known, tmp_path):
    chosen, rows, _ = made(known, tmp_path, today=date(2026, 11, 18), month=None)
    assert chosen == JANUARY and len(rows) == 1


@pytest.mark.parametrize("wish", ["не хочет писем", "nie chce listów", "no letters before 2027-03-01"])
def test_who_wishes_no_letters_stands_on_no_sheet(known, tmp_path, wish):
    fact(known, "contact", wish=(wish,))
    _, rows, text = made(known, tmp_path)
    assert rows == () and "Зялёнка" not in text


def test_where_no_letter_arrives_the_line_says_why(make, tmp_path):
    house = make()
    house.accepted_verdict()
    fact(house, "identity", name=("Зялёнка Марына Їнґаўна",), born=("1991-01-19",))
    assert "No report that we accepted says where this person is held." in made(house, tmp_path)[2]


def test_the_file_says_whom_it_is_for(known, tmp_path):
    with pytest.raises(Refused, match="ONLY-FOR-US"):
        birthdays(known.workspace, tmp_path / "birthdays.pdf", today=TODAY, lang="en", month=JANUARY)


def test_a_wish_that_a_person_must_read_stands_on_the_line(known, tmp_path):
    fact(known, "contact", wish=("толькі паштоўкі",))
    assert "A wish about letters, read it first: толькі паштоўкі" in made(known, tmp_path)[2]
