"""Whom a sentence leaves out: the people it goes on about without naming them.

“He was detained on 3 May. Sent to a colony in March.” Where verbs need no subject, the sentence after says nothing of who
it was; it is the one told of just before, if it was one, nobody else was named since, and no other doer stands in front.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.events.triggers import Trigger
from habeas.claims.language.event_words import OBJECTS
from habeas.claims.people.asides import BEFALL, is_clause_about
from habeas.claims.people.participants import ABOUT, HARD_BLOCK, Unit
from habeas.claims.people.pronouns import OUT_OF
from habeas.claims.reference.focus import Focus
from habeas.claims.scene import Scene
from habeas.claims.sentences import Sentence
from habeas.model.claim import Modality
from habeas.text.tokens import MARK, WORD

DOERS = ("roles", "relatives", "persons", "peoples", "those_of", "bodies", "agencies")
NEVER_CARRIED = frozenset({"search", "recognition", "death", "wanted", "exposure", "charges_dropped"})
DONE_TO = frozenset(
    {"sentence", "fine", "custody", "custody_extension", "detention", "charge", "regime_change"}
)
SHORTEST_VERB = 4
BESIDE, OWNED, NEAR = 2, 3, 3
SEVERAL = "p"  # the sense of “they” and “them”


def left_out(scene: Scene, trigger: Trigger, focus: Focus, told_here: Sequence[str]) -> tuple[str, ...]:
    """Return the people of the sentence before, for words that speak of them without naming them."""
    if trigger.type in BEFALL and is_clause_about(scene.sentence, trigger) is not None:
        return ()  # “the neighbours, who were let go, say”
    if trigger.words.implicit and told_here:
        return tuple(told_here)
    if focus.bearer:
        return tuple(focus.bearer)
    if _is_of_several(scene.sentence, trigger):
        return ()  # “the term to which they had been sentenced”: those several are nobody whom we know
    if _is_owned(scene, trigger):
        return ()  # “Y's next hearing is on 8 October”, of whom the text tells no more
    if any(0 <= max(first - trigger.last, trigger.first - last) <= BESIDE for first, last in scene.unknown):
        return ()  # somebody is named there, of whom the text tells no more
    others = _may_be_meant(scene, trigger)
    if any(unit.members[0].sort in ("name", "group") for unit in others):
        return ()
    if focus.ahead and not trigger.words.weak:
        return tuple(focus.ahead)  # “A court jailed a teacher for six years. X, 47, ...”
    if denied := _counted_before(trigger, focus):
        return denied
    begins = trigger.first <= 1 and trigger.words.who != "after"  # “Arrested on 19 March.”
    begins = begins and not (trigger.first == 1 and _is_doer(scene.sentence))
    told = tuple(_newly_named(scene, trigger, focus) or _judged(trigger, focus) or focus.last_told())
    if trigger.words.case == "nom" and len(told) == 1 and told[0] in scene.people:
        said, known = sex_of_words(scene, trigger), scene.people[told[0]].sex
        if {said, known} == {"m", "f"}:
            return ()  # „Polski działacz został skazany” is not she of whom the text told before
    if told and (trigger.words.implicit or (begins and not scene.units)):
        return () if len(told) > 1 and _speaks_of_one(scene, trigger) else told
    return _gone_on_about(scene, trigger, focus)


def _may_be_meant(scene: Scene, trigger: Trigger) -> list[Unit]:
    """Return the units of the sentence of whom its words could tell: “14 people share a cell meant for six” tells of none of the 14."""
    others = [
        unit
        for unit in _besides_company(scene)
        if unit.against < ABOUT and not scene.only_speaks(unit, trigger)
    ]
    if trigger.type == "appeal":
        return [unit for unit in others if unit.members[0].role.name != "lawyer"]
    if trigger.type == "conditions":
        return [unit for unit in others if not _shares_a_cell(unit)]
    return others


def _shares_a_cell(unit: Unit) -> bool:
    """Whether a unit is a number of people, and not “the detainees”, to whom no lawyer is let in."""
    return unit.members[0].sort == "group" and not any(one.count and one.count.bare for one in unit.members)


def _counted_before(trigger: Trigger, focus: Focus) -> tuple[str, ...]:
    """Return the group told of just before, of whom somebody denies what was told: “The police denied any detentions.”"""
    denied = trigger.words.implicit and trigger.modality is Modality.DENIED
    newer = focus.group is not None and focus.group_age < max(focus.told_age, 1)
    return (focus.group,) if denied and newer and focus.group is not None else ()


def _newly_named(scene: Scene, trigger: Trigger, focus: Focus) -> list[str]:
    """Return the one whom the sentence before did nothing but name, if the verb agrees: „Moja przyjaciółka X. Dostała cztery lata.”"""
    new = [scene.people[one] for one in focus.just_named() if one in scene.people]
    sexes = {sex_of_words(scene, trigger), *(one.sex for one in new)}
    return [] if {"m", "f"} <= sexes or scene.sentence.block != focus.block else [one.id for one in new]


def _judged(trigger: Trigger, focus: Focus) -> list[str]:
    """Return whose trial or appeal words go on about that name nobody: “The defence will appeal.”, “The next hearing is on 5 June.”"""
    return {"appeal": focus.judged_last(), "hearing": focus.heard}.get(trigger.type, [])


def _gone_on_about(scene: Scene, trigger: Trigger, focus: Focus) -> tuple[str, ...]:
    """Return whom a sentence without people goes on about, in a language whose verbs need no subject."""
    sentence = scene.sentence
    people = focus.carried_on()
    objects = trigger.words.case in OBJECTS  # somebody did it to the one left out: «шесть лет дала судья X»
    others = [
        unit for unit in _besides_company(scene)
        if not (scene.speaks(unit) or (objects and unit.against >= HARD_BLOCK))
    ]  # fmt: skip
    if sentence.pack.has_articles or others or len(people) != 1 or trigger.words.weak:
        return ()
    if (
        trigger.type in NEVER_CARRIED
        or trigger.words.who == "owner"
        or (sentence.block != focus.block and people != focus.only_one())
    ):
        return ()
    sex = sex_of_words(scene, trigger)
    person = scene.people.get(people[0])
    if _tells_of_another(scene, trigger, people[0]):
        return ()
    if person is None or (sex in ("m", "f") and person.sex and sex != person.sex):
        return ()
    if sex == "p" and trigger.words.case != "acc" and (trigger.words.case or trigger.type not in DONE_TO):
        return ()  # «вышли на свободу»: several did; «дали семь лет»: they gave them to somebody
    objects = objects or sex == "p"
    agrees = trigger.words.case == "nom" and sex in ("m", "f") and sex == person.sex
    if not focus.told_ever and not _is_told_by_a_verb(trigger, sex):
        return ()  # of somebody only named so far a verb must tell: «Следующее заседание в марте» may be anybody's
    if not objects and _has_doer(scene, trigger, but="agencies" if agrees else ""):
        return ()
    return (person.id,)


def _tells_of_another(scene: Scene, trigger: Trigger, person: str) -> bool:
    """Whether who speaks tells it of “the man”: «За його словами, чоловіка забрали» does not tell that he himself was taken away."""
    beside = any(
        mark.last == trigger.first or trigger.first <= mark.first < mark.last <= trigger.last
        for mark in scene.sentence.marks("persons")
    )
    return beside and any(person in voice.people for voice in scene.voices)


def _besides_company(scene: Scene) -> list[Unit]:
    """Return the units without those in whose company somebody else is: «Вместе с поэтом X осуждена на шесть лет»."""
    company = [mark.last for mark in scene.sentence.links("together")]
    return [unit for unit in scene.units if not any(0 <= unit.first - at <= 1 for at in company)]


def sex_of_words(scene: Scene, trigger: Trigger) -> str:
    """Return what the ending of the event's verb tells of its subject: ``m``, ``f``, ``p``, or nothing."""
    endings = scene.sentence.pack.verb_endings
    for index in range(trigger.first, trigger.last):
        key = scene.sentence.word(index)
        found = [sex for sex, ends in endings.items() if len(key) >= SHORTEST_VERB and key.endswith(ends)]
        if found:
            return found[0]
    return ""


def _is_told_by_a_verb(trigger: Trigger, sex: str) -> bool:
    """Whether listed words are a verb that tells what one did or what was done to her: «Содержится в колонии», «Забрали»."""
    listed = trigger.words.number >= 0 and trigger.type not in ("appeal", "hearing")
    return listed and (sex == "p" or trigger.words.case == "nom")


def _has_doer(scene: Scene, trigger: Trigger, *, but: str = "") -> bool:
    """Whether a word for somebody who could have done it (no word of the category ``but``) stands in front of the event's."""
    sentence = scene.sentence
    inside = [value for value in scene.values if value.kind in ("court", "facility", "article")]
    company = {mark.last for mark in sentence.links("together")}
    return any(
        mark.last <= trigger.first
        and mark.first not in company
        and not any(value.overlaps(mark.first, mark.last) for value in inside)
        and (name != "relatives" or sentence.at("nominative", mark.first) is not None)
        for name in DOERS
        if name != but
        for mark in sentence.marks(name)
    )


def _is_of_several(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether “they” or “them”, which can be no single one, stands beside the event's words, with no comma between."""
    for mark in sentence.marks("pronouns"):
        low, high = (
            sorted((mark.last, trigger.first)) if mark.first < trigger.first else (trigger.last, mark.first)
        )
        apart = any(sentence.link_ends(name, mark.first) for name in OUT_OF)  # “three years, a year of them”
        near = mark.payload.sense == SEVERAL and 0 <= high - low <= NEAR and not apart
        if near and not any(sentence.tokens[at].kind == MARK for at in range(low, high)):
            senses = {one.payload.sense for one in sentence.marks("pronouns") if one.first == mark.first}
            return senses == {SEVERAL} or senses == {SEVERAL, f"{SEVERAL} own"}
    return False


def _is_owned(scene: Scene, trigger: Trigger) -> bool:
    """Whether a capitalised word with “'s” that stands for nobody known owns the event's noun."""
    tokens = scene.sentence.tokens
    for at in range(max(1, trigger.first - OWNED), trigger.first):
        if tokens[at].key in ("'s", "'") and tokens[at - 1].capital:
            return all(unit.last != at for unit in scene.units)
    return False


def _is_doer(sentence: Sentence) -> bool:
    """Whether the first word, where every verb has its subject, can be one: “Moscow seized ...”, no “Later arrested ...”."""
    return sentence.pack.has_articles and sentence.tokens[0].kind == WORD and not sentence.link_senses(0)


def _speaks_of_one(scene: Scene, trigger: Trigger) -> bool:
    """Whether an unresolved “he” or “she” stands in front of the words: then not all told of last are meant."""
    marks = scene.sentence.marks("pronouns")
    return any(mark.first <= trigger.last and mark.payload.sense in ("m", "f") for mark in marks)
