"""One person without a name who was freed and now tells of a prison: “a cellmate freed in December”, «бывшая заключённая, которая вышла в мае».

Such a one is nobody told of before: what let her go let nobody else go. A language without articles has words that mean only
somebody like that; with an article any word for a person will do (“according to a woman who left the colony in May”).
"""

from __future__ import annotations

from habeas.claims.sentences import Mark, Sentence
from habeas.text.tokens import WORD

DESCRIBED = 3  # words of “a former Belarusian prisoner”
REACH = 4  # tokens between the noun and what let her go: “, who was recently”
FREED = "release"


def freed_one(sentence: Sentence, index: int) -> tuple[int, Mark] | None:
    """Return where “a cellmate” that begins at ``index`` ends, and its noun, if words that free her stand right behind it."""
    noun = _noun(sentence, index)
    if noun is None or _is_named(sentence, noun.last) or sentence.at("plural_anaphora", noun.first):
        return None
    return (noun.last, noun) if _is_freed(sentence, noun.last) else None


def _noun(sentence: Sentence, index: int) -> Mark | None:
    if not sentence.pack.has_articles:
        former = index > 0 and sentence.link("former", index - 1) is not None
        return None if former else sentence.at("cellmates", index)
    article = next((mark for mark in sentence.marks("indefinite") if mark.first == index), None)
    start = article.last if article is not None else index
    if (
        article is not None
        and index > 1
        and sentence.tokens[index - 1].text == ","
        and sentence.tokens[index - 2].capital
    ):
        return None  # “Anna Reid, a freelance journalist, was freed”: it is she
    if article is None and index and sentence.tokens[index - 1].kind == WORD:
        return sentence.at("cellmates", index) if sentence.ends("further", index) else None
    for at in range(start, min(start + DESCRIBED + 1, len(sentence.tokens))):
        noun = sentence.at("cellmates", at) or (sentence.at("persons", at) if article is not None else None)
        if noun is not None:
            return noun
        if sentence.tokens[at].kind != WORD or sentence.link_senses(at) - {"former"}:
            return None
    return None


def _is_named(sentence: Sentence, last: int) -> bool:
    at = last + (last < len(sentence.tokens) and sentence.tokens[last].text == ",")
    given = sentence.pack.names.given_forms
    return any(token.capital and given(token.text) for token in sentence.tokens[at : at + 2])


def _is_freed(sentence: Sentence, last: int) -> bool:
    """Whether a participle or a clause with “who” that frees stands at ``last``: “freed in March”, “, who was recently freed”."""
    tokens = sentence.tokens
    comma = last < len(tokens) and tokens[last].text == ","
    at = last + comma
    who = sentence.link("who", at) or sentence.link("who_one", at)
    first = who.last if who is not None else at
    for mark in sentence.marks("events"):
        if mark.payload.sense == FREED and mark.first < last and mark.last == at + 1:
            return True  # „była więźniarka zwolniona w marcu”: it looks like “was freed”
        if mark.payload.sense != FREED or not first <= mark.first <= at + REACH:
            continue
        if any(one.kind != WORD for one in tokens[first : mark.first]):
            continue
        return who is not None or mark.first == at
    return False
