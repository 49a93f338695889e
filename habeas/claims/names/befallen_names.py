"""Names that no list and no shape knows, by what befell somebody right beside them: “a court sentenced Obeid Lutale to”.

The words of a detention or a sentence tell of people; capitals that stand where these are named are their names.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.names.name_weights import weights
from habeas.claims.sentences import Mark, Sentence

BEFALLS = frozenset(
    {"detention", "custody", "sentence", "release", "arrest_order", "acquittal", "ill_treatment"}
)
MOST_WORDS = 4
WITH_CASES = 2  # words of such a name in a language that declines them
SELDOM = 2  # the step of how often a word is met in small letters, from which on it is hardly a name


def is_befallen(sentence: Sentence, words: Sequence[int]) -> bool:
    """Whether two to four capitals stand where the words of an event name those whom it befell."""
    most = MOST_WORDS if sentence.pack.has_articles else WITH_CASES
    if not 2 <= len(words) <= most or not _is_named_by_an_event(sentence, words[0], words[-1] + 1):
        return False
    return all(_may_be_a_name(sentence, at) for at in words) and not _begins_with_a_place(sentence, words)


def _is_named_by_an_event(sentence: Sentence, first: int, last: int) -> bool:
    marks = (mark for mark in sentence.marks("events") if mark.payload.sense in BEFALLS)
    return any(_names_whom(sentence, mark, first, last) for mark in marks)


def _begins_with_a_place(sentence: Sentence, words: Sequence[int]) -> bool:
    """Whether the first says where, and the second who: „w Czaplince Oksanę rażono prądem”."""
    led = any(sentence.link_ends(name, words[0]) for name in ("in", "from"))
    begins = not sentence.pack.has_articles and sentence.pack.names.given_forms(
        sentence.tokens[words[1]].text
    )
    return led or bool(begins)


def _names_whom(sentence: Sentence, mark: Mark, first: int, last: int) -> bool:
    """Whether an event's words lead to the name, or follow it where who stands there did not do it herself."""
    event = mark.payload.event
    if event is None or event.who == "owner":
        return False
    if mark.last == first:
        return event.who != "before"
    return mark.first == last and (event.who == "before" or not sentence.pack.has_articles)


def _may_be_a_name(sentence: Sentence, index: int) -> bool:
    """Whether a word is a listed given name or seldom met in small letters; the first of a sentence must be known as part of names."""
    word = sentence.tokens[index].text
    if sentence.pack.names.given_forms(word):
        return True
    known = weights().lists.tiers(word)
    if index == 0 and not sentence.pack.has_articles:
        return not known.small and bool(known.name or known.base)
    return known.small < SELDOM
