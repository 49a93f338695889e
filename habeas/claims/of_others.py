"""Nouns of events that say whose they are: “Peter Stano condemned the arrest of journalists” tells nothing of Peter Stano.

The one in front of “the arrest of a colleague”, «осудил арест журналистов» is who speaks of it, protests or acts; whom it befell
stands behind.
"""

from __future__ import annotations

from habeas.claims.participants import Unit
from habeas.claims.scene import Scene
from habeas.claims.sentences import Sentence
from habeas.claims.triggers import Trigger
from habeas.text.tokens import WORD

PEOPLE = ("persons", "peoples", "relatives", "held_people", "clients", "roles")
BEFALL = frozenset({"detention", "custody", "sentence", "release", "ill_treatment", "fine", "transfer"})
DESCRIBED = 3  # words of “the arrest of (the former chief) editor”


def befell_those_behind(scene: Scene, trigger: Trigger, unit: Unit) -> bool:
    """Whether the event's noun takes people behind it and the unit stands in front: it befell them, named or not."""
    if trigger.type not in BEFALL or not _is_noun(scene.sentence, trigger):
        return False
    if unit.last > trigger.first:
        return unit.first >= trigger.last and _is_named_in_front(scene, trigger, unit)
    if unit.members[0].sort in ("owner", "group"):
        return False  # «их арест», and “two of the five” are told by their own rules
    return _people_at(scene.sentence, trigger.last)


def _is_named_in_front(scene: Scene, trigger: Trigger, unit: Unit) -> bool:
    """Whether “the journalist” is taken for the one who, named in front, speaks of “the arrest of the journalist”."""
    named = {one for other in scene.units if other.last <= trigger.first for one in other.people}
    return unit.members[0].sort == "anaphor" and bool(named & set(unit.people))


def _is_noun(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the event is told by a noun whose people stand behind: “the arrest of”, «арест», „zatrzymanie”."""
    if trigger.words.who != "after":
        return False
    if sentence.pack.has_articles:
        return any(mark.last == trigger.last for mark in sentence.links("of"))
    return trigger.words.weak and sentence.tokens[trigger.first].key == sentence.tokens[trigger.last - 1].key


def _people_at(sentence: Sentence, index: int) -> bool:
    """Whether words for people stand at ``index``, behind at most a few that describe them."""
    for at in range(index, min(index + DESCRIBED + 1, len(sentence.tokens))):
        if any(sentence.at(name, at) is not None for name in PEOPLE):
            return True
        token = sentence.tokens[at]
        if token.kind != WORD or token.capital:
            return False
        if sentence.link_senses(at) and sentence.link("article_the", at) is None:
            return False
    return False
