"""The role of everybody in a list behind a word for several: “his lawyers, A and B,”, “judges A, B and C”.

Packs list such words under senses of their own, so that a word for one (“the judge A, B and C got ...”) reaches nobody else.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from habeas.claims.names.mention import Mention
from habeas.claims.sentences import Mark, Sentence

SEVERAL: Mapping[str, str] = MappingProxyType(
    {"lawyers": "lawyer", "judges": "judge", "prosecutors": "prosecutor", "investigators": "investigator"}
)
LONGEST_LIST = 12  # tokens of the names in “his lawyers, A, B and C”


def one_of_several(sense: str) -> str:
    """Return the role of each of several: “lawyer” for “lawyers”; any other sense as it is."""
    return SEVERAL.get(sense, sense)


def listed_role(sentence: Sentence, mention: Mention) -> Mark | None:
    """Return the word for several in whose list a name stands: nothing but names and what joins them between, “and” last."""
    joined = sentence.tokens[mention.first - 1].text in ",:" or sentence.link_ends("and", mention.first)
    if not mention.first or not joined:
        return None  # «судьями A и B | Анна Рид признана виновной»
    for mark in sentence.marks("roles"):
        between = range(mark.last, mention.first)
        if (
            (mark.payload.sense in SEVERAL or _are_several(sentence, mark, mention))
            and between
            and len(between) <= LONGEST_LIST
            and _is_a_list(sentence, between)
        ):
            return mark
    return None


def _are_several(sentence: Sentence, mark: Mark, mention: Mention) -> bool:
    """Whether a word that may be one judge's is said of those who act: «дела рассматривали судьи A и B»."""
    nominative = any("nom" in reading.cases for reading in mention.readings)
    if mark.payload.sense not in SEVERAL.values() or sentence.at("nominative", mark.first) or not nominative:
        return False
    plural = sentence.pack.verb_endings.get("p", ())
    return mark.first > 0 and bool(plural) and sentence.tokens[mark.first - 1].key.endswith(plural)


def _is_a_list(sentence: Sentence, between: range) -> bool:
    closed = False
    for at in between:
        link = sentence.link("and", at) is not None
        comma = sentence.tokens[at].text in ",:"
        if (closed and (link or comma)) or not (link or comma or sentence.tokens[at].capital):
            return False
        closed = closed or link
    return True
