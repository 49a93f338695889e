"""What the tests of the command line share."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))


@pytest.fixture
def bytecode(tmp_path_factory, monkeypatch):
    """Let processes that a test starts keep what they compiled, as an installation does, also where that is forbidden."""
    if "PYTHONDONTWRITEBYTECODE" not in os.environ:
        return
    base = tmp_path_factory.getbasetemp()
    place = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "pycache"  # one for all workers
    place.mkdir(exist_ok=True)
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE")
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(place))
