"""Counting on from a date told before: “the next day”, “two weeks later”, “a year after that”."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from habeas.claims.fields.date_years import UNKNOWN_YEAR
from habeas.claims.found import Found

LEAP_YEAR = 2024
MONTH_LONG = 7  # letters of 2022-09
DAY_LONG = 10  # letters of 2022-09-05


def is_counted_from(told: str) -> bool:
    """Whether others can count on from a date as resolved: a day or month (EDTF), no season and no interval."""
    return (
        len(told) in (MONTH_LONG, DAY_LONG)
        and "XX-XX" not in told
        and "/" not in told
        and told[5:7].isdigit()
    )


def is_day_before(found: Found) -> bool:
    """Whether a date is “the day before”: where no day was told, that is the day before the report's own («задержанного накануне»)."""
    counted = (found.get("from"), found.get("unit"), found.get("count"))
    return counted == ("event", "day", "-1")


def counted_on(anchor: str, unit: str, count: int) -> str:
    """Return what lies ``count`` units (day, week, month, year) after ``anchor`` (EDTF, as finely told as that allows)."""
    year = anchor[:4]
    if not count:
        return anchor
    if anchor == year:
        return f"{int(year) + count:04d}"
    if unit in ("month", "year") and year.isdigit():
        return _months_on(anchor[:MONTH_LONG], unit, count)
    if len(anchor) == MONTH_LONG:
        return _months_on(anchor, unit, count)
    whole = LEAP_YEAR if anchor.endswith("02-29") else LEAP_YEAR - 1
    then = moved(date.fromisoformat(anchor.replace(UNKNOWN_YEAR, str(whole))), unit, count)
    if then is None:
        return anchor
    return then.isoformat() if year != UNKNOWN_YEAR else f"{UNKNOWN_YEAR}-{then:%m-%d}"


def _months_on(anchor: str, unit: str, count: int) -> str:
    """Return the month so long after a month: a year after September 2022; days after it are not known."""
    if unit not in ("month", "year") or not anchor[:4].isdigit():
        return {"year": UNKNOWN_YEAR, "month": f"{UNKNOWN_YEAR}-XX"}.get(unit, f"{UNKNOWN_YEAR}-XX-XX")
    then = moved(date(int(anchor[:4]), int(anchor[5:7]), 1), unit, count)
    return f"{then:%Y-%m}" if then is not None else anchor


def moved(day: date, unit: str, count: int) -> date | None:
    """Return the day so many units later (a month that is shorter ends earlier), or None outside of the calendar."""
    try:
        if unit in ("day", "week"):
            return day + timedelta(days=count * (7 if unit == "week" else 1))
        months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return None
