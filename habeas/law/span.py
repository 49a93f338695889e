"""A day that is known only between two days: the arithmetic that never pretends to know more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from habeas.law.errors import LawError
from habeas.law.terms import Term
from habeas.model.edtf import Edtf, between
from habeas.model.reason import Reason


@dataclass(frozen=True, slots=True)
class Span:
    """Some day from ``first`` to ``last``, both included; None is open on that side."""

    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.first and self.last and self.first > self.last:
            days = (("first", str(self.first)), ("last", str(self.last)))
            words = f"{self.first} to {self.last} ends before it begins."
            raise LawError(Reason("law.refused.backwards", words, days))

    @classmethod
    def of(cls, when: Edtf) -> Span:
        """Return the calendar bounds of a date as reported."""
        return cls(when.earliest, when.latest)

    def later(self, least: Term, most: Term) -> Span:
        """Return the span of days that come at least ``least`` and at most ``most`` after."""
        return Span(self.first and least.after(self.first), self.last and most.after(self.last))

    def moved(self, before: int, after: int) -> Span:
        """Return the span with ``before`` days added to its beginning and ``after`` to its end (may be negative)."""
        return Span(self.first and shifted(self.first, before), self.last and shifted(self.last, after))

    def edtf(self) -> str | None:
        """Return it as an EDTF expression, or None if nothing is known."""
        if self.first and self.last:
            return between(self.first, self.last).text
        if self.first or self.last:
            return f"{self.first or '..'}/{self.last or '..'}"
        return None

    def words(self) -> str:
        """Return it in words that stand behind “ends”: “between A and B”, “on A”, “not before A”."""
        if self.first and self.last:
            return f"on {self.first}" if self.first == self.last else f"between {self.first} and {self.last}"
        if self.first:
            return f"not before {self.first}"
        return f"not after {self.last}" if self.last else "on a day that we cannot tell"


UNKNOWN = Span()


def hull(spans: Iterable[Span]) -> Span:
    """Return the least span that holds all of them; open where one of them is open, unknown if there are none."""
    every = list(spans)
    firsts, lasts = [one.first for one in every], [one.last for one in every]
    return Span(
        min((day for day in firsts if day), default=None) if None not in firsts else None,
        max((day for day in lasts if day), default=None) if None not in lasts else None,
    )


def shifted(day: date, days: int) -> date:
    """Return the day ``days`` later, or raise LawError beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError as error:
        words = f"{days} days from {day} lies beyond the calendar; check the date."
        raise LawError(Reason("law.refused.calendar", words, (("day", str(day)),))) from error
