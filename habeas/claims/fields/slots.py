"""Gives every value of a sentence to the event it belongs to: the nearest one that can hold it.

A date goes to one event; a court, article or date in front of a list of sentences goes to all of them, since
they are one event's words. “Until” before a date makes it the end of custody. The day of a report is no day
of an event, and what a voice is called is no agency.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.events.triggers import Trigger
from habeas.claims.fields.of_no_event import is_of_no_event
from habeas.claims.fields.whereabouts import AT_A_SPOT, may_be_there, worth_telling
from habeas.claims.found import Found
from habeas.claims.grammar.places import COURTROOM, HOME, SPOT
from habeas.claims.grammar.relative_dates import SINCE_THEN
from habeas.claims.grammar.replaced_terms import CHANGED
from habeas.claims.scene import Scene
from habeas.claims.sentences import Sentence
from habeas.model.claim import Modality

REACH = 44.0
ACROSS_EVENT, ACROSS_CLAUSE, BEHIND_US, AS_END = 6.0, 4.0, 1.0, 4.0
BESIDE_MOVE = 5.0  # “was moved to a hospital” tells of the move before it tells of health
PUT_OFF = "hearing"  # until a day on which it will be held
STATES = frozenset({"custody", "recognition"})  # of which a list “as of 1 July” tells
TOLD_TOGETHER = ("date", "place", "agency")
IN_COURT = frozenset({"detention", "custody", "release"})  # what befalls somebody in the courtroom itself
VERDICTS, GIVEN = frozenset({"sentence", "fine"}), frozenset({"term", "fine"})
OPENS_ASIDE = 3  # tokens between “whom” and an event


def assign(scene: Scene, types: ClaimTypes) -> Mapping[int, list[Found]]:
    """Return for each event (by its number in the scene) the values that belong to it."""
    given: dict[int, list[Found]] = {number: [] for number in range(len(scene.triggers))}
    of_accusation: dict[int, int] = {}
    for value in [*scene.accusations, *scene.values]:
        if is_of_no_event(scene, value):
            continue
        best, chosen = _best(scene, value, types)
        if value.kind == "article":
            best = _accused_beside(scene, value, of_accusation, types) or best
        if best is not None:
            given[best].append(chosen)
            if value.kind == "accusation":
                of_accusation[value.last] = best
    _share_with_detention(scene, given)
    return given


def _share_with_detention(scene: Scene, given: dict[int, list[Found]]) -> None:
    """Give a detention the day, town and agency of the search it is told with: “searched the shop and detained X”."""
    for number in range(1, len(scene.triggers)):
        search, other = scene.triggers[number - 1], scene.triggers[number]
        joined = any(search.last <= link.first < other.first for link in scene.sentence.links("and")) or any(
            token.text == "," for token in scene.sentence.tokens[search.last : other.first]
        )
        if (search.type, other.type) != ("search", "detention") or not joined:
            continue
        has = {value.kind for value in given[number]}
        given[number] += [
            value for value in given[number - 1]
            if value.kind in TOLD_TOGETHER and value.kind not in has and value.first < search.first
        ]  # fmt: skip


def _best(scene: Scene, value: Found, types: ClaimTypes) -> tuple[int | None, Found]:
    best, cost, chosen = None, REACH, value
    appealed = bool(value.get(CHANGED)) and any(one.type == "appeal" for one in scene.triggers)
    for number, trigger in enumerate(scene.triggers):
        if appealed and trigger.type != "appeal":
            continue  # what a court of appeal made of a term is no sentence besides
        if _only_denies(scene, value, trigger, types) or _is_court_below(scene, value, trigger):
            continue
        fitting = _fit(scene.sentence, value, trigger, types)
        if fitting is None or _is_in_an_aside(scene.sentence, value, trigger):
            continue
        if _is_behind_an_aside(scene, value, trigger, types):
            continue
        if _has_lasted_since(scene, value, trigger) or _is_of_clause_in_front(scene, value, trigger):
            continue
        since = value.kind == "date" and trigger.type == "custody" and value.rule != SINCE_THEN
        if since and any(one.rule == SINCE_THEN and value.last <= one.first for one in scene.values):
            continue  # “was seized in May and has been held since then”: May is when she was seized
        if not may_be_there(scene, value, trigger):
            continue
        here = _cost(scene, fitting, trigger)
        if here < cost:
            best, cost, chosen = number, here, fitting
    return best, chosen


def _has_lasted_since(scene: Scene, value: Found, trigger: Trigger) -> bool:
    """Whether the day is since when custody told in front has lasted, not that of the charge: “held since May on charges of”."""
    if value.kind != "date" or trigger.type != "charge" or not scene.sentence.ends("since", value.first):
        return False
    return any(one.type == "custody" and one.last <= value.first for one in scene.triggers)


def _is_of_clause_in_front(scene: Scene, value: Found, trigger: Trigger) -> bool:
    """Whether a punishment is of the verdict in whose clause it stands, which a comma ends: «X, осуждённая в мае на два года, получила восемь»."""
    tokens = scene.sentence.tokens
    if value.kind not in GIVEN or all(token.text != "," for token in tokens[value.last : trigger.first]):
        return False
    return any(
        one.type in VERDICTS and one.last <= value.first
        and all(token.text not in ",;:" for token in tokens[one.last : value.first])
        for one in scene.triggers if one is not trigger
    )  # fmt: skip


def _is_court_below(scene: Scene, value: Found, trigger: Trigger) -> bool:
    """Whether it is the court whose ruling is appealed against, not the one that hears the appeal: “left the ruling of the district court in force”."""
    if value.kind != "court" or trigger.type != "appeal":
        return False
    begins = value.first
    for link in ("article_the", "of"):
        begins = next((mark.first for mark in scene.sentence.links(link) if mark.last == begins), begins)
    return scene.sentence.ends("verdicts", begins)


def _only_denies(scene: Scene, value: Found, trigger: Trigger, types: ClaimTypes) -> bool:
    """Whether the words only deny what an event beside them tells, whose value it is: “was charged with X (Article 278), which she denies”."""
    return trigger.words.modality == Modality.DENIED and any(
        one.words.modality != Modality.DENIED and types.holds(one.type, value.kind) for one in scene.triggers
    )


def _is_in_an_aside(sentence: Sentence, value: Found, trigger: Trigger) -> bool:
    """Whether a day or town stands in a clause about a person that ends before the event: “X, who was free in May, was tried”."""
    if value.kind not in ("date", "place") or value.last > trigger.first:
        return False
    opened = [
        mark for mark in sentence.links("who")
        if 0 < mark.first <= value.first and sentence.tokens[mark.first - 1].text == ","
    ]  # fmt: skip
    return bool(opened) and any(
        sentence.tokens[at].text == "," for at in range(value.last, trigger.first)
    ) and not any(sentence.tokens[at].text == "," for at in range(opened[-1].last, value.first))  # fmt: skip


def _is_behind_an_aside(scene: Scene, value: Found, trigger: Trigger, types: ClaimTypes) -> bool:
    """Whether an event stands in a clause about a person that ends before the day: “the trial of X, accused of treason, opens on 20 March”."""
    if value.kind != "date" or value.first < trigger.last:
        return False
    sentence, tokens = scene.sentence, scene.sentence.tokens
    leads = [mark.first for mark in sentence.links("who") if 0 < trigger.first - mark.first <= OPENS_ASIDE]
    begins = leads[-1] if leads else trigger.first
    if not begins or tokens[begins - 1].text != ",":
        return False
    closes = [at for at in range(trigger.last, value.first) if tokens[at].text == ","]
    if not closes or _joins(sentence, closes[-1] + 1) or closes[-1] + 1 >= value.first:
        return False
    outside = [one for one in scene.triggers if one.last < begins and types.holds(one.type, "date")]
    return bool(outside)


def _accused_beside(
    scene: Scene, article: Found, of_accusation: Mapping[int, int], types: ClaimTypes
) -> int | None:
    """Return the event of an accusation that stands right in front of an article: “... army” (Article 280.3)."""
    for last, number in of_accusation.items():
        if 0 <= article.first - last <= 3 and types.holds(scene.triggers[number].type, "article"):
            return number
    return None


def _fit(sentence: Sentence, value: Found, trigger: Trigger, types: ClaimTypes) -> Found | None:
    """Return the value as the event can hold it (a date after “until” as ``until``), or None."""
    if value.rule == "date.as-of" and trigger.type not in STATES:
        return None
    if value.rule == SINCE_THEN and trigger.type != "custody":
        return None
    if value.kind == "date" and (ends := _until(sentence, value, trigger, types)) is not value:
        return ends
    if value.rule == COURTROOM:
        return value if trigger.type in IN_COURT else None
    if value.kind == "place" and value.rule.startswith((SPOT, HOME)) and trigger.type not in AT_A_SPOT:
        return None  # “works at a school”: only who was seized was seized there
    if value.kind == "facility" and not worth_telling(sentence, value):
        return None
    if value.kind == "court" and value.rule == "court.unnamed":
        return None
    if (
        value.kind == "term"
        and value.get("default")
        and trigger.type in ("custody", "regime_change", "custody_extension")
    ):
        value = replace(value, value=value.value.split(" ")[0])
    if value.kind == "term" and trigger.type == "appeal" and not value.get(CHANGED):
        return None  # the sentence that the appeal is about
    return value if types.holds(trigger.type, value.kind) else None


def _until(sentence: Sentence, value: Found, trigger: Trigger, types: ClaimTypes) -> Found | None:
    """Return a day behind “until” as the end of what it ends, as the day it is of a trial put off until then, or None."""
    if _after(sentence, value, "until"):
        if sentence.sense("relative", value.first) == "day 0":
            return None  # “until today”: it goes on
        if trigger.type == PUT_OFF and trigger.modality is Modality.EXPECTED:
            return value  # “the trial was adjourned until 9 January”
        return replace(value, kind="until") if types.holds(trigger.type, "until") else None
    if trigger.type == "custody_extension" and _after(sentence, value, "until_weak"):
        return replace(value, kind="until")
    return value


def _after(sentence: Sentence, value: Found, category: str) -> bool:
    for mark in sentence.marks(category):
        between = value.first - mark.last
        if between == 0 or (between == 1 and sentence.link("article_the", mark.last) is not None):
            return True
    return False


def _cost(scene: Scene, value: Found, trigger: Trigger) -> float:
    if value.first < trigger.last and trigger.first < value.last:
        return BESIDE_MOVE if trigger.type == "health" else 0.0
    sentence, before = scene.sentence, value.last <= trigger.first
    low, high = (value.last, trigger.first) if before else (trigger.last, value.first)
    gap = sentence.distance(low - 1, high)
    crossed = sum(1 for one in scene.triggers if one is not trigger and low <= one.first and one.last <= high)
    clause = any(
        sentence.tokens[at].text == "," and _joins(sentence, at + 1) for at in range(low, max(low, high - 1))
    ) or _joined_behind(scene, value, trigger)
    return (
        gap
        + (ACROSS_CLAUSE if clause and value.kind in ("date", "place") else 0.0)
        + ACROSS_EVENT * crossed
        + (BEHIND_US if before else 0.0)
        - (AS_END if value.kind == "until" else 0.0)
    )


def _joined_behind(scene: Scene, value: Found, trigger: Trigger) -> bool:
    """Whether “and” stands right behind a day and leads to this event, and another is told in front: “was seized in May and is held”."""
    after = scene.sentence.link("and", value.last)
    before = any(one.last <= value.first for one in scene.triggers)
    return value.kind == "date" and after is not None and after.last <= trigger.first and before


def _joins(sentence: Sentence, index: int) -> bool:
    """Whether “and” or “but” stands there: behind a comma it opens another clause."""
    return sentence.link("and", index) is not None or sentence.link("but", index) is not None
