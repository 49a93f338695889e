"""Dates as a text writes them, with exactly the precision it gives: 22 March, late August, 12.05.2023, 2020.

A year that the text does not give stays ``XXXX``. Relative dates (yesterday, the next day, on Monday) are in
:mod:`habeas.claims.grammar.relative_dates`; years are inferred later, where the report's date is known.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import replace

from habeas.claims.found import Found
from habeas.claims.grammar.bare_days import bare_day_at
from habeas.claims.grammar.numbers import OPENERS as NUMBERS
from habeas.claims.grammar.numbers import may_begin
from habeas.claims.grammar.parts_of_dates import UNKNOWN_YEAR, narrowed_to
from habeas.claims.grammar.relative_dates import SEASON_CODES, relative_at, with_year_before, year_offset_at
from habeas.claims.sentences import Sentence
from habeas.text.tokens import NUMBER

FIRST_YEAR, LAST_YEAR = 1900, 2099
OPENERS = NUMBERS | {
    "parts", "months", "months_after_day", "ordinals", "seasons", "relative", "after_event", "single", "units",
    "last", "next", "this", "weekdays",
}  # fmt: skip
WHOLE = re.compile(r"(?:\d{4}|XXXX)-\d\d-\d\d")
LED_BY = frozenset({"date.weekday", "date.from-event", "date.later", "date.earlier"})


def find_dates(sentence: Sentence) -> list[Found]:
    """Return every date in the sentence, in order, none overlapping another."""
    found: list[Found] = []
    index = 0
    while index < len(sentence.tokens):
        date = date_at(sentence, index) if may_begin(sentence, index, OPENERS) else None
        if date is None:
            index += 1
            continue
        if found and found[-1].rule in LED_BY and _follows(sentence, found[-1].last, date):
            led = found.pop()
            on = led.get("weekday") if UNKNOWN_YEAR in date.value else None
            detail = (*date.detail, ("on", on)) if on else date.detail
            date = replace(date, first=led.first, detail=detail)
        date = with_year_before(sentence, found, date)
        stretch = _stretch(sentence, found[-1], date) if found else None
        if stretch is not None:
            found[-1] = stretch
        else:
            found.append(date)
        index = max(date.last, index + 1)
    return found


def _stretch(sentence: Sentence, one: Found, other: Found) -> Found | None:
    """Return the days from one to another with a dash between: “30 June – 6 July”, or None."""
    between = sentence.tokens[one.last : other.first]
    whole = all(WHOLE.fullmatch(date.value) for date in (one, other))
    if not whole or len(between) != 1 or between[0].text not in "-–—":
        return None
    year = other.value[:4]
    first = one.value.replace(UNKNOWN_YEAR, year)
    if UNKNOWN_YEAR in first and UNKNOWN_YEAR not in other.value:
        return None
    return replace(other, first=one.first, value=f"{first}/{other.value}") if first < other.value else None


def _follows(sentence: Sentence, index: int, date: Found) -> bool:
    """Whether a written date follows a weekday or “the same day” directly: “Thursday, 11 July”, “the same day, on 3 May”."""
    index += index < date.first and sentence.tokens[index].text == ","
    led = sentence.link("in", index) or sentence.at("day_marks", index)
    return date.first in (index, led.last if led is not None else index) and not date.get("from")


def date_at(sentence: Sentence, index: int) -> Found | None:
    """Return the date that begins at ``index``, or None."""
    token = sentence.tokens[index]
    if token.kind == NUMBER:
        return (
            _numeric(sentence, index)
            or _day_first(sentence, index)
            or _bare_year(sentence, index)
            or relative_at(sentence, index)
            or bare_day_at(sentence, index)
        )
    part = sentence.at("parts", index)
    if part is not None:
        inner = _after_part(sentence, part.last)
        if inner is not None:
            return narrowed_to(inner, part.payload.sense, index)
    return (
        _month_first(sentence, index)
        or _ordinal_day(sentence, index)
        or _season(sentence, index)
        or relative_at(sentence, index)
    )


def _after_part(sentence: Sentence, index: int) -> Found | None:
    tokens = sentence.tokens
    while index < len(tokens) and (
        tokens[index].text == "-" or sentence.at("day_joins", index) or sentence.link("in", index)
    ):
        index += 1
    if index >= len(tokens):
        return None
    return _month_first(sentence, index) or _season(sentence, index) or _year_at(sentence, index)


def _date(first: int, last: int, value: str, rule: str, **detail: str) -> Found:
    return Found("date", value, first, last, rule, tuple(sorted(detail.items())))


def _numeric(sentence: Sentence, index: int) -> Found | None:
    """2023-05-12, 12.05.2023, 12.05.23, 12/05/2023; a month over 12 turns a date with slashes round."""
    tokens = sentence.tokens
    marks = [token.text for token in tokens[index : index + 5]]
    if len(marks) < 5 or marks[1] != marks[3] or marks[1] not in ".-/–":
        return None
    if not all(token.glued for token in tokens[index + 1 : index + 5]):
        return None
    numbers = [marks[0], marks[2], marks[4]]
    if not all(number.isdecimal() and len(number) <= 4 for number in numbers):
        return None
    if len(numbers[0]) == 4:
        year, month, day = (int(number) for number in numbers)
    else:
        day, month, year = (int(number) for number in numbers)
        if len(numbers[2]) not in (2, 4):
            return None
        year += 2000 if len(numbers[2]) == 2 else 0
        if "month_first" in sentence.pack.flags and marks[1] == "/" and month > 12:
            day, month = month, day
    value = _day(str(year), month, day)
    return _date(index, index + 5, value, "date.numeric") if value else None


def _day(year: str, month: int, day: int) -> str | None:
    """Return year-month-day if there is such a day, else None."""
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    if year != UNKNOWN_YEAR and not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    leap = int(year) if year != UNKNOWN_YEAR else 2024
    return f"{year}-{month:02d}-{day:02d}" if day <= calendar.monthrange(leap, month)[1] else None


def _day_number(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """Return a day of the month at ``index`` and the token after it (its ordinal ending included)."""
    token = sentence.tokens[index] if index < len(sentence.tokens) else None
    if token is None or token.kind != NUMBER or len(token.text) > 2 or not 1 <= int(token.text) <= 31:
        return None
    last = index + 1
    tokens = sentence.tokens
    if last < len(tokens) and tokens[last].text == "-" and tokens[last].glued:
        ending = last + 1
        if ending < len(tokens) and sentence.pack.has("day_endings", tokens[ending].key):
            return int(token.text), ending + 1
    if last < len(tokens) and tokens[last].glued and sentence.pack.has("day_endings", tokens[last].key):
        last += 1
    return int(token.text), last


def _day_first(sentence: Sentence, index: int) -> Found | None:
    """22 March 2022, 22nd of March, 10-12 March, 10 and 12 March (from the first to the last)."""
    tokens = sentence.tokens
    first = _day_number(sentence, index)
    if first is None:
        return None
    day, after = first
    until = None
    if after < len(tokens) and (tokens[after].text in "-–—" or sentence.at("range", after)):
        second = _day_number(sentence, after + 1)
        if second is not None and second[0] > day:
            until, after = second
    while after < len(tokens) and sentence.at("day_joins", after) and after - index < 4:
        after += 1
    month = sentence.at("months", after) or sentence.at("months_after_day", after)
    if month is None:
        return None
    year, last, rule = _year_after(sentence, month.last)
    low = _day(year, int(month.payload.sense), day)
    high = _day(year, int(month.payload.sense), until) if until else None
    if low is None or (until and high is None):
        return None
    return _with_offset(sentence, _date(index, last, f"{low}/{high}" if high else low, rule))


def _ordinal_day(sentence: Sentence, index: int) -> Found | None:
    """The first of May: a day written as a word."""
    day = sentence.at("ordinals", index)
    if day is None or not day.payload.sense.isdecimal() or not 1 <= int(day.payload.sense) <= 31:
        return None
    after = day.last
    while after < len(sentence.tokens) and sentence.at("day_joins", after) and after - day.last < 2:
        after += 1
    month = sentence.at("months", after)
    if month is None:
        return None
    year, last, rule = _year_after(sentence, month.last)
    value = _day(year, int(month.payload.sense), int(day.payload.sense))
    return _with_offset(sentence, _date(index, last, value, rule)) if value else None


def _month_first(sentence: Sentence, index: int) -> Found | None:
    """March 22, 2022; March 22-24; March 2022; March."""
    behind = sentence.ends("since", index)  # «пад вартай з мая»
    month = sentence.at("months", index) or (sentence.at("months_after_day", index) if behind else None)
    if month is None:
        return None
    tokens, number = sentence.tokens, int(month.payload.sense)
    after = month.last
    if after < len(tokens) and tokens[after].text == "." and len(sentence.word(index)) <= 4:
        after += 1
    if "month_first" in sentence.pack.flags:
        day = _day_number(sentence, after)
        if day is not None:
            found = _month_day(sentence, index, number, day)
            if found is not None:
                return found
    year, last, rule = _year_after(sentence, after if after != month.last else month.last)
    if year == UNKNOWN_YEAR:
        last = month.last
    return _with_offset(sentence, _date(index, last, f"{year}-{number:02d}", rule))


def _month_day(sentence: Sentence, index: int, month: int, day: tuple[int, int]) -> Found | None:
    tokens = sentence.tokens
    first, after = day
    until = None
    if after < len(tokens) and (tokens[after].text in "-–—" or sentence.at("range", after)):
        second = _day_number(sentence, after + 1)
        if second is not None and second[0] > first and not sentence.at("months", second[1]):
            until, after = second
    year, last, rule = _year_after(sentence, after)
    low, high = _day(year, month, first), _day(year, month, until) if until else None
    if low is None:
        return None
    return _with_offset(sentence, _date(index, last, f"{low}/{high}" if high else low, rule))


def _year_after(sentence: Sentence, index: int) -> tuple[str, int, str]:
    """Return the year that follows a day or month, the token after it, and the rule; or an unknown year."""
    tokens = sentence.tokens
    at = index
    while at < len(tokens) and (tokens[at].text == "," or sentence.at("day_joins", at)) and at - index < 2:
        at += 1
    if at < len(tokens) and _is_year(sentence, at):
        last = at + 1
        word = sentence.at("year_words", last)
        return tokens[at].text, word.last if word else last, "date.written"
    return UNKNOWN_YEAR, index, "date.without-year"


def _is_year(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    if token.kind != NUMBER or len(token.text) != 4 or not FIRST_YEAR <= int(token.text) <= LAST_YEAR:
        return False
    follow = sentence.tokens[index + 1] if index + 1 < len(sentence.tokens) else None
    return follow is None or not (follow.glued and follow.text in "-–/" and index + 2 < len(sentence.tokens)
                                  and sentence.tokens[index + 2].kind == NUMBER)  # fmt: skip


def _with_offset(sentence: Sentence, date: Found) -> Found:
    """Add “this year”, “last year”, “of the same year” that follows a date without a year."""
    same = sentence.at("same_year", date.last)
    if same is not None and UNKNOWN_YEAR in date.value:
        return replace(date, last=same.last, detail=(*date.detail, ("same", same.payload.sense)))
    offset = year_offset_at(sentence, date.last)
    if offset is None or UNKNOWN_YEAR not in date.value:
        return date
    years, last = offset
    return replace(date, last=last, rule="date.year-by-report", detail=(*date.detail, ("year", str(years))))


def _bare_year(sentence: Sentence, index: int) -> Found | None:
    """In 2020, 2020 года: a year by itself needs a word that makes it one."""
    if not _is_year(sentence, index):
        return None
    word = sentence.at("year_words", index + 1)
    before = sentence.ends("year_after", index)
    if word is None and not before:
        return None
    last = word.last if word else index + 1
    return _date(index, last, sentence.tokens[index].text, "date.year")


def _year_at(sentence: Sentence, index: int) -> Found | None:
    if sentence.tokens[index].kind != NUMBER or not _is_year(sentence, index):
        return None
    word = sentence.at("year_words", index + 1)
    return _date(index, word.last if word else index + 1, sentence.tokens[index].text, "date.year")


def _season(sentence: Sentence, index: int) -> Found | None:
    """Summer 2020; last autumn, «восени минулого року»; a season by itself where the pack says when it is («ўвосень»)."""
    season = sentence.at("seasons", index)
    if season is None:
        return None
    code = SEASON_CODES[season.payload.sense]
    year, last, rule = _year_after(sentence, season.last)
    if year != UNKNOWN_YEAR:
        return _date(index, last, f"{year}-{code}", rule)
    value = f"{UNKNOWN_YEAR}-{code}"
    offset = year_offset_at(sentence, season.last)
    if offset is not None:
        return _date(index, offset[1], value, "date.year-by-report", year=str(offset[0]))
    since = sentence.ends("since", index)
    if since or sentence.at("in_season", index) is not None:
        return _date(index, season.last, value, "date.season")
    return None  # “summer” may be any year's
