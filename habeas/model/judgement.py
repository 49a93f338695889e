"""Whether two mentions, people, groups or claims are one: the three answers, and who gave them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from habeas.model.reason import Reason


class Judgement(StrEnum):
    """Same, different, or cannot tell. Nothing is merged on “cannot tell”."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "cannot tell"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The answer to “are these two one?”: a calibrated score (0..1), the judgement, and the reasons."""

    score: float
    judgement: Judgement
    reasons: tuple[Reason, ...]
