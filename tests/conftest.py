"""What every test stands on: a state folder of its own, and Django set up once for the whole run."""

import os

import pytest
from hypothesis import settings

# `make test` holds no clock, and tries the same examples each time; HABEAS_HARDEN tries new ones.
settings.register_profile(
    "habeas", deadline=None, derandomize="HABEAS_HARDEN" not in os.environ, database=None
)
settings.load_profile("habeas")


def pytest_configure(config):
    from habeas.app.settings import configure

    configure(secret_key="tests only")


@pytest.fixture(autouse=True, scope="session")
def state_home(tmp_path_factory):
    """No test reads or writes the notes about workspaces of the person who runs it."""
    before = os.environ.get("XDG_STATE_HOME")
    os.environ["XDG_STATE_HOME"] = str(tmp_path_factory.mktemp("state"))
    yield
    if before is None:
        del os.environ["XDG_STATE_HOME"]
    else:
        os.environ["XDG_STATE_HOME"] = before


@pytest.fixture(autouse=True, scope="session")
def tables_made_once():
    """A new SQLite workspace gets the tables that the first one of the run got by all migrations: one by one they take longer
    than most tests. The first, the tests of migrations and every process that a test starts go through them.
    """
    from django.db import connections, transaction

    from habeas.store import setup

    made = []  # statements, and what is noted of the migrations

    def migrate(alias):
        if connections[alias].vendor != "sqlite":
            return by_migrations(alias)
        with connections[alias].cursor() as cursor:
            new = not cursor.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]
            if new and made:
                with transaction.atomic(using=alias):
                    for statement in made[0]:
                        cursor.execute(statement)
                    cursor.executemany(
                        "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s)", made[1]
                    )
                return None
            by_migrations(alias)
            if new:
                tables = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
                made[:] = [
                    [sql for (sql,) in cursor.execute(tables).fetchall()],
                    cursor.execute("SELECT app, name, applied FROM django_migrations ORDER BY id").fetchall(),
                ]
        return None

    by_migrations, setup.migrate = setup.migrate, migrate
    yield
    setup.migrate = by_migrations
