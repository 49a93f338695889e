"""Killed without warning in the middle of its work: what was said to be done is there, nothing is half done.

`make harden` and `habeas bench harden` kill many more.
"""

import os

import pytest

from habeas.bench.kills import COMMANDS, shots

HARDEN = bool(os.environ.get("HABEAS_HARDEN"))
KILLS = 50 if HARDEN else 5  # of each of the four commands


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9 there")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_killed_command_loses_nothing_and_leaves_nothing_half_done(
    tmp_path, monkeypatch, command, bytecode
):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    fired = list(shots(command, KILLS, tmp_path, seed=1))
    assert [shot.wrong for shot in fired] == [()] * KILLS
    assert any(shot.cut for shot in fired), "or nothing was tried"
