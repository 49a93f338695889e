"""Every verb runs on SQLite and on a real PostgreSQL: one suite for both."""

import sys
from pathlib import Path

import pytest

from habeas.store.workspace import Workspace

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))

from store_databases import database, postgres, postgres_server
from workflows_house import NOON, House, counted

__all__ = ["database", "postgres", "postgres_server"]


@pytest.fixture
def make(tmp_path, monkeypatch):
    """Makes workspaces whose clock and chance can be repeated: equal histories give equal bytes."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    made = []

    def one(name="workspace", database=None):
        clock, random = (lambda: NOON), counted("chance")
        house = House(
            Workspace.create(tmp_path / name, database=database, clock=clock, random=random),
            tmp_path / f"{name}-in",
        )
        made.append(house)
        return house

    yield one
    for house in made:
        house.workspace.close()


@pytest.fixture
def house(make, database):
    """An empty workspace, and somebody who works in it."""
    return make(database=database)
