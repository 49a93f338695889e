"""The lines of one PDF page: their text, sign by sign, and the box that they stand in."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low
from typing import Any

from habeas.sources.limits import check_text_length

Box = tuple[float, float, float, float]

UNKNOWN = "\ufffd"
# How much more than the usual step from line to line a paragraph's gap is (half a line and up, less a hair for
# letters that hang below the line).
_GAP = 1.35
# The library writes this for a hyphen at the end of a line, and swallows the line break after it.
_LINE_END_HYPHEN = 0x02


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line; ``box`` is left, bottom, right, top in points from the page's lower left corner."""

    text: str
    box: Box | None


def page_lines(pdf: Any, number: int, room: int) -> list[Line]:
    """Return the lines of page ``number`` (from 0) of an open pypdfium2 document.

    Raises SourceError where the page holds more than ``room`` characters, pypdfium2.PdfiumError where it is broken.
    """
    page = pdf[number]
    try:
        text_page = page.get_textpage()
        try:
            check_text_length(text_page.count_chars(), room)
            return _with_gaps(list(_lines(text_page)))
        finally:
            text_page.close()
    finally:
        page.close()


def _lines(text_page: Any) -> Iterator[Line]:
    for text, places in spelled(text_page):
        box: Box | None = None
        for place in places:
            box = _around(box, place)
        yield Line(text, box)


def spelled(text_page: Any) -> Iterator[tuple[str, list[Box | None]]]:
    """Yield each printed line with the place of every sign of it (there may be places of blanks behind its text)."""
    signs: list[str] = []
    places: list[Box | None] = []
    for sign, place, ends in _signs(text_page):
        signs.append(sign)
        places.append(place)
        if ends:
            yield "".join(signs).rstrip(" "), places
            signs, places = [], []
    if signs:
        yield "".join(signs).rstrip(" "), places


def _with_gaps(lines: list[Line]) -> list[Line]:
    """Put an empty line where the page leaves clearly more room than between most of its lines: a paragraph ends.

    A PDF has no paragraphs; without this a headline would run into the first sentence.
    """
    steps = [_step(before, after) for before, after in pairwise(lines)]
    downward = [step for step in steps if step > 0]
    usual = median_low(downward) if downward else 0.0
    spaced = lines[:1]
    for line, step in zip(lines[1:], steps, strict=True):
        if step > _GAP * usual:
            spaced.append(Line("", None))
        spaced.append(line)
    return spaced


def _step(before: Line, after: Line) -> float:
    """Return how far ``after`` stands below ``before``, middle to middle; 0 where either has no place."""
    if before.box is None or after.box is None:
        return 0.0
    return (before.box[1] + before.box[3] - after.box[1] - after.box[3]) / 2


def _signs(text_page: Any) -> Iterator[tuple[str, Box | None, bool]]:
    """Yield every sign with its box, and whether its line ends with it (an empty sign: ends before it)."""
    from pypdfium2 import raw  # loaded on first use, like the library itself

    sides = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = (ctypes.byref(side) for side in sides)
    high = 0
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if high and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if code == 0x0D:
            continue
        if code == 0x0A:
            yield "", None, True
            continue
        ends = code == _LINE_END_HYPHEN
        found = raw.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
        place = (sides[0].value, sides[2].value, sides[1].value, sides[3].value) if found else None
        yield "-" if ends else _letter(code), place, ends


def _letter(code: int) -> str:
    if code == 0x09:
        return " "
    if (
        code < 0x20
        or 0x7F <= code < 0xA0
        or 0xD800 <= code < 0xE000
        or code & 0xFFFE == 0xFFFE
        or code > 0x10FFFF
    ):
        return UNKNOWN
    return chr(code)


def _around(one: Box | None, other: Box | None) -> Box | None:
    if one is None or other is None:
        return one or other
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]))
