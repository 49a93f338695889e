"""The interval bar: solid from the first certain day, dashed where an end is a range, dotted where nothing is known.

Geometry only, in units of a 720 wide drawing; the words come from the page. The same is said in text beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from habeas.model.edtf import between
from habeas.model.record import Belief, Episode, Record
from habeas.publish.held import ENDS, bounds, happened, holding

WIDTH = 720
GAP = 2
UNTIL = ("custody", "custody_extension", "detention", "sentence", "house_arrest")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the bar from ``x`` on, ``width`` wide, drawn ``solid``, ``dashed`` or ``dotted``."""

    x: float
    width: float
    kind: str


@dataclass(frozen=True, slots=True)
class Bar:
    """The drawing. ``start`` and ``end`` are the dates as held (EDTF) that its labels say; ``closed`` where the
    person was released; ``notches`` are the days on which the term was extended; ``what`` names the end's event.
    """

    pieces: tuple[Piece, ...]
    notches: tuple[float, ...]
    start: str
    start_type: str
    end: str
    end_x: float
    end_type: str
    closed: bool
    open_after: bool


@dataclass(frozen=True, slots=True)
class _Day:
    """One end of the bar: the first and the last day that it may be."""

    text: str
    type: str
    first: date
    last: date


def bar_of(record: Record, today: date) -> Bar | None:
    """Return the bar of the last time of being held, or None where its dates cannot be placed in a calendar."""
    start = _start(record)
    if start is None:
        return None
    release = _release(record, start)
    end = release or _end(record, start)
    if end is None or end.last < start.first or start.first > today:
        return None
    # What came after the release is not drawn; a page of somebody released is the same on every day.
    scale = _Scale(start.first, end.last if release else max(today, end.last))
    pieces = _pieces(start, end, scale, today, closed=release is not None)
    closed = release is not None
    return Bar(
        pieces=pieces,
        notches=tuple(scale.x(day) for day in _extended(record, start, end)),
        start=start.text,
        start_type=start.type,
        end=end.text,
        end_x=scale.x(end.last),
        end_type=end.type,
        closed=closed,
        open_after=not closed and scale.x(today) - scale.x(end.last) > 8,
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def x(self, day: date) -> float:
        whole = max((self.last - self.first).days, 1)
        part = min(max((day - self.first).days, 0), whole)
        return round(WIDTH * part / whole, 1)


def _pieces(start: _Day, end: _Day, scale: _Scale, today: date, *, closed: bool) -> tuple[Piece, ...]:
    certain = min(start.last, end.first)
    edges = [
        (scale.x(start.first), scale.x(certain), "dashed"),
        (scale.x(certain), scale.x(end.first), "solid"),
        (scale.x(max(end.first, certain)), scale.x(end.last), "dashed"),
    ]
    if not closed:
        edges.append((scale.x(end.last), scale.x(today), "dotted"))
    return tuple(Piece(a, round(b - a, 1), kind) for a, b, kind in edges if b - a >= 1)


def _start(record: Record) -> _Day | None:
    held = holding(record)
    if held is None:
        events = happened(record)
        ends = [i for i, e in enumerate(events) if e.type in ENDS]
        starts = (
            [e for e in events[: ends[-1]] if e.type in ("detention", "custody", "house_arrest")]
            if ends
            else []
        )
        dated = next((e for e in starts if bounds(e.date)), None)
        return _day(dated.date, dated.type) if dated else None
    return _day(held.date, held.start.type)


def _release(record: Record, start: _Day) -> _Day | None:
    ends = [_day(e.date, e.type) for e in happened(record) if e.type in ENDS]
    after = [end for end in ends if end and end.last >= start.first]
    return after[-1] if after and record.held is not True else None


def _end(record: Record, start: _Day) -> _Day | None:
    """The latest end of a term that is said, else the newest day on which the person is said to be held."""
    said = [_spread(b) for b in _untils(happened(record))]
    newest = _day(record.held_as_of, "newest")
    ends = [day for day in (*said, newest) if day and day.last >= start.first]
    return max(ends, key=lambda day: (day.last, day.first), default=None)


def _spread(belief: Belief) -> _Day | None:
    """The end of a term over all that sources say of it: where they differ, the bar ends in a range."""
    days = [_day(value, "term_end") for value in (belief.value, *(r.value for r in belief.rivals))]
    known = [day for day in days if day]
    if not known:
        return None
    first, last = min(day.first for day in known), max(day.last for day in known)
    text = known[0].text if len(known) == 1 else between(first, last).text
    return _Day(text, "term_end", first, last)


def _untils(events: list[Episode]) -> list[Belief]:
    return [
        b for e in events if e.type in UNTIL for b in e.beliefs if b.property.rsplit(".", 1)[-1] == "until"
    ]


def _extended(record: Record, start: _Day, end: _Day) -> list[date]:
    """The days on which a term ran out and was extended: the ends that came before the last one."""
    days = [_day(belief.value, "") for belief in _untils(happened(record))]
    inner = {day.last for day in days if day and start.last < day.last < end.first - timedelta(days=1)}
    return sorted(inner)


@lru_cache(maxsize=1 << 14)
def _day(text: str | None, kind: str) -> _Day | None:
    edtf = bounds(text)
    if edtf is None or edtf.earliest is None or edtf.latest is None:
        return None
    return _Day(edtf.text, kind, edtf.earliest, edtf.latest)
