"""Groups that met, on SQLite, and where a test asks for it on a real PostgreSQL too."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))

from exchange_house import Group, meet
from store_databases import database, postgres, postgres_server

from habeas.app.settings import configure

__all__ = ["database", "postgres", "postgres_server"]


def pytest_configure():
    configure()


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def group(tmp_path):
    """Makes groups."""
    made = []

    def make(name, database=None):
        made.append(Group(tmp_path, name, database))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def pair(group):
    """Anna's group and Berta's, who know each other."""
    anna, berta = group("anna"), group("berta")
    meet(anna, berta)
    return anna, berta


@pytest.fixture
def told(pair):
    """The same, and Anna has told two things."""
    anna, berta = pair
    anna.tell(berta, "Mozyr", "Rechytsa")
    return pair
