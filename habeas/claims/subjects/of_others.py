"""Nouns of events that say whose they are: “Peter Stano condemned the arrest of journalists” tells nothing of Peter Stano.

The one in front of “the arrest of a colleague”, «осудил арест журналистов» is who speaks of it, protests or acts; whom it befell
stands behind. Who is named behind a verb of saying that closes a sentence speaks of others too: „Oboje są w areszcie – powiedział
portalowi wicedyrektor stacji X”.
"""

from __future__ import annotations

from habeas.claims.events.triggers import Trigger
from habeas.claims.people.participants import Unit
from habeas.claims.scene import Scene
from habeas.claims.sentences import Sentence
from habeas.text.tokens import WORD

PEOPLE = ("persons", "peoples", "relatives", "held_people", "clients", "roles")
BEFALL = frozenset({"detention", "custody", "sentence", "release", "ill_treatment", "fine", "transfer"})
REFLEXIVE = "ся"  # ends a participle: «находящемуся»
BEFORE_SAYING = frozenset(",-–—»”\"'’")
DESCRIBED = 3  # words of “the arrest of (the former chief) editor”


def befell_those_behind(scene: Scene, trigger: Trigger, unit: Unit) -> bool:
    """Whether the event's noun takes people behind it and the unit stands in front: it befell them, named or not."""
    if trigger.type not in BEFALL:
        return False
    if _describes_those_behind(scene, trigger, unit):
        return True
    if not _is_noun(scene.sentence, trigger):
        return False
    if unit.last > trigger.first:
        if unit.members[0].sort == "owner":
            return unit.last >= trigger.last and _people_at(scene.sentence, unit.last)  # “of her colleagues”
        return unit.first >= trigger.last and _is_named_in_front(scene, trigger, unit)
    if unit.members[0].sort in ("owner", "group"):
        return False  # «их арест», and “two of the five” are told by their own rules
    return _people_at(scene.sentence, trigger.last)


def _describes_those_behind(scene: Scene, trigger: Trigger, unit: Unit) -> bool:
    """Whether the event is a participle in an oblique case that tells which people behind it are meant: «премию сидящему в СИЗО коллеге»."""
    sentence, ends = scene.sentence, tuple(scene.sentence.pack.keys.get("participle_endings", ()))
    word = sentence.tokens[trigger.first].key.removesuffix(REFLEXIVE)
    if unit.last > trigger.first or not ends or not word.endswith(ends):
        return False
    nominative = all(member.cases == {"nom"} for member in unit.members)
    return nominative and _people_at(sentence, trigger.last)


def _is_named_in_front(scene: Scene, trigger: Trigger, unit: Unit) -> bool:
    """Whether “the journalist” is taken for the one who, named in front, speaks of “the arrest of the journalist”."""
    named = {one for other in scene.units if other.last <= trigger.first for one in other.people}
    return unit.members[0].sort == "anaphor" and bool(named & set(unit.people))


def _is_noun(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the event is told by a noun whose people stand behind: “the arrest of (her)”, «после ареста», „zatrzymanie”."""
    if trigger.words.who not in ("after", "owner"):
        return False
    if sentence.pack.has_articles:
        whose = sentence.at("pronouns", trigger.last - 1) is not None
        return any(mark.last == trigger.last - whose for mark in sentence.links("of"))
    return trigger.words.weak


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


def speaks_behind(scene: Scene, trigger: Trigger, unit: Unit) -> bool:
    """Whether the unit is the nominative that follows a verb of saying behind what is told, and nothing is told of it there."""
    sentence = scene.sentence
    if len(unit.members) > 1 or unit.members[0].sort != "name" or unit.first < trigger.last:
        return False
    cases = unit.members[0].cases
    if cases and "nom" not in cases:
        return False
    for mark in sentence.marks("voices.say"):
        if not trigger.last <= mark.first < mark.last <= unit.first:
            continue
        apart = sentence.tokens[mark.first - 1].text in BEFORE_SAYING
        that = any(mark.last <= link.first < unit.first for link in sentence.links("reported"))
        colon = any(token.text == ":" for token in sentence.tokens[mark.last : unit.first])
        told = any(
            mark.last <= one.first and not unit.first <= one.first < unit.last for one in scene.triggers
        )
        if apart and not (that or colon or told):
            return True
    return False
