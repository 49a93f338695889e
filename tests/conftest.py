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
