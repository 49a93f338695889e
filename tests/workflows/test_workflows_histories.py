"""Whatever people do in whatever order: the register kept up to date is the one rebuilt, on either database.

`make harden` and `habeas bench harden` play the full count.
"""

import os

import pytest

from habeas.bench.histories import play

HARDEN = bool(os.environ.get("HABEAS_HARDEN"))
HISTORIES, STEPS = (200, 40) if HARDEN else (20, 6)


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.mark.long
@pytest.mark.parametrize("number", range(HISTORIES))
def test_full_rebuild_equals_incremental(tmp_path, number):
    played = play(number, tmp_path / "workspace", steps=STEPS)
    assert played.wrong == (), played.steps
    assert any("refused" not in step for step in played.steps)


@pytest.mark.postgres
@pytest.mark.xdist_group("postgres")
@pytest.mark.parametrize("number", range(1_000, 1_002))
def test_two_databases_end_with_one_digest(tmp_path, postgres, number):
    there = play(number, tmp_path / "server", steps=STEPS, database=postgres)
    here = play(number, tmp_path / "file", steps=STEPS)
    assert there.wrong == here.wrong == ()
    assert there.steps == here.steps
    assert there.digest == here.digest


def test_a_register_that_is_not_kept_up_to_date_is_noticed(tmp_path, monkeypatch):
    """Else the tests above could not fail."""
    monkeypatch.setattr("habeas.register.incremental.Live.append", lambda *_, **__: frozenset())
    played = play(0, tmp_path / "workspace", steps=8)
    assert any("digest" in words for words in played.wrong)
