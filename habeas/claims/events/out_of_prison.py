"""Who is taken out of a prison is moved, not seized: «увезли из СИЗО в неизвестном направлении», “was taken from the colony on Friday”."""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.events.no_events import parted
from habeas.claims.found import Found
from habeas.claims.sentences import Mark, Sentence

HOLDING = frozenset({"colony", "prison", "pretrial", "temporary", "jail"})
BESIDE = 2  # tokens between the prison and the words: «из СИЗО (вчера) увезли»


def is_from_prison(sentence: Sentence, mark: Mark, values: Sequence[Found]) -> bool:
    """Whether the words for a detention are told of a prisoner: a prison stands among them, or behind “out of” right in front."""
    if mark.payload.sense != "detention":
        return False
    prisons = [one for one in values if one.kind == "facility" and one.get("kind") in HOLDING]
    return any(one.first in mark.skipped or _leads_out_of(sentence, one, mark) for one in prisons)


def _leads_out_of(sentence: Sentence, prison: Found, mark: Mark) -> bool:
    """Whether “out of” leads to a prison right in front of the words: «из барнаульского изолятора его увезли»."""
    near = 0 <= mark.first - prison.last <= BESIDE and not parted(sentence, prison.last, mark.first)
    return near and any(sentence.link_ends("from", at) for at in (prison.first, prison.first - 1))
