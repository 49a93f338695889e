"""Keys at the command line, typed in a real terminal: a real workspace from its first sheet to its renewal."""

import os
import re
import shutil

import pytest
from test_cli_sealed import PHRASE, env, run, typed

from habeas.store.vault import Cost, Secret, relock, unlock

pytestmark = pytest.mark.usefixtures("bytecode")
__all__ = ["env"]


def sheets_in(shown):
    """The words of the three sheets that stood in the terminal."""
    parts = re.split(r"Sheet \d of 3", shown)[1:]
    return [" ".join(re.findall(r"\d+ ([a-z]+)", part)[:33]) for part in parts]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A real workspace made in a terminal, once: its place (``w``, ``state``), a copy of both as they were, and its sheets.

    Its passphrase is made cheap to try afterwards: these tests are about sheets, and type it twenty times.
    """
    place, kept = tmp_path_factory.mktemp("real"), tmp_path_factory.mktemp("kept")
    env = {**os.environ, "XDG_STATE_HOME": str(place / "state"), "HABEAS_KEY_FILE": ""}
    shown, status = typed(env, [PHRASE, PHRASE, ""], "init", "--real", str(place / "w"))
    assert status == 0, shown
    found = sheets_in(shown)
    assert [len(one.split()) for one in found] == [33, 33, 33]
    locks, secret = place / "w" / "keys" / "locks.json", Secret(passphrase=PHRASE)
    vault = unlock(locks.read_bytes(), secret)
    locks.write_bytes(relock(locks.read_bytes(), vault, secret, secret, os.urandom, Cost(1, 64, 1)))
    shutil.copytree(place, kept, dirs_exist_ok=True)
    return place, kept, found


@pytest.fixture
def real(made, env):
    """It, as it was made: its folder, and its sheets."""
    place, kept, found = made
    shutil.rmtree(place)
    shutil.copytree(kept, place)
    env["XDG_STATE_HOME"] = str(place / "state")
    return str(place / "w"), found


def test_from_the_first_sheet_to_a_renewal(real, env, tmp_path):
    folder, sheets = real
    where = ["--workspace", folder]
    shown, status = typed(env, [PHRASE], *where, "publish", str(tmp_path / "site"))
    assert status == 1 and "Nothing can be published or sent yet" in shown
    assert not (tmp_path / "site").exists()
    halves = sheets[2].split()
    lines = [PHRASE, sheets[0], " ".join(halves[:16]), " ".join(halves[16:])]
    shown, status = typed(env, lines, *where, "keys", "check-paper")
    assert status == 0 and "From now on you can publish and send." in shown, shown
    shown, status = typed(env, [PHRASE], *where, "publish", str(tmp_path / "site"))
    assert status == 0, shown
    shown, status = typed(env, [PHRASE, sheets[1], sheets[0]], *where, "keys", "renew")
    assert status == 0 and "This device has new keys." in shown, shown
    shown, status = typed(env, [PHRASE], *where, "keys", "show", "--lang", "uk")
    assert status == 0 and "on paper" in shown and re.search("[а-щ]{4} [а-щ]{4}", shown), shown
    shown, status = typed(env, [PHRASE], *where, "verify")
    assert status == 0 and "All of it is what was written" in shown, shown


def test_a_wrong_word_is_named_and_the_sheet_asked_for_again(real, env):
    folder, sheets = real
    words = sheets[0].split()
    wrong = " ".join([*words[:6], "acid" if words[6] != "acid" else "acne", *words[7:]])
    shown, status = typed(
        env, [PHRASE, wrong, sheets[0], sheets[1]], "--workspace", folder, "keys", "check-paper"
    )
    assert status == 0 and "Word 7 is not the one that stands on the sheet." in shown, shown
    shown, status = typed(env, [PHRASE, sheets[0], sheets[0]], "--workspace", folder, "keys", "renew")
    assert status == 1 and "Two different sheets are needed; one was given." in shown


def test_a_backup_and_a_second_device_ask_for_two_sheets(real, env, tmp_path):
    folder, sheets = real
    where, saved = ["--workspace", folder], str(tmp_path / "b.habeas")
    assert typed(env, [PHRASE], *where, "backup", saved)[1] == 0
    shown, status = typed(env, [PHRASE, sheets[0], sheets[2]], "restore", saved, str(tmp_path / "again"))
    assert status == 0 and "its root key is on paper" in shown, shown
    shown, status = typed(env, [PHRASE, sheets[1], sheets[1]], "restore", saved, str(tmp_path / "third"))
    assert status == 1 and "Two different sheets are needed; one was given." in shown, shown
    assert not (tmp_path / "third").exists()
    shown, status = typed(
        env, [PHRASE, sheets[2], sheets[1], PHRASE], "--workspace", folder, "doctor", "--second-device"
    )
    assert "is a device of its own from now on" in shown, shown


def test_without_a_terminal_a_real_workspace_is_not_made(tmp_path, env):
    made = run(env, "init", "--real", str(tmp_path / "w"))
    assert made.returncode == 1 and "shows its root key once" in made.stderr
    assert not (tmp_path / "w").exists()
    made = run(env, "init", "--sheets", str(tmp_path / "s"), str(tmp_path / "w"))
    assert made.returncode == 2 and not (tmp_path / "s").exists()


def test_sheets_go_to_a_file_only_when_asked(tmp_path, env):
    words = [PHRASE, PHRASE]
    file = tmp_path / "sheets.txt"
    shown, status = typed(env, words, "init", "--real", "--sheets", str(file), str(tmp_path / "w"))
    assert status == 0 and "Sheet 1 of 3" not in shown, shown
    assert len(sheets_in(file.read_text())) == 3 and file.stat().st_mode & 0o077 == 0


def test_a_trial_has_no_sheets_and_renews_by_itself(tmp_path, env):
    assert run(env, "init", str(tmp_path / "w")).returncode == 0
    where = ["--workspace", str(tmp_path / "w")]
    refused = run(env, *where, "keys", "check-paper")
    assert refused.returncode == 1 and "there are no sheets" in refused.stderr
    assert run(env, *where, "keys", "renew").returncode == 0
    assert run(env, *where, "verify").returncode == 0
