"""The timeline of a person as a drawing: one lane a kind, a dot for a day, a bar for a time, dashes for what is a range.

Geometry only, in units of a drawing 740 wide; words come from the page, and a table beside it says the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from habeas.identity.values import parse_date
from habeas.model.claim import Modality
from habeas.model.record import Episode, Record

WIDTH, LEFT, LANE, TOP = 740, 150, 34, 30
HELD = frozenset({"detention", "custody", "custody_extension", "house_arrest", "sentence", "regime_change"})
HARM = frozenset({"ill_treatment", "health", "conditions", "death"})
LANES = ("held", "events", "harm", "expected")
FAR = timedelta(days=366 * 60)  # an end beyond this is drawn no further


@dataclass(frozen=True, slots=True)
class Mark:
    """One event in a lane: a dot (``width`` 0) or a stretch; ``line`` is sure or hedged; ``anchor`` leads to its fact."""

    x: float
    width: float
    line: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """``lanes`` are (name, baseline, marks); ``years`` (x, year) of the axis; ``today`` its place."""

    lanes: tuple[tuple[str, int, tuple[Mark, ...]], ...]
    years: tuple[tuple[float, int], ...]
    today: float
    height: int


@dataclass(frozen=True, slots=True)
class _Time:
    lane: str
    first: date
    last: date
    until: date | None
    anchor: str


def drawing_of(record: Record, today: date) -> Drawing | None:
    """Return the drawing, or None where fewer than two events can be placed in a calendar."""
    times = [time for episode in record.episodes for time in _times(episode)]
    if len(times) < 2:
        return None
    first = min(time.first for time in times)
    last = max([today, *(time.until or time.last for time in times)])
    first, last = first - timedelta(days=3), last + timedelta(days=3)
    whole = max((last - first).days, 1)

    def x(day: date) -> float:
        return round(LEFT + (WIDTH - LEFT - 16) * (day - first).days / whole, 1)

    used = [lane for lane in LANES if any(time.lane == lane for time in times)]
    lanes = tuple(
        (lane, TOP + LANE * place + 14, tuple(_mark(time, x) for time in times if time.lane == lane))
        for place, lane in enumerate(used)
    )
    years = [(x(date(year, 1, 1)), year) for year in range(first.year + 1, last.year + 1)]
    step = max(1, -(-len(years) // 12))
    return Drawing(lanes, tuple(years[::step]), x(today), TOP + LANE * len(used) + 26)


def _times(episode: Episode) -> Iterable[_Time]:
    when = parse_date(episode.date) if episode.date else None
    if when is None or not when.is_resolved or when.earliest is None or when.latest is None:
        return
    if episode.modality is Modality.DENIED:
        return
    lane = "held" if episode.type in HELD else "harm" if episode.type in HARM else "events"
    lane = "expected" if episode.modality is Modality.EXPECTED else lane
    until = None
    for belief in episode.beliefs:
        told = parse_date(belief.value) if belief.property == "until" else None
        if told is not None and told.is_resolved and told.latest and told.latest > when.latest:
            until = min(told.latest, when.latest + FAR)
    yield _Time(lane, when.earliest, when.latest, until, f"e-{episode.id[:16]}")


def _mark(time: _Time, x: Callable[[date], float]) -> Mark:
    """A time with an end is a bar; a day is a dot; days among which it fell are a dashed stretch."""
    start = x(time.first)
    if time.until is not None:
        return Mark(start, max(round(x(time.until) - start, 1), 4), "sure", time.anchor)
    if time.first == time.last:
        return Mark(start, 0, "sure", time.anchor)
    return Mark(start, max(round(x(time.last) - start, 1), 8), "hedged", time.anchor)
