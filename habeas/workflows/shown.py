"""What everyone sees of what we hold: which private people, reports and statements stand in the public lane."""

from __future__ import annotations

from collections.abc import Iterable

from habeas.register.statements import of_lane
from habeas.review.lane_map import LaneMap, lane_map
from habeas.store.workspace import Workspace
from habeas.workflows.holding import Holding


def public_map(workspace: Workspace, holding: Holding) -> LaneMap:
    """Return which private people, reports and statements stand in the public lane, as which."""
    public = workspace.public()
    return lane_map(public.audience.hex(), holding.held.links, of_lane(public), holding.derived.subjects.of)


def shown_as(there: LaneMap, holding: Holding, statements: Iterable[str]) -> tuple[str, ...]:
    """Return the public entries (hex) as which ``statements`` are seen, also where an earlier wording was shown."""
    wanted = set(statements)
    earlier = {old for old, now in holding.held.now.items() if now in wanted}
    return tuple(there.claims[one] for one in there.claims if one in wanted | earlier)


def names_of_others(holding: Holding) -> list[str]:
    """Return the names in our reports, so that none slips into a wider lane: relatives, witnesses, whoever is read there."""
    return [name for report in holding.reports.values() for name in report.named]
