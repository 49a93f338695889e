"""Who others act for: of “detained at a rally in support of the politician X” nothing befell X."""

from __future__ import annotations

from habeas.claims.sentences import Sentence
from habeas.text.tokens import WORD

TITLE = 4  # words of “in support of (the former presidential candidate) X”


def for_whose_sake(sentence: Sentence, name: int) -> bool:
    """Whether the name that begins at a token stands behind “in support of”, with nothing but what the one named is between."""
    if not sentence.links("sake"):
        return False
    for at in range(name, max(name - TITLE - 1, -1), -1):
        if sentence.link_ends("sake", at):
            return True
        token = sentence.tokens[at - 1]
        if token.kind != WORD or sentence.opens(at - 1, ("events",)):
            return False
        if sentence.link_senses(at - 1) and sentence.link("article_the", at - 1) is None:
            return False
    return False
