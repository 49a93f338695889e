"""What stands right in front of a court's word and is none of its name: somebody's surname, the town of those whom it tried."""

from __future__ import annotations

from habeas.claims.sentences import Sentence


def is_another_noun(sentence: Sentence, index: int) -> bool:
    """Whether a town or its word right in front of a court belongs to what stands before: «двох жителів міста суд заарештував»."""
    if sentence.pack.has_articles or is_adjective(sentence, index):
        return False
    town = sentence.tokens[index].capital and sentence.at("places", index) is not None
    return town or sentence.at("place_words", index) is not None


def may_be_surname(sentence: Sentence, index: int) -> bool:
    """Whether a given name stands in front of a capitalised word that can be its surname: in one case with it."""
    given = sentence.pack.names.given_forms(sentence.tokens[index - 1].text)
    if not given or not sentence.tokens[index - 1].capital:
        return False
    key, endings = sentence.tokens[index].key, sentence.pack.keys.get("region_endings", frozenset())
    if not any(key[:-cut].endswith(ending[:2]) for cut in (1, 2) for ending in endings):
        return True  # no adjective in the nominative either
    surnames = [one for one in sentence.pack.names.surname_forms(sentence.tokens[index].text) if one.sure]
    surnames = [one for one in surnames if one.cases == {"nom"}] or surnames
    return not surnames or any(
        one.cases & other.cases and (one.sex == other.sex or not one.sex or not other.sex)
        for one in given
        for other in surnames
    )


def is_adjective(sentence: Sentence, index: int) -> bool:
    """Whether the word ends like an adjective made of a place's name."""
    endings = sentence.pack.keys.get("region_endings", frozenset())
    return any(sentence.tokens[index].key.endswith(ending) for ending in endings)
