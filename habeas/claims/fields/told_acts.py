"""What somebody is said to have done in a clause of its own: “the court found that she spread fakes”, «следствие считает, что X перевёл деньги».

Only what a court, a prosecutor or an investigator says of somebody named, or taken up by a pronoun, is told so; of “the court found
that the case was weak” nobody did anything.
"""

from __future__ import annotations

from collections.abc import Mapping

from habeas.claims.sentences import Sentence

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
    if first >= len(tokens) or tokens[first].kind != "word" or sentence.link("passive", first) is not None:
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
        if token.kind != "word" or not (described or sentence.link("and", at) is not None):
            return None
    return None
