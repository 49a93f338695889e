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


def acts_on(sentence: Sentence, one: Participant, first: int) -> bool:
    """Whether a word for a person at ``first`` stands in the same clause behind a name: «Галина сняла фильм о журналисте», “Anna met the man”.

    It is not the one who is named there.
    """
    if one.sort != "name" or one.last >= first or sentence.link_ends("passive", first):
        return False  # “Anna is the third reporter to be arrested”
    return all(token.kind != MARK for token in sentence.tokens[one.last : first])
