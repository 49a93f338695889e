"""The wider lanes of ours: everyone's, and one for each named set of partners. Whatever is shown is shown in one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from habeas.record.draft import Draft
from habeas.record.entry import Entry
from habeas.record.lanes import PartnerLane, PublicLane
from habeas.register.statements import of_lane
from habeas.review.lane_map import LaneMap, lane_map
from habeas.store.partner_nouns import VERIFIED
from habeas.store.workspace import Workspace
from habeas.workflows.holding import Holding
from habeas.workflows.refused import Refused

EVERYONE = "everyone"


@dataclass(frozen=True, slots=True)
class Wider:
    """A wider lane: the ``words`` under which people know it (“everyone”, partners' names), how to read it and how to append to it.

    ``partners`` are the names of those that it is for, none for everyone's.
    """

    audience: bytes
    words: str
    partners: tuple[str, ...]
    read: Callable[[], PartnerLane | PublicLane]
    append: Callable[[Sequence[Draft]], tuple[Entry, ...]]

    def map(self, holding: Holding) -> LaneMap:
        """Return which of what we hold stands there, as which."""
        held = of_lane(self.read())
        return lane_map(self.audience.hex(), holding.held.links, held, holding.derived.subjects.of)


def everyones(workspace: Workspace) -> Wider:
    """Return the public lane."""
    audience = workspace.opened.public.audience
    return Wider(audience, EVERYONE, (), workspace.public, workspace.append_public)


def wider_lanes(workspace: Workspace) -> tuple[Wider, ...]:
    """Return every wider lane of ours, everyone's first."""
    names = {one.log: one.name for one in workspace.exchange.partners.all()}
    lanes = workspace.exchange.lanes.all()
    return (
        everyones(workspace),
        *(_partners(workspace, one.audience, [names[log] for log in one.to]) for one in lanes),
    )


def wider_for(workspace: Workspace, names: Iterable[str]) -> Wider:
    """Return the lane for exactly the partners of these names, all verified; none means everyone's.

    Where there is none yet it is begun: an empty lane tells nobody anything.
    """
    wanted = sorted(set(names))
    if not wanted:
        return everyones(workspace)
    partners = [workspace.exchange.partners.named(name) for name in wanted]
    for one in partners:
        if one.state != VERIFIED:
            raise Refused(
                f"Nothing is shown: the words of “{one.name}” were not compared, or the exchange was ended. "
                f"Call them: `habeas partner verify {one.name}`."
            )
    lane = workspace.exchange.lanes.lane_for(one.log for one in partners)
    return _partners(workspace, lane.audience, wanted)


def _partners(workspace: Workspace, audience: bytes, names: Sequence[str]) -> Wider:
    lanes = workspace.exchange.lanes
    return Wider(
        audience,
        " and ".join(sorted(names)),
        tuple(sorted(names)),
        lambda: lanes.read(audience),
        lambda drafts: lanes.append(audience, drafts),
    )
