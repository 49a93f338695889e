"""Cuts a long report into parts that a slow line carries: so many letters, so many statements, at the end of a line.

Pure. A statement belongs to the part in which its passage begins; its number is that in the whole report.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

LETTERS = 8_000  # of a report, in a script of two bytes a letter
STATEMENTS = 20  # each some 2.7 kB with its quote and its buttons

type Range = tuple[int, int]


def parts_of(text: str, starts: Sequence[int]) -> list[Range]:
    """Return where each part begins and ends; ``starts`` are where statements begin, in order. There is at least one."""
    found: list[Range] = []
    start = 0
    while start < len(text):
        end = _end(text, start, starts)
        found.append((start, end))
        start = end
    return found or [(0, 0)]


def part_at(parts: Sequence[Range], place: int) -> int:
    """Return the number (from 1) of the part in which a place of the text stands."""
    return max(bisect_right([start for start, _ in parts], place), 1)


def _end(text: str, start: int, starts: Sequence[int]) -> int:
    """Return where a part that begins at ``start`` ends: with a line, before there is too much in it."""
    most = min(start + LETTERS, len(text))
    first = bisect_right(starts, start - 1)
    if first + STATEMENTS < len(starts):
        most = min(most, starts[first + STATEMENTS])
    if most >= len(text):
        return len(text)
    line = text.rfind("\n", start, most) + 1
    if line > start:
        return line
    blank = text.rfind(" ", start, most) + 1  # a line that is longer than a part
    return blank if blank > start else max(most, start + 1)
