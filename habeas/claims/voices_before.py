"""Voices known by what stands before: who speaks in front of a colon, and the body that the text named last."""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.participants import Participant
from habeas.claims.sentences import QUOTE_OPENS, Sentence


def speaks_before_colon(sentence: Sentence, participants: Sequence[Participant]) -> Participant | None:
    """Return the lawyer, relative or official in front of a colon that leads to a topic or a quotation.

    «Адвокат X: о задержании», “Her mother Y: ‘...’”. In front of anything else a colon may lead to what befell her.
    """
    for one in participants:
        rest = sentence.tokens[one.last : one.last + 2]
        if one.sort == "name" and one.role.name and len(rest) == 2 and rest[0].text == ":":
            topic = sentence.link("about", one.last + 1) is not None
            if topic or rest[1].text in QUOTE_OPENS:
                return one
    return None


def last_body_before(sentence: Sentence, known: str | None) -> str | None:
    """Return the last body that the text named, for “the group said”."""
    marks = sentence.marks("bodies")
    return marks[-1].payload.sense if marks else known
