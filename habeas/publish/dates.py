"""Dates in words, exactly as precise as they are: a month is not made into a day, an unknown year is said to be so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from babel.dates import format_date
from markupsafe import Markup, escape

from habeas.model.edtf import Edtf, EdtfError
from habeas.publish.words import Words

NO_BREAK = "\u00a0"
Form = Literal["alone", "after"]


@dataclass(frozen=True, slots=True)
class _Point:
    """One end of an expression. ``year`` as written (``2026``, ``202X``, ``XXXX``); month and day None if unknown."""

    year: str
    month: int | None
    day: int | None

    @classmethod
    def of(cls, text: str) -> _Point:
        parts = [*text.rstrip("?~%").split("-"), "XX", "XX"]
        month = None if parts[1] == "XX" else int(parts[1])
        return cls(parts[0], month, None if parts[2] == "XX" else int(parts[2]))

    @property
    def calendar(self) -> date:
        """A day of a leap year that stands for it in a pattern."""
        return date(int(self.year) if self.year.isdigit() else 2024, self.month or 1, self.day or 1)


def date_words(text: str, words: Words, form: Form = "alone") -> Markup:
    """Return the EDTF ``text`` in words; ``after`` is the form that follows a preposition such as “since”.

    What is no EDTF is returned as it is: it is what a source or a person wrote.
    """
    return words.say(_date, text, form)


@lru_cache(maxsize=1 << 16)
def _date(words: Words, text: str, form: Form) -> Markup:
    try:
        edtf = Edtf.parse(text)
    except EdtfError:
        return escape(text)
    if edtf.is_interval:
        return _interval(edtf.spelled_out, words)
    said = _point(_Point.of(edtf.text), words, "after" if edtf.approximate else form)
    if edtf.text.endswith("%"):
        return words.text("dates.about_uncertain", date=said)
    if edtf.approximate:
        return words.text("dates.about", date=said)
    if edtf.uncertain:
        return words.text("dates.uncertain", date=said)
    return said


def day_words(day: date, words: Words) -> Markup:
    """Return a calendar day in words."""
    return date_words(day.isoformat(), words)


@lru_cache(maxsize=1 << 16)
def is_simple(text: str | None) -> bool:
    """Whether ``text`` is one resolved point that its source does not doubt, so that it can stand inside a sentence."""
    try:
        edtf = Edtf.parse(text or "")
    except EdtfError:
        return False
    return edtf.is_resolved and not (
        edtf.is_interval or edtf.approximate or edtf.uncertain or "X" in edtf.text
    )


@lru_cache(maxsize=1 << 16)
def line_of(text: str | None) -> Literal["sure", "hedged", "doubt"]:
    """Return the line in which a date is drawn: solid for a known day, dashed for a range, dotted for unknown."""
    try:
        edtf = Edtf.parse(text or "")
    except EdtfError:
        return "doubt"
    if edtf.uncertain or not edtf.is_resolved:
        return "doubt"
    return "sure" if edtf.precision == "day" and not edtf.approximate else "hedged"


def _point(point: _Point, words: Words, form: Form) -> Markup:
    if point.year == "XXXX":
        if point.month is None:
            return words.text("dates.unknown")
        key = "day_no_year" if point.day else "month_no_year"
        return words.text("dates.no_year", date=_formatted(point, words, key))
    if not point.year.isdigit():
        decade = words.text(
            "dates.years", first=point.year.replace("X", "0"), last=point.year.replace("X", "9")
        )
        return decade
    if point.month is None:
        if point.day:
            return words.text("dates.no_month", day=point.day, year=point.year)
        return words.text("dates.year_after" if form == "after" else "dates.year", year=point.year)
    key = "day" if point.day else ("month_after" if form == "after" else "month")
    return _formatted(point, words, key)


def _formatted(point: _Point, words: Words, key: str) -> Markup:
    text = format_date(point.calendar, words.pattern(f"dates.{key}"), locale=words.locale)
    return escape(_tied(text))


def _tied(text: str) -> str:
    """Keep a day with its month and a year with its sign on one line."""
    parts = text.split(" ")
    tied = parts[0]
    for before, part in pairwise(parts):
        joined = before.rstrip(".").isdigit() or part.endswith(".")
        tied += (NO_BREAK if joined else " ") + part
    return tied


def _interval(text: str, words: Words) -> Markup:
    first_text, last_text = text.split("/")
    if first_text in ("", ".."):
        return words.text("dates.not_after", date=date_words(last_text, words))
    if last_text in ("", ".."):
        return words.text("dates.not_before", date=date_words(first_text, words))
    first, last = _Point.of(first_text), _Point.of(last_text)
    if not (first.day and last.day and first.month and last.month):
        return words.text(
            "dates.span", first=date_words(first_text, words), last=date_words(last_text, words)
        )
    said = words.text("dates.between", first=_short(first, last, words), last=_end(last, words))
    return words.text("dates.no_year", date=said) if "XXXX" in (first.year, last.year) else said


def _short(first: _Point, last: _Point, words: Words) -> Markup:
    """The first end without what it shares with the last: “22” of “between 22 and 30 November 2026”."""
    if first.year != last.year:
        return _formatted(first, words, "day")
    if first.month != last.month:
        return _formatted(first, words, "day_no_year")
    day = _formatted(first, words, "day_no_year").split(NO_BREAK)[0]
    return escape(day)


def _end(last: _Point, words: Words) -> Markup:
    return _formatted(last, words, "day_no_year" if last.year == "XXXX" else "day")
