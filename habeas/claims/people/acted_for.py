"""Whom others act for or against, and in whose case: of “detained at a rally in support of the politician X”, “jailed for an attack
on the officer X”, nothing befell X.

“In X's case three people were detained” tells of the three; of a verdict in it, X's own, nobody else need be named.
"""

from __future__ import annotations

from habeas.claims.sentences import OPENING, Mark, Sentence
from habeas.text.tokens import WORD

TITLE = 4  # words of “in support of (the former presidential candidate) X”
CASE = 8  # tokens of “in the case of (the journalist A, B and) C”


def for_whose_sake(sentence: Sentence, name: int) -> bool:
    """Whether the name that begins at a token stands behind “in support of”, with nothing but what the one named is between."""
    if not sentence.links("sake"):
        return False
    for at in range(name, max(name - TITLE - 1, -1), -1):
        if sentence.link_ends("sake", at):
            return True
        if not _is_plain(sentence, at - 1):
            return False
    return False


def whose_case(sentence: Sentence, name: int) -> bool:
    """Whether the name that begins at a token stands behind “in the case of”, alone or in a list."""
    if not sentence.marks("in_case"):
        return False
    for at in range(name, max(name - CASE - 1, -1), -1):
        if sentence.ends("in_case", at):
            return sentence.tokens[at].text != ","  # «подільників у справі, X та Y»
        token = sentence.tokens[at - 1]
        if token.kind != WORD and token.text != "," and token.text not in OPENING:
            return False
        if sentence.opens(at - 1, ("events", "voices.say")) or sentence.link_senses(at - 1) - {"and"}:
            return False
    return False


def harmed(sentence: Sentence, name: int) -> Mark | None:
    """Return the words for an act done to the one named, “attack on”, with nothing but what that one is between, or None."""
    for mark in sentence.marks("harmed"):
        between = range(mark.last, name)
        if (
            mark.last <= name
            and len(between) <= TITLE
            and all(_is_plain(sentence, at) and not _is_named(sentence, at) for at in between)
        ):
            return mark
    return None


def _is_plain(sentence: Sentence, at: int) -> bool:
    """Whether a word can be part of what somebody is called: no mark, no small word, no event."""
    if sentence.tokens[at].kind != WORD or sentence.opens(at, ("events",)):
        return False
    return not sentence.link_senses(at) or sentence.link("article_the", at) is not None


def _is_named(sentence: Sentence, at: int) -> bool:
    """Whether a capital there begins a name, and no title: “libelled Governor Aleh S. the journalist X” did no harm to X."""
    titles = ("roles", "persons")
    return sentence.tokens[at].capital and all(sentence.at(one, at) is None for one in titles)
