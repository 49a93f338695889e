"""Where a voice ends, and to whom something is said beside it: «рассказала правозащитникам его жена», «рассказала его мать «Радио Свобода»»."""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.people.participants import Participant
from habeas.claims.sentences import QUOTE_CLOSES, QUOTE_OPENS, Sentence

ADDRESSED = 4  # words between a verb of saying and who says it, in which stand those to whom it is said


def behind_who_was_told(sentence: Sentence, first: int) -> int:
    """Step over those to whom something is said: «рассказала правозащитникам его жена», «рассказал ТАСС адвокат»."""
    people = sentence.at("voices.people", first) is not None and sentence.at("nominative", first) is None
    quoted = first < len(sentence.tokens) and sentence.tokens[first].text in QUOTE_OPENS
    if not people and sentence.at("bodies", first + quoted) is None and not _is_a_paper(sentence, first):
        return first
    for at in range(first + 1, min(first + ADDRESSED, len(sentence.tokens))):
        if sentence.at("nominative", at) is not None and sentence.at("voices.people", at) is not None:
            return at
    return first


def _is_a_paper(sentence: Sentence, at: int) -> bool:
    """Whether a word in Latin letters stands there, in a text without them, and who says it follows: «сообщил Turan адвокат X»."""
    if sentence.pack.has_articles or at + 1 >= len(sentence.tokens):
        return False
    word, cyrillic = sentence.tokens[at], not sentence.tokens[at + 1].text.isascii()
    speaks = (
        sentence.at("nominative", at + 1) is not None and sentence.at("voices.people", at + 1) is not None
    )
    return word.capital and word.text.isascii() and cyrillic and speaks


def is_addressed(sentence: Sentence, index: int, at: int) -> bool:
    """Whether a paper follows a relative who speaks from ``index`` on: she tells it, «рассказала его мать «Радио Свобода»»."""
    opens = at < len(sentence.tokens) and sentence.tokens[at].text in QUOTE_OPENS
    paper = opens or sentence.at("bodies", at) is not None
    return paper and any(index < mark.last == at for mark in sentence.marks("relatives"))


def is_in_quotes(sentence: Sentence, first: int, index: int) -> bool:
    """Whether quotation marks open behind ``first`` and in front of ``index``."""
    return any(token.text in QUOTE_OPENS for token in sentence.tokens[first:index])


def ends_body(
    sentence: Sentence, participants: Sequence[Participant], index: int, at: int, leading: int
) -> bool:
    """Whether “according to” leads to a body and a name follows at once: „Według Amnesty International Annę Lis torturowano”."""
    if sentence.at("voices.according", leading) is None:
        return False
    closed = at > index and sentence.tokens[at - 1].text in QUOTE_CLOSES
    body = any(index <= mark.first and mark.last == at - closed for mark in sentence.marks("bodies"))
    return body and any(p.sort == "name" and p.first == at for p in participants)
