"""What somebody of us allowed: the standing decisions ``allow`` of the private lane. Rules of the group are among them."""

from __future__ import annotations

from habeas.record.entry import Entry
from habeas.record.standing import standing
from habeas.store.workspace import Workspace


def allowed(workspace: Workspace) -> tuple[Entry, ...]:
    """Return these decisions in Order."""
    entries = [one for one in workspace.private().entries if one.kind == "decision"]
    return tuple(standing(entries).acts("allow"))
