"""The texts that the project was commissioned with, from file to register. HABEAS_SEEDS names their folder.

The folder holds the texts and ``expected.json``; no name and no path stands here.
"""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from habeas.register.as_json import people_json
from habeas.store.workspace import Workspace
from habeas.workflows.add import add
from habeas.workflows.look import people

SEEDS = os.environ.get("HABEAS_SEEDS")

pytestmark = pytest.mark.skipif(
    not SEEDS, reason="HABEAS_SEEDS names no folder: the commissioned texts are not here"
)


def expected():
    return json.loads((Path(SEEDS or "") / "expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(expected()) if SEEDS else [])
def test_the_people_on_the_register_are_exactly_those(name, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    want = expected()[name]
    with Workspace.create(tmp_path / "ws", mode="trial") as workspace:
        taken = list(add(workspace, [Path(SEEDS or "") / name], now=1_700_000_000))
        assert [one.status for one in taken] == ["added"]
        rows = people_json(hit.record for hit in people(workspace, today=date(2026, 11, 20)))["people"]
    assert {row["name"] for row in rows} == set(want["people"])
    for row in rows:
        assert row["state"] == "proposed"
        if row["name"] in want.get("held", []):
            assert row["held"] is True, row
        else:
            assert row["held"] in (True, None), row
        assert row["held_as_of"] is None
