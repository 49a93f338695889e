"""The measurement of the record runs, says what it measured, and a large bundle is streamed."""

import pytest

from habeas.app.settings import configure
from habeas.bench.record import large, run, table


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    configure()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def test_each_step_is_measured_beside_the_others():
    rows = list(run(60))
    told = table(rows)
    assert [one.what for one in rows[:5]] == [
        "writing the claims",
        "export",
        "verify",
        "import",
        "plain SQLite inserts",
    ]
    assert all(one.what in told for one in rows)
    assert all(one.seconds >= 0 and one.goal is None for one in rows)  # goals are for the full count


def test_a_bundle_is_sent_and_taken_in_without_being_held_in_memory():
    size, grown = large(6)
    assert size > 5
    assert grown < 50


def test_cutting_out_one_of_five_partners_is_measured_and_leaves_nothing_of_it():
    from habeas.bench.withdrawing import PARTNERS
    from habeas.bench.withdrawing import run as cut_out

    found = cut_out(PARTNERS * 3, accepted=2)
    assert found.goal is None and found.seconds > 0
    assert "of 15 claims, 2 of them taken back from everyone" in found.more
