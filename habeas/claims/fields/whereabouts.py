"""Which town, spot or prison an event can have: only the one where it happened, and not where somebody came from or what was near."""

from __future__ import annotations

from habeas.claims.drafts import TOLD_BESIDE
from habeas.claims.events.no_events import parted
from habeas.claims.events.triggers import Trigger
from habeas.claims.fields.of_no_event import is_of_an_act
from habeas.claims.found import Found
from habeas.claims.grammar.near_places import NEAR
from habeas.claims.grammar.places import COURTROOM, HOME, LISTED, SPOT
from habeas.claims.scene import Scene
from habeas.claims.sentences import Sentence
from habeas.text.tokens import MARK

BARE_FACILITIES = frozenset({"prison", "colony"})
JAIL = "jail"  # a word that is also the measure: a place behind “in”, “to”, “from” («w areszcie»)
STATE = "state"
AT_A_SPOT = frozenset({"detention", "search", "death"})
FREED = "release"
SAYING_WHERE = frozenset({"court", "judge", "facility"})
LISTED_WITHIN = 6  # tokens between an event's words and a town behind a comma
MOVED = frozenset({"transfer", "expulsion"})
HOUSES = frozenset({"court", "facility", "agency"})
BESIDE = 2  # tokens between an event's words and its town
STAYED = 5  # tokens of “after two and a half weeks in”
AT_ITS_WORDS = 3  # tokens between “was freed” and the town


def may_be_there(scene: Scene, value: Found, trigger: Trigger) -> bool:
    """Whether a value can be where the event was; what is no place, court, prison or agency always passes."""
    if trigger.type in AT_A_SPOT and _is_beside_it(scene, value):
        return False
    if value.kind == "facility" and _was_left(scene.sentence, value, trigger):
        return False
    if value.kind != "place":
        return True
    if trigger.type == "custody" and _is_of_another_clause(scene, value, trigger):
        return False
    if trigger.type in TOLD_BESIDE and not _is_told_beside(scene, value, trigger):
        return False
    if trigger.type not in MOVED and _comes_from_there(scene.sentence, value):
        return False
    apart = trigger.type == FREED and value.rule != COURTROOM
    return not apart or _is_at_its_words(scene, value, trigger)


def _was_left(sentence: Sentence, prison: Found, trigger: Trigger) -> bool:
    """Whether somebody was there before: “moved from SIZO to house arrest”, “back to the colony after two weeks in hospital”."""
    if trigger.type == "custody" and sentence.link_ends("from", prison.first):
        return any(prison.last <= mark.first for mark in sentence.marks("at_home"))
    lasted = [
        mark
        for mark in sentence.marks("after")
        if trigger.first < mark.first and 0 < prison.first - mark.last <= STAYED
    ]
    long = (
        any(lasted[0].last <= unit.first < prison.first for unit in sentence.marks("units"))
        if lasted
        else False
    )
    return trigger.type == "transfer" and long


def _is_of_another_clause(scene: Scene, place: Found, trigger: Trigger) -> bool:
    """Whether a comma or “and” parts a town from words of custody: «в Крыму осудили 19 верующих, пятеро из них отбывают срок»."""
    sentence, before = scene.sentence, place.last <= trigger.first
    low, high = (place.last, trigger.first) if before else (trigger.last, place.first)
    joined = before and any(low <= link.first < high for link in sentence.links("and"))
    far = before or high - low > LISTED_WITHIN  # “held since March, first in Berdiansk”
    return joined or (far and parted(sentence, low, high))


def _is_told_beside(scene: Scene, place: Found, trigger: Trigger) -> bool:
    """Whether a town stands in front of an event's words, or right behind them, and no court or prison says where it was.

    «В Донецке к 12 годам приговорили», «осуждённый в Ростове на 13 лет»; not «осуждён за марш в Минске».
    """
    if place.rule != LISTED or is_of_an_act(scene, place):
        return False
    tokens, leads = scene.sentence.tokens, [*scene.sentence.links("from"), *scene.sentence.links("of")]
    if any(one.kind in SAYING_WHERE for one in scene.values) or any(one.last == place.first for one in leads):
        return False
    if place.last > trigger.first:
        return place.first - trigger.last <= BESIDE
    marks = {token.text for token in tokens[place.last : trigger.first]}
    return ":" not in marks and (place.first <= BESIDE or "," not in marks)


def _is_at_its_words(scene: Scene, place: Found, trigger: Trigger) -> bool:
    """Whether a town stands right at the words of being freed, and is not only where their prison lies.

    «У Гомелі вызвалілі», “were freed in Belarus”; not „wyszedł z więzienia Ewin w Teheranie”.
    """
    beside = [one for one in scene.values if one.kind == "facility" and 0 <= place.first - one.last <= BESIDE]
    if any(worth_telling(scene.sentence, one) for one in beside):
        return False
    low, high = (place.last, trigger.first) if place.last <= trigger.first else (trigger.last, place.first)
    places = {at for one in scene.values if one.kind == "place" for at in range(one.first, one.last)}
    between = [at for at in range(low, high) if at not in places and not scene.sentence.link_senses(at)]
    words = [at for at in between if scene.sentence.tokens[at].kind != MARK]
    return len(words) < AT_ITS_WORDS and not (words and len(words) < len(between))


def _is_beside_it(scene: Scene, value: Found) -> bool:
    """Whether a court or an agency only tells near what somebody was seized: “outside the courthouse”."""
    return value.kind in HOUSES and any(
        one.rule == NEAR and one.overlaps(value.first, value.last) for one in scene.values
    )


def _comes_from_there(sentence: Sentence, value: Found) -> bool:
    """Whether a town is only where somebody came from: «затрымалі, калі вяртаўся з Вільні»."""
    return not value.rule.startswith((SPOT, HOME)) and sentence.ends("leaving", value.first)


def worth_telling(sentence: Sentence, value: Found) -> bool:
    """Whether a facility is more than the word “prison” or “colony”: a name, a number, or another kind."""
    if value.get("kind") == STATE:
        return False  # “in pretrial detention”: how somebody is held, not where
    if value.get("kind") == JAIL:
        at_home = any(mark.first == value.first for mark in sentence.marks("at_home"))
        inside = sentence.ends("inside", value.first) or sentence.link_ends("from", value.first)
        return not at_home and (inside or value.last - value.first > 1)
    if value.get("kind") not in BARE_FACILITIES:
        return True
    words = sentence.tokens[value.first : value.last]
    named = words if value.first else words[1:]
    endings = tuple(sentence.pack.keys.get("region_endings", ()))
    if endings and any(token.key.endswith(endings) for token in words[:-1]):
        return True  # «у магілёўскай турме»
    return any(token.kind == "number" for token in words) or any(token.capital for token in named)
