"""Events whose verb is left out because it was said before: “A was detained on 9 February, B — two days later, at the airport”.

A dash right behind somebody stands for the verb. What is behind it tells of which one: a term is a sentence, a fine a fine; a day, a
town or a prison goes on with what the sentence told of the one before. Where the sentence told of her anyway, nothing is added.
Without a dash the clause must hold nothing but the name and a day, a town or a prison where the event of the one in front of it
has such a one too: “A was detained on Tuesday, B on Wednesday”, not “A is free, B in Colony No. 2”.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from habeas.claims.drafts import Draft
from habeas.claims.events.triggers import Trigger
from habeas.claims.fields.accused_alike import accused_alike
from habeas.claims.found import Found
from habeas.claims.language.event_words import EventWords
from habeas.claims.people.participants import ABOUT, LONGEST_PREPOSITION, Unit
from habeas.claims.scene import Scene
from habeas.claims.sentences import DASHES, Sentence
from habeas.text.tokens import MARK

REPEATED = frozenset({"detention", "release", "transfer", "custody", "arrest_order", "custody_extension"})
SENTENCING = frozenset({"sentence", "fine"})  # after which a bare number of years is a sentence too
BESIDES = frozenset(
    {"health", "conditions", "recognition"}
)  # «X — 8 суток (у него астма)» tells of a term too
GAPPED = -9  # number of the words of an event whose verb a dash stands for
SHOWN = ("date", "place", "facility", "court")
BARRED = ("voices.say", "relatives", "roles", "hypothetical", "up_to", "pronouns")
KIN = UNNAMED_KIN = "relative"
FINE_WITHIN = 3  # words between the dash and a fine


def gapped(scene: Scene, drafts: Sequence[Draft]) -> list[Scene]:
    """Return, for each whose verb a dash stands for and of whom ``drafts`` tell nothing, what stands in that clause alone."""
    sentence, told = scene.sentence, _values_told(scene.sentence, drafts)
    found = []
    beside = {one for draft in drafts if draft.type in BESIDES for one in draft.subjects}
    for draft in drafts:
        beside -= set(draft.subjects) if draft.type not in BESIDES else set()
    for number, unit in enumerate(scene.units):
        if (told.keys() - beside) & set(unit.people) or (
            beside & set(unit.people) and not has_dash(sentence, unit)
        ):
            continue
        alike = accused_alike(scene, unit) if number else None
        if alike is not None:
            told |= {one: [alike.act] for one in unit.people}
            found.append(
                replace(scene, values=[], accusations=[alike.act], units=[unit], triggers=[alike.event])
            )
            continue
        if has_dash(sentence, unit):
            first, last = unit.last + 1, _end(scene, unit, number)
        elif told and _is_kin_given(scene, unit):
            first, last = unit.last, _end_of_clause(sentence, unit.last)
        elif number and _goes_on_alike(scene, unit, _before(scene, number), told):
            first, last = _clause_of(sentence, unit)
        else:
            continue
        values = [value for value in scene.values if first <= value.first and value.last <= last]
        busy = any(one.first < last and first < one.last for one in scene.triggers)
        own = _kin_before(sentence, unit)
        barred = any(
            first <= mark.first < last
            and mark.first not in own
            and not any(value.kind in SHOWN and value.first == mark.last for value in values)  # „do Szkłowa”
            for name in BARRED
            for mark in sentence.marks(name)
        )
        event = None if busy or barred else _event(scene, unit, values, number)
        if event is not None:
            told |= dict.fromkeys(unit.people, values)
            accused = [one for one in scene.accusations if first <= one.first and one.last <= last]
            found.append(replace(scene, values=values, accusations=accused, units=[unit], triggers=[event]))
    return found


def give_back(drafts: Sequence[Draft], part: Scene) -> None:
    """Take from ``drafts`` the values of a clause that is another's: the airport is where B was detained, not A."""
    for draft in drafts:
        for name, slots in list(draft.fields.items()):
            kept = [
                one for one in slots if one.found not in part.values and one.found not in part.accusations
            ]
            if kept:
                draft.fields[name] = kept
            elif slots:
                del draft.fields[name]


def has_dash(sentence: Sentence, unit: Unit) -> bool:
    """Whether a dash that is no hyphen stands right behind somebody who is not there by office."""
    if not (unit.people or _is_kin(unit)) or unit.against >= ABOUT or unit.last + 1 >= len(sentence.tokens):
        return False
    dash = sentence.tokens[unit.last]
    return dash.text in DASHES and not dash.glued


def _is_kin(unit: Unit) -> bool:
    """Whether a unit is somebody's relative without a name."""
    return len(unit.members) == 1 and unit.members[0].sort == UNNAMED_KIN


def _is_kin_given(scene: Scene, unit: Unit) -> bool:
    """Whether a term or fine stands right behind an unnamed relative: «Мне дали шестнадцать лет, а брату четырнадцать»."""
    return _is_kin(unit) and any(
        value.kind in ("term", "fine") and 0 <= value.first - unit.last <= 1 for value in scene.values
    )


def _goes_on_alike(scene: Scene, unit: Unit, before: Unit, told: Mapping[str, Sequence[Found]]) -> bool:
    """Whether a clause is a name in the case of the one told of in front, and a day, a town or a prison: “, B in Grodno”."""
    sentence = scene.sentence
    kin = _kin_before(sentence, unit)
    if (unit.against and not kin) or not unit.people or not before.people:
        return False
    first, last = _clause_of(sentence, unit)
    if not told.keys() >= set(before.people) or first < before.last:
        return False
    inside = [one for one in scene.values if first <= one.first and one.last <= last]
    known = {at for one in inside for at in range(one.first, one.last)} | {
        *kin,
        *range(unit.first, unit.last),
    }
    bare = all(
        at in known or len(sentence.tokens[at].text) <= LONGEST_PREPOSITION for at in range(first, last)
    )
    alike = bool(before.members[0].cases & unit.members[0].cases) or sentence.pack.has_articles
    kinds = {one.kind for one in inside if one.kind in SHOWN}
    in_front = [{value.kind for value in told[person] if value.last <= first} for person in before.people]
    return bare and alike and bool(kinds) and all(kinds <= one for one in in_front)


def _before(scene: Scene, number: int) -> Unit:
    """Return the unit in front of one; “her” before a relative is no one told of."""
    unit = scene.units[number - 1]
    return scene.units[number - 2] if number > 1 and unit.members[0].sort == "owner" else unit


def _values_told(sentence: Sentence, drafts: Sequence[Draft]) -> dict[str, Sequence[Found]]:
    """Return by person the values of the sentence that stand with what is told of her."""
    told: dict[str, Sequence[Found]] = {}
    for draft in drafts:
        slots = [slot for slots in draft.fields.values() for slot in slots if slot.sentence is sentence]
        for person in draft.subjects:
            told[person] = [*told.get(person, ()), *(slot.found for slot in slots)]
    return told


def _kin_before(sentence: Sentence, unit: Unit) -> range:
    """Return the tokens of “her husband” right in front of the name of that relative, with a comma between or without."""
    member = unit.members[0]
    if len(unit.members) > 1 or member.sort != "name" or member.role.name != KIN:
        return range(0)
    ends = unit.first - 1 if unit.first and sentence.tokens[unit.first - 1].text == "," else unit.first
    marks = [mark.first for mark in sentence.marks("relatives") if mark.last == ends]
    if not marks:
        return range(0)
    whose = [mark.first for mark in sentence.marks("pronouns") if mark.last == marks[0]]
    return range(whose[0] if whose else marks[0], unit.first)


def _clause_of(sentence: Sentence, unit: Unit) -> tuple[int, int]:
    """Return the clause in which somebody stands without a verb; a name between commas behind “her husband” ends none."""
    kin, last = _kin_before(sentence, unit), unit.last
    apposed = kin and sentence.tokens[unit.first - 1].text == ","
    if apposed and last < len(sentence.tokens) and sentence.tokens[last].text == ",":
        last += 1
    return _begin_of_clause(sentence, kin[0] if kin else unit.first), _end_of_clause(sentence, last)


def _begin_of_clause(sentence: Sentence, index: int) -> int:
    """Return the token with which the clause begins that goes on at ``index``: behind a comma, a semicolon, “and” or “but”."""
    for at in range(index, 0, -1):
        if sentence.tokens[at - 1].text in ",;" or any(
            sentence.link_ends(name, at) for name in ("but", "and")
        ):
            return at
    return 0


def _end_of_clause(sentence: Sentence, first: int) -> int:
    """Return the token at which a clause without a verb ends: a mark, “and”, “but” or the end of the sentence."""
    for at in range(first, len(sentence.tokens)):
        if sentence.tokens[at].text in ",;.:!?…()" or sentence.link("and", at) or sentence.link("but", at):
            return at
    return len(sentence.tokens)


def _end(scene: Scene, unit: Unit, number: int) -> int:
    """Return the token at which the clause behind the dash ends: a semicolon, a bracket, the next one with a dash."""
    tokens = scene.sentence.tokens
    inside = {at for value in scene.values for at in range(value.first, value.last)}
    ends = [
        at for at in range(unit.last + 1, len(tokens)) if tokens[at].text in (";", "(") and at not in inside
    ]
    ends += [one.first for one in scene.units[number + 1 :] if has_dash(scene.sentence, one)]
    return min(ends, default=len(tokens))


def _event(scene: Scene, unit: Unit, values: Sequence[Found], number: int) -> Trigger | None:
    """Return what the clause behind the dash tells of, or None where that stays open."""
    before = [one for one in scene.triggers if one.last <= unit.first]
    for value in values:
        sentenced = value.get("kind") or (before and before[-1].type in SENTENCING)
        if value.kind == "term" and (sentenced or _is_days(scene.sentence, unit, value)):
            return _made(value, "sentence", before)
        if value.kind == "fine" and value.first - unit.last <= FINE_WITHIN:
            return _made(value, "fine", before)
    bare = scene.sentence.at("fines", unit.last + 1)
    if bare is not None and before and before[-1].type in SENTENCING and not values:
        return _made(Found("fine", "", bare.first, bare.last, "gapped.fine"), "fine", before)
    shown = next((value for value in values if value.kind in SHOWN), None)
    if shown is None or number == 0 or not before or before[-1].type not in REPEATED:
        return None
    return _made(shown, before[-1].type, before) if _stand_alike(unit, _before(scene, number)) else None


def _is_days(sentence: Sentence, unit: Unit, term: Found) -> bool:
    """Whether nothing but days stands behind the dash: «X — 8 суток (у него астма)», not «X — 10 дней голодовки»."""
    ends = term.last >= len(sentence.tokens) or sentence.tokens[term.last].kind == MARK
    return term.get("unit") == "D" and term.first == unit.last + 1 and ends


def _stand_alike(unit: Unit, other: Unit) -> bool:
    """Whether two names can stand in one case, so that one verb can have both."""
    one, two = unit.members[0].cases, other.members[0].cases
    return not one or not two or bool(one & two)


def _made(value: Found, kind: str, before: Sequence[Trigger]) -> Trigger:
    modality = before[-1].modality if before and before[-1].type == kind else None
    return Trigger(value.first, value.last, kind, EventWords(kind, GAPPED, who="before"), modality)
