"""Whose thing it is that befalls: “X's sentence was upheld”, “broke X's ribs”, “upheld X's six-year term” tell of X.

An owner is otherwise the last to be taken for the one: “X's brother was detained” tells of the brother.
"""

from __future__ import annotations

from habeas.claims.participants import Unit
from habeas.claims.sentences import Sentence
from habeas.claims.triggers import Trigger

OF_OTHERS = frozenset(
    {"detention", "custody"}
)  # “X's detained brother”: these words also describe somebody else
OTHERS = ("relatives", "those_of", "roles", "peoples", "persons")
POSSESSIVES = ("'s", "'")


def owns_at_once(unit: Unit, trigger: Trigger) -> bool:
    """Whether “his” stands right in front of an event's noun: „po jego aresztowaniu”."""
    return (
        unit.members[0].sort == "owner"
        and unit.first == trigger.first - 1
        and unit.last in (trigger.first, trigger.last)
        and trigger.words.weak
    )


def owns_what_is_told(sentence: Sentence, trigger: Trigger, unit: Unit) -> bool:
    """Whether a name with “'s” owns a word of the event itself, and nobody else stands between."""
    tokens, at = sentence.tokens, unit.last
    if unit.members[-1].sort != "name" or at + 1 >= len(tokens) or tokens[at].key not in POSSESSIVES:
        return False
    if trigger.type in OF_OTHERS:
        return False
    if trigger.first == at + 1:
        return True
    if not trigger.first <= at < trigger.last - 1:
        return False
    own = next(
        one for one in range(at + 1, trigger.last) if one not in trigger.skipped or one == trigger.last - 1
    )
    between = range(at + 1, own)
    return not any(sentence.at(name, one) is not None for name in OTHERS for one in between)
