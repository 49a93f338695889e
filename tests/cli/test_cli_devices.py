"""Devices, journeys, taken keys and people who ask to be forgotten, at the command line."""

import contextlib
import io

import pytest

from habeas.app.main import main

REPORT = "On 12 May 2026 the Uzhorsk district court sentenced Maryna Zialonka to three years in prison under article 130.\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command in this process; gives what it printed and what it said."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("HABEAS_WORKSPACE", raising=False)
    monkeypatch.chdir(tmp_path)

    def do(*words, status=0):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            assert main([str(word) for word in words]) == status, err.getvalue()
        return out.getvalue(), err.getvalue()

    return do


def test_what_a_journey_collected_comes_home(run, tmp_path):
    (tmp_path / "report.txt").write_text(REPORT)
    run("init", "home")
    out, said = run("travel", "journey", "--workspace", "home")
    assert out == "journey\n" and "destroy the folder" in said
    run("add", "report.txt", "--workspace", "journey")
    run("backup", "journey.habeas", "--workspace", "journey")
    out, said = run("sync", "journey.habeas", "--workspace", "home")
    assert (
        out.endswith("0 of partners and 1 originals came over; 0 erasures were carried out.\n") and said == ""
    )
    assert "Maryna Zialonka" in run("people", "--workspace", "home")[0]
    assert "for a journey" in run("sync", "journey.habeas", "--workspace", "journey", status=1)[1]
    assert "All of it is what was written" in run("verify", "--workspace", "home")[0]


def test_a_person_is_forgotten_and_may_be_proposed_again_if_she_asks(run, tmp_path):
    (tmp_path / "report.txt").write_text(REPORT)
    run("init", "home")
    run("add", "report.txt", "--workspace", "home")
    assert "name statements or reports" in run("erase", "--workspace", "home", status=2)[1]
    _, said = run("erase", "--person", "Maryna Zialonka", "--workspace", "home")
    assert "She is forgotten: " in said and "1 reports destroyed" in said
    run("add", "report.txt", "--workspace", "home")
    assert run("people", "--workspace", "home")[0] == ""
    assert (
        "may be proposed again" in run("erase", "--allow-again", "Марына Зялёнка", "--workspace", "home")[1]
    )
    assert "Maryna Zialonka" in run("people", "--workspace", "home")[0]


def test_a_taken_key_ends_and_nothing_is_locked_that_is_not_open(run):
    run("init", "home")
    before = run("--workspace", "home", "keys", "show")[0]
    assert "The old key is ended" in run("--workspace", "home", "keys", "compromised")[1]
    after = run("--workspace", "home", "keys", "show")[0]
    assert before.splitlines()[0] == after.splitlines()[0] and before != after
    assert "All of it is what was written" in run("verify", "--workspace", "home")[0]
    assert "there is nothing to lock" in run("lock", "--workspace", "home")[1]
    assert "--for-us-alone goes with" in run("doctor", "--for-us-alone", "--workspace", "home", status=2)[1]
