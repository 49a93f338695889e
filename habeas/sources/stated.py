"""What a file says about itself: its title, and when it was published or changed.

A day is kept as the page writes it, in its own time zone: “yesterday” in a report counts from the writer's day,
not from the day in UTC. The moment in UTC is kept beside it where the page gives time and zone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from habeas.model.edtf import Edtf, EdtfError
from habeas.model.reason import Reason
from habeas.sources.limits import MAX_META

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?\s?(Z|[+-]\d{2}:?\d{2})?$"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """Title and dates, each None where the file does not state it.

    ``published`` is EDTF (a day, a month or a year); ``published_at`` and ``edited`` are moments in UTC
    (``2026-03-22T18:30:00Z``), ``edited`` a day where no moment is given. ``notes`` say where a date stands.
    """

    title: str | None = None
    published: str | None = None
    published_at: str | None = None
    edited: str | None = None
    notes: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date as a file writes it: the day (EDTF), and the moment in UTC where time and zone are given."""

    day: str
    moment: str | None = None


def parse_stated(written: str) -> StatedDate | None:
    """Return the date that ``written`` (ISO 8601: day, month, year or moment) means, or None if it is none."""
    text = written.strip()[:MAX_META]
    if _DAY.match(text):
        return StatedDate(text) if _is_date(text) else None
    match = _MOMENT.match(text)
    if not match or not _is_date(match[1]):
        return None
    return StatedDate(match[1], _utc(match[1], match[2], match[3]))


def dated(published: StatedDate | None, where: str) -> tuple[Reason, ...]:
    """Return the note that says where a published date was taken from; none without a date."""
    if published is None:
        return ()
    words = f"The page itself says that it was published on {published.day} ({where})."
    return (Reason("source.published-stated", words, (("day", published.day), ("where", where))),)


def tidy_title(title: str | None) -> str | None:
    """Return the title on one line, or None if nothing is left of it."""
    return " ".join((title or "")[: 4 * MAX_META].split())[:MAX_META] or None


def _is_date(text: str) -> bool:
    try:
        Edtf.parse(text)
    except EdtfError:
        return False
    return not text.startswith("000")


def _utc(day: str, clock: str, zone: str | None) -> str | None:
    if zone is None:
        return None
    try:
        moment = datetime.fromisoformat(f"{day}T{clock}{zone}").astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
