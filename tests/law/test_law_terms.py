"""Lengths of time: what a month and a year do to a day, as laws that hold for every day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.law.errors import LawError
from habeas.law.span import Span, hull
from habeas.law.terms import Term

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
MONTHS = st.integers(0, 400)


@pytest.mark.parametrize(
    ("start", "term", "end"),
    [
        ("2012-11-08", "P1Y6M", "2014-05-08"),
        ("2021-01-31", "P1M", "2021-02-28"),
        ("2024-01-31", "P1M", "2024-02-29"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2021-04-01", "P15D", "2021-04-16"),
        ("2026-03-22", "PT72H", "2026-03-25"),
        ("2026-03-22", "PT3H", "2026-03-23"),
        ("2026-03-22", "P2W", "2026-04-05"),
        ("2026-03-22", "P22M", "2028-01-22"),
    ],
)
def test_a_length_after_a_day(start, term, end):
    assert Term.parse(term).after(date.fromisoformat(start)) == date.fromisoformat(end)


@pytest.mark.parametrize(
    "text", ["", "P", "PT", "2 years", "P1.5Y", "-P1Y", "P1Y2", "P9999Y", "P1D1M", "p1y", "P１Y"]
)
def test_what_is_no_length_is_refused_with_an_example(text):
    with pytest.raises(LawError, match="P2Y6M"):
        Term.parse(text)


def test_beyond_the_calendar_is_said_in_a_sentence():
    with pytest.raises(LawError, match="beyond the calendar"):
        Term.parse("P999Y").after(date(9500, 1, 1))


@given(DAYS, DAYS, MONTHS, st.integers(0, 400))
def test_a_later_start_never_ends_earlier(one, other, months, days):
    first, last = sorted((one, other))
    term = Term(months, days)
    assert term.after(first) <= term.after(last)


@given(DAYS, MONTHS, MONTHS)
def test_months_add_up_and_only_short_months_lose_days(day, one, other):
    in_turn, at_once = Term(other).after(Term(one).after(day)), Term(one + other).after(day)
    assert in_turn <= at_once
    assert (in_turn.year, in_turn.month) == (at_once.year, at_once.month)
    if day.day <= 28:
        assert in_turn == at_once
        assert at_once.day == day.day


@given(DAYS, st.integers(0, 30))
def test_twelve_months_are_a_year(day, years):
    assert Term.parse(f"P{years}Y").after(day) == Term.parse(f"P{12 * years}M").after(day)


@given(DAYS, st.integers(0, 5000))
def test_days_are_days(day, days):
    assert Term.parse(f"P{days}D").after(day) == day + timedelta(days=days)


@given(st.lists(st.tuples(DAYS, DAYS), min_size=1))
def test_a_hull_holds_every_span(pairs):
    spans = [Span(*sorted(pair)) for pair in pairs]
    whole = hull(spans)
    assert all(whole.first <= one.first and one.last <= whole.last for one in spans)
    assert hull([*spans, Span(None, spans[0].last)]).first is None
