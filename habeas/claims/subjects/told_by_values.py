"""What the values beside an event say of it: a stay in a punishment cell is a change of regime, custody “on charges of” a charge.

The verb alone does not tell: “was put in a cell”, “is in SHIZO again”, “got ten days of the punishment cell”; “was remanded on charges of”.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import Draft, Slot
from habeas.claims.found import Found
from habeas.claims.held import ENDED
from habeas.claims.scene import Scene
from habeas.claims.sentences import Mark, Sentence
from habeas.model.claim import Modality
from habeas.model.reason import Reason

CELLS_ARE = "regime_change"  # what a stay in a punishment cell is
CELL = "cell"  # a facility of this kind is a punishment within a prison
POLICE = "police"  # who is brought to a facility of this kind was detained
IN_CELLS = frozenset({"custody", "transfer", "release"})
BEFORE_TRIAL = frozenset({"pretrial", "police", "jail"})  # where no regime is changed
SERVED = frozenset({"sentence", "custody"})
TERM_NEAR = 5  # words between “is serving” and the term
HOLDING = frozenset({"custody", "custody_extension"})  # types that cannot hold what somebody is accused of
AFTER_TRIAL = frozenset({"colony", "open"})  # who is held there was sentenced already
BEFALLS_THE_HELD = frozenset({"health", "conditions", "ill_treatment", "letter"})
HAPPEN = frozenset({"health", "ill_treatment"})
THERE = Reason("event.custody.served", "a term is served where the text says")
ACCUSING = ("accusation", "article")


def in_cells(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts; what is told of a punishment cell is a change of regime, and ten days of it no sentence."""
    told = [
        _in_a_cell(draft) if _tells_of_a_cell(draft) else _in_no_cell(_taken_along(draft)) for draft in drafts
    ]
    return [one for one in told if not any(_is_the_cell(one, other) for other in told)]


def _taken_along(draft: Draft) -> Draft:
    """Return a way to the police, and to nowhere else, as the detention that it is: «в отдел № 5 привезли 17 человек»."""
    kinds = {slot.found.get("kind") for slot in draft.fields.get("facility", ())}
    if draft.type != "transfer" or draft.modality is not None or kinds != {POLICE}:
        return draft
    return _told_as(draft, "detention", Reason("event.detention.police", "brought to the police is detained"))


def _in_no_cell(draft: Draft) -> Draft:
    """Return custody for a change of regime that names a remand prison or a police station, which none is: «у слідчому ізоляторі»."""
    kinds = {slot.found.get("kind") for slot in draft.fields.get("facility", ())}
    if draft.type != CELLS_ARE or not kinds or not kinds <= BEFORE_TRIAL:
        return draft
    return _told_as(draft, "custody", Reason("event.custody.no-cell", "it tells of no punishment cell"))


def _is_the_cell(draft: Draft, other: Draft) -> bool:
    """Whether “was put” only leads to the cell told of: «пасадзілі ў карцар» is no custody besides."""
    within = other.first <= draft.first and draft.last <= other.last and draft.subjects == other.subjects
    return draft.type == "custody" and not draft.fields and other.type == CELLS_ARE and within


def served(scene: Scene, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the drafts; who serves or has served a term was given it, and is or was held in the prison where she serves it.

    “Is serving a four-year term in Colony No. 4” tells of a sentence and of custody; she was there at her trial.
    """
    terms = {id(draft): _is_served(scene, draft) for draft in drafts}
    serving = {draft.subjects for draft in drafts if terms[id(draft)]}
    for draft in drafts:
        if draft.type == "custody" and draft.subjects in serving and "facility" in draft.fields:
            draft.weak = False
        over = not terms[id(draft)] and _is_over(draft)
        prisons = _served_in(scene, draft, drafts) if over or terms[id(draft)] else []
        if not terms[id(draft)] and not (over and prisons):
            only_says_where = _only_says_where(draft) and draft.subjects in serving
            if not only_says_where:
                yield _told_as(draft, "custody", THERE) if _serves_it(scene, draft, drafts) else draft
            continue
        rest = {name: slots for name, slots in draft.fields.items() if name != "facility"}
        given = Reason("event.sentence.served", "a term that is served was given")
        yield replace(_told_as(draft, "sentence", given), fields=rest, modality=None)
        if prisons:
            yield replace(_told_as(draft, "custody", THERE), fields={"facility": prisons}, modality=None)


def _is_over(draft: Draft) -> bool:
    """Whether the draft tells of a term as served: «адбыў тры гады ў калоніі № 22»."""
    return (
        draft.type == "sentence"
        and draft.rule.endswith(ENDED)
        and draft.modality is None
        and "term" in draft.fields
    )


def _only_says_where(draft: Draft) -> bool:
    """Whether weak words tell nothing of a sentence but the prison: «срок в женской колонии»."""
    return draft.type == "sentence" and draft.weak and set(draft.fields) == {"facility"}


def _served_in(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> list[Slot]:
    """Return the prison of a served term: its own, that of weak words beside, or the one right behind the term."""
    slots = [
        slot
        for one in [draft, *(o for o in drafts if _only_says_where(o) and o.subjects == draft.subjects)]
        for slot in one.fields.get("facility", ())
        if slot.found.get("kind") != CELL
    ]
    if slots or any(slot.found.get("kind") == CELL for slot in draft.fields.get("facility", ())):
        return slots
    ends = [slot.found.last for slot in draft.fields.get("term", ()) if slot.sentence is scene.sentence]
    return [
        Slot(scene.sentence, one)
        for one in scene.values
        if one.kind == "facility" and one.get("kind") != CELL and any(one.first - end == 1 for end in ends)
    ]


def _is_served(scene: Scene, draft: Draft) -> bool:
    """Whether the term of the draft stands right beside a verb of serving."""
    if draft.type not in SERVED or draft.modality not in (None, Modality.IN_ABSENTIA):
        return False
    return any(
        _is_beside(scene.sentence, mark, slot.found)
        or (draft.type == "custody" and _leads(scene, slot.found, mark))
        for mark in scene.sentence.marks("serving")
        for slot in draft.fields.get("term", ())
    )


def _serves_it(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a verb of serving only takes up the term told in front: “got six years and is serving them in Segezha”."""
    words = dict(draft.reasons[0].facts).get("words", "") if draft.reasons else ""
    serving = {scene.sentence.words(mark.first, mark.last) for mark in scene.sentence.marks("serving")}
    given = any(
        one.type == draft.type and "term" in one.fields and one.subjects == draft.subjects for one in drafts
    )
    return (
        draft.type == "sentence"
        and "term" not in draft.fields
        and given
        and any(one in words for one in serving)
    )


def _is_beside(sentence: Sentence, serving: Mark, term: Found) -> bool:
    """Whether the term stands right behind a verb of serving."""
    between = sentence.tokens[serving.last : term.first]
    return serving.last <= term.first <= serving.last + TERM_NEAR and all(one.text != "," for one in between)


def _leads(scene: Scene, term: Found, serving: Mark) -> bool:
    """Whether the term stands in front of a verb of serving, in its own clause: «двадцатилетний срок за измену отбывает»."""
    between = range(term.last, serving.first)
    told = any(
        one.first < serving.first and term.last <= one.last for one in scene.triggers if one.type != "custody"
    )
    noun = any(
        scene.sentence.at("term_nouns", at) for at in (term.last - 1, term.last)
    )  # not “three years he has been serving”
    return (
        term.last <= serving.first
        and noun
        and not told
        and not any(scene.sentence.tokens[at].text in ",;" for at in between)
    )


def is_held_there(draft: Draft, other: Draft) -> bool:
    """Whether a prison told of says where somebody is beside what befell her there: “X is in SIZO-3, she fell ill”."""
    if draft.type != "custody" or "facility" not in draft.fields:
        return False
    befell = other.type in BEFALLS_THE_HELD and not _happened_there(draft, other)
    return befell or (other.type == "detention" and _is_kept_then(draft))


def _is_kept_then(draft: Draft) -> bool:
    """Whether custody tells how long somebody was kept there: «захопили в серпні й рік тримали в СІЗО»."""
    return any(draft.first <= unit.first < draft.last for unit in draft.sentence.marks("units"))


def _happened_there(draft: Draft, other: Draft) -> bool:
    """Whether one clause says where somebody was beaten or fell ill: «у таганрозькому ізоляторі їх били», «в изоляторе перенёс инфаркт»."""
    sentence, where = draft.sentence, draft.fields["facility"][0].found
    # the custody's own words can begin with a name far in front
    first, last = min(where.first, other.first), max(where.last, other.last)
    joined = any(first <= link.first < last for link in sentence.links("and"))  # “sat in SIZO and was ill”
    return (
        other.type in HAPPEN
        and not _parted(sentence, first, last)
        and not (joined and other.type == "health")
    )


def _parted(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a clause ends between; a voice between two commas ends none: «в СИЗО мужчина, передала адвокат, терял сознание»."""
    marks = [at for at in range(first, last) if sentence.tokens[at].text in ",;:—–"]
    said = len(marks) == 2 and any(marks[0] < one.first < marks[1] for one in sentence.marks("voices.say"))
    return bool(marks) and not said


def _tells_of_a_cell(draft: Draft) -> bool:
    cells = [slot for slot in draft.fields.get("facility", ()) if slot.found.get("kind") == CELL]
    days = all(slot.found.get("unit") in ("D", "W") for slot in draft.fields.get("term", ()))
    return bool(cells) and (draft.type in IN_CELLS or (draft.type == "sentence" and days))


def _in_a_cell(draft: Draft) -> Draft:
    return _told_as(draft, CELLS_ARE, Reason("event.regime_change.cell", "it tells of a punishment cell"))


def _told_as(draft: Draft, kind: str, reason: Reason) -> Draft:
    """Return the draft as one of another type, with the reason for it."""
    return replace(draft, type=kind, rule=reason.rule, reasons=[*draft.reasons, reason])


def _is_said_outright(scene: Scene, accusation: Found) -> bool:
    """Whether “on charges of” stands in front, not a mere “for”."""
    marks = [one for one in scene.sentence.marks("accusation") if one.payload.sense == "strong"]
    return any(0 <= accusation.first - one.last <= 1 for one in marks)


def _is_serving(draft: Draft) -> bool:
    return any(slot.found.get("kind") in AFTER_TRIAL for slot in draft.fields.get("facility", ()))


def charged_beside(scene: Scene, drafts: Sequence[Draft], types: ClaimTypes) -> Iterator[Draft]:
    """Yield the charge of which a sentence of custody tells by the way: “remanded her on charges of treason under Article 356”."""
    told = [draft for draft in drafts if not draft.weak]
    if not told or any(types.holds(draft.type, name) for draft in told for name in ACCUSING):
        return
    held = [one for one in told if one.type in HOLDING and one.modality is None and not _is_serving(one)]
    accused = [one for one in scene.accusations if _is_said_outright(scene, one)]
    if not held or not accused or scene.sentence.marks("hypothetical"):
        return
    accused += [value for value in scene.values if value.kind == "article"]
    first = min(accused, key=lambda value: value.first)
    draft = Draft("charge", held[0].subjects, scene.sentence, first.first, first.last)
    for value in accused:
        draft.add(scene.sentence, value)
        draft.widen(value.first, value.last)
    draft.rule, draft.said_by = "event.charge.beside", list(held[0].said_by)
    draft.reasons.append(Reason(draft.rule, "what somebody is held for is what they are charged with"))
    yield draft
