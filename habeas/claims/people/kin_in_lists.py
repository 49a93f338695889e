"""Relatives beside a name: who ends a list in which somebody is named once more (“A, B and B's wife C were detained”), or is the one told of («жена X, Анна,»)."""

from __future__ import annotations

from habeas.claims.people.appositions import is_kin_by_name
from habeas.claims.sentences import Sentence

OWNER = 4  # tokens of “Karroubi's”, “Anna Nowak's”


def kin_ends_list(sentence: Sentence, last: int, kin: int) -> bool:
    """Whether “and”, the name of somebody with “'s” and a word for a relative stand between a list's end and the name at ``kin``."""
    link = next((mark for mark in sentence.links("and") if 0 <= mark.first - last <= 1), None)
    if link is None or link.last >= kin or not sentence.tokens[link.last].capital:
        return False
    owned = range(link.last, min(link.last + OWNER, kin))
    at = next((one + 1 for one in owned if sentence.tokens[one].key in ("'s", "'")), None)
    relative = sentence.at("relatives", at) if at is not None else None
    return relative is not None and relative.last == kin


def leads_to_kin(sentence: Sentence, last: int) -> bool:
    """Whether “'s” and a word for a relative stand behind a name."""
    owns = last + 1 < len(sentence.tokens) and sentence.tokens[last].key in ("'s", "'")
    return owns and sentence.at("relatives", last + 1) is not None


def is_owners_kin(sentence: Sentence, first: int, last: int, kin: int) -> bool:
    """Whether the second name, between commas, is the relative whose word stands in front of the first: «жена X, Анна,»."""
    return sentence.tokens[last].text == "," and is_kin_by_name(sentence, first, last, kin)
