"""Relatives by name to whom something happens: “Iryna, his daughter, was detained”, “police detained her husband, Pavel”.

A relative named near an event mostly only writes, waits or tells. Who is called a relative right at the event's words is the one.
"""

from __future__ import annotations

from habeas.claims.events.triggers import Trigger
from habeas.claims.people.participants import Unit
from habeas.claims.sentences import Sentence

KIN = "relative"
FAR = 4.0
KIN_WORDS = 6  # words of “, his younger daughter,”


def is_apposed_kin(sentence: Sentence, unit: Unit, trigger: Trigger) -> bool:
    """Whether a relative opens the sentence, is called so between commas, and the event follows at once."""
    member = unit.members[0]
    if member.role.name != KIN or member.sort != "name" or len(unit.members) > 1 or unit.first > 2:
        return False
    between = [token.text for token in sentence.tokens[unit.last : trigger.first]]
    return len(between) <= KIN_WORDS and between[:1] == [","] and between[-1:] == [","]


def is_far_kin(sentence: Sentence, trigger: Trigger, unit: Unit, gap: float) -> bool:
    """Whether a relative only stands somewhere behind: “was told in a letter to her daughter Nina”, not “detained her husband, Pavel”."""
    if unit.last <= trigger.first or trigger.words.case:
        return False
    member = unit.members[0]
    named = member.role.name == KIN and bool(unit.against)
    if not named and member.sort != KIN:
        return False
    return _gap_to_kin(sentence, trigger, unit, gap) >= FAR


def _gap_to_kin(sentence: Sentence, trigger: Trigger, unit: Unit, gap: float) -> float:
    """Return how far the word for the relative stands whom a name behind a comma tells: “her husband, Pavel Marchuk,”."""
    comma = unit.first - 1
    if sentence.tokens[comma].text != ",":
        return gap
    kin = [mark.first for mark in sentence.marks("relatives") if mark.last == comma]
    return min(gap, sentence.distance(trigger.last - 1, kin[0])) if kin and trigger.last <= kin[0] else gap
