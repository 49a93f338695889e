"""Dates that count from another: from the report's own date (yesterday, on Monday) or from an event (next day).

Nothing is resolved here. A relative date is a value ``XXXX-XX-XX`` (or ``XXXX-XX``, ``XXXX``) with, in its
details, from what it counts (``report`` or ``event``), how many of which unit, or which weekday.
"""

from __future__ import annotations

from dataclasses import replace

from habeas.claims.found import Found
from habeas.claims.grammar.numbers import number_at
from habeas.claims.sentences import Sentence

UNKNOWN = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-XX-XX",
    "event": "XXXX-XX-XX",
    "month": "XXXX-XX",
    "year": "XXXX",
}
SEASON_CODES = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}  # of EDTF
HOURS = "H"
SINCE_THEN = "date.since-event"  # “since then”: how long somebody has been held
UNIT_NAMES = {"D": "day", "W": "week", "M": "month", "Y": "year"}


def relative_at(sentence: Sentence, index: int) -> Found | None:
    """Return the relative date that begins at ``index``, or None."""
    return (
        _phrase(sentence, index)
        or _counted(sentence, index)
        or _weekday(sentence, index)
        or _last_month(sentence, index)
    )


def year_offset_at(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """Return how many years from the report's (this year: 0, last year: -1) a phrase at ``index`` says, and its end."""
    tokens = sentence.tokens
    if index < len(tokens) and tokens[index].text == ",":
        index += 1
    mark = sentence.at("relative", index)
    if mark is None:
        return None
    unit, _, count = mark.payload.sense.partition(" ")
    return (int(count), mark.last) if unit == "year" else None


def _is_year_before(sentence: Sentence, year: Found, date: Found) -> bool:
    """Whether “last year” stands right in front of a date without a year: «в прошлом году в июне»."""
    beside = date.first == year.last or any(
        link.first == year.last and link.last == date.first for link in sentence.links("in")
    )
    counted = year.rule == "date.from-report" and year.get("unit") == "year"
    return (
        beside
        and counted
        and date.value.startswith(UNKNOWN["year"])
        and "-" in date.value
        and not date.get("from")
    )


def with_year_before(sentence: Sentence, found: list[Found], date: Found) -> Found:
    """Return the date, together with a “last year” in front of it, which is then taken out of ``found``."""
    if not found or not _is_year_before(sentence, found[-1], date):
        return date
    year = found.pop()
    detail = (*date.detail, ("year", str(year.get("count"))))
    return replace(date, first=year.first, rule="date.year-by-report", detail=detail)


def _relative(first: int, last: int, unit: str, count: int, origin: str, rule: str) -> Found:
    detail = (("count", str(count)), ("from", origin), ("unit", unit))
    return Found("date", UNKNOWN[unit], first, last, rule, detail)


def _phrase(sentence: Sentence, index: int) -> Found | None:
    mark = sentence.at("relative", index)
    if mark is None:
        return None
    unit, _, count = mark.payload.sense.partition(" ")
    if unit == "since":
        return _relative(index, mark.last, "day", 0, "event", SINCE_THEN)
    if unit == "event":
        return _relative(index, mark.last, "day", int(count), "event", "date.from-event")
    return _relative(index, mark.last, unit, int(count), "report", "date.from-report")


def _counted(sentence: Sentence, index: int) -> Found | None:
    """Three days ago, a week later, in two days."""
    front = sentence.at("after_event", index)
    if front is not None:
        return _in_front(sentence, index, front.last)
    number = number_at(sentence, index)
    single = sentence.at("single", index)
    if number is None and single is None:
        unit = sentence.at("units", index)
        start, count = index, 1
    elif number is not None and number.whole is not None:
        unit, start, count = sentence.at("units", number.last), index, number.whole
    else:
        unit, start, count = sentence.at("units", index + 1), index, 1
    if unit is not None and unit.payload.sense == HOURS and count < 24:
        hours = sentence.at("later", unit.last)
        return _relative(start, hours.last, "day", 0, "event", "date.later") if hours is not None else None
    if unit is None or unit.payload.sense not in UNIT_NAMES or not 0 < count < 1000:
        return None
    name = UNIT_NAMES[unit.payload.sense]
    ago, later = sentence.at("ago", unit.last), sentence.at("later", unit.last)
    earlier = sentence.at("earlier", unit.last)
    if earlier is not None:
        return _relative(start, earlier.last, name, -count, "event", "date.earlier")
    if ago is not None:
        return _relative(start, ago.last, name, -count, "report", "date.ago")
    if later is not None:
        return _relative(start, later.last, name, count, "event", "date.later")
    return None


def _in_front(sentence: Sentence, first: int, index: int) -> Found | None:
    """Read “после трёх дней”, “через неделю”: so much after the event before, with the word in front."""
    number = number_at(sentence, index)
    count = number.whole if number is not None else 1
    unit = sentence.at("units", number.last if number is not None else index)
    if unit is None or unit.payload.sense not in UNIT_NAMES or count is None or not 0 < count < 1000:
        return None
    return _relative(first, unit.last, UNIT_NAMES[unit.payload.sense], count, "event", "date.later")


def _weekday(sentence: Sentence, index: int) -> Found | None:
    """On Monday; last Monday; a weekday just before a written date belongs to it and is no date of its own."""
    first = index
    which = "0"
    for category, step in (("last", "-1"), ("next", "1"), ("this", "0")):
        mark = sentence.at(category, index)
        if mark is not None and sentence.at("weekdays", mark.last) is not None:
            index, which = mark.last, step
            break
    mark = sentence.at("weekdays", index)
    if mark is None:
        return None
    detail = (("from", "report"), ("weekday", mark.payload.sense), ("which", which))
    return Found("date", UNKNOWN["day"], first, mark.last, "date.weekday", detail)


def _last_month(sentence: Sentence, index: int) -> Found | None:
    """Last March, next May, this June, last summer."""
    for category, step in (("last", "-1"), ("next", "1"), ("this", "0")):
        mark = sentence.at(category, index)
        month = sentence.at("months", mark.last) if mark is not None else None
        if mark is not None and month is not None:
            value = f"XXXX-{int(month.payload.sense):02d}"
            return Found("date", value, index, month.last, "date.month-by-report", (("month", step),))
        season = sentence.at("seasons", mark.last) if mark is not None else None
        if mark is not None and season is not None:
            value = f"XXXX-{SEASON_CODES[season.payload.sense]}"
            return Found("date", value, index, season.last, "date.month-by-report", (("month", step),))
    return None
