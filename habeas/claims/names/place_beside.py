"""Whether a capitalised word that no list has is a place by what stands beside it, and so nobody's surname.

«житель Баксана», «в селе Новобогдановка», «из Камышина», «Женевской конвенции»: the word in front, or the noun behind an
adjective of a place, tells. Nor is the address of a site a name.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.sentences import Sentence
from habeas.text.tokens import WORD, Token

LEADING = ("in", "from", "article_the")  # words in front of a place
LONGEST = 4  # words of a place's name and its noun
SHORTEST_ADJECTIVE = 7
LONGEST_DOMAIN = 6  # letters of “by”, “online”


def names_a_place(sentence: Sentence, index: int) -> bool:
    """Whether the word at ``index`` is named as a place: behind “a resident of”, “the village”, before “district”."""
    if any(sentence.ends(name, index) for name in ("dwellers", "settlements")):
        return True
    return sentence.at("place_words", index + 1) is not None


def is_a_place(sentence: Sentence, first: int, last: int) -> bool:
    """Whether all capitals from ``first`` to ``last`` name a place: “in Thai Nguyen province”, “the city of Ha Nam”, «мэра Голай Прыстані».

    Of two that share their noun each is one: “on Stone and Mill Avenues”.
    """
    if not sentence.pack.has_articles:
        return _is_adjective_of_place(sentence, first, last)
    while first > 0 and sentence.tokens[first - 1].capital and sentence.tokens[first - 1].kind == WORD:
        first -= 1
    if sentence.ends("settlements", first) or _is_of_a_town(sentence, first, last):
        return True
    if _is_where(sentence, first, last):
        return True
    begin = first
    if sentence.link_ends("and", first) and sentence.tokens[first - 2].capital:  # “on Stone and Mill Avenues”
        begin = next((at for at in range(first - 2, 0, -1) if not sentence.tokens[at - 1].capital), 0)
    led = begin == 0 or any(sentence.link_ends(name, begin) for name in LEADING)
    return (led or sentence.ends("on_street", begin)) and _leads_to_place(sentence, last)


def _is_where(sentence: Sentence, first: int, last: int) -> bool:
    """Whether two capitals or more that begin with no given name stand behind “in”, and own nothing: “a man in Mong Kok”."""
    owns = last < len(sentence.tokens) and sentence.tokens[last].key in ("'s", "'")
    several = last - first > 1 and sentence.link_ends("inside", first)
    return several and not owns and not sentence.pack.names.given_forms(sentence.tokens[first].text)


def _is_of_a_town(sentence: Sentence, first: int, last: int) -> bool:
    """Whether capitals that hold no given name say where a mayor or resident is: “the mayor of Hola Prystan”."""
    return sentence.ends("dwellers", first) and not _holds_given_name(sentence, first, last)


def _is_adjective_of_place(sentence: Sentence, first: int, last: int) -> bool:
    """Whether an adjective in an oblique case opens two capitals behind a word for a person: «мэра Голай Прыстані»."""
    if first and sentence.tokens[first - 1].capital and sentence.tokens[first - 1].kind == WORD:
        first -= 1
    endings = tuple(sentence.pack.keys.get("town_adjectives", ()))
    if last - first != 2 or not endings or not sentence.tokens[first].key.endswith(endings):
        return False
    led = any(sentence.ends(name, first) for name in ("persons", "roles", "dwellers"))
    return led and not _holds_given_name(sentence, first, last)


def _holds_given_name(sentence: Sentence, first: int, last: int) -> bool:
    given = sentence.pack.names.given_forms
    return any(given(sentence.tokens[at].text) for at in range(first, last))


def _leads_to_place(sentence: Sentence, at: int) -> bool:
    """Whether a noun for a place stands there, or behind “and” and one more name."""
    if sentence.at("place_words", at) is not None:
        return True
    link = sentence.link("and", at)
    if link is None:
        return False
    at = link.last
    while at < len(sentence.tokens) and at - link.last < LONGEST and sentence.tokens[at].capital:
        if at > link.last and sentence.at("place_words", at) is not None:
            return True
        at += 1
    return False


def stands_as_a_place(sentence: Sentence, index: int) -> bool:
    """Whether one word by itself is rather a place or an adjective of one than a surname."""
    if any(sentence.link_ends(name, index) for name in ("in", "from")):
        return True
    return names_a_place(sentence, index) or _describes(sentence, index)


def _describes(sentence: Sentence, index: int) -> bool:
    """Whether it ends as an adjective in an oblique case and a noun follows it: «четвёртой Женевской конвенции»."""
    token, tokens = sentence.tokens[index], sentence.tokens
    endings = sentence.pack.keys.get("region_cases", frozenset())
    if len(token.key) < SHORTEST_ADJECTIVE or not any(token.key.endswith(end) for end in endings):
        return False
    if index + 1 >= len(tokens) or tokens[index + 1].kind != WORD or tokens[index + 1].capital:
        return False
    verbs = sentence.pack.endings_of_verbs
    if tokens[index + 1].key.endswith(verbs):
        return False  # «Петровскому объявили»
    small = sentence.link_senses(index + 1)
    tells = sentence.opens(index + 1, ("events", "voices.say", "modality"))
    return not small and not tells


def is_site(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word begins the address of a site, which is nobody's name: «редактор Realt.by, отримав», TUT.BY."""
    end = tokens[index + 1 : index + 3]
    if len(end) < 2 or end[0].text != "." or not (end[0].glued and end[1].glued):
        return False
    small = not end[1].capital or end[1].upper
    return end[1].kind == WORD and end[1].text.isascii() and small and len(end[1].text) <= LONGEST_DOMAIN
