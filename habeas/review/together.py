"""Which proposals may be accepted together, by whoever has seen each in full, and why the others want a decision each.

Never together: who it is, who is held, death, ill-treatment, minors, open “same person?”, contradictions
(``packs/vocabulary/one_each.yml``).
"""

from __future__ import annotations

from functools import cache

from habeas.claims.claim_types import claim_types
from habeas.model.claim import Certainty
from habeas.model.reason import Reason
from habeas.model.statement import State, Statement
from habeas.packs.loader import load

FILE = "vocabulary/one_each.yml"


def alone(statement: Statement, *, known: bool, minor: bool, asked: bool, differs: bool) -> Reason | None:
    """Return why a proposal is decided by itself, or None where it may be accepted together with others.

    ``known``: all whom it is about are accepted already; ``minor``: one of them may be under age; ``asked``: of one it is
    asked whether she is somebody else; ``differs``: it cannot be true beside what is accepted.
    """
    if statement.state is not State.PROPOSED:
        return Reason("together.decided", "It is decided already.")
    if not known:
        return Reason("together.new", "It is about somebody who is not in the record yet.")
    if statement.type in _types():
        words = f"A statement of this kind is decided by itself ({statement.type.replace('_', ' ')})."
        return Reason("together.kind", words, (("type", statement.type),))
    if statement.modality is not None or statement.certainty is not Certainty.PLAIN:
        return Reason("together.manner", "It is not said plainly.")
    if minor:
        return Reason("together.minor", "The person may be under age.")
    if asked:
        return Reason("together.asked", "It is open whether this is somebody else.")
    if differs:
        return Reason("together.differs", "It differs from what we hold.")
    return None


@cache
def _types() -> frozenset[str]:
    listed = load(FILE).data
    held = {name for name, one in claim_types().by_name.items() if one.held} if listed["held"] else set()
    return frozenset({*listed["types"], *held})
