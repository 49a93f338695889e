"""Dates as the field writes them: the part of EDTF (ISO 8601-2, levels 0-2) that reports need.

A date keeps exactly the precision its source gave: ``2026-03-22``, ``2026-03``, ``2026``, ``XXXX-03-22``
(day and month known, year not), ``2026-08-21/2026-08-31`` (between), ``../2026-05-01`` (not after),
``2026-03-22?`` (uncertain), ``2026-03~`` (approximate), ``2026-03-22%`` (both), ``2026-21`` to ``2026-24`` (spring to
winter; a winter begins in December of its year).
Specification: Library of Congress, Extended Date/Time Format, 4 February 2019.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_POINT = re.compile(r"^(?P<year>\d{4}|XXXX|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?$")


SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}  # months of spring, summer, autumn, winter


class EdtfError(ValueError):
    """The text is no date in the part of EDTF that Habeas keeps; the message says what is wrong."""


@dataclass(frozen=True, slots=True, order=True)
class Edtf:
    """One EDTF expression, held as its canonical text.

    Make one with :meth:`parse`; compare by text. ``earliest``/``latest`` give calendar bounds, or None
    where the expression is unbounded or its year is not known.
    """

    text: str

    @classmethod
    def parse(cls, text: str) -> Edtf:
        """Return the date that ``text`` writes, or raise EdtfError with the reason."""
        stripped = text.strip()
        parts = stripped.split("/")
        if len(parts) > 2 or not stripped:
            raise EdtfError(f"“{text}” is no EDTF date: an interval has one slash")
        for part in parts:
            if len(parts) == 2 and part in ("..", ""):
                continue
            _check_point(part, text)
        if len(parts) == 2 and all(part in ("..", "") for part in parts):
            raise EdtfError(f"“{text}” is an interval without any end")
        value = cls(stripped)
        first, last = value.earliest, value.latest
        if first and last and first > last:
            raise EdtfError(f"“{text}” ends before it begins")
        return value

    @classmethod
    def of_day(cls, day: date) -> Edtf:
        """Return the date that is exactly ``day``."""
        return cls(day.isoformat())

    @property
    def is_interval(self) -> bool:
        """Whether this is a stretch that is neither a day, a month nor a year: ``start/end``, or a season."""
        return "/" in self.text or _season(self.text) is not None

    @property
    def spelled_out(self) -> str:
        """The same with a season written as ``start/end`` in months."""
        return _spelled_out(self.text)

    @property
    def is_resolved(self) -> bool:
        """Whether the year is known, so that the date can be placed in a calendar."""
        return "XXXX" not in self.text

    @property
    def uncertain(self) -> bool:
        """Whether the source doubts the date (``?`` or ``%``)."""
        return self.text.endswith(("?", "%"))

    @property
    def approximate(self) -> bool:
        """Whether the date is said to be about right (``~`` or ``%``)."""
        return self.text.endswith(("~", "%"))

    @property
    def precision(self) -> str:
        """``day``, ``month``, ``year`` or ``interval``."""
        if self.is_interval:
            return "interval"
        return ("year", "month", "day")[_bare(self.text).replace("-XX", "").count("-")]

    @property
    def earliest(self) -> date | None:
        """The first calendar day it may mean, or None if open or unresolved."""
        return _bounds(self.text)[0]

    @property
    def latest(self) -> date | None:
        """The last calendar day it may mean, or None if open or unresolved."""
        return _bounds(self.text)[1]

    def with_year(self, year: int) -> Edtf:
        """Return the same date with every unknown year (``XXXX``) read as ``year``."""
        return Edtf.parse(self.text.replace("XXXX", f"{year:04d}"))

    def overlaps(self, other: Edtf) -> bool:
        """Whether both can be one day. An unresolved year agrees with any year."""
        if self.is_resolved and other.is_resolved:
            low = max(self.earliest or date.min, other.earliest or date.min)
            high = min(self.latest or date.max, other.latest or date.max)
            return low <= high
        known = next((d for d in (self, other) if d.is_resolved), None)
        loose = other if known is self else self
        if known is None:
            return self.with_year(2024).overlaps(other.with_year(2024))
        years = {d.year for d in (known.earliest, known.latest) if d}
        return not years or any(
            loose.with_year(year).overlaps(known) for year in sorted(years) if loose._fits(year)
        )

    def _fits(self, year: int) -> bool:
        try:
            self.with_year(year)
        except EdtfError:
            return False
        return True

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=16_384)  # a register asks them of a few thousand days, again and again
def _bounds(text: str) -> tuple[date | None, date | None]:
    """Return the first and the last calendar day that a date may mean, None where it is open or unresolved."""
    points = _spelled_out(text).split("/")
    return _bound(points[0], last=False), _bound(points[-1], last=True)


def _spelled_out(text: str) -> str:
    season = _season(text)
    if season is None or not text[:4].isdigit():
        return text
    first, last = SEASONS[season]
    year = int(text[:4])
    return f"{year:04d}-{first:02d}/{year + (last < first):04d}-{last:02d}"


def _season(text: str) -> int | None:
    """Return the number of the season (21 to 24) that a single date is, or None."""
    month = _bare(text)[5:]
    return int(month) if "/" not in text and month.isdigit() and int(month) in SEASONS else None


def _bare(point: str) -> str:
    return point.rstrip("?~%")


def _check_point(point: str, whole: str) -> None:
    match = _POINT.match(_bare(point))
    if not match or len(point) - len(_bare(point)) > 1:
        raise EdtfError(f"“{whole}” is no EDTF date (expected for example 2026-03-22, 2026-03 or XXXX-03-22)")
    month, day = match["month"], match["day"]
    if month and not day and "/" not in whole and _season(point) is not None:
        return
    if month and month != "XX" and not 1 <= int(month) <= 12:
        raise EdtfError(f"“{whole}” has no such month")
    if day and day != "XX":
        year = (
            int(match["year"]) if match["year"].isdigit() else 2024
        )  # a leap year: 29 February may be meant
        longest = calendar.monthrange(max(year, 1), int(month))[1] if month != "XX" else 31
        if not 1 <= int(day) <= longest:
            raise EdtfError(f"“{whole}” has no such day")


def _bound(point: str, *, last: bool) -> date | None:
    match = _POINT.match(_bare(point))
    if not match or match["year"] == "XXXX":
        return None
    year = int(match["year"].replace("X", "9" if last else "0"))
    month = int(match["month"]) if match["month"] and match["month"] != "XX" else (12 if last else 1)
    if match["day"] and match["day"] != "XX":
        day = int(match["day"])
    else:
        day = calendar.monthrange(max(year, 1), month)[1] if last else 1
    return date(max(year, 1), month, day)


def between(first: date, last: date) -> Edtf:
    """Return the EDTF for “some day from ``first`` to ``last``”: a day, a whole month or year, or an interval."""
    if first > last:
        raise EdtfError(f"{first} is after {last}")
    if first == last:
        return Edtf.of_day(first)
    after = last + timedelta(days=1)
    if first.day == 1 and after.day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return Edtf(f"{first:%Y-%m}")
        if first.month == 1 and after.month == 1 and first.year == last.year:
            return Edtf(f"{first.year:04d}")
    return Edtf(f"{first.isoformat()}/{last.isoformat()}")
