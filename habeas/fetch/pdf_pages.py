"""Pages of a PDF that we hold, as pictures and with the place of every sign: looked at in a limited child, never in our process."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any, Final

from habeas.fetch.child import DEFAULT_LIMITS, ChildLimits, bare_environment
from habeas.sources.pdf_places import Frame, PageShape

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_MOST_SIGNS: Final = 2_000_000


def draw(data: bytes, page: int, *, limits: ChildLimits = DEFAULT_LIMITS) -> bytes | None:
    """Return page ``page`` (from 1) of a PDF as a PNG; None where it cannot be drawn."""
    answer = _ask(data, "draw", [page], limits)
    return answer if answer is not None and answer.startswith(_SIGNATURE) else None


def look(
    data: bytes, pages: Sequence[int], *, limits: ChildLimits = DEFAULT_LIMITS
) -> Mapping[int, PageShape]:
    """Return the shapes of ``pages`` (from 1); those that cannot be looked at are left out."""
    answer = _ask(data, "look", pages, limits)
    if answer is None:
        return {}
    try:
        told: dict[str, Any] = json.loads(answer)
        return {int(number) + 1: _shape(one) for number, one in told.items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _ask(data: bytes, what: str, pages: Sequence[int], limits: ChildLimits) -> bytes | None:
    command = [sys.executable, "-s", "-P", "-m", "habeas.fetch.pdf_pages_child"]
    command += [str(limits.cpu_seconds), str(limits.memory), what, *(str(page - 1) for page in pages)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell, no word of the user's in it
            command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=bare_environment(),
            cwd="/", timeout=limits.wall_seconds, check=False, close_fds=True,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout if done.returncode == 0 else None


def _shape(told: Any) -> PageShape:
    width, height, lines = told
    found, room = [], _MOST_SIGNS
    for text, frames in lines:
        if not isinstance(text, str) or len(text) != len(frames):
            raise ValueError("a line with more or fewer places than signs")
        room -= len(frames)
        found.append((text, tuple(_frame(one) for one in frames)))
    if room < 0:
        raise ValueError("more signs than a report has")
    return PageShape(_size(width), _size(height), tuple(found))


def _frame(told: Any) -> Frame | None:
    if told is None:
        return None
    left, top, right, bottom = (float(side) for side in told)
    if not all(map(math.isfinite, (left, top, right, bottom))):
        raise ValueError("a frame outside the page")
    return (left, top, right, bottom)


def _size(told: Any) -> float:
    size = float(told)
    if not 0 < size < 1_000_000:
        raise ValueError("no size of a page")
    return size
