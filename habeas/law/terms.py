"""Lengths of time as courts give them (years, months, days) and what they do to a day.

ISO 8601 durations: ``P2Y6M``, ``P15D``, ``PT72H``. Calendar arithmetic: a month later is the same day of the
next month, or its last day where there is no such day (31 January and a month: 28 or 29 February).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from habeas.law.errors import LawError
from habeas.model.reason import Reason

_TERM = re.compile(
    r"P(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?)?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Term:
    """A length: whole months and days. Hours are rounded up to days, which is how far reports can be trusted."""

    months: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> Term:
        """Return the length that ``text`` writes, or raise LawError with an example."""
        match = _TERM.fullmatch(text.strip())
        if match is None or not any(match.groups()):
            words = f"“{text}” is no length of time; write it as P2Y6M, P15D or PT72H."
            raise LawError(Reason("law.refused.length", words, (("said", text),)))
        years, months, weeks, days, hours = (int(group or 0) for group in match.groups())
        return cls(years * 12 + months, weeks * 7 + days + -(-hours // 24))

    def __add__(self, other: Term) -> Term:
        return Term(self.months + other.months, self.days + other.days)

    def after(self, day: date) -> date:
        """Return the day this long after ``day``; never earlier for a later ``day``. LawError beyond the calendar."""
        count = day.year * 12 + day.month - 1 + self.months
        year, month = divmod(count, 12)
        try:
            moved = date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
            return moved + timedelta(days=self.days)
        except (ValueError, OverflowError) as error:
            words = f"{self} after {day} lies beyond the calendar; check the date and term."
            raise LawError(Reason("law.refused.term", words, (("day", str(day)),))) from error

    def length(self) -> int:
        """Return about how many days it is, to put lengths in order (a month as 30.44 days)."""
        return round(self.months * 30.44) + self.days

    def __str__(self) -> str:
        years, months = divmod(self.months, 12)
        parts = ((years, "year"), (months, "month"), (self.days, "day"))
        return (
            " ".join(f"{number} {word}{'' if number == 1 else 's'}" for number, word in parts if number)
            or "0 days"
        )
