"""Turns drafts into the nouns of the house: claims with dated values, people with base form and liberty, groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import Draft, Slot
from habeas.claims.fields.date_resolution import Calendar
from habeas.claims.grammar.places import COURTROOM
from habeas.claims.groups.group_drafts import GroupDraft, Groups
from habeas.claims.held import LASTED, Liberty, liberty_of
from habeas.claims.people.people import People, Person
from habeas.claims.subjects.told_by_values import CELL, CELLS_ARE
from habeas.model.claim import Claim, Modality, Value
from habeas.model.edtf import Edtf
from habeas.model.reading import GroupRead, PersonRead
from habeas.model.reason import Reason

TO_COME = frozenset({"hearing", "appeal"})
FUTURE_TYPES = frozenset({"term_end"})
TOLD_OF_OTHERS = frozenset({"conditions", "transfer", "regime_change", "not_released"})
CUSTODY, EXTENDED, RELEASE = "custody", "custody_extension", "release"
LAST_DAYS = "21"  # the day on which “the end of October” begins
AHEAD = Reason("modality.ahead", "its day lies behind the report's own")


def finished_claims(drafts: Sequence[Draft], calendar: Calendar, method: str) -> tuple[Claim, ...]:
    """Return the claims, numbered in text order."""
    return tuple(_claim(draft, number, calendar, method) for number, draft in enumerate(drafts, start=1))


def _claim(draft: Draft, number: int, calendar: Calendar, method: str) -> Claim:
    fields: dict[str, tuple[Value, ...]] = {}
    _take_out_length(draft)
    expected = draft.modality is Modality.EXPECTED or draft.type in FUTURE_TYPES
    for name, told in draft.fields.items():
        slots = _kept(draft, name, told)
        if not slots:
            continue
        coming = draft.type in TO_COME and draft.modality in (None, Modality.EXPECTED)
        since = _began(draft, calendar) if name == "until" else ""
        fields[name] = tuple(_value(slot, name, calendar, expected, coming, since) for slot in slots)
    if draft.said_by:
        fields["said_by"] = tuple(slot.found.as_value(slot.sentence) for slot in draft.said_by)
    ahead = draft.modality is None and draft.type in TO_COME and calendar.is_ahead(fields.get("date", ()))
    return Claim(
        id=f"c{number}",
        type=draft.type,
        subjects=draft.subjects,
        passage=draft.sentence.span(draft.first, draft.last),
        fields=fields,
        modality=Modality.EXPECTED if ahead else draft.modality,
        certainty=draft.certainty,
        lang=draft.sentence.pack.lang,
        method=method,
        score=_score(draft),
        reasons=(*draft.reasons, AHEAD) if ahead else tuple(draft.reasons),
    )


def _take_out_length(draft: Draft) -> None:
    """Take from custody the time that it has lasted, which is no term: “behind bars for two years” sets no end to it."""
    if draft.type != CUSTODY or "term" not in draft.fields or _is_set(draft):
        return
    lengths = draft.fields.pop("term")
    told = f"“{lengths[0].found.value}” is how long it lasted, no term that was set"
    draft.reasons.append(Reason(LASTED, told))


def _is_set(draft: Draft) -> bool:
    """Whether somebody put the people there for a time to come: “ordered held for two months”, «отправили в СИЗО на два месяца»."""
    return any(draft.sentence.at("remands", at) is not None for at in range(draft.first, draft.last))


def _kept(draft: Draft, name: str, slots: Sequence[Slot]) -> Sequence[Slot]:
    """Return what the claim keeps of a field: no courtroom in which somebody was freed."""
    if name == "facility":
        return _prisons_of(draft, slots)
    if name == "place" and draft.type == RELEASE:
        return [slot for slot in slots if slot.found.rule != COURTROOM]
    return slots


def _prisons_of(draft: Draft, slots: Sequence[Slot]) -> Sequence[Slot]:
    """Return where the claim says somebody is: the “detention” that was extended is no place, nor is a cell beside its prison."""
    if draft.type == EXTENDED:
        return [one for one in slots if any(char.isdigit() or char.isupper() for char in one.found.value[1:])]
    return slots if draft.type == CELLS_ARE else _without_cells(slots)


def _without_cells(slots: Sequence[Slot]) -> Sequence[Slot]:
    """Leave out the punishment cell where the prison that it is in stands beside it: “was beaten in SHIZO in Colony No. 24”."""
    prisons = [slot for slot in slots if slot.found.get("kind") != CELL]
    return prisons or slots


def _began(draft: Draft, calendar: Calendar) -> str:
    """Return the day on which began what lasts until another one, where the year is known; or nothing."""
    began = [calendar.resolve(slot, future=False).value for slot in draft.fields.get("date", ())]
    return began[0] if len(began) == 1 and "X" not in began[0] and "/" not in began[0] else ""


def _value(slot: Slot, name: str, calendar: Calendar, expected: bool, coming: bool, since: str = "") -> Value:
    if name == "until":
        return _month_that_ends(calendar.resolve(slot, future=True, since=since))
    if name == "date":
        return calendar.resolve(slot, future=expected, coming=coming, since=since)
    return slot.found.as_value(slot.sentence)


def _month_that_ends(end: Value) -> Value:
    """Return the month where something lasts “until the end of October”: its last days are its end."""
    first, _, last = end.value.partition("/")
    ends = bool(last) and first[:7] == last[:7] and first[8:] == LAST_DAYS and "X" not in last
    return replace(end, value=first[:7]) if ends else end


def _score(draft: Draft) -> float:
    """A first, counted guess: how often claims with so many values were right on the annotated reports."""
    if draft.weak:
        return 0.5
    return min(0.95, 0.7 + 0.06 * len(draft.fields))


def finished_people(
    people: People, claims: Sequence[Claim], types: ClaimTypes, published: Edtf | None = None
) -> tuple[PersonRead, ...]:
    """Return every named person with role and, for subjects, whether she is held."""
    by_person: dict[str, list[Claim]] = {}
    for claim in claims:
        for one in claim.subjects:
            by_person.setdefault(one, []).append(claim)
    return tuple(_person(person, by_person.get(person.id, []), types, published) for person in people.all)


def _person(person: Person, claims: list[Claim], types: ClaimTypes, published: Edtf | None) -> PersonRead:
    liberty = liberty_of(claims, types, published)
    if liberty.held and person.roles and all(one.name for one in person.roles):
        told = {claim.type for claim in claims}
        if told <= TOLD_OF_OTHERS:  # a wife or lawyer of whom nothing else is told
            liberty = Liberty(
                None, Reason("held.open", "is there by office or kinship, and not said to be held")
            )
    role = "subject" if claims else next((one.name for one in person.roles if one.name), "mentioned")
    return PersonRead(
        id=person.id,
        name=person.base,
        role=role,
        held=liberty.held if claims else None,
        mentions=tuple(mention.span for mention in person.mentions),
        lang=person.lang,
        gender=person.sex or None,
        reasons=(*person.reasons, liberty.reason) if claims else tuple(person.reasons),
    )


def finished_groups(groups: Groups, claims: Sequence[Claim]) -> tuple[GroupRead, ...]:
    """Return the groups of which something is told, their wholes, and those that named people equal."""
    told = {one for claim in claims for one in claim.subjects if one.startswith("g")}
    wanted = {
        group.id for group in groups.all if group.id in told or group.equals or group.includes or group.told
    }
    wanted |= {group.id for group in groups.all if group.exact is not None and group.counts_held}
    if (
        claims
    ):  # a number of people in a report of detention is told, even where the words around it tell nothing
        wanted |= {group.id for group in groups.all if group.counts_people}
    wanted |= {group.of for group in groups.all if group.id in wanted and group.of is not None}
    return tuple(_group(group) for group in groups.all if group.id in wanted)


def _group(group: GroupDraft) -> GroupRead:
    return GroupRead(
        id=group.id,
        least=group.bounds[0],
        most=group.bounds[1],
        passage=group.sentence.span(group.count.first, group.count.last),
        of=group.of,
        equals=group.equals,
        includes=group.includes,
        reasons=tuple(group.reasons),
    )
