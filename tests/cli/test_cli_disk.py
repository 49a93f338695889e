"""Full disks, read-only folders, forgotten locks, the same command twice: one sentence, nothing half-written, and on it goes."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from store_small_disk import disk, fill

from habeas.app.main import main
from habeas.store.workspace import Workspace
from habeas.workflows.verify import verify

__all__ = ["disk"]

ROOT = Path(__file__).parents[2]
TODAY = ["--today", "2026-11-20"]
REPORT = (
    "On 12 May 2026 the Uzhorsk court sentenced Maryna Zialonka to three years in prison under article 130.\n"
)


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch, bytecode):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("HABEAS_WORKSPACE", raising=False)


@pytest.fixture
def run(capsys):
    def command(*words, status=0):
        got = main([str(word) for word in words])
        told = capsys.readouterr()
        assert got == status, told.err + told.out
        return told

    return command


def incoming(tmp_path, count, size):
    files = []
    for number in range(count):
        file = tmp_path / f"r{number:02}.txt"
        file.write_text(REPORT + f"Number {number}.\n" + "\n" * size)  # large, and quickly read
        files.append(file)
    return files


def sound(folder):
    """Everything in the workspace verifies, and originals, captures and texts belong together."""
    with Workspace.open(folder) as workspace:
        report = verify(workspace, now=workspace.clock())
        assert report.ok, report.sentences
        captures = {e.octets("sha256").hex() for e in workspace.private().entries if e.kind == "capture"}
        blobs = {p.name for p in (folder / "blobs").rglob("*") if p.is_file()}
        assert captures == blobs == {d.capture for d in workspace.documents()}
        assert [p for p in (folder / "tmp").iterdir() if p.name != "publish.lock"] == []
        return len(captures)


def test_a_full_disk_refuses_file_by_file_and_loses_nothing(run, tmp_path, disk):
    run("init", disk / "ws")
    fill(disk, 600_000)
    told = run("add", *incoming(tmp_path, 12, 50_000), "--workspace", disk / "ws", status=1)
    added = told.out.count(": added")
    refused = [line for line in told.err.splitlines() if line]
    assert added + len(refused) == 12
    assert refused
    assert all("the disk is full" in line and "Free some space" in line for line in refused)
    assert sound(disk / "ws") == added
    (disk / "ballast").unlink()
    again = run("add", *incoming(tmp_path, 12, 50_000), "--workspace", disk / "ws")
    assert (again.out.count(": known"), again.out.count(": added")) == (added, 12 - added)
    assert sound(disk / "ws") == 12


def test_publishing_to_a_full_disk_leaves_the_edition_that_was_there(run, tmp_path, disk):
    run("init", tmp_path / "ws")
    ws = ["--workspace", tmp_path / "ws", *TODAY]
    run("publish", disk / "site", *ws, "--lang", "en")
    before = {p.name: p.read_bytes() for p in (disk / "site").rglob("*") if p.is_file()}
    fill(disk, 20_000)
    told = run("publish", disk / "site", *ws, status=1)
    assert "The edition that was there is still there" in told.err
    assert {p.name: p.read_bytes() for p in (disk / "site").rglob("*") if p.is_file()} == before
    assert {p.name for p in disk.iterdir()} == {"site", "ballast"}


def test_a_backup_on_a_full_disk_is_no_file(run, tmp_path, disk):
    run("init", tmp_path / "ws")
    run("add", *incoming(tmp_path, 3, 50_000), "--workspace", tmp_path / "ws")
    fill(disk, 20_000)
    told = run("backup", disk / "kept.habeas", "--workspace", tmp_path / "ws", status=1)
    assert "the disk is full" in told.err
    assert {p.name for p in disk.iterdir()} == {"ballast"}
    (disk / "ballast").unlink()
    run("backup", disk / "kept.habeas", "--workspace", tmp_path / "ws")
    run("restore", disk / "kept.habeas", tmp_path / "again")
    assert sound(tmp_path / "again") == 3


LIMITED = """
import json, resource, sys
from habeas.app.main import main
for limit, words in json.loads(sys.argv[1]):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    print(main(words), flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_where_a_file_cannot_grow_each_command_says_so_in_a_sentence(run, tmp_path):
    """A limit on the size of files looks like a full disk, and needs no root."""
    run("init", tmp_path / "ws")
    run("add", *incoming(tmp_path, 2, 1_000), "--workspace", tmp_path / "ws")
    tries = [
        (20_000, ["add", incoming(tmp_path, 3, 50_000)[2]]),
        (3_000, ["publish", tmp_path / "site"]),
        (20_000, ["backup", tmp_path / "kept.habeas"]),
    ]
    words = [(limit, [*map(str, words), "--workspace", str(tmp_path / "ws")]) for limit, words in tries]
    answer = subprocess.run(
        [sys.executable, "-c", LIMITED, json.dumps(words)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},  # it would be cut short
    )
    assert answer.stdout.split() == ["1", "1", "1"], answer.stderr
    refused = answer.stderr.strip().splitlines()
    assert len(refused) == 3, answer.stderr
    assert not (tmp_path / "site").exists()
    assert not (tmp_path / "kept.habeas").exists()
    assert sound(tmp_path / "ws") == 2


@pytest.fixture
def read_only(tmp_path):
    """Makes a folder read-only: for root by a mount that nobody can write to, else by its rights."""
    undo = []

    def protect(folder):
        if os.geteuid() != 0:
            places = [folder, *folder.rglob("*")]
            undo.extend(lambda place=place, mode=place.stat().st_mode: place.chmod(mode) for place in places)
            for place in reversed(places):
                place.chmod(place.stat().st_mode & 0o555)
            return
        mounted = subprocess.run(["mount", "--bind", folder, folder], capture_output=True, text=True)
        if mounted.returncode:
            pytest.skip(f"root can write everywhere, and no mount is possible here: {mounted.stderr.strip()}")
        undo.append(lambda: subprocess.run(["umount", "-l", folder], check=True))
        subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)

    yield protect
    for step in undo:
        step()


@pytest.mark.skipif(sys.platform != "linux", reason="read-only folders are made another way there")
def test_a_workspace_that_may_not_be_written_says_so(run, tmp_path, read_only):
    run("init", tmp_path / "ws")
    ws = ("--workspace", tmp_path / "ws")
    run("add", *incoming(tmp_path, 2, 100)[:1], *ws)
    before = {p: p.read_bytes() for p in (tmp_path / "ws").rglob("*") if p.is_file()}
    read_only(tmp_path / "ws")
    for words in (("add", tmp_path / "r01.txt"), ("people",), ("verify",), ("backup", tmp_path / "kept")):
        told = run(*words, *ws, status=1)
        assert len(told.err.strip().splitlines()) == 1, told.err
        assert "Give yourself the right" in told.err
    assert {p: p.read_bytes() for p in (tmp_path / "ws").rglob("*") if p.is_file()} == before


def test_what_a_dead_program_left_locks_nobody_out(run, tmp_path):
    """Files that a killed program leaves: SQLite's log and shared memory, a note, half a file, the lock of publish."""
    run("init", tmp_path / "ws")
    ws, tmp = ("--workspace", tmp_path / "ws"), tmp_path / "ws" / "tmp"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(tmp_path / "ws")],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert holder.stdout.readline() == b"writing\n"
    holder.kill()
    holder.communicate()
    (tmp / f"{'a' * 64}.1.1.part").write_bytes(b"half")
    (tmp / f"adding-{'a' * 64}").touch()
    (tmp / "publish.lock").touch()
    for left in tmp.iterdir():
        os.utime(left, (time.time() - 7_200,) * 2)
    run("add", *incoming(tmp_path, 1, 100), *ws)
    run("publish", tmp_path / "site", *ws, *TODAY)
    assert sound(tmp_path / "ws") == 1


HOLDS = """
import sys, time
from pathlib import Path
from habeas.record.draft import Draft
from habeas.store.workspace import Workspace
with Workspace.open(Path(sys.argv[1])) as workspace, workspace.transaction():
    workspace.append_private([Draft("decision", {"act": "reject", "fingerprint": bytes(32)})])
    print("writing", flush=True)
    time.sleep(600)
"""


def together(*commands):
    """Run commands at the same time; their exit statuses and what they said."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "habeas", *map(str, words)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=env,
        )
        for words in commands
    ]
    told = [process.communicate(timeout=120) for process in started]
    return [(process.returncode, out, err) for process, (out, err) in zip(started, told, strict=True)]


def test_the_same_command_twice_at_once_does_it_once(run, tmp_path):
    run("init", tmp_path / "ws")
    ws = ("--workspace", tmp_path / "ws")
    files = incoming(tmp_path, 3, 100)
    both = together(("add", *files, *ws), ("add", *files, *ws))
    assert [status for status, *_ in both] == [0, 0], both
    told = "".join(out for _, out, _ in both)
    assert (told.count(": added"), told.count(": known")) == (3, 3)
    assert sound(tmp_path / "ws") == 3
    rows = json.loads(run("people", "--json", *ws, *TODAY).out)["people"]
    shown = json.loads(run("show", rows[0]["id"], "--json", *ws, *TODAY).out)
    term = next(b["statements"][0] for b in shown["beliefs"] if b["property"] == "term")
    both = together(("decide", "accept", term, *ws, *TODAY), ("decide", "accept", term, *ws, *TODAY))
    assert sorted(status for status, *_ in both) == [0, 1], both
    both = together(*[("publish", tmp_path / "site", *ws, *TODAY)] * 2)
    assert {status for status, *_ in both} <= {0, 1}
    assert 0 in {status for status, *_ in both}
    assert all("being written just now" in err for status, _, err in both if status)
    assert (tmp_path / "site" / "SHA256SUMS").is_file()
    assert run("verify", *ws).out.startswith("All of it")
