"""Who is there for others and to whom nothing happens: lawyers who act for somebody, children and officers who are counted."""

from __future__ import annotations

from habeas.claims.events.no_events import parted
from habeas.claims.events.paired_words import BY_PAIR
from habeas.claims.events.triggers import Trigger
from habeas.claims.grammar.counts import Count
from habeas.claims.language.event_words import OBJECTS
from habeas.claims.people.acted_for import whose_case
from habeas.claims.people.participants import Participant, Unit
from habeas.claims.scene import Scene
from habeas.claims.sentences import Sentence
from habeas.text.tokens import MARK, WORD

KIN_BEHIND = 7  # tokens of “her 75-year-old father”
OWNED_WORDS = 3  # words of “his last inhaler”
NEVER_TAKEN = frozenset({"dat", "ins"})
PEOPLE = ("peoples", "captors", "bystanders", "agencies")
OBJECT = 4  # words of “sentenced (the former deputy editor) X”
OF_WITNESSES = frozenset({"detention", "search"})
OF_THE_ACCUSED = frozenset({"hearing", "appeal", "custody_extension", "charges_dropped"})
CLIENT_NEAR = 3  # tokens between “his client” and the event's words


def is_lawyer(scene: Scene, member: Participant) -> bool:
    """Whether one acts for somebody else: called a lawyer here, or a pronoun for one who is called nothing else."""
    if member.sort != "pronoun" or not member.people:
        return member.role.name == "lawyer" and not _is_given_a_term(scene, member)
    known = [scene.people[one] for one in member.people if one in scene.people]
    return bool(known) and all(one.roles and {r.name for r in one.roles} == {"lawyer"} for one in known)


def _is_given_a_term(scene: Scene, member: Participant) -> bool:
    """Whether a sentence was given to the lawyer herself: “the eight-month sentence handed down in June to lawyer X”."""
    sentence = scene.sentence
    told = any(one.type == "sentence" and one.last <= member.first for one in scene.triggers)
    to = any(0 <= member.first - mark.last <= 1 for mark in sentence.marks("changed_to"))
    return told and (to if sentence.pack.has_articles else member.cases == {"dat"})


def was_inside_once(sentence: Sentence, unit: Unit) -> bool:
    """Whether one who shared the prison speaks, and of others: «в камере, пишет бывшая политзаключённая X, холодно»."""
    return sentence.ends("cellmates", unit.first)


def has_client_beside(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a lawyer's client stands by the event's words, and it is the client's: «добился освобождения подзащитного»."""
    return any(
        mark.first - trigger.last <= CLIENT_NEAR and trigger.first - mark.last <= CLIENT_NEAR
        for mark in sentence.marks("clients")
    )


def does_it(scene: Scene, trigger: Trigger, unit: Unit) -> bool:
    """Whether a bare verb's object stands right behind it: “X, a former policeman, arrested a thief”, “X sentenced the writer Y”."""
    sentence, at = scene.sentence, trigger.last
    if unit.first >= trigger.first:
        return _is_taken_for_the_doer(scene, trigger, unit)
    if not sentence.pack.has_articles:
        beside = unit.last == trigger.first and _takes_another(scene, trigger)
        return trigger.words.case in OBJECTS and (beside or _does_it_to_those_behind(scene, trigger, unit))
    at = min([*trigger.skipped, trigger.last])  # “accused [prison guards] of”
    if trigger.words.who != "any" or at - trigger.first > 1:
        return False
    if unit.last == trigger.first and (_is_named_at_once(scene, at) or _are_people(sentence, at)):
        return True
    if at < trigger.last:
        return False
    if sentence.link("article_the", at) is None:
        return False
    dated = any(
        value.kind in ("date", "term") and value.first <= at + 1 < value.last for value in scene.values
    )
    return not dated and sentence.at("units", at + 1) is None and not sentence.link_senses(at + 1)


def _are_people(sentence: Sentence, index: int) -> bool:
    """Whether words for people or for those who detain stand there: “X accused prison guards of”, “X arrested protesters”."""
    return any(sentence.at(name, index) is not None for name in PEOPLE)


def _does_it_to_those_behind(scene: Scene, trigger: Trigger, unit: Unit) -> bool:
    """Whether the verb of one man has people for its object right behind it: «полицейский X (, который) задержал участников митинга»."""
    sentence, at = scene.sentence, trigger.last
    several = any(sentence.at(name, at) is not None for name in ("peoples", "held_people"))
    if sentence.link("who_does", trigger.first - 1) is not None:
        one = sentence.at("persons", at) is not None and sentence.at("nominative", at) is None
        return several or one
    ends = sentence.pack.verb_endings
    of_one = sentence.tokens[at - 1].key.endswith((*ends.get("m", ()), *ends.get("f", ()))) if ends else False
    named = len(unit.members) == 1 and unit.members[0].sort == "name" and "nom" in unit.members[0].cases
    return several and of_one and named and unit.last == trigger.first


def _is_taken_for_the_doer(scene: Scene, trigger: Trigger, unit: Unit) -> bool:
    """Whether “the participant” behind the verb is taken for the one in front, who did it: «полицейский X, который задержал участника»."""
    if unit.members[0].sort != "anaphor" or trigger.words.case not in OBJECTS:
        return False
    doers = [one for one in scene.units if one.last <= trigger.first and set(one.people) & set(unit.people)]
    return any(_does_it_to_those_behind(scene, trigger, one) for one in doers)


def _takes_another(scene: Scene, trigger: Trigger) -> bool:
    """Whether a name that can only be the verb's object follows at once: «коллегия с участием X приговорила журналистку Y»."""
    at, persons = min([*trigger.skipped, trigger.last]), scene.sentence.starts("persons")
    while at in persons:
        at = persons[at].last
    behind = next((one for one in scene.participants if one.first == at and one.sort == "name"), None)
    asked = OBJECTS if trigger.words.case == "obl" else {trigger.words.case}
    return behind is not None and not asked.isdisjoint(behind.cases) and "nom" not in behind.cases


def _is_named_at_once(scene: Scene, index: int) -> bool:
    """Whether a name begins there, or behind nothing but what the one named is: “(the) (jailed) journalist X”."""
    sentence = scene.sentence
    names = {unit.first for unit in scene.units if unit.members[0].sort == "name"}
    for at in range(index, index + OBJECT + 1):
        if at in names:
            return True
        token = sentence.tokens[at] if at < len(sentence.tokens) else None
        if token is None or token.kind != WORD or token.capital:
            return False
        if sentence.link_senses(at) - {"article_the", "former"}:
            return False
    return False


def loses_something(scene: Scene, trigger: Trigger, unit: Unit) -> bool:
    """Whether something was taken from them, not they: «у нього забрали інгалятор», „zabrano mu leki”, “his inhaler was taken away”."""
    if trigger.type != "detention" or unit.members[0].sort not in ("pronoun", "name", "owner", "anaphor"):
        return False
    if trigger.first <= unit.first and unit.last <= trigger.last:
        return False  # «обыск у X закончился задержанием»
    sentence, cases = scene.sentence, unit.members[0].cases
    if sentence.pack.has_articles:
        passive = sentence.link("passive", trigger.first) is not None
        return passive and unit.members[0].sort == "owner" and 0 < trigger.first - unit.last <= OWNED_WORDS
    dative = unit.members[0].sort == "pronoun" and bool(cases) and cases <= NEVER_TAKEN
    small = sentence.link_ends("in", unit.first) and len(sentence.word(unit.first - 1)) == 1
    return dative or small  # «до X прийшли» may tell of her arrest, «у X забрали» never


def counts_bystanders(sentence: Sentence, count: Count | None) -> bool:
    """Whether a number is one of children, officers, witnesses: «в доме были четверо детей»."""
    noun = count.noun if count is not None else None
    return noun is not None and any(
        mark.first < noun.last and noun.first < mark.last for mark in sentence.marks("bystanders")
    )


def names_a_case(scene: Scene, trigger: Trigger, unit: Unit) -> bool:
    """Whether others are seized or searched in a unit's case: «У справі X затримали трьох свідків»."""
    return trigger.type in OF_WITNESSES and _is_of_a_case(scene, unit)


def is_own_case(scene: Scene, trigger: Trigger, unit: Unit) -> bool:
    """Whether what is told of a case befalls the one whose it is: «Паседжанне ў справе X адклалі»."""
    return trigger.type in OF_THE_ACCUSED and _is_of_a_case(scene, unit)


def _is_of_a_case(scene: Scene, unit: Unit) -> bool:
    return all(one.sort == "name" and whose_case(scene.sentence, one.first) for one in unit.members)


def takes_kin(scene: Scene, trigger: Trigger) -> bool:
    """Whether an unnamed relative is what the verb takes: “came to X and detained her elderly mother”."""
    return scene.sentence.pack.has_articles and any(
        unit.members[0].sort == "relative" and 0 < unit.first - trigger.last <= KIN_BEHIND
        for unit in scene.units
    )


def names_inside(scene: Scene, trigger: Trigger) -> bool:
    """Whether somebody is named or taken up among the event's own words: «правозащитники признали X (всех четверых) политзаключёнными»."""
    return any(
        unit.members[0].sort in ("name", "anaphor")
        and trigger.first < unit.first
        and unit.last < trigger.last + (unit.members[0].sort == "anaphor")
        for unit in scene.units
    )


def is_of_another(scene: Scene, trigger: Trigger, unit: Unit) -> bool:
    """Whether the event is one participle in an oblique case, of the prisoner whose relative or lawyer the name is: «сестра осуждённой Галина»."""
    sentence = scene.sentence
    ends = tuple(sentence.pack.keys.get("participle_endings", ()))
    if trigger.last - trigger.first != 1 or unit.first != trigger.last or not ends:
        return False
    behind = any(sentence.ends(name, trigger.first) for name in ("relatives", "those_of", "roles"))
    known = [member.cases for member in unit.members if member.cases]
    nominative = bool(known) and all(cases <= {"nom", "voc"} for cases in known)
    return behind and nominative and sentence.tokens[trigger.first].key.endswith(ends)


def opens_clause(sentence: Sentence, trigger: Trigger, unit: Unit) -> bool:
    """Whether a group stands first in its clause, in front of words of a cell or a pair: “Nine women share a cell for two”."""
    of_cells = trigger.words.number == BY_PAIR or sentence.has("paired.rooms")
    opens = of_cells and (unit.first == 0 or sentence.tokens[unit.first - 1].kind == MARK)
    return opens and unit.last <= trigger.first and not parted(sentence, unit.last, trigger.first)


def is_of_other_sex(scene: Scene, member: Participant) -> bool:
    """Whether the word for a relative cannot be of the one named: «свидания с женой Ивану не дают»."""
    known = {scene.people[one].sex for one in member.people if one in scene.people}
    return {member.role.sex, *known} >= {"m", "f"}
