"""The name that a prison has of its own, told right behind its word: “więzieniu La Modelo”, «турме Пінар-дэль-Рыё», «СІЗА Таганрога».

No list has them all. The same place in a sentence can be a person's: «У СІЗО Квітко захворіла»; so a lone word counts only where
nothing is told of it, and it has no form of a given name or surname of the region.
"""

from __future__ import annotations

from habeas.claims.sentences import Sentence
from habeas.text.tokens import MARK, NUMBER, WORD

NAMED = frozenset({"colony", "prison", "pretrial", "temporary", "jail"})  # kinds that have such names
MOST_WORDS = 3
NO_NAME = (
    "not_names", "months", "weekdays", "seasons", "bodies", "agencies", "courts", "facilities", "roles", "codes", "article", "units",
    "persons", "peoples", "relatives", "pronouns", "events", "voices.say", "voices.according",
)  # fmt: skip
ARTICLES = frozenset({"la", "el", "los", "las", "al", "ла", "эль", "ель", "лос", "лас", "аль"})


def own_name(sentence: Sentence, last: int) -> int:
    """Step over the prison's own name that begins at ``last``, with the word for a town in front of it: «горада Кашгар»."""
    if sentence.pack.has_articles or sentence.lower or _ends(sentence, last):
        return last
    kind = sentence.at("settlements", last)
    begin = kind.last if kind is not None else last
    at = begin
    while at < min(begin + MOST_WORDS, len(sentence.tokens)) and _may_name(sentence, at):
        at += 1
        if sentence.tokens[at - 1].key not in ARTICLES:
            break
    if at == begin or sentence.tokens[at - 1].key in ARTICLES:
        return last
    alone = at == begin + 1 and kind is None and "-" not in sentence.tokens[begin].text
    if alone and (_may_be_person(sentence, begin) or not _is_closed(sentence, at)):
        return last
    return at


def _ends(sentence: Sentence, index: int) -> bool:
    return index >= len(sentence.tokens) or sentence.tokens[index].kind in (MARK, NUMBER)


def _may_name(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    capital = token.capital or any(part[:1].isupper() for part in token.text.split("-"))
    if token.kind != WORD or not capital or token.upper:
        return False
    return token.key in ARTICLES or not (
        sentence.link_senses(index)
        or sentence.opens(index, NO_NAME)
        or sentence.pack.names.given_forms(token.text)
    )


def _may_be_person(sentence: Sentence, index: int) -> bool:
    return sentence.pack.names.looks_like_surname(sentence.tokens[index].text)


def _is_closed(sentence: Sentence, index: int) -> bool:
    """Whether nothing is told of the word in front: a mark, a number or a small word that joins follows."""
    if _ends(sentence, index):
        return True
    return bool(sentence.link_senses(index) - {"not", "passive", "aux"})
