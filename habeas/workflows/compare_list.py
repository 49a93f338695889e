"""Verb: somebody's list beside what we have accepted. It writes nothing."""

from __future__ import annotations

from habeas.exchange.lists.comparing import Compared, compare
from habeas.exchange.lists.matching import known_people
from habeas.exchange.lists.ours import our_people
from habeas.register.statements import of_lane
from habeas.store.workspace import Workspace
from habeas.workflows.list_reading import ListFile


def compare_list(workspace: Workspace, found: ListFile) -> Compared:
    """Return who is in both, only in theirs, only in ours, and where the two differ."""
    held = of_lane(workspace.private())
    return compare(
        found.rows, known_people(held.statements, held.links), our_people(held.statements, held.links)
    )
