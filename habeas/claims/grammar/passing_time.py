"""Stretches of time that pass, and are no punishment: “one day after his arrest”, “a five-month trial”, “not heard from in six weeks”."""

from __future__ import annotations

from habeas.claims.sentences import Sentence

GIVEN_WITHIN = 4  # words between “gave” and the term
TRIAL_WITHIN = 3  # words between “five-month” and “trial”


def only_passes(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the words around a duration (tokens ``first`` to ``last``) say that so much time went by."""
    if _is_given(sentence, first):
        return False
    if sentence.at("passing_behind", last) is not None or sentence.at("serving", last) is not None:
        return True  # «уже три года отбывает срок»
    for mark in sentence.marks("passing_before"):
        between = range(mark.last, first)
        if mark.last <= first and all(
            sentence.sense("counts", at) in ("about", "more", "less") for at in between
        ):
            return True
    for at in range(last, min(last + TRIAL_WITHIN, len(sentence.tokens))):
        if sentence.at("passing_things", at) is not None:
            return True
        if sentence.tokens[at].kind != "word" or sentence.link_senses(at):
            return False
    return False


def _is_given(sentence: Sentence, first: int) -> bool:
    """Whether words that need a term, or lead to one, stand right in front: “was jailed for ten days after the march”."""
    if any(sentence.ends(name, first) for name in ("term_after", "until_weak")):
        return True
    return any(
        mark.payload.event is not None
        and "term" in mark.payload.event.needs
        and 0 <= first - mark.last <= GIVEN_WITHIN
        for mark in sentence.marks("events")
    )
