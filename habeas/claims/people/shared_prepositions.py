"""A preposition in front of two names belongs to both: “they told of X and Y, who were sentenced”, “all but X and Y”."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from habeas.claims.people.participants import ABOUT, Participant
from habeas.claims.sentences import Sentence


def share_about(sentence: Sentence, participants: Sequence[Participant]) -> None:
    """Let a name that one “and” joins to a name somebody tells about be told about too, where nothing befalls it at once."""
    for one, other in pairwise(participants):
        link = sentence.link("and", one.last)
        joined = link is not None and link.last == other.first and one.sort == other.sort == "name"
        about = one.against == ABOUT and not sentence.opens(other.last, ("events",))
        but_for = joined and sentence.link_ends("except", one.first)  # «всех, кроме X и Y, отпустили»
        if joined and not other.against and (about or but_for):
            other.against, other.why = one.against, one.why
