"""Who others act for, and in whose case: of “detained at a rally in support of the politician X” nothing befell X.

“In X's case three people were detained” tells of the three; of a verdict in it, X's own, nobody else need be named.
"""

from __future__ import annotations

from habeas.claims.sentences import OPENING, Sentence
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
        token = sentence.tokens[at - 1]
        if token.kind != WORD or sentence.opens(at - 1, ("events",)):
            return False
        if sentence.link_senses(at - 1) and sentence.link("article_the", at - 1) is None:
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
