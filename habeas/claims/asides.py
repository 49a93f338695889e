"""Who only stands in a clause about somebody else: “X, with whom I shared a table, got out” tells of X and not of me."""

from __future__ import annotations

from habeas.claims.participants import Unit
from habeas.claims.sentences import Sentence

LEADS_IN = 2  # words between the comma and “whom”: “, with the son of whom”


def is_aside(sentence: Sentence, unit: Unit, first: int) -> bool:
    """Whether a unit stands in a relative clause that a comma closes in front of the words at ``first``."""
    for mark in sentence.links("who"):
        if not mark.last <= unit.first or unit.first - mark.last > LEADS_IN:
            continue
        opened = any(
            token.text == "," for token in sentence.tokens[max(0, mark.first - LEADS_IN) : mark.first]
        )
        closed = any(token.text == "," for token in sentence.tokens[unit.last : first])
        if opened and closed and mark.first >= LEADS_IN:
            return True
    return False
