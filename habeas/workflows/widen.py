"""Verbs that decide who sees what: look at exactly what would be seen, and show it, to everyone or to partners.

Showing writes new entries into the wider lane and the memory of it into the private one, in one transaction.
There is no way to show everything: statements are named one by one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from habeas.model.statement import State
from habeas.record.errors import RecordError
from habeas.register.statements import of_lane
from habeas.review import widen_drafts
from habeas.review.widen import NO_EDIT
from habeas.review.widen import plan as plan_of
from habeas.review.widening import Audience, Card, Edit, WidenError, Widening, WidenPlan
from habeas.store.workspace import Workspace
from habeas.workflows import two_people
from habeas.workflows.decide import Decider, the_statement
from habeas.workflows.holding import hold
from habeas.workflows.partner_wider import EVERYONE, Wider, wider_for, wider_lanes
from habeas.workflows.refused import Refused
from habeas.workflows.shown import names_of_others, public_map

__all__ = ["EVERYONE", "Asked", "plan", "public_map", "widen"]

NO_EDITS: Mapping[str, Edit] = MappingProxyType({})
NO_CARDS: Mapping[str, Card] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants everyone, or the partners ``to``, to see: statements (ids or their beginnings), changes to their
    form, source cards.

    ``edits`` are by statement id, ``all`` is the change to those that have none there; ``cards`` are by capture.
    """

    statements: tuple[str, ...]
    edits: Mapping[str, Edit] = field(default_factory=lambda: NO_EDITS)
    cards: Mapping[str, Card] = field(default_factory=lambda: NO_CARDS)
    all: Edit = NO_EDIT
    to: tuple[str, ...] = ()


def plan(workspace: Workspace, asked: Asked, *, today: date) -> WidenPlan:
    """Return exactly what the audience would see, and what stands in the way; nothing is shown yet."""
    holding = hold(workspace, today=today)
    wider = wider_for(workspace, asked.to)
    audience = Audience(wider.audience.hex(), wider.words, of_lane(wider.read()))
    names = names_of_others(holding)
    ids = [the_statement(holding, one).id for one in asked.statements]
    edits = {**dict.fromkeys(ids, asked.all), **asked.edits}
    widening = Widening(
        holding.held, holding.derived.subjects, audience, today, names, edits=edits, cards=asked.cards
    )
    try:
        return plan_of(ids, widening)
    except WidenError as error:
        raise Refused(str(error)) from error


def widen(workspace: Workspace, seen: WidenPlan, *, basis: str, words: str, who: Decider) -> int:
    """Show what a person has ``seen`` in the plan to its audience, on ``basis``; return how many statements that are.

    Raises Refused; of it SecondNeeded where the group wants a second person (``two_people``).
    """
    wider = next(one for one in wider_lanes(workspace) if one.audience.hex() == seen.audience.lane)
    try:
        prepared = widen_drafts.prepare(seen, basis=basis, words=words, new_id=who.new_id)
        with workspace.transaction():
            _check_unmoved(workspace, wider, seen)
            if two_people.ruled(workspace):
                two_people.check(
                    workspace, two_people.widening(workspace, seen, basis=basis, words=words), who.by
                )
            entries = wider.append(prepared.drafts)
            wider.append(widen_drafts.companions(prepared, entries))
            workspace.append_private(widen_drafts.remember(prepared, entries, by=who.by, why=who.why))
    except (WidenError, RecordError) as error:
        raise Refused(f"Nothing is shown: {error}") from error
    return len(seen.shown)


def _check_unmoved(workspace: Workspace, wider: Wider, seen: WidenPlan) -> None:
    """Refuse where what was looked at is no longer what would be shown: somebody decided or showed in between."""
    accepted = {s.id for s in of_lane(workspace.private()).statements if s.state is State.ACCEPTED}
    if of_lane(wider.read()) != seen.audience.held or not {one.of for one in seen.shown} <= accepted:
        raise Refused(
            "Nothing is shown: somebody decided or showed something since you looked. "
            "Look again at what would be seen, then show it."
        )
