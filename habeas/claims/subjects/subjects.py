"""Whom an event befell: the unit of people that stands where the event's words put them.

Each unit has a cost: how far it stands, what lies between, what speaks against it (a judge, “by X”, a voice).
The cheapest wins; beyond a limit nobody does, and the claim is dropped or looks to the sentence before.
"""

from __future__ import annotations

from dataclasses import dataclass

from habeas.claims.events.triggers import Trigger
from habeas.claims.groups.parts_of_wholes import is_whole_of_part
from habeas.claims.language.event_words import OBJECTS
from habeas.claims.people.apposed_kin import is_apposed_kin, is_far_kin
from habeas.claims.people.asides import gap_between, is_aside, is_inside_clause, kin_clause, stands_outside
from habeas.claims.people.participants import ABOUT, CASE, HARD_BLOCK, OWNER, Unit
from habeas.claims.people.roles import NOT_MEANT, RULER
from habeas.claims.scene import Scene
from habeas.claims.sentences import Sentence
from habeas.claims.subjects.bystanders import (
    counts_bystanders,
    has_client_beside,
    is_lawyer,
    is_of_other_sex,
    is_own_case,
    names_inside,
    opens_clause,
    takes_kin,
    was_inside_once,
)
from habeas.claims.subjects.no_part import SPEAKS, no_part
from habeas.claims.subjects.offices import befell_official
from habeas.claims.subjects.owners import has_apostrophe, owns_at_once, owns_what_is_told, relative_tells
from habeas.claims.subjects.told_behind import is_told_behind, is_told_of_owner

LIMIT = 36.0
WRONG_SIDE = {"before": 11.0, "after": 9.0, "owner": 6.0, "any": 0.0}
OTHER_EVENT_AFTER, OTHER_EVENT_BEFORE = 5.0, 0.5
SPEAKER, POSSESSOR, WRONG_CASE, OFFICIAL_BESIDE = 12.0, 18.0, 40.0, 6.0
OF_THE_OWNER = frozenset({"conditions", "appeal", "letter", "recognition", "not_released", "search"})
BEHIND_ANOTHER, OWNED, IN_FRONT, ELSEWHERE = 12.0, 12.0, 8.0, 30.0
APPOSED = 8  # tokens of an apposition between a name and the “who” that takes it up
OPEN = "more than one person bears this name, and the text does not say which"
OF_KIN = "stands outside of a clause about somebody's relative"
WHY_NOBODY = {"open": OPEN, "relative": "is a relative whom the text does not name here"}
BEHIND_BUT = 14.0  # “were freed, but X ...”


@dataclass(frozen=True, slots=True)
class Choice:
    """The unit chosen for an event, what it cost, and what was passed over and why."""

    unit: Unit | None
    cost: float
    passed_over: tuple[tuple[Unit, str], ...] = ()


def choose_unit(scene: Scene, trigger: Trigger) -> Choice:
    """Return the unit that the event befell, or none."""
    best: Unit | None = None
    lowest = LIMIT
    passed: list[tuple[Unit, str]] = []
    for unit in scene.units:
        cost, why = _cost(scene, trigger, unit)
        if why and cost > LIMIT:
            passed.append((unit, why))
        if cost < lowest:
            best, lowest = unit, cost
    return Choice(best, lowest, tuple(passed))


def _cost(scene: Scene, trigger: Trigger, unit: Unit) -> tuple[float, str]:
    """Return the cost of a unit for an event, and what speaks against it in words."""
    blocked = _blocked(scene, trigger, unit)
    if blocked is not None:
        return HARD_BLOCK, blocked
    if (trigger.first <= unit.first and unit.last <= trigger.last) or owns_at_once(unit, trigger):
        return _cost_inside(scene.sentence, trigger, unit), ""
    sentence, side = scene.sentence, trigger.words.who
    before = unit.last <= trigger.first
    gap = gap_between(sentence, trigger, unit)
    owns = _owns(sentence, trigger, unit, before)
    aside = before and (is_aside(sentence, unit, trigger.first) or takes_kin(scene, trigger))
    inside = before and is_inside_clause(sentence, scene.units, unit, trigger.first)
    behind_named = unit.members[0].sort == "anaphor" and names_inside(scene, trigger)
    cost = (
        gap
        + (aside + behind_named) * BEHIND_ANOTHER
        + inside * ELSEWHERE
        + _between(scene, trigger, unit, before)
    )
    if (side == "before" and not before) or (side == "after" and before) or (side == "owner" and not owns):
        cost += WRONG_SIDE[side]
    if (
        side == "before"
        and not before
        and unit.members[0].sort == "pronoun"
        and _told_in_front(scene, trigger)
    ):
        cost += BEHIND_ANOTHER
    against, why = unit.against, next((member.why for member in unit.members if member.why), "")
    ruler = all(member.role.name in {RULER, *NOT_MEANT} for member in unit.members)
    if against >= HARD_BLOCK and not ruler and befell_official(scene, trigger, unit, gap):
        against = OFFICIAL_BESIDE
    of_case = against == CASE and is_own_case(scene, trigger, unit)
    if of_case or (trigger.first <= unit.first - 1 < trigger.last and against == ABOUT):
        against = 0.0  # “a case was opened against X”
    if (before and is_apposed_kin(sentence, unit, trigger)) or (
        OWNER <= against < HARD_BLOCK and is_told_behind(scene, trigger, unit)
    ):
        against = 0.0  # “Iryna, his daughter, was detained”; «мать Павла X, арестованного в мае»
    appealed = trigger.type == "appeal" and against == OWNER  # «адвокат X подал жалобу»: it is X's appeal
    if (
        appealed
        or (side == "owner" and before and owns)
        or owns_what_is_told(sentence, trigger, unit)
        or relative_tells(scene, trigger, unit)
    ):
        against = 0.0  # “X's trial”: the owner is the one
    if scene.speaks(unit) and not scene.describes_speaker(unit, trigger):
        cost, why = cost + SPEAKER, why or SPEAKS
    if unit.members[0].sort == "owner" and side != "owner":
        cost += POSSESSOR
    if (
        trigger.words.case
        and _never_in(unit, trigger.words.case)
        and not _is_taken_up(scene, unit, trigger)
        and not _goes_on(scene, unit, trigger)
        and not (trigger.words.case in OBJECTS and _is_titled(sentence, unit))
    ):
        cost, why = cost + WRONG_CASE, why or "stands in another case"
    return cost + against + (HARD_BLOCK if is_far_kin(sentence, trigger, unit, gap) else 0.0), why


def _cost_inside(sentence: Sentence, trigger: Trigger, unit: Unit) -> float:
    """Return the cost of a unit among the event's own words.

    Of “among the detainees are A and B” the detainees are not the ones; “took him away” means him.
    """
    if owns_what_is_told(sentence, trigger, unit):
        return 0.0
    if unit.first == trigger.first and unit.last < trigger.last and sentence.at("held_people", unit.first):
        return HARD_BLOCK  # „zatrzymanych zostało 12 osób”
    named_there = unit.members[0].sort in ("pronoun", "owner")
    return HARD_BLOCK if trigger.words.who == "after" and not named_there else unit.against


def _blocked(scene: Scene, trigger: Trigger, unit: Unit) -> str | None:
    """Return in words why a unit can never be the one, or None where nothing rules it out."""
    told = _is_told_at_once(scene.sentence, trigger, unit) or is_told_behind(scene, trigger, unit)
    if scene.in_accusation(unit) and not told:
        return "is named inside an accusation"
    why = no_part(scene, trigger, unit)
    if why is not None:
        return why
    if stands_outside(scene.sentence, unit, trigger):
        return "stands outside of a clause about somebody else"
    clause = kin_clause(scene.sentence, trigger) if trigger.type not in OF_THE_OWNER else None
    if clause is not None and not clause[0] <= unit.first < clause[1]:
        return OF_KIN
    lawyers = all(is_lawyer(scene, member) for member in unit.members)
    if lawyers and (trigger.type in ("appeal", "conditions") or has_client_beside(scene.sentence, trigger)):
        return "acts for somebody else"
    kin = all(
        member.role.name == "relative" and member.against and not is_of_other_sex(scene, member)
        for member in unit.members
    )
    if kin and trigger.type == "conditions":
        return "tells of somebody else, whose relative it is"  # “his wife X has no word of him”
    aside = trigger.first < unit.first < trigger.last or was_inside_once(scene.sentence, unit)
    if (trigger.type != "conditions" or aside) and scene.only_speaks(unit, trigger):
        return SPEAKS
    if trigger.type == "recognition" and all(m.count is not None and m.count.bare for m in unit.members):
        return "says what they are recognised as"
    there = trigger.type == "search" or (trigger.type == "hearing" and unit.last <= trigger.last)
    if there and all(counts_bystanders(scene.sentence, one.count) for one in unit.members):
        return "counts those who were there"
    if (
        trigger.type == "conditions"
        and unit.members[0].sort == "group"
        and not opens_clause(scene.sentence, trigger, unit)
    ):
        return "counts who shares a cell"
    if is_whole_of_part(scene.sentence, unit, scene.units, trigger, scene.triggers):
        return "is the whole, of which a part is told"
    of_a_house = unit.last != trigger.first and has_apostrophe(scene, unit)  # no “her husband's arrest”
    of_the_owner = trigger.type in OF_THE_OWNER or is_told_of_owner(scene, trigger, unit)
    if unit.members[0].sort == "relative" and (of_the_owner or of_a_house):
        return ""
    return None


def _is_told_at_once(sentence: Sentence, trigger: Trigger, unit: Unit) -> bool:
    """Whether “was given” follows at once and nothing owns or acts on the unit: “For what he had written the 19-year-old was given two years”."""
    passive = sentence.link("passive", trigger.first) is not None and sentence.pack.has_articles
    return passive and unit.last == trigger.first and unit.members[0].sort != "owner" and not unit.against


def _told_in_front(scene: Scene, trigger: Trigger) -> bool:
    """Whether a name stands right in front of words whose people stand in front: “X, his daughter, was detained when she”."""
    return any(
        unit.members[0].sort == "name" and unit.against < OWNED and unit.last <= trigger.first
        and scene.sentence.distance(unit.last - 1, trigger.first) <= IN_FRONT
        for unit in scene.units
    )  # fmt: skip


def _never_in(unit: Unit, case: str) -> bool:
    """Whether no name of the unit can stand in the case that the event's words ask for."""
    known = [member.cases for member in unit.members if member.cases]
    if case == "obl":
        return bool(known) and all(cases <= {"nom", "voc"} for cases in known)
    return bool(known) and all(case not in cases for cases in known)


def _is_taken_up(scene: Scene, unit: Unit, trigger: Trigger) -> bool:
    """Whether “who” behind the name takes it up in the case that the event asks for: «Таисия Бабич, которую забрали».

    Words of an apposition may stand between, but nobody else («с Мартой К., парамедиком, которая провела ...»).
    """
    sentence = scene.sentence
    if unit.last > trigger.first or unit.last >= len(sentence.tokens):
        return False
    taking = [mark for mark in sentence.links("who") if unit.last < mark.first and mark.last <= trigger.first]
    if (
        not taking
        or taking[0].first - unit.last > APPOSED
        or sentence.tokens[taking[0].first - 1].text != ","
    ):
        return taking != [] and sentence.tokens[unit.last].text == "," and taking[0].first <= unit.last + 2
    others = [one for one in scene.units if unit.last <= one.first < taking[0].first]
    among = sentence.link_ends("those", taking[0].first - 1)  # «была среди тех, кого»
    return not others and (among or sentence.tokens[unit.last].text == ",")


def _goes_on(scene: Scene, unit: Unit, trigger: Trigger) -> bool:
    """Whether a verb with nobody of its own goes on with the one of the event in front: «X затрымалі 3 мая, увечары выйшла»."""
    sentence = scene.sentence
    told = [one for one in scene.triggers if unit.last <= one.first and one.last <= trigger.first]
    if not told or sentence.pack.has_articles or unit.against:
        return False
    others = [one for one in scene.units if unit.last <= one.first and one.last <= trigger.first]
    between = sentence.tokens[told[-1].last : trigger.first]
    apart = any(token.text in ",–—" for token in between) or any(
        told[-1].last <= mark.first < trigger.first for mark in sentence.links("and")
    )
    return apart and not others


def _is_titled(sentence: Sentence, unit: Unit) -> bool:
    """Whether the case is on a word for people in front of undeclined names: „dziennikarki Biełsatu Anna Lis i Ewa Rak skazano”."""
    for mark in [*sentence.marks("peoples"), *sentence.marks("persons")]:
        between = sentence.tokens[mark.last : unit.first]
        if not 0 <= unit.first - mark.last <= 2 or sentence.at("nominative", mark.first) is not None:
            continue
        if all(token.capital or sentence.at("movements", mark.last) is not None for token in between):
            return True
    return False


def _owns(sentence: Sentence, trigger: Trigger, unit: Unit, before: bool) -> bool:
    """Whether the unit stands as owner beside the event's words: “her trial”, “X's arrest”, “trial of X”."""
    if not before:
        return sentence.distance(trigger.last - 1, unit.first) <= 5
    if unit.members[0].sort == "owner":
        return trigger.first - unit.last <= 3
    return (
        trigger.first - unit.last <= 2
        and unit.last < len(sentence.tokens)
        and sentence.tokens[unit.last].key in ("'s", "'")
    )


def _between(scene: Scene, trigger: Trigger, unit: Unit, before: bool) -> float:
    """Return the cost of other events between: small before the words (a subject is shared), large behind them."""
    low, high = (unit.last, trigger.first) if before else (trigger.last, unit.first)
    if not before and any(low <= link.first < high for link in scene.sentence.links("but")):
        return BEHIND_BUT
    if not before and (_has_own_event(scene, low, unit) or _begins_of_others(scene.sentence, low, unit)):
        return BEHIND_BUT
    others = [one for one in scene.triggers if one is not trigger and low <= one.first and one.last <= high]
    return (OTHER_EVENT_BEFORE if before else OTHER_EVENT_AFTER) * len(others)


def _begins_of_others(sentence: Sentence, low: int, unit: Unit) -> bool:
    """Whether a comma and “the other” begin what is told of others: «четверых отпустили, остальные трое в неволе»."""
    other = sentence.link("other", unit.first) is not None or sentence.link_ends("other", unit.first)
    return other and any(token.text == "," for token in sentence.tokens[low : unit.first])


def _has_own_event(scene: Scene, low: int, unit: Unit) -> bool:
    """Whether a comma stands in front and another verb follows at once: «двоих отпустили после допроса, троих увезли»."""
    sentence, at = scene.sentence, unit.last
    if not any(token.text == "," for token in sentence.tokens[low : unit.first]) or at >= len(
        sentence.tokens
    ):
        return False
    verb = sentence.tokens[at].key.endswith(sentence.pack.endings_of_verbs or ("\n",))
    verb = verb or sentence.link("passive", at) is not None
    counted = unit.members[-1].count is not None
    return verb and (counted or any(one.first == at for one in scene.triggers))
