"""Dates: what they mean, what is refused, and that everything we write is EDTF to another implementation."""

from datetime import date, timedelta

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from habeas.model.edtf import Edtf, EdtfError, between

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "precision", "resolved", "first", "last"),
    [
        ("2026-03-22", "day", True, date(2026, 3, 22), date(2026, 3, 22)),
        ("2026-03", "month", True, date(2026, 3, 1), date(2026, 3, 31)),
        ("2026", "year", True, date(2026, 1, 1), date(2026, 12, 31)),
        ("XXXX-03-22", "day", False, None, None),
        ("XXXX-09", "month", False, None, None),
        ("2026-08-21/2026-08-31", "interval", True, date(2026, 8, 21), date(2026, 8, 31)),
        ("XXXX-08-21/XXXX-08-31", "interval", False, None, None),
        ("../2026-05-01", "interval", True, None, date(2026, 5, 1)),
        ("2026-03~", "month", True, date(2026, 3, 1), date(2026, 3, 31)),
        ("202X", "year", True, date(2020, 1, 1), date(2029, 12, 31)),
    ],
)
def test_a_date_keeps_its_precision(text, precision, resolved, first, last):
    value = Edtf.parse(text)
    assert (value.precision, value.earliest, value.latest) == (precision, first, last)
    assert value.is_resolved is resolved


@pytest.mark.parametrize(
    "text",
    [
        "",
        "22 March",
        "2026-13",
        "2026-02-30",
        "2026-03-22/2026-03-01",
        "../..",
        "2026-3-2",
        "2026-03-22??",
        "1/2/3",
    ],
)
def test_what_is_no_date_is_refused_with_a_reason(text):
    with pytest.raises(EdtfError) as refused:
        Edtf.parse(text)
    assert len(str(refused.value)) > 20


def test_29_february_is_possible_while_the_year_is_unknown():
    assert Edtf.parse("XXXX-02-29").with_year(2024).text == "2024-02-29"
    with pytest.raises(EdtfError):
        Edtf.parse("XXXX-02-29").with_year(2026)


def test_an_unknown_year_agrees_with_any_year_but_not_with_another_day():
    assert Edtf.parse("XXXX-03-22").overlaps(Edtf.parse("2026-03"))
    assert not Edtf.parse("XXXX-03-22").overlaps(Edtf.parse("2026-04"))


@given(days, st.integers(0, 800))
def test_what_we_write_is_edtf_elsewhere_too(first, length):
    last = min(first + timedelta(days=length), date(2101, 12, 31))
    value = between(first, last)
    assert parse_edtf(value.text) is not None
    assert (value.earliest, value.latest) == (first, last)
    assert Edtf.parse(value.text) == value


@given(days, days)
def test_overlap_is_symmetric_and_true_of_itself(a, b):
    one, other = Edtf.of_day(a), between(min(a, b), max(a, b))
    assert one.overlaps(one)
    assert one.overlaps(other) == other.overlaps(one)


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_clear_refusal(text):
    try:
        value = Edtf.parse(text)
    except EdtfError:
        return
    assert parse_edtf(value.text) is not None
