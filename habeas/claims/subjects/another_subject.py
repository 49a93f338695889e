"""Whose subject stands right in front of an event's verb: “Anna Reid fled after her boss was arrested”, «пока его соперник сидел в тюрьме».

Of such a one we know nothing but whose boss or rival he is; nothing of it befell the one named, nor the one whom “his” takes up.
"""

from __future__ import annotations

from habeas.claims.events.triggers import Trigger
from habeas.claims.language.event_words import OBJECTS
from habeas.claims.people.between_listed import is_plain_word
from habeas.claims.people.participants import Unit
from habeas.claims.scene import Scene
from habeas.claims.sentences import Sentence
from habeas.claims.subjects.of_others import BEFALL
from habeas.text.tokens import MARK, WORD

OWNERS = frozenset({"f own", "m own", "p own"})
DESCRIBED = 3  # words of “her (former) boss”
JOINS = ("but", "and", "or", "who", "reported")
LONGEST_PREPOSITION = 3


def has_another_subject(scene: Scene, trigger: Trigger, unit: Unit) -> bool:
    """Whether “her boss”, of whom we know nothing, is the verb's subject, and the unit stands in front or is that “her”."""
    sentence = scene.sentence
    if trigger.type not in BEFALL or unit.members[0].sort == "relative":
        return False
    for verb in _verbs_of(sentence, trigger):
        if any(one.first <= verb - 1 < one.last for one in scene.units):
            continue
        pronoun = _owner_before(sentence, verb)
        if pronoun is not None and (unit.last <= pronoun or unit.first == pronoun):
            return True
    return False


def _verbs_of(sentence: Sentence, trigger: Trigger) -> list[int]:
    """Return where the verb can stand whose subject the event befell; nowhere where its words ask for no subject in front."""
    if sentence.pack.has_articles:
        passive = sentence.link("passive", trigger.first) is not None
        asks = passive or trigger.words.who == "before" or trigger.words.case == "nom"
        return [trigger.first] if asks else []
    if trigger.words.case in OBJECTS:
        return []
    own = [at for at in range(trigger.first, trigger.last) if at not in trigger.skipped]
    begins = [at for at in own if at - 1 not in own]  # «пока (его соперник сидел) в тюрьме»
    return [at for one in begins for at in (one, one - 1) if _is_verb(sentence, at)]


def _is_verb(sentence: Sentence, index: int) -> bool:
    ends = tuple(sentence.pack.endings_of_verbs)
    key = sentence.tokens[index].key
    return index > 1 and (sentence.link("passive", index) is not None or (bool(ends) and key.endswith(ends)))


def _owner_before(sentence: Sentence, verb: int) -> int | None:
    """Return where “his” stands that owns the noun in front of the verb, with nothing but what describes the noun between."""
    plain = _is_plain if sentence.pack.has_articles else is_plain_word
    for first in range(verb - 2, max(verb - 2 - DESCRIBED, -1), -1):
        if not plain(sentence, first + 1):
            return None
        senses = {mark.payload.sense for mark in sentence.marks("pronouns") if mark.first == first}
        if senses & OWNERS:
            return first if sentence.pack.has_articles or _begins_clause(sentence, first) else None
    return None


def _begins_clause(sentence: Sentence, index: int) -> bool:
    """Whether the word can begin a clause, and no preposition makes something else than its subject of it: «из-за его статьи сидел»."""
    before = index - 1
    if before < 0 or sentence.tokens[before].kind == MARK:
        return True
    if any(sentence.link_ends(name, index) for name in JOINS):
        return True
    opened = before == 0 or sentence.tokens[before - 1].text == ","
    return opened and len(sentence.tokens[before].text) > LONGEST_PREPOSITION


def _is_plain(sentence: Sentence, index: int) -> bool:
    """Whether a small word that links nothing stands there."""
    token = sentence.tokens[index]
    return token.kind == WORD and not token.capital and sentence.link_senses(index) <= {"former"}
