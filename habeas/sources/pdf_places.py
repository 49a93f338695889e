"""Where the signs of a PDF stand on its pages as they are shown: from the upper left corner, cut and turned as the page says.

The text of a PDF was read once and is kept; here the same lines are looked at again for the place of every sign, so that
the words of a quote can be framed on the picture of their page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from habeas.sources.limits import check_text_length
from habeas.sources.pdf_lines import Box, spelled

# left, top, right, bottom in points from the upper left corner of the page as it is shown
Frame = tuple[float, float, float, float]
QUARTER = 90


@dataclass(frozen=True, slots=True)
class PageShape:
    """A page as it is shown: ``width`` and ``height`` in points, and its printed lines that have words, in the order of the
    text, each with the frame of every sign (None: the page gives it no place)."""

    width: float
    height: float
    lines: tuple[tuple[str, tuple[Frame | None, ...]], ...]


def page_shape(pdf: Any, number: int, room: int) -> PageShape:
    """Return the shape of page ``number`` (from 0) of an open pypdfium2 document.

    Raises SourceError where the page holds more than ``room`` characters, pypdfium2.PdfiumError where it is broken.
    """
    page = pdf[number]
    try:
        width, height = page.get_size()
        seen = _seen_part(page)
        turned = page.get_rotation() // QUARTER % 4
        text_page = page.get_textpage()
        try:
            check_text_length(text_page.count_chars(), room)
            lines = tuple(
                (text, tuple(shown(place, seen, turned) if place else None for place in places[: len(text)]))
                for text, places in spelled(text_page)
                if text and any(places)
            )
        finally:
            text_page.close()
        return PageShape(width, height, lines)
    finally:
        page.close()


def shown(place: Box, seen: Box, turned: int) -> Frame:
    """Return where a place of the page stands when its part ``seen`` is shown, turned by so many quarters clockwise."""
    left, bottom, right, top = place
    width, height = seen[2] - seen[0], seen[3] - seen[1]
    x1, x2, y1, y2 = left - seen[0], right - seen[0], bottom - seen[1], top - seen[1]
    if turned == 1:
        return (y1, x1, y2, x2)
    if turned == 2:
        return (width - x2, y1, width - x1, y2)
    if turned == 3:
        return (height - y2, width - x2, height - y1, width - x1)
    return (x1, height - y2, x2, height - y1)


def around(frames: Sequence[Frame | None]) -> Frame | None:
    """Return the frame around several, or None where none has a place."""
    known = [frame for frame in frames if frame is not None]
    if not known:
        return None
    lefts, tops, rights, bottoms = zip(*known, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def _seen_part(page: Any) -> Box:
    """Return the part of the page that is shown: its crop box as far as there is paper."""
    paper, cut = page.get_mediabox(), page.get_cropbox()
    left, bottom = max(paper[0], cut[0]), max(paper[1], cut[1])
    right, top = min(paper[2], cut[2]), min(paper[3], cut[3])
    return (left, bottom, right, top) if left < right and bottom < top else tuple(paper)
