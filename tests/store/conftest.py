"""Every test of the store runs on SQLite and, where it says so, on a real PostgreSQL too."""

import itertools

import pytest
import store_postgres

from habeas.app.settings import configure
from habeas.store.database import Database
from habeas.store.workspace import Workspace

BOTH = (
    "sqlite",
    pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.xdist_group("postgres")]),
)
_numbers = itertools.count()


def pytest_configure():
    configure()


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    """The user's state folder, away from the real one."""
    place = tmp_path / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(place))
    return place


@pytest.fixture(scope="session")
def postgres_server():
    try:
        server = store_postgres.Server()
    except store_postgres.NoServer as why:
        pytest.skip(f"no PostgreSQL here, so these tests say nothing about it: {why}")
    yield server
    server.stop()


@pytest.fixture(params=BOTH)
def database(request):
    """Where the rows lie: each test that asks for it runs once on each kind."""
    if request.param == "sqlite":
        return Database()
    server = request.getfixturevalue("postgres_server")
    return Database(server.fresh(f"t{next(_numbers)}"))


@pytest.fixture
def workspace(tmp_path, database):
    """A new trial workspace."""
    with Workspace.create(tmp_path / "workspace", database=database) as made:
        yield made
