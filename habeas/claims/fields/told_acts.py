"""What somebody is said to have done in a clause of its own: “the court found that she spread fakes”, «следствие считает, что X перевёл деньги».

Only what a court, a prosecutor or an investigator says of somebody named, or taken up by a pronoun, is told so; of “the court found
that the case was weak” nobody did anything.
"""

from __future__ import annotations

from collections.abc import Mapping

from habeas.claims.sentences import Sentence
from habeas.text.tokens import WORD

LONGEST_TRADE = 4  # words in front of a name, and the name's first: «43-летний учитель физики X»
THE_ONE = 4  # letters of «том», “tym” in front of “, that”
TITLE = 3  # words of “the activist (and blogger) X”


def begins_act(sentence: Sentence, index: int, names: Mapping[int, int]) -> int | None:
    """Return where the act begins behind “the court found”, its doer left out, or None where nobody does anything there."""
    tokens = sentence.tokens
    at = index + (index < len(tokens) and tokens[index].text == ",")
    that = sentence.link("reported", at)
    at = that.last if that is not None else at
    first = _behind_doer(sentence, at, names)
    if first is None or first >= len(tokens):
        return None
    helping = sentence.link("aux", first)
    first = helping.last if helping is not None else first
    if first >= len(tokens) or tokens[first].kind != WORD or sentence.link("passive", first) is not None:
        return None
    return None if sentence.link("not", first) is not None else first


def _behind_doer(sentence: Sentence, index: int, names: Mapping[int, int]) -> int | None:
    """Return where the name or pronoun ends that begins there, what the one named is in front of it."""
    pronoun = sentence.at("pronouns", index)
    if pronoun is not None and not pronoun.payload.sense.endswith(" own"):
        return pronoun.last
    for at in range(index, min(index + TITLE + 1, len(sentence.tokens))):
        if at in names:
            return names[at]
        token = sentence.tokens[at]
        described = sentence.at("persons", at) is not None or sentence.link("article_the", at) is not None
        if token.kind != WORD or not (described or sentence.link("and", at) is not None):
            return None
    return None


def what_is_told(sentence: Sentence, index: int, names: Mapping[int, int]) -> int | None:
    """Return where an act told as a clause begins: “in that he spread”, «в том, что распространял», «Следства лічыць, што X стварыў».

    Who did it, a name or a pronoun, is no part of the act.
    """
    tokens = sentence.tokens
    comma = index if tokens[index].text == "," else index + 1
    if (
        not tokens[comma + 1 :]
        or tokens[comma].text != ","
        or (comma > index and len(tokens[index].text) > THE_ONE)
    ):
        return None
    that = sentence.link("reported", comma + 1)
    first = that.last if that is not None else comma + 1
    pronoun = sentence.at("pronouns", first)
    doer = pronoun.last if pronoun is not None else _named_at(sentence, first, names)
    if that is None and (comma > index or doer is None):
        return None  # «Па версіі следства, X перадаваў ...» has none
    return doer if doer is not None else first


def _named_at(sentence: Sentence, first: int, names: Mapping[int, int]) -> int | None:
    """Return where the name ends of whoever did it, his trade in front of it: «вчитель X готував вибух»."""
    verbs, age = sentence.pack.endings_of_verbs, sentence.at("ages", first)
    told, begin = age is not None, age.last if age is not None else first
    for at in range(begin, min(begin + LONGEST_TRADE, len(sentence.tokens))):
        token = sentence.tokens[at]
        told = told or sentence.at("persons", at) is not None
        if at in names:
            return names[at] if told or at - begin <= 1 else None
        if token.kind != WORD or token.capital or not verbs or token.key.endswith(verbs):
            return None
    return None
