"""Verbs that decide who sees what: look at exactly what would be seen, show it, take it out of sight again.

Showing writes new entries into the public lane and the memory of it into the private one, in one transaction.
There is no way to show everything: statements are named one by one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from habeas.identity.values import fold
from habeas.record.errors import RecordError
from habeas.register.statements import of_lane
from habeas.review import widen_drafts
from habeas.review.lane_map import LaneMap, lane_map
from habeas.review.widen import plan as plan_of
from habeas.review.widening import Audience, Card, Edit, WidenError, Widening, WidenPlan
from habeas.store.workspace import Workspace
from habeas.workflows.decide import Decider, the_statement
from habeas.workflows.holding import Holding, hold
from habeas.workflows.refused import Refused

EVERYONE = "everyone"
NOT_PEOPLE = ("body", "place", "agency", "court", "facility", "occupation")
NO_EDITS: Mapping[str, Edit] = MappingProxyType({})
NO_CARDS: Mapping[str, Card] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants everyone to see: statements (ids or their beginnings), changes to their form, source cards."""

    statements: tuple[str, ...]
    edits: Mapping[str, Edit] = field(default_factory=lambda: NO_EDITS)
    cards: Mapping[str, Card] = field(default_factory=lambda: NO_CARDS)


def plan(workspace: Workspace, asked: Asked, *, today: date) -> WidenPlan:
    """Return exactly what everyone would see, and what stands in the way; nothing is changed."""
    holding = hold(workspace, today=today)
    public = workspace.public()
    audience = Audience(public.audience.hex(), EVERYONE, of_lane(public))
    names = _names_of_others(holding)
    widening = Widening(
        holding.held, holding.derived.subjects, audience, today, names, edits=asked.edits, cards=asked.cards
    )
    ids = [the_statement(holding, one).id for one in asked.statements]
    try:
        return plan_of(ids, widening)
    except WidenError as error:
        raise Refused(str(error)) from error


def _names_of_others(holding: Holding) -> list[str]:
    """Return the names in our reports, so that none slips into a wider lane: relatives, witnesses, whoever is read there.

    What we hold as a body, a place, an institution or a publisher is no person's name, whatever the reader took it for.
    """
    things = {
        fold(value.value)
        for statement in holding.held.statements
        for name in NOT_PEOPLE
        for value in statement.fields.get(name, ())
    }
    things |= {fold(report.capture.publisher or "") for report in holding.reports.values()}
    names = (person.name for report in holding.reports.values() for person in report.reading.people)
    return [name for name in names if fold(name) not in things]


def widen(workspace: Workspace, seen: WidenPlan, *, basis: str, words: str, who: Decider) -> int:
    """Show what a person has ``seen`` in the plan to everyone, on ``basis``; return how many statements that are."""
    try:
        prepared = widen_drafts.prepare(seen, basis=basis, words=words, new_id=who.new_id)
        with workspace.transaction():
            entries = workspace.append_public(prepared.drafts)
            workspace.append_public(widen_drafts.companions(prepared, entries))
            workspace.append_private(widen_drafts.remember(prepared, entries, by=who.by, why=who.why))
    except (WidenError, RecordError) as error:
        raise Refused(f"Nothing is shown: {error}") from error
    return len(seen.shown)


def public_map(workspace: Workspace, holding: Holding) -> LaneMap:
    """Return which private people, reports and statements stand in the public lane, as which."""
    public = workspace.public()
    return lane_map(public.audience.hex(), holding.held.links, of_lane(public), holding.derived.subjects.of)
