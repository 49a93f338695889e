"""Whether a capitalised word that no list has is a place by what stands beside it, and so nobody's surname.

«житель Баксана», «в селе Новобогдановка», «из Камышина», «Женевской конвенции»: the word in front, or the noun behind an
adjective of a place, tells.
"""

from __future__ import annotations

from habeas.claims.sentences import Sentence
from habeas.text.tokens import WORD

SHORTEST_ADJECTIVE = 7


def names_a_place(sentence: Sentence, index: int) -> bool:
    """Whether the word at ``index`` is named as a place: behind “a resident of”, “the village”, before “district”."""
    if any(sentence.ends(name, index) for name in ("dwellers", "settlements")):
        return True
    return sentence.at("place_words", index + 1) is not None


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
