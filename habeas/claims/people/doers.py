"""Who does what an object suffers: in “the doctor X refused him a visit” he is not X."""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.people.participants import Participant
from habeas.claims.people.pronouns import cases_of
from habeas.claims.sentences import Mark, Sentence
from habeas.text.tokens import MARK

CLAUSE = 2  # words between “who” and its verb


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


def does_it_to_them(sentence: Sentence, last: int) -> bool:
    """Whether a clause with “who” behind token ``last`` tells what the counted ones did to somebody: “the men who detained them”."""
    at = last + (last < len(sentence.tokens) and sentence.tokens[last].text == ",")
    who = sentence.link("who", at)
    if who is None or sentence.link("passive", who.last) is not None:
        return False
    told = [mark for mark in sentence.marks("events") if who.first <= mark.first <= who.last + CLAUSE]
    for pronoun in sentence.marks("pronouns"):
        if pronoun.payload.sense.endswith(" own") or "nom" in cases_of(sentence, pronoun):
            continue
        behind = any(
            pronoun.first in range(mark.first + 1, mark.last + 1) for mark in told
        )  # “detained them”
        before = pronoun.first == who.last and not sentence.pack.has_articles  # «якія іх затрымалі»
        if behind or (before and any(pronoun.last <= mark.last - 1 for mark in told)):
            return True
    return False


def acts_on(sentence: Sentence, one: Participant, first: int) -> bool:
    """Whether a word for a person at ``first`` stands in the same clause behind a name: «Галина сняла фильм о журналисте», “Anna met the man”.

    It is not the one who is named there.
    """
    if one.sort != "name" or one.last >= first or sentence.link_ends("passive", first):
        return False  # “Anna is the third reporter to be arrested”
    return all(token.kind != MARK for token in sentence.tokens[one.last : first])
