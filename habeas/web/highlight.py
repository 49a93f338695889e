"""Cuts a report's text at the edges of its statements, so that each piece knows which ones it belongs to.

Pure: text and spans in, paragraphs of pieces out. Nothing of the text is lost or changed: the pieces of all
paragraphs and the line breaks between them are the text again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

MOST_LANES = 2  # two underlines can be told apart below one line of text; the others have their number alone


@dataclass(frozen=True, slots=True)
class Mark:
    """A statement's passage: ``n`` its number on the page, ``state`` and ``certainty`` as class names."""

    n: int
    start: int
    end: int
    state: str
    certainty: str

    def moved(self, by: int) -> Mark:
        """Return the mark in a text of which something in front was left out."""
        return replace(self, start=self.start + by, end=self.end + by)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that lies under the same statements throughout. ``begins`` are those that start here."""

    text: str
    marks: tuple[Mark, ...]
    begins: tuple[Mark, ...]

    @property
    def shown(self) -> tuple[Mark, ...]:
        """The statements whose underlines are drawn, outermost first."""
        return self.marks[:MOST_LANES]


def paragraphs(text: str, marks: Sequence[Mark]) -> list[list[Piece]]:
    """Return the text's lines, each as its pieces; an empty line is an empty list."""
    ordered = sorted((m for m in marks if m.start < m.end), key=lambda m: (m.start, -m.end, m.n))
    edges = sorted({0, len(text), *(e for m in ordered for e in (m.start, m.end) if 0 <= e <= len(text))})
    lines: list[list[Piece]] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        lines.append(_pieces(text, start, end, edges, ordered))
        start = end + 1
    return lines


def _pieces(text: str, start: int, end: int, edges: Sequence[int], marks: Sequence[Mark]) -> list[Piece]:
    cuts = [start, *(e for e in edges if start < e < end), end]
    near = [m for m in marks if m.start < end and start < m.end]
    pieces = []
    for left, right in pairwise(cuts):
        if left == right:
            continue
        over = tuple(m for m in near if m.start <= left and right <= m.end)
        begins = tuple(
            m for m in over if m.start == left or (left == start and m.start < start <= m.start + 1)
        )
        pieces.append(Piece(text[left:right], over, begins))
    return pieces
