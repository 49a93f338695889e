"""Which year a date without a year lies in: the one nearest to the report, or the one that the story has reached.

A report's news lies close before it; a story told in order (“On 19 January 2022 ... on 12 April ... in May”) goes on
in the years that it names.
"""

from __future__ import annotations

import calendar
from datetime import date

from habeas.model.edtf import Edtf, EdtfError

UNKNOWN_YEAR = "XXXX"
MONTHS = 12
SPAN_OF_YEARS = 12
STORY_REACH = 5  # sentences over which a told year carries on
LOOKS_BACK_DAYS = 60
SOON_DAYS, LONG_PAST_DAYS = 60, 200
FRESH_DAYS = 45  # a date so close before the report is its news
JUST_PAST_DAYS = 14


class Story:
    """Follows the dates of a document in order and gives, for those without a year, the date that comes next."""

    def __init__(self, published: Edtf | None) -> None:
        """``published`` is the report's own date, or None (then no story is followed)."""
        self._published = published
        self._told: tuple[int, str] | None = None
        self._under_way = False
        self._dates: dict[tuple[int, int], str] = {}

    def go_on(self, sentence: int, first: int, read: str) -> None:
        """Take the next date of the document, as read, in sentence ``sentence`` at token ``first``."""
        if read[:4].isdigit():
            self._told, self._under_way = ((sentence, read) if _names_a_month(read) else None), False
            return
        if self._told is None or UNKNOWN_YEAR not in read or "XX-XX" in read:
            return
        if sentence - self._told[0] > STORY_REACH:
            self._told = None
            return
        date = self._next(read, self._told[1])
        if date is None and self._is_fresh(read):
            self._told = None  # the report is back at its own days
        if date is not None:
            self._dates[sentence, first] = date
            self._told, self._under_way = (sentence, date), True

    def leave(self) -> None:
        """End the story: “yesterday”, “last autumn” are the report's own days. A year alone is an aside and begins none."""
        self._told, self._under_way = None, False

    def _is_fresh(self, read: str) -> bool:
        """Whether a date without a year is the report's own news."""
        if self._published is None or self._published.latest is None:
            return False
        nearest = nearest_year(read, self._published, future=False)
        last = Edtf.parse(nearest).latest if nearest is not None else None
        return last is not None and (self._published.latest - last).days <= FRESH_DAYS

    def _next(self, read: str, told: str) -> str | None:
        """Return the date after the one told, unless the report is fresh news of such a date itself."""
        if self._published is None or self._published.latest is None:
            return None
        if not self._under_way and self._is_fresh(read):
            return None
        date = next_after(read, told)
        after = Edtf.parse(date).latest if date is not None else None
        return date if after is not None and after <= self._published.latest else None

    def date_at(self, sentence: int, first: int) -> str | None:
        """Return the date that the story gives to one without a year, or None."""
        return self._dates.get((sentence, first))


def _names_a_month(read: str) -> bool:
    """Whether a date told with its year is no coarser than a month: a year or a season is an aside."""
    return read[5:7].isdigit() and int(read[5:7]) <= MONTHS


def filled_year(read: str, year: int) -> str:
    """Fill the unknown year in; an end before its beginning lies in the year after."""
    if not 1 <= year <= 9998:
        return read
    value = read.replace(UNKNOWN_YEAR, f"{year:04d}")
    try:
        return str(Edtf.parse(value))
    except EdtfError:
        return read


def next_after(read: str, told: str) -> str | None:
    """Return the first date of its kind from one that is told with its year (a story may look a little back)."""
    before = Edtf.parse(told).earliest
    if before is None:
        return None
    for year in (before.year, before.year + 1):
        filled = Edtf.parse(filled_year(read, year))
        if (
            filled.is_resolved
            and filled.latest is not None
            and (before - filled.latest).days <= LOOKS_BACK_DAYS
        ):
            return str(filled)
    return None


def end_after(read: str, since: str) -> str | None:
    """Return the first date of its kind that ends after a known one: what went on since 31 March until “3 July”."""
    begun = Edtf.parse(since).earliest
    years = (begun.year, begun.year + 1) if begun is not None else ()
    ends = [Edtf.parse(filled_year(read, year)) for year in years]
    return next((str(end) for end in ends if begun and end.latest is not None and end.latest > begun), None)


def nearest_year(read: str, published: Edtf, *, future: bool) -> str | None:
    """Return the date with the nearest year that lies on the right side of the report's date."""
    here = published.earliest if future else published.latest
    if here is None:
        return None
    years = (
        range(here.year - 1, here.year + SPAN_OF_YEARS)
        if future
        else range(here.year, here.year - SPAN_OF_YEARS, -1)
    )
    for year in years:
        value = filled_year(read, year)
        if UNKNOWN_YEAR in value:
            continue
        filled = Edtf.parse(value)
        first, last = filled.earliest, filled.latest
        if future and last is not None and last >= here:
            return value
        if not future and first is not None and first <= here:
            return value
    return None


def nearest_month(day: int, published: Edtf, *, future: bool) -> str | None:
    """Return the last such day of a month seen from the report (the next one for what is to come): “on the 22nd”."""
    here = published.earliest if future else published.latest
    if here is None or published.precision != "day":
        return None
    steps = range(13) if future else range(0, -13, -1)
    for step in steps:
        year, month = divmod(here.year * 12 + here.month - 1 + step, 12)
        if day > calendar.monthrange(year, month + 1)[1]:
            continue
        found = date(year, month + 1, day)
        if (found >= here) if future else (found <= here):
            return found.isoformat()
    return None


def year_of_weekday(read: str, weekday: int, published: Edtf) -> str | None:
    """Return the date nearest to the report that falls on a weekday: “Tuesday, 18 February”."""
    here = published.latest
    if here is None:
        return None
    found = []
    for year in range(here.year - SPAN_OF_YEARS, here.year + 2):
        filled = Edtf.parse(filled_year(read, year))
        day = filled.earliest if filled.is_resolved and filled.precision == "day" else None
        if day is not None and day.isoweekday() == weekday:
            found.append((abs((day - here).days), str(filled)))
    return min(found)[1] if found else None


def soon(read: str, published: Edtf) -> str | None:
    """Return the next such date where it is near and the last one is long past: a hearing “on 18 February” in early February."""
    ahead, behind = (nearest_year(read, published, future=future) for future in (True, False))
    here, next_one = published.latest, Edtf.parse(ahead).earliest if ahead else None
    last = Edtf.parse(behind).latest if behind else None
    if here is None or next_one is None or (next_one - here).days > SOON_DAYS:
        return None
    return ahead if last is None or (here - last).days > LONG_PAST_DAYS else None


def just_past(read: str, published: Edtf) -> str | None:
    """Return the last such date where it has just passed and the next is far: a hearing that “was set for 17 December”."""
    behind = nearest_year(read, published, future=False)
    here, last = published.earliest, Edtf.parse(behind).latest if behind else None
    if here is None or last is None or published.precision != "day":
        return None
    return behind if 0 <= (here - last).days <= JUST_PAST_DAYS else None
