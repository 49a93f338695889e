"""Every test of the store runs on SQLite and, where it says so, on a real PostgreSQL too."""

import pytest
from store_databases import database, postgres, postgres_server

from habeas.app.settings import configure
from habeas.store.workspace import Workspace

__all__ = ["database", "postgres", "postgres_server"]


def pytest_configure():
    configure()


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    """The user's state folder, away from the real one."""
    place = tmp_path / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(place))
    return place


@pytest.fixture
def workspace(tmp_path, database):
    """A new trial workspace."""
    with Workspace.create(tmp_path / "workspace", database=database) as made:
        yield made
