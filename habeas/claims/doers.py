"""Who does what an object suffers: in “the doctor X refused him a visit” he is not X."""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.participants import Participant
from habeas.claims.pronouns import cases_of
from habeas.claims.sentences import Mark, Sentence
from habeas.text.tokens import MARK


def doers_before(sentence: Sentence, known: Sequence[Participant], pronoun: Mark) -> list[Participant]:
    """Return whom an object cannot mean: who does it in the same clause (“the doctor X refused him a visit”)."""
    cases = cases_of(sentence, pronoun)
    if not cases or "nom" in cases:
        return []
    return [
        one
        for one in known
        if one.sort == "name" and one.last <= pronoun.first and "nom" in one.cases and "acc" not in one.cases
        and all(token.kind != MARK for token in sentence.tokens[one.last : pronoun.first])
    ]  # fmt: skip
