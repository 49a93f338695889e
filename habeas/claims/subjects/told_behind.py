"""Whether a clause or participle behind a name tells of the one named: “a picket for X, who got five years”, «мать X, арестованного в мае».

Such a name only owns what stands in front, or is part of what somebody did; yet what follows behind its comma befell it.
"""

from __future__ import annotations

from habeas.claims.events.triggers import Trigger
from habeas.claims.people.acted_for import for_whose_sake
from habeas.claims.people.participants import Unit
from habeas.claims.people.roles import LAWYER
from habeas.claims.role_words import sex_of_word
from habeas.claims.scene import Scene
from habeas.claims.sentences import DASHES, Sentence
from habeas.text.tokens import NUMBER, WORD

ADJECTIVES = 3  # words of “jailed (former opposition politician) X”
HEADS = ("relatives", "those_of", "roles")
APPOSED = 8  # tokens between a name and the participle behind its comma


def is_told_behind(scene: Scene, trigger: Trigger, unit: Unit) -> bool:
    """Whether the event is told of the name in front of it: a participle in its case, or a clause about whom others act for."""
    sentence, one = scene.sentence, unit.members[-1]
    if _tells_of_owner(sentence, trigger, unit) or _clause_about_owner(scene, trigger, unit):
        return True
    for_it = scene.in_accusation(unit) or for_whose_sake(sentence, one.first)
    comma = unit.last < len(sentence.tokens) and sentence.tokens[unit.last].text == ","
    who = sentence.link("who", unit.last + 1) or sentence.link("who_one", unit.last + 1)
    if one.sort != "name" or not for_it or not comma or who is None or trigger.first < who.last:
        return False
    return all(token.text not in ",;—–" for token in sentence.tokens[who.last : trigger.first])


def is_told_of_owner(scene: Scene, trigger: Trigger, unit: Unit) -> bool:
    """Whether the event stands right behind a relative and tells of whose relative it is: „żona | skazanego na 18 lat X”."""
    return unit.members[0].sort == "relative" and unit.last == trigger.first and any(
        trigger.last <= one.first and _tells_of_owner(scene.sentence, trigger, one) for one in scene.units
    )  # fmt: skip


def _tells_of_owner(sentence: Sentence, trigger: Trigger, unit: Unit) -> bool:
    """Whether the event is a participle in the owner's own case: «жена Павла X из Омска, получившего три года», „brat skazanego w marcu Piotra X”."""
    ends = tuple(sentence.pack.keys.get("participle_endings", ()))
    word, member = sentence.tokens[trigger.first], unit.members[-1]
    oblique = bool(member.cases) and "nom" not in member.cases
    if sentence.pack.has_articles:
        return _describes_owner(sentence, trigger, unit)
    if not ends or not word.key.endswith(ends):
        return False
    if trigger.last <= unit.first:
        plain = all(token.kind in (WORD, NUMBER) for token in sentence.tokens[trigger.last : unit.first])
        return plain and unit.first - trigger.last <= APPOSED and _is_whose(sentence, trigger.first)
    if not oblique:
        return False
    between = [token.text for token in sentence.tokens[unit.last : trigger.first]]
    return len(between) <= APPOSED and between.count(",") == 1 and between[-1] == ","


def _clause_about_owner(scene: Scene, trigger: Trigger, unit: Unit) -> bool:
    """Whether a “who” of the owner's sex takes her up right behind: «дружина X, якого засудили до п'яти років, каже», “brat X, którą”.

    Of two of one sex and family it is the owner where the other speaks or is brought in as such («Y — брат X, якого судять»);
    «батька X, якого затримали» leaves open who.
    """
    sentence, one = scene.sentence, unit.members[-1]
    comma = unit.last < len(sentence.tokens) and sentence.tokens[unit.last].text == ","
    who = next((mark for sex in ("m", "f") if (mark := sentence.link(f"who_{sex}", unit.last + 1))), None)
    if one.sort != "name" or not comma or who is None or trigger.first < who.last:
        return False
    if any(token.text in ",;—–" for token in sentence.tokens[who.last : trigger.first]):
        return False
    owner = scene.people.get(one.people[0])
    sex = who.payload.sense.removeprefix("who_")
    if owner is None or owner.sex != sex:
        return False
    heads = [
        mark for name in HEADS for mark in sentence.marks(name) if 0 <= unit.first - mark.last <= ADJECTIVES
    ]
    if not any(sex_of_word(sentence, mark) == sex for mark in heads):
        return bool(heads)
    tells = any(voice.first <= heads[0].first and trigger.first < voice.verb for voice in scene.voices)
    says_who = any(sentence.tokens[mark.first - 1].text in DASHES for mark in heads if mark.first)
    return tells or says_who or scene.speaks(unit)


def _is_whose(sentence: Sentence, index: int) -> bool:
    """Whether a word for a relative or a lawyer stands right in front: «адвокат арестованного X»."""
    lawyers = any(mark.last == index and mark.payload.sense == LAWYER for mark in sentence.marks("roles"))
    return lawyers or any(sentence.ends(name, index) for name in ("relatives", "those_of"))


def _describes_owner(sentence: Sentence, trigger: Trigger, unit: Unit) -> bool:
    """Whether the event stands among the words for an owner: “the wife of jailed blogger X”, “the wife of X, who is serving 15 years,”."""
    if trigger.last <= unit.first:
        begin = trigger.first - (sentence.link("article_the", trigger.first - 1) is not None)
        plain = all(token.kind == WORD for token in sentence.tokens[trigger.last : unit.first])
        return plain and unit.first - trigger.last <= ADJECTIVES and sentence.link_ends("of", begin)
    if (
        unit.last >= len(sentence.tokens)
        or sentence.tokens[unit.last].text != ","
        or trigger.first < unit.last
    ):
        return False
    if trigger.first == unit.last + 1:
        return sentence.link("passive", trigger.first) is None  # “the wife of X, sentenced to 15 years,”
    who = sentence.link("who", unit.last + 1) or sentence.link("who_one", unit.last + 1)
    if who is None:
        return False
    return all(token.kind == WORD for token in sentence.tokens[who.last : trigger.first])
