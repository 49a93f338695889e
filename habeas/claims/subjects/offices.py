"""An office beside the one to whom something is done: “X, mayor of a village, remains in captivity”.

Whoever holds an office of the state is mostly there to do things to others. But between a name and words that need it in front as
their sufferer, an office only says who he is. Judges, prosecutors and investigators are left out: they are never described so.
"""

from __future__ import annotations

from habeas.claims.events.triggers import Trigger
from habeas.claims.language.event_words import OBJECTS
from habeas.claims.people.asides import BEFALL
from habeas.claims.people.participants import Unit
from habeas.claims.scene import Scene
from habeas.claims.sentences import Sentence

OFFICIAL = "official"
OFFICES = frozenset({OFFICIAL, "spokesperson"})
BETWEEN_COMMAS = 12  # tokens of “, the mayor of a village of 900 souls,”
SMALL_WORDS = 2  # tokens between the comma and the event: “still”, «досі»
COMMAS = (",", "—", "–")
BESIDE = 2.0  # how far an event's words may stand from a name directly beside them
STATES = BEFALL | {"regime_change", "health", "death", "wanted"}


def befell_official(scene: Scene, trigger: Trigger, unit: Unit, gap: float) -> bool:
    """Whether the event's words stand so beside somebody in office (``gap`` words away) that he suffered it, and did not do it."""
    before, words = unit.last <= trigger.first, trigger.words
    if words.who == "before" and before and gap < BESIDE:
        return True  # “the deputy mayor X was detained”
    behind = not before and _office_behind(scene.sentence, trigger, unit)
    if words.case == "nom" and trigger.type in BEFALL and _office_behind(scene.sentence, trigger, unit):
        return True  # «Задержан заместитель председателя X»
    if words.case in OBJECTS and (gap < BESIDE or behind) and _only_object(unit, words.case):
        return True  # «мэра Игоря Наумова арестовали»
    return _is_apposed(scene, unit, trigger)


def _is_apposed(scene: Scene, unit: Unit, trigger: Trigger) -> bool:
    """Whether a name, its office between two commas, and words that it suffers stand one behind the other."""
    sentence, tokens = scene.sentence, scene.sentence.tokens
    if len(unit.members) > 1 or unit.members[0].sort != "name" or unit.members[0].role.name != OFFICIAL:
        return False
    suffers = trigger.words.who == "before" or trigger.words.case == "nom"
    if not suffers or trigger.type not in STATES or not 2 < trigger.first - unit.last <= BETWEEN_COMMAS:
        return False
    opens = tokens[unit.last].text in COMMAS
    closes = any(token.text in COMMAS for token in tokens[trigger.first - 1 - SMALL_WORDS : trigger.first])
    office = any(unit.last < mark.first <= unit.last + 3 for mark in sentence.marks("roles"))
    others = any(unit.last <= one.first < trigger.last for one in scene.units)
    said = any(unit.last <= mark.first < trigger.first for mark in sentence.marks("voices.say"))
    return opens and closes and office and not others and not said


def _office_behind(sentence: Sentence, trigger: Trigger, unit: Unit) -> bool:
    """Whether the words for an official's office stand between the event and the name: «засудив заступника голови X»."""
    return any(
        mark.payload.sense in OFFICES
        and 0 <= mark.first - trigger.last <= 1
        and 0 <= unit.first - mark.last <= 3
        for mark in sentence.marks("roles")
    )


def _only_object(unit: Unit, case: str) -> bool:
    """Whether every name of the unit can be an object in ``case`` and surely no subject."""
    known = [member.cases for member in unit.members]
    return all(cases and "nom" not in cases and (case == "obl" or case in cases) for cases in known)
