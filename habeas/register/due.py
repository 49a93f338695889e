"""What comes next for the people of a register, and what is missing: each with its rule and reason.

Days ahead (hearings, ends, birthdays, campaign days) stand in a window from today; gaps (a term over without a report,
a long silence, an old address, held longer than the law allows) are told as of today. Nothing here promises a release.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from habeas.law.span import Span
from habeas.model.reason import Reason
from habeas.model.statement import State
from habeas.packs.loader import load

FILE = "vocabulary/due.yml"
CAMPAIGN = "vocabulary/campaign_days.yml"
GAPS = frozenset({"held-longer", "term-over", "silent", "returned", "old-address"})


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that comes, or that is missing.

    ``kind`` is one of ``packs/vocabulary/due.yml``; ``person`` the address (empty for a campaign day), ``name`` how she
    is called, ``named`` a campaign day's name by language. ``span`` are the days on which it falls (for letters: the
    time to write); ``day`` the birthday itself; ``count`` days of silence. ``question``: it is asked, not found.
    ``derived``: a date of ours; then ``rules`` are its rules, each with whether a lawyer has checked it. ``anchor`` is
    what it hangs on (an event, a question, a year): the same as long as it is the same thing.
    """

    kind: str
    person: str
    name: str
    span: Span
    reason: Reason
    state: State = State.ACCEPTED
    day: date | None = None
    count: int = 0
    question: bool = False
    derived: bool = False
    rules: tuple[tuple[str, bool], ...] = ()
    statements: tuple[str, ...] = ()
    anchor: str = ""
    named: Mapping[str, str] = field(default_factory=dict)

    @property
    def uid(self) -> str:
        """Return a name that stays the same when dates move, and tells nothing of the person."""
        told = f"habeas1/due {self.kind} {self.person} {self.anchor}"
        return hashlib.sha256(told.encode()).hexdigest()[:32]

    @property
    def checked(self) -> bool:
        """Whether everything derived in it rests on rules that a lawyer has checked."""
        return not self.derived or (bool(self.rules) and all(checked for _, checked in self.rules))

    @property
    def gap(self) -> bool:
        """Whether it is something missing, told as of today."""
        return self.kind in GAPS


@cache
def due_rules() -> Mapping[str, Any]:
    """Return ``packs/vocabulary/due.yml``."""
    return dict(load(FILE).data)


def in_order(rows: Iterable[Due]) -> tuple[Due, ...]:
    """Return what is due as it is read: gaps first, then by day, then by kind and name."""
    kinds = {str(kind): number for number, kind in enumerate(due_rules()["order"])}
    return tuple(
        sorted(
            rows,
            key=lambda one: (
                not one.gap,
                _first(one) if not one.gap else date.min,
                kinds[one.kind],
                one.name,
                one.uid,
            ),
        )
    )


def _first(one: Due) -> date:
    return one.span.first or one.span.last or date.max


def within(one: Due, today: date, days: int) -> bool:
    """Whether it falls between today and ``days`` days from now; a gap always does."""
    if one.gap:
        return True
    first, last = one.span.first or one.span.last, one.span.last or one.span.first
    if first is None or last is None:
        return False
    return last >= today and (first - today).days <= days


def campaign_days(today: date, days: int) -> tuple[Due, ...]:
    """Return the campaign days that begin or last within the window."""
    found = []
    for row in load(CAMPAIGN).data["days"]:
        for year in (today.year - 1, today.year, today.year + 1):
            span = _yearly(row, year)
            words = f"A day on which groups write and meet; {_read(row)}."
            reason = Reason(
                "due.campaign", words, (("day", str(row["id"])), ("source", str(row.get("source", ""))))
            )
            names = {str(lang): str(name) for lang, name in row["names"].items()}
            one = Due("campaign", "", names["en"], span, reason, anchor=f"{row['id']} {year}", named=names)
            if within(one, today, days):
                found.append(one)
    return tuple(found)


def _yearly(row: Mapping[str, Any], year: int) -> Span:
    first = _in_year(str(row["from"]), year)
    last = _in_year(str(row.get("until", row["from"])), year)
    return Span(first, last if last >= first else _in_year(str(row["until"]), year + 1))


def _in_year(month_day: str, year: int) -> date:
    month, day = (int(part) for part in month_day.split("-"))
    return on_day(year, month, day)


def on_day(year: int, month: int, day: int) -> date:
    """Return a day of a year; 29 February is 28 February where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 1) + timedelta(days=27)


def _read(row: Mapping[str, Any]) -> str:
    return {"seen": "a published text names it", "secondary": "told by others"}.get(
        str(row.get("read")), "general knowledge"
    )
