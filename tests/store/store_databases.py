"""The two kinds of database that a workspace may lie in, for the tests of every room that stores something.

A conftest imports the fixtures; however many do, one PostgreSQL serves a whole run.
"""

import pytest
import store_postgres
from django.db import connections

from habeas.store import setup
from habeas.store.database import Database
from habeas.store.desk import TABLES

BOTH = (
    "sqlite",
    pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.xdist_group("postgres")]),
)
SERVER = pytest.StashKey[Database]()


def served(config):
    """The tests' own database on the one server, which ends with the run."""
    if SERVER not in config.stash:
        server = store_postgres.Server()
        config.add_cleanup(server.stop)
        config.stash[SERVER] = database = Database(server.fresh("tests"))
        setup.attach_settings("tests", database.for_django(None))
        config.add_cleanup(
            lambda: setup.detach("tests")
        )  # before the server stops: cleanups run last to first
        setup.migrate("tests")  # once, by our own migrations; each test finds the tables empty
    return config.stash[SERVER]


@pytest.fixture(scope="session")
def postgres_server(pytestconfig):
    try:
        return served(pytestconfig)
    except store_postgres.NoServer as why:
        pytest.skip(f"no PostgreSQL here, so these tests say nothing about it: {why}")


@pytest.fixture
def postgres(postgres_server):
    """A PostgreSQL database whose tables are empty."""
    tables = ", ".join(sorted(set(TABLES) - {"django_migrations"}))
    with connections["tests"].cursor() as cursor:
        cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
    return postgres_server


@pytest.fixture(params=BOTH)
def database(request):
    """Where the rows lie: each test that asks for it runs once on each kind."""
    return Database() if request.param == "sqlite" else request.getfixturevalue("postgres")
