"""Deciding on what is there: nobody else writes between the look and the answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from habeas.store.workspace import Workspace
from habeas.workflows.holding import Holding, hold


@contextmanager
def steady(workspace: Workspace, *, today: date) -> Iterator[Holding]:
    """Give the block what is held, within the one write transaction in which it answers: all of it or nothing.

    Two who answer the same statement at once thus answer one after the other, and the second is told. The register
    is derived before the lock is taken, and under it only where somebody wrote in between.
    """
    holding = hold(workspace, today=today)
    with workspace.transaction():
        if len(workspace.private().entries) != len(holding.entries):
            holding = hold(workspace, today=today)
        yield holding
