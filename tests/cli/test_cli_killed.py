"""Killed without warning in the middle of its work: what was said to be done is there, nothing is half done.

`make harden` and `habeas bench harden` kill many more.
"""

import os

import pytest

from habeas.bench.kills import COMMANDS, SEALED, shots

HARDEN = bool(os.environ.get("HABEAS_HARDEN"))
KILLS = 50 if HARDEN else 2  # of each command
PLACES = [(one, False) for one in COMMANDS] + [(one, True) for one in (SEALED if HARDEN else SEALED[:1])]


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9 there")
@pytest.mark.parametrize(("command", "sealed"), PLACES)
def test_a_killed_command_loses_nothing_and_leaves_nothing_half_done(
    tmp_path, monkeypatch, command, sealed, bytecode
):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    fired = list(shots(command, KILLS, tmp_path, seed=1, sealed=sealed))
    assert [shot.wrong for shot in fired] == [()] * KILLS
    assert any(shot.cut for shot in fired), "or nothing was tried"


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9 there")
def test_something_half_done_is_noticed(tmp_path, monkeypatch, bytecode):
    """Else the test above could not fail: an original that no report names is said."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    from habeas.bench.shot import unsound
    from habeas.store.workspace import Workspace

    with Workspace.create(tmp_path / "w") as workspace:
        assert unsound(workspace) == []
        (workspace.folder / "blobs" / "00").mkdir(parents=True)
        (workspace.folder / "blobs" / "00" / ("00" * 32)).write_bytes(b"nobody's")
        assert unsound(workspace) == ["0 reports in the record, 1 originals, 0 texts"]
