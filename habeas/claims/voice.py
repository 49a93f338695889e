"""A voice of a sentence, before it belongs to a claim: who says so."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.claims.found import Found


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of a sentence: its words, its value, whether the text keeps its distance, and whose name it holds."""

    first: int
    last: int
    value: str
    doubtful: bool
    people: tuple[str, ...] = ()
    verb: int = -1
    unnamed: bool = False

    def found(self) -> Found:
        """The voice as a value of said_by."""
        return Found("said_by", self.value, self.first, self.last, "voice.named")
