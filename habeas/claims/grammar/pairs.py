"""Two people without names in one breath: «мать и сына из Пинска», “a father and daughter”, «рэжысёра і актрысу», „małżeństwo z Witebska”.

Each of the two words is one for a single person, and what happened befell both.
"""

from __future__ import annotations

from habeas.claims.grammar import lone_people, lone_without_articles
from habeas.claims.grammar.couples import is_couple_behind
from habeas.claims.grammar.origins import behind_origin
from habeas.claims.sentences import Mark, Sentence
from habeas.text.tokens import WORD

PEOPLE = ("relatives", "persons")
NOBODY = ("roles", "bystanders", "captors", "rulers", "held_people", "peoples")
ADJECTIVES = 2  # words of “her elderly mother”


def pair_at(sentence: Sentence, index: int) -> tuple[int, Mark] | None:
    """Return where “a mother and her son” that begins at ``index`` ends, and its last noun; None where no such two stand there."""
    if (couple := _couple_by_surname(sentence, index)) is not None:
        return couple
    if (couple := _couple(sentence, index)) is not None:
        return couple if _befalls(sentence, index, couple[0]) else None
    start = _behind_article(sentence, index)
    one = _noun(sentence, start)
    link = sentence.link("and", one.last) if one is not None else None
    if one is None or link is None or _is_owned(sentence, index):
        return None
    other = _second(sentence, link.last)
    if other is None or any(sentence.opens(mark.first, NOBODY) for mark in (one, other)):
        return None
    behind = behind_origin(sentence, other.last) or other.last
    if _is_named(sentence, behind) or sentence.words(one.first, one.last) == sentence.words(
        other.first, other.last
    ):
        return None
    return (other.last, other) if _befalls(sentence, index, other.last) else None


def _couple(sentence: Sentence, index: int) -> tuple[int, Mark] | None:
    mark = sentence.at("couples", _behind_article(sentence, index))
    return (mark.last, mark) if mark is not None and not _is_named(sentence, mark.last) else None


def _couple_by_surname(sentence: Sentence, index: int) -> tuple[int, Mark] | None:
    """Return where «супругов Зиминых» ends, and the word for a couple: two of one surname, whom the text does not name one by one."""
    mark = sentence.at("couples", index)
    return (mark.last + 1, mark) if mark is not None and is_couple_behind(sentence, mark.last) else None


def _behind_article(sentence: Sentence, index: int) -> int:
    article = next((mark for mark in sentence.marks("indefinite") if mark.first == index), None)
    return article.last if article is not None and sentence.pack.has_articles else index


def _noun(sentence: Sentence, index: int) -> Mark | None:
    return next((mark for name in PEOPLE if (mark := sentence.at(name, index)) is not None), None)


def _second(sentence: Sentence, index: int) -> Mark | None:
    """Return the second word, “her” and what describes him in front of it."""
    for at in range(_behind_article(sentence, index), min(index + ADJECTIVES + 1, len(sentence.tokens))):
        noun = _noun(sentence, at)
        if noun is not None:
            return noun
        token = sentence.tokens[at]
        pronoun = sentence.at("pronouns", at)
        if (
            token.kind != WORD
            or token.capital
            or sentence.link_senses(at)
            or sentence.at("events", at) is not None
        ):
            return None
        if pronoun is not None and not pronoun.payload.sense.endswith("own"):
            return None
    return None


def _is_owned(sentence: Sentence, index: int) -> bool:
    """Whether the first is somebody's: “her mother and brother”, whose that is the text has told."""
    owned = any(
        mark.last == index and mark.payload.sense.endswith("own") for mark in sentence.marks("pronouns")
    )
    return owned or any(sentence.ends(name, index) for name in (*PEOPLE, "peoples", "those_of", "and"))


def _is_named(sentence: Sentence, last: int) -> bool:
    """Whether a name or a list of names follows at once."""
    behind = sentence.tokens[last : last + 2]
    if not behind:
        return False
    return behind[0].capital or (behind[0].text in ",:(—–" and len(behind) > 1 and behind[1].capital)


def _befalls(sentence: Sentence, first: int, last: int) -> bool:
    behind = behind_origin(sentence, last) or last
    if sentence.pack.has_articles:
        return lone_people.befalls_there(sentence, first, behind)
    return lone_without_articles.befalls_there(sentence, first, behind)


def is_new_pair(sentence: Sentence, first: int, last: int) -> bool:
    """Whether an article or a town says that the two are new: «супругов из Лиды», “a couple”; «супругов» may be two told of before."""
    return _behind_article(sentence, first) > first or behind_origin(sentence, last) is not None
