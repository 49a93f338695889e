"""Words of illness that tell of nobody's health in prison: of what somebody died, what she had “before the arrest”.

«Умер от инфаркта» is a death and its cause; «до ареста он болел» tells how things were before there was anything to tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from habeas.claims.events.no_events import parted
from habeas.claims.sentences import Sentence


class Told(Protocol):
    """An event's words: where they stand, and what they tell of."""

    @property
    def first(self) -> int:
        """First token."""

    @property
    def last(self) -> int:
        """Token after the last."""

    @property
    def type(self) -> str:
        """The type of claim."""


def is_no_illness(sentence: Sentence, told: Told, others: Sequence[Told]) -> bool:
    """Whether words of health are the cause of a death told in their clause, or of a time before the arrest."""
    if told.type != "health":
        return False
    deaths = [one for one in others if one.type == "death" and one.last <= told.first]
    if any(not parted(sentence, one.last, told.first) for one in deaths):
        return True
    return any(
        not parted(sentence, min(mark.last, told.last), max(mark.first, told.first))
        for mark in sentence.marks("before_arrest")
    )
