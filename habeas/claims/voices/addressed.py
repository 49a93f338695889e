"""To whom something is said, beside who says it: «рассказала правозащитникам его жена», «рассказала его мать «Радио Свобода»»."""

from __future__ import annotations

from habeas.claims.sentences import QUOTE_OPENS, Sentence

ADDRESSED = 4  # words between a verb of saying and who says it, in which stand those to whom it is said


def behind_who_was_told(sentence: Sentence, first: int) -> int:
    """Step over those to whom something is said: «рассказала правозащитникам его жена»."""
    if sentence.at("voices.people", first) is None or sentence.at("nominative", first) is not None:
        return first
    for at in range(first + 1, min(first + ADDRESSED, len(sentence.tokens))):
        if sentence.at("nominative", at) is not None and sentence.at("voices.people", at) is not None:
            return at
    return first


def is_addressed(sentence: Sentence, index: int, at: int) -> bool:
    """Whether a paper follows a relative who speaks from ``index`` on: she tells it, «рассказала его мать «Радио Свобода»»."""
    opens = at < len(sentence.tokens) and sentence.tokens[at].text in QUOTE_OPENS
    paper = opens or sentence.at("bodies", at) is not None
    return paper and any(index < mark.last == at for mark in sentence.marks("relatives"))
