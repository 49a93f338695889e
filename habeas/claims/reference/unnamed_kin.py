"""Relatives without a name to whom something happens: each is one unnamed person (“his wife was let go the next day”)."""

from __future__ import annotations

from habeas.claims.grammar.counts import Count
from habeas.claims.groups.group_drafts import Groups
from habeas.claims.people.participants import Unit
from habeas.claims.sentences import Sentence
from habeas.text.tokens import WORD

BEFALLS = frozenset(
    {"detention", "release", "fine", "sentence", "charge", "custody", "arrest_order", "expulsion", "transfer"}
)
KIN = ("relatives", "kinship")  # «чоловіка» is a man or a husband
SAME_WORD = 3  # letters in which two words for kin agree that are one word (жена, жену)
LONGEST_PREPOSITION = 4
REACH = 4  # sentences in which a second “his wife” is the same wife


def stem_of(sentence: Sentence, last: int) -> str:
    """Return the letters by which a word for a relative, ending before token ``last``, is known again in another case."""
    return sentence.word(last - 1)[:SAME_WORD].casefold()


def befallen_kin(sentence: Sentence, kind: str, unit: Unit | None, groups: Groups) -> tuple[str, ...]:
    """Return the groups of one that a unit's unnamed relatives are, where an event of type ``kind`` can befall them."""
    if unit is None or kind not in BEFALLS:
        return ()
    kin = {mark.first for name in KIN for mark in sentence.marks(name)}
    return tuple(
        group_of_kin(groups, sentence, one.first, one.last)
        for one in unit.members
        if one.sort == "relative"
        and one.first in kin
        and not sentence.opens(one.first, ("forebears",))
        and sentence.link("namesake", one.first) is None
        and not _is_company(sentence, one.first)
    )


def _is_company(sentence: Sentence, index: int) -> bool:
    """Whether a small word in front says that the relative only stands by: “on the same day as her husband”, «с мужем»."""
    before = index - 1 - (sentence.at("pronouns", index - 1) is not None)
    if before < 0 or sentence.tokens[before].kind != WORD:
        return False
    if any(sentence.link(name, before) is not None for name in ("and", "but", "of")):
        return False  # “she and her husband”, «а её мужу», “the arrest of her husband”
    return len(sentence.tokens[before].text) <= LONGEST_PREPOSITION


def group_of_kin(groups: Groups, sentence: Sentence, first: int, last: int) -> str:
    """Return the id of the group of one for which a relative's word stands from ``first`` to ``last``."""
    word = stem_of(sentence, last)
    known = groups.kin.get(word)
    if known is not None and sentence.number - known[0] <= REACH:
        return known[1]
    made = groups.id_of(sentence, Count(first, last, 1, 1, None))
    groups.kin[word] = (sentence.number, made)
    return made
