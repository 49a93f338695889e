"""Every test of the store runs on SQLite and, where it says so, on a real PostgreSQL too."""

import pytest
import store_postgres
from django.db import connections

from habeas.app.settings import configure
from habeas.store import setup
from habeas.store.database import Database
from habeas.store.desk import TABLES
from habeas.store.workspace import Workspace

BOTH = (
    "sqlite",
    pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.xdist_group("postgres")]),
)


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
    try:
        database = Database(server.fresh("tests"))
        setup.attach_settings("tests", database.for_django(None))
        setup.migrate("tests")  # once, by our own migrations; each test finds the tables empty
        yield database
    finally:
        setup.detach("tests")
        server.stop()


@pytest.fixture(params=BOTH)
def database(request):
    """Where the rows lie: each test that asks for it runs once on each kind."""
    if request.param == "sqlite":
        return Database()
    database = request.getfixturevalue("postgres_server")
    tables = ", ".join(sorted(set(TABLES) - {"django_migrations"}))
    with connections["tests"].cursor() as cursor:
        cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
    return database


@pytest.fixture
def workspace(tmp_path, database):
    """A new trial workspace."""
    with Workspace.create(tmp_path / "workspace", database=database) as made:
        yield made
