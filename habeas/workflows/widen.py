"""Verbs that decide who sees what: look at exactly what would be seen, show it, take it out of sight again.

Showing writes new entries into the public lane and the memory of it into the private one, in one transaction.
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
from habeas.workflows.decide import Decider, the_statement
from habeas.workflows.holding import hold
from habeas.workflows.refused import Refused
from habeas.workflows.shown import names_of_others, public_map

__all__ = ["EVERYONE", "Asked", "plan", "public_map", "widen"]

EVERYONE = "everyone"
NO_EDITS: Mapping[str, Edit] = MappingProxyType({})
NO_CARDS: Mapping[str, Card] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants everyone to see: statements (ids or their beginnings), changes to their form, source cards.

    ``edits`` are by statement id, ``all`` is the change to those that have none there; ``cards`` are by capture.
    """

    statements: tuple[str, ...]
    edits: Mapping[str, Edit] = field(default_factory=lambda: NO_EDITS)
    cards: Mapping[str, Card] = field(default_factory=lambda: NO_CARDS)
    all: Edit = NO_EDIT


def plan(workspace: Workspace, asked: Asked, *, today: date) -> WidenPlan:
    """Return exactly what everyone would see, and what stands in the way; nothing is changed."""
    holding = hold(workspace, today=today)
    public = workspace.public()
    audience = Audience(public.audience.hex(), EVERYONE, of_lane(public))
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
    """Show what a person has ``seen`` in the plan to everyone, on ``basis``; return how many statements that are."""
    try:
        prepared = widen_drafts.prepare(seen, basis=basis, words=words, new_id=who.new_id)
        with workspace.transaction():
            _check_unmoved(workspace, seen)
            entries = workspace.append_public(prepared.drafts)
            workspace.append_public(widen_drafts.companions(prepared, entries))
            workspace.append_private(widen_drafts.remember(prepared, entries, by=who.by, why=who.why))
    except (WidenError, RecordError) as error:
        raise Refused(f"Nothing is shown: {error}") from error
    return len(seen.shown)


def _check_unmoved(workspace: Workspace, seen: WidenPlan) -> None:
    """Refuse where what was looked at is no longer what would be shown: somebody decided or showed in between."""
    accepted = {s.id for s in of_lane(workspace.private()).statements if s.state is State.ACCEPTED}
    if of_lane(workspace.public()) != seen.audience.held or not {one.of for one in seen.shown} <= accepted:
        raise Refused(
            "Nothing is shown: somebody decided or showed something since you looked. "
            "Look again at what would be seen, then show it."
        )
