"""A sealed workspace at the command line: the passphrase is typed in a terminal, or a key file on another disk opens it."""

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

HABEAS = [sys.executable, "-m", "habeas"]
PHRASE = "five words that rarely meet"
pytestmark = pytest.mark.usefixtures("bytecode")


@pytest.fixture
def env(tmp_path):
    return {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state"), "HABEAS_KEY_FILE": ""}


@pytest.fixture
def key_on_another_disk(tmp_path):
    place = Path("/dev/shm")
    if not place.is_dir() or place.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("this machine has no second disk (nor a memory disk) to keep a key file on")
    file = place / f"habeas-test-{os.getpid()}.key"
    file.write_bytes(os.urandom(32))
    yield file
    file.unlink()


def run(env, *words):
    return subprocess.run(
        [*HABEAS, *words], env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )


def typed(env, lines, *words):
    """Run a command in a terminal and type ``lines`` as it asks; return what stood there and the exit status."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(sys.executable, [*HABEAS, *words], env)
    shown, waiting, until = b"", list(lines), time.monotonic() + 60
    while time.monotonic() < until:
        ready, _, _ = select.select([terminal], [], [], 0.2)
        if ready:
            try:
                piece = os.read(terminal, 4096)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        if waiting and shown.rstrip(b" ").endswith((b":", b"again:")) and not shown.endswith(b"\n"):
            os.write(terminal, waiting.pop(0).encode() + b"\n")
            shown += b"\n"
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    return shown.decode("utf-8", "replace"), os.waitstatus_to_exitcode(status)


def test_a_passphrase_is_asked_for_in_the_terminal_and_never_shown(tmp_path, env):
    shown, status = typed(env, [PHRASE, PHRASE], "init", "--encrypted", str(tmp_path / "w"))
    assert status == 0, shown
    assert PHRASE not in shown and "/sign-in/" in shown
    shown, status = typed(env, [PHRASE], "--workspace", str(tmp_path / "w"), "verify")
    assert status == 0 and "All of it is what was written" in shown and PHRASE not in shown
    shown, status = typed(env, ["another one altogether"], "--workspace", str(tmp_path / "w"), "verify")
    assert status == 1 and "does not open this workspace" in shown


def test_without_a_terminal_it_says_what_it_needs(tmp_path, env):
    made = run(env, "init", "--encrypted", str(tmp_path / "w"))
    assert made.returncode == 1 and "needs a passphrase" in made.stderr
    assert not (tmp_path / "w").exists()


def test_two_different_passphrases_make_nothing(tmp_path, env):
    shown, status = typed(env, [PHRASE, PHRASE + "x"], "init", "--encrypted", str(tmp_path / "w"))
    assert status == 1 and "not the same" in shown
    assert not (tmp_path / "w").exists()


def test_a_key_file_on_another_disk_opens_it_for_every_command(tmp_path, env, key_on_another_disk):
    env = {**env, "HABEAS_KEY_FILE": str(key_on_another_disk), "HABEAS_WORKSPACE": str(tmp_path / "w")}
    assert run(env, "init", "--encrypted", str(tmp_path / "w")).returncode == 0
    (tmp_path / "report.txt").write_text("On 2 June 2026 police detained Piatro Lazavik in Lasnychy.\n")
    assert run(env, "add", str(tmp_path / "report.txt")).returncode == 0
    found = run(env, "people", "Lazavik")
    assert found.returncode == 0 and "Lazavik" in found.stdout
    on_disk = b"".join(file.read_bytes() for file in (tmp_path / "w").rglob("*") if file.is_file())
    assert b"Lazavik" not in on_disk
    assert "encrypted" in run(env, "doctor").stdout
    without = run({**env, "HABEAS_KEY_FILE": ""}, "people")
    assert without.returncode == 1 and "sealed and needs its passphrase" in without.stderr


def test_a_key_file_beside_the_workspace_is_refused(tmp_path, env):
    (tmp_path / "key").write_bytes(os.urandom(32))
    made = run({**env, "HABEAS_KEY_FILE": str(tmp_path / "key")}, "init", "--encrypted", str(tmp_path / "w"))
    assert made.returncode == 1 and "same disk" in made.stderr
    assert not (tmp_path / "w").exists()


def test_another_passphrase_takes_the_place_of_the_old_one(tmp_path, env):
    where = ["--workspace", str(tmp_path / "w")]
    typed(env, [PHRASE, PHRASE], "init", "--encrypted", str(tmp_path / "w"))
    new = "six words that never met before"
    shown, status = typed(env, [PHRASE, PHRASE, new, new], *where, "keys", "passphrase")
    assert status == 0 and "Changed." in shown
    assert typed(env, [PHRASE], *where, "verify")[1] == 1
    assert typed(env, [new], *where, "verify")[1] == 0
