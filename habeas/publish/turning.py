"""The day that the page of one person rests on: the last day up to today on which a date of hers turned.

What a page says of time changes when a date begins or ends to be past, and for somebody who may still be held with the
drawing of the time since then, which reaches to the Monday of this week. Between such days the page is the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from habeas.model.record import Record
from habeas.publish.held import bounds
from habeas.publish.values import DATE_FIELDS

LONG_AGO = date(1900, 1, 1)  # for somebody of whom no date is known: any day, always the same one
_DAY = timedelta(days=1)


def turned(record: Record, today: date) -> date:
    """Return the last day, ``today`` at the latest, on which the page of ``record`` may have become another one."""
    days = [day for day in _days(record) if day <= today]
    if record.held is not False:
        days.append(today - timedelta(days=today.weekday()))
    return max(days, default=LONG_AGO)


def _days(record: Record) -> Iterator[date]:
    for text in _dates(record):
        yield from _turns(text)


@lru_cache(maxsize=1 << 14)
def _turns(text: str | None) -> tuple[date, ...]:
    """The days on which a date begins, and has just ended."""
    edtf = bounds(text)
    if edtf is None or edtf.earliest is None or edtf.latest is None:
        return ()
    return (edtf.earliest, edtf.latest + _DAY) if edtf.latest < date.max else (edtf.earliest,)


def _dates(record: Record) -> Iterator[str | None]:
    yield record.held_as_of
    for episode in record.episodes:
        yield episode.date
        for belief in episode.beliefs:
            if belief.property.rsplit(".", 1)[-1] in DATE_FIELDS:
                yield belief.value
                yield from (rival.value for rival in belief.rivals)
