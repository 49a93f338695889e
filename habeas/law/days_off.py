"""Days off: Saturdays, Sundays and the holidays of a country's calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from habeas.law.span import shifted
from habeas.packs.loader import Pack

SATURDAY = 5
LONGEST = 15  # no run of days off is longer; a calendar of nothing but holidays ends here


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday that returns every year, as long as it is one."""

    month: int
    day: int
    begins: date | None
    ends: date | None


@dataclass(frozen=True, slots=True)
class DaysOff:
    """The holidays of one country."""

    holidays: tuple[Holiday, ...] = ()

    def off(self, day: date) -> bool:
        """Whether ``day`` is a Saturday, a Sunday or a holiday."""
        return day.weekday() >= SATURDAY or any(
            (day.month, day.day) == (one.month, one.day)
            and (one.begins is None or one.begins <= day)
            and (one.ends is None or day <= one.ends)
            for one in self.holidays
        )

    def working_day(self, day: date, step: int) -> date:
        """Return ``day``, or the nearest working day before (``step`` -1) or after it (``step`` 1)."""
        for _ in range(LONGEST):
            if not self.off(day):
                break
            day = shifted(day, step)
        return day


def read_days_off(pack: Pack) -> DaysOff:
    """Return the holidays of a calendar, or raise PackError with file, line and fix."""
    rows = pack.data.get("days_off") if isinstance(pack.data, dict) else None
    if not isinstance(rows, list):
        raise pack.error(
            (), "there is no list “days_off”.", 'write “days_off:” and below it “- {day: "07-03", words: …}”.'
        )
    return DaysOff(tuple(_holiday(pack, index, row) for index, row in enumerate(rows)))


def _holiday(pack: Pack, index: int, row: Any) -> Holiday:
    at = ("days_off", str(index))
    text = str(row.get("day", "")) if isinstance(row, dict) else ""
    try:
        day = date.fromisoformat(f"2024-{text}")
    except ValueError as error:
        raise pack.error(
            at, f"“{text}” is no day of the year.", 'write month and day in quotes: day: "07-03".'
        ) from error
    bounds = [row.get(key) for key in ("from", "until")]
    for key, bound in zip(("from", "until"), bounds, strict=True):
        if bound is not None and not isinstance(bound, date):
            raise pack.error((*at, key), f"“{bound}” is no day.", "write it as 2023-12-31, without quotes.")
    return Holiday(day.month, day.day, bounds[0], bounds[1])
