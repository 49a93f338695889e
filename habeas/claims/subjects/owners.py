"""Whose thing it is that befalls: “X's sentence was upheld”, “broke X's ribs”, “upheld X's six-year term” tell of X.

An owner is otherwise the last to be taken for the one: “X's brother was detained” tells of the brother.
"""

from __future__ import annotations

from habeas.claims.events.triggers import Trigger
from habeas.claims.people.participants import Unit
from habeas.claims.scene import Scene
from habeas.claims.sentences import Sentence
from habeas.text.tokens import WORD

OF_OTHERS = frozenset(
    {"detention", "custody"}
)  # “X's detained brother”: these words also describe somebody else
OTHERS = ("relatives", "those_of", "roles", "peoples", "persons")
DESCRIBING = 2  # words between “X's” and the event's noun
POSSESSIVES = ("'s", "'")
LAWYER, TELLER_BEFORE = "lawyer", 2  # words between “the wife of” and the name: a trade


def _describes(sentence: Sentence, index: int) -> bool:
    """Whether a plain small word stands there: nobody else, no link."""
    token = sentence.tokens[index]
    listed = sentence.link_senses(index) or any(sentence.at(name, index) for name in OTHERS)
    return token.kind == WORD and not token.capital and not listed


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
    if at < trigger.first <= at + 1 + DESCRIBING and all(
        _describes(sentence, one) for one in range(at + 1, trigger.first)
    ):
        return True  # “X's (next) hearing”
    if not trigger.first <= at < trigger.last - 1:
        return False
    own = next(
        one for one in range(at + 1, trigger.last) if one not in trigger.skipped or one == trigger.last - 1
    )
    between = range(at + 1, own)
    return not any(sentence.at(name, one) is not None for name in OTHERS for one in between)


def has_apostrophe(scene: Scene, unit: Unit) -> bool:
    """Whether a relative only says whose house or flat is meant: “was taken from her parents' house”."""
    tokens, at = scene.sentence.tokens, unit.last
    return at < len(tokens) and tokens[at].key in POSSESSIVES


def relative_tells(scene: Scene, trigger: Trigger, unit: Unit) -> bool:
    """Whether a relative or lawyer of the one named says it, of whom else nobody: «Дружина X розповідає: затримання на блокпосту»."""
    sentence, member = scene.sentence, unit.members[-1]
    others = [one for one in scene.units if one.members[0].sort != "relative"]
    if len(others) > 1 or not member.role.owner or trigger.words.case == "nom":
        return False
    apart = (min(unit.last, trigger.last), max(unit.first, trigger.first))
    elsewhere = (*sentence.links("who"), *sentence.marks("pronouns"))
    if any(apart[0] <= one.first < apart[1] for one in elsewhere):
        return False  # «каже дружина X, яку затримали»
    voices = [one for one in scene.voices if one.verb >= 0 and one.first <= unit.first <= one.last]
    tellers = [
        *sentence.marks("relatives"),
        *(one for one in sentence.marks("roles") if one.payload.sense == LAWYER),
    ]
    return bool(voices) and any(0 <= unit.first - one.last <= TELLER_BEFORE for one in tellers)
