"""A stretch of a document's text: where something is said, and the words themselves."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """``text`` is exactly ``document.text[start:end]``; offsets are Unicode code points."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end or self.end - self.start != len(self.text):
            raise ValueError(f"a span of {self.end - self.start} characters cannot hold {len(self.text)}")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Cut the span from ``text``."""
        return cls(start, end, text[start:end])

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether ``other`` lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end
