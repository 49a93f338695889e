"""Dates in words are exactly as precise as they are, in every language."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.publish.dates import date_words, is_simple, line_of
from habeas.publish.words import words_of

WORDS = {
    "en": {
        "2026-03-22": "22 March 2026",
        "2026-03": "March 2026",
        "2026": "2026",
        "XXXX-03-22": "22 March, year not known",
        "XXXX-09": "September, year not known",
        "XXXX": "date not known",
        "202X": "2020–2029",
        "2026-XX-05": "day 5 of a month of 2026 that is not known",
        "2026-08-21/2026-08-31": "between 21 and 31 August 2026",
        "2026-08-21/2026-09-03": "between 21 August and 3 September 2026",
        "2025-12-30/2026-01-02": "between 30 December 2025 and 2 January 2026",
        "XXXX-08-21/XXXX-08-31": "between 21 and 31 August, year not known",
        "2026-12/2027-01": "December 2026 – January 2027",
        "../2026-05-01": "not later than 1 May 2026",
        "2026-05/..": "not earlier than May 2026",
        "2026-03-22?": "22 March 2026, uncertain",
        "2026-03~": "about March 2026",
        "2026-03-22%": "about 22 March 2026, uncertain",
        "no date at all": "no date at all",
    },
    "be": {
        "2026-03-22": "22 сакавіка 2026",
        "2026-12": "снежань 2026",
        "XXXX-03-22": "22 сакавіка, год невядомы",
        "XXXX-09": "верасень, год невядомы",
        "2026-11-22/2026-11-30": "паміж 22 і 30 лістапада 2026",
        "../2026-05": "не пазней: май 2026",
        "2026-08~": "каля жніўня 2026",
    },
    "ru": {
        "2026-03-22": "22 марта 2026",
        "2026-12": "декабрь 2026",
        "2026-11-22/2026-11-30": "между 22 и 30 ноября 2026",
    },
}


@pytest.mark.parametrize(("lang", "edtf"), [(lang, edtf) for lang, cases in WORDS.items() for edtf in cases])
def test_a_date_in_words(lang, edtf):
    assert date_words(edtf, words_of(lang)).replace("\u00a0", " ") == WORDS[lang][edtf]


def test_after_a_preposition_the_month_is_declined():
    assert date_words("2026-03", words_of("be"), "after") == "сакавіка 2026"
    assert date_words("2026-03", words_of("ru"), "after") == "марта 2026"
    assert date_words("2026", words_of("be"), "after") == "2026 года"


def test_day_and_month_are_never_parted_at_the_end_of_a_line():
    for lang in ("en", "be", "ru"):
        assert "22\u00a0" in date_words("2026-03-22", words_of(lang))


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_month_or_a_year_never_becomes_a_day(day):
    words = words_of("en")
    assert str(day.year) in date_words(f"{day:%Y-%m}", words)
    assert not any(part.isdigit() and len(part) < 3 for part in date_words(f"{day:%Y-%m}", words).split())
    assert date_words(f"{day:%Y}", words) == f"{day:%Y}"
    assert str(day.year) not in date_words(f"XXXX-{day:%m-%d}", words)


@given(st.text(max_size=30))
def test_any_text_is_shown_without_failing(text):
    for lang in ("en", "be"):
        date_words(text, words_of(lang))
    assert line_of(text) in ("sure", "hedged", "doubt")
    assert is_simple(text) in (True, False)


@pytest.mark.parametrize(
    ("edtf", "line"),
    [("2026-03-22", "sure"), ("2026-03", "hedged"), ("2026-03-22~", "hedged"), ("2026-03-22/2026-03-30", "hedged"),
     ("2026-03-22?", "doubt"), ("XXXX-03-22", "doubt"), (None, "doubt")],
)  # fmt: skip
def test_the_line_says_how_well_a_date_is_known(edtf, line):
    assert line_of(edtf) == line
