"""The pages of a PDF beside its statements: a picture of each page, and frames over the words that statements rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from habeas.sources.pdf_places import Frame
from habeas.web.finding import the_report
from habeas.web.highlight import MOST_LANES, Mark
from habeas.web.serving import served
from habeas.workflows.holding import Report
from habeas.workflows.page_pictures import Sheet, is_paged, picture_of, sheets_of

LANE = 3.0  # points between the underlines of statements that share a line
CHIP, GAP = 15.0, 2.0  # the number of a statement in the margin, in points
LONGEST_NUMBER = 6


@dataclass(frozen=True, slots=True)
class Framed:
    """A statement on a page: its mark, a frame for each line (left, top, width, height), where its number stands (None: it
    began on a page before), and how far below the words its line is drawn."""

    mark: Mark
    frames: tuple[Frame, ...]
    chip: tuple[float, float] | None
    lower: float


@dataclass(frozen=True, slots=True)
class Paper:
    """A page with what is framed on it; ``width`` and ``height`` in points."""

    number: int
    width: float
    height: float
    framed: tuple[Framed, ...]


def papers_of(report: Report, marks: Sequence[Mark], part: tuple[int, int]) -> tuple[Paper, ...]:
    """Return the pages of a report that came as a PDF on which a part of its text stands; none for any other."""
    if not is_paged(report):
        return ()
    held = served().seen().holding.reports
    sheets = sheets_of(served().workspace, report, held, part)
    begun: set[int] = set()
    return tuple(_paper(sheet, marks, begun) for sheet in sheets)


@require_GET
def page_picture(request: HttpRequest, report: str, number: str) -> HttpResponse:  # noqa: ARG001
    """Give the picture of one page. It is drawn for this look and lies nowhere on the disk."""
    found = the_report(report)
    page = int(number) if number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER else 0
    key = ("page", found.id, page)
    picture = served().seen().once(key, lambda: picture_of(served().workspace, found, page)) if page else None
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type="image/png")


def _paper(sheet: Sheet, marks: Sequence[Mark], begun: set[int]) -> Paper:
    found: list[Framed] = []
    lanes: list[list[Frame]] = []
    chips: list[Frame] = []
    margin = sheet.left - CHIP - GAP
    for mark in marks:
        frames = sheet.frames(mark.start, mark.end)
        if not frames:
            continue
        lane = _lane(lanes, frames)
        chip = None if mark.n in begun else _chip(chips, frames[0], margin)
        begun.add(mark.n)
        told = tuple((x1, y1, x2 - x1, y2 - y1) for x1, y1, x2, y2 in frames)
        found.append(Framed(mark, told, chip, lane * LANE))
    return Paper(sheet.number, sheet.width, sheet.height, tuple(found))


def _lane(lanes: list[list[Frame]], frames: Sequence[Frame]) -> int:
    """Return the first lane in which nothing lies under these frames; the last one takes what is left."""
    for number, taken in enumerate(lanes):
        if not any(_meet(one, other) for one in frames for other in taken) or number == MOST_LANES:
            taken.extend(frames)
            return number
    lanes.append(list(frames))
    return len(lanes) - 1


def _chip(chips: list[Frame], first: Frame, left: float) -> tuple[float, float]:
    """Return where a number stands: in the margin beside its first line, the next one before it."""
    middle = (first[1] + first[3]) / 2 - CHIP / 2
    while any(_meet((left, middle, left + CHIP, middle + CHIP), other) for other in chips) and left > 0:
        left -= CHIP + GAP
    place = (max(left, GAP), max(middle, GAP))
    chips.append((place[0], place[1], place[0] + CHIP, place[1] + CHIP))
    return place


def _meet(one: Frame, other: Frame) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
