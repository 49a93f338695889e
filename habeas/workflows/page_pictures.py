"""Verb: the pages of a PDF that we hold, as pictures, and where the words of its text stand on them.

A picture is drawn when somebody looks and is kept nowhere. The places of signs are numbers without the signs: they stay in this
process for as long as the report is held, as a look at a page takes some tenths of a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from weakref import WeakKeyDictionary

from habeas.fetch import pdf_pages
from habeas.model.document import Document
from habeas.sources.pdf_places import Frame, PageShape, around
from habeas.store.workspace import Workspace
from habeas.workflows.holding import Report

MEDIA: Final = "application/pdf"
MOST: Final = 12  # pages that are shown at once
_MOST_HELD: Final = 64  # reports whose places are remembered


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is shown: its number (from 1), its size in points, and the frames of the signs of each line by the place
    in the text where the line begins."""

    number: int
    width: float
    height: float
    lines: Mapping[int, tuple[Frame | None, ...]]

    @property
    def left(self) -> float:
        """Where the words of the page begin: the margin is left of it."""
        frames = [frame for signs in self.lines.values() if (frame := around(signs)) is not None]
        return min((frame[0] for frame in frames), default=0.0)

    def frames(self, start: int, end: int) -> list[Frame]:
        """Return the frames around a stretch of the text, one a line; none where it does not stand on this page."""
        found = []
        for begins, signs in self.lines.items():
            frame = around(signs[max(start - begins, 0) : max(end - begins, 0)])
            if frame is not None:
                found.append(frame)
        return found


_looked: WeakKeyDictionary[Workspace, dict[tuple[str, tuple[int, ...]], tuple[Sheet, ...]]] = (
    WeakKeyDictionary()
)


def is_paged(report: Report) -> bool:
    """Whether the original is a PDF, whose pages can be shown."""
    return report.capture.media == MEDIA


def sheets_of(
    workspace: Workspace, report: Report, held: Iterable[str], part: tuple[int, int]
) -> tuple[Sheet, ...]:
    """Return the pages of a report on which a part of its text stands (from, to).

    ``held`` are the ids of the reports there are: of others nothing is remembered. No page where none can be looked at.
    """
    known = _looked.setdefault(workspace, {})
    there = set(held)
    for old in [key for key in known if key[0] not in there]:
        known.pop(old, None)
    pages = _pages(report.document, part)
    key = (report.id, pages)
    if key not in known:
        data = workspace.blob(report.capture.sha256)
        shapes = pdf_pages.look(data, pages) if data is not None else {}
        while len(known) >= _MOST_HELD:
            known.pop(next(iter(known)), None)
        known[key] = tuple(_sheet(number, shapes[number], report.document) for number in sorted(shapes))
    return known[key]


def picture_of(workspace: Workspace, report: Report, page: int) -> bytes | None:
    """Return one page of a report as a PNG, or None where there is no such page, or it cannot be drawn."""
    data = workspace.blob(report.capture.sha256) if is_paged(report) else None
    return pdf_pages.draw(data, page) if data is not None else None


def _pages(document: Document, part: tuple[int, int]) -> tuple[int, ...]:
    """Return the pages of a part, those without words between them too; all the first ones where no word has a place."""
    told = [box.page for box in document.boxes if box.start < part[1] and part[0] < box.end]
    first, last = (min(told), max(told)) if told else (1, MOST)
    if part[1] >= len(document.text):  # and what comes behind the last words
        last = first + MOST
    return tuple(range(first, min(last + 1, first + MOST)))


def _sheet(number: int, shape: PageShape, document: Document) -> Sheet:
    """Lay the lines of a page on those of the text that we hold; one that is not the same has no place."""
    boxes = [box for box in document.boxes if box.page == number]
    lines = {}
    for box, (text, frames) in zip(boxes, shape.lines, strict=False):
        if document.text[box.start : box.end] == text:
            lines[box.start] = frames
    return Sheet(number, shape.width, shape.height, lines)
