"""Many writers, killed writers, full disks: a chain never forks, never loses what it said was kept, never breaks."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from store_appender import together
from store_drafts import rejection

from habeas.record.chain import Position, follow
from habeas.record.draft import Draft
from habeas.record.heads import verify_head
from habeas.record.lanes import Scope
from habeas.store.errors import StoreError
from habeas.store.workspace import Workspace

APPENDER = Path(__file__).with_name("store_appender.py")
HARDEN = bool(os.environ.get("HABEAS_HARDEN"))  # the full counts, on both databases


def check(workspace):
    """Follow our private chain from its first entry, and check that its newest signed head covers it."""
    [chain] = workspace.chains(Scope.PRIVATE)
    end = follow(Position(chain.log, chain.lane), chain.entries)
    for head in chain.heads:
        verify_head(head)
    assert chain.heads[-1].position == end
    return [entry.seq for entry in chain.entries]


def is_sqlite(workspace):
    return (workspace.folder / "habeas.sqlite").exists()


def appender(workspace, count, threads=1):
    return subprocess.Popen(
        [sys.executable, str(APPENDER), str(workspace.folder), str(count), str(threads)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_six_threads_append_three_hundred_entries_each(workspace):
    each = 300 if HARDEN or is_sqlite(workspace) else 75
    assert together(workspace, each, 6) == []
    assert check(workspace) == list(range(1, 6 * each + 2))


def test_two_processes_with_three_threads_append_at_once(workspace):
    processes = [appender(workspace, 30, 3) for _ in range(2)]
    for process in processes:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    assert check(workspace) == list(range(1, 182))


def kill_while_appending(workspace, after):
    """Start a writer, kill it without warning behind its ``after``-th entry, and return how far it said it had come."""
    process = appender(workspace, 10_000)
    said = [process.stdout.readline() for _ in range(after + 1)]
    process.send_signal(signal.SIGKILL)
    said += process.communicate()[0].splitlines()
    return max((int(line) for line in said if line.strip().isdigit()), default=1)


def test_a_killed_writer_leaves_a_chain_that_stands(workspace):
    said = kill_while_appending(workspace, after=5)
    kept = check(workspace)
    assert kept == list(range(1, len(kept) + 1))
    assert len(kept) >= said
    assert workspace.append_private([rejection()])[0].seq == len(kept) + 1


@pytest.mark.long
def test_many_killed_writers_leave_a_chain_that_stands(workspace):
    for round_ in range(40 if HARDEN else 1):
        said = kill_while_appending(workspace, round_ % 11)
        assert len(check(workspace)) >= said


def test_too_many_at_once_are_refused(workspace):
    with pytest.raises(StoreError, match="1000 are the limit"):
        workspace.append_private([rejection()] * 1_001)
    assert len(workspace.append_private([rejection(n) for n in range(1_000)])) == 1_000
    assert len(check(workspace)) == 1_001


def test_nothing_to_append_writes_nothing(workspace):
    assert workspace.append_private([]) == ()
    assert check(workspace) == [1]


def test_two_who_lock_both_lanes_wait_for_each_other(workspace):
    card = {"id": bytes(16), "publisher": "Example Newsroom"}

    def public_first():
        with workspace.transaction():
            workspace.append_public([Draft("capture", card)])
            workspace.append_private([rejection()])

    def private_first():
        with workspace.transaction():
            workspace.append_private([rejection()])
            workspace.append_public([Draft("capture", card)])

    errors = []

    def run(what):
        try:
            for _ in range(20):
                what()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(what,)) for what in (public_first, private_first)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(workspace.public().entries) == len(workspace.private().entries) == 41


FILL = """
import resource, sys
from pathlib import Path
from store_drafts import capture_of, document_of, rejection
from habeas.store.errors import StoreError
from habeas.store.workspace import Workspace

with Workspace.open(Path(sys.argv[1])) as workspace:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
    try:
        for number in range(200):
            data = b"%d" % number * 2_000
            workspace.add_capture(data, capture_of(data), [document_of(data, data.decode())])
            workspace.append_private([rejection(number, why="x" * 20_000)])
    except StoreError as error:
        print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
@pytest.mark.parametrize("limit", [3_000, 400_000])
def test_a_full_disk_is_one_sentence_and_nothing_half_written(tmp_path, limit):
    with Workspace.create(tmp_path / "w") as workspace:
        workspace.append_private([rejection()])
    answer = subprocess.run(
        [sys.executable, "-c", FILL, str(tmp_path / "w"), str(limit)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert answer.returncode == 0, answer.stderr
    assert "the disk is full" in answer.stdout
    assert "Free some space" in answer.stdout
    with Workspace.open(tmp_path / "w") as workspace:
        kept = check(workspace)
        captures = [entry for entry in workspace.private().entries if entry.kind == "capture"]
        for entry in captures:
            assert workspace.blob(entry.octets("sha256").hex())
        files = [file for file in (workspace.folder / "blobs").rglob("*") if file.is_file()]
        assert len(files) == len(captures) == len(workspace.documents())
        assert list((workspace.folder / "tmp").iterdir()) == []
        assert workspace.append_private([rejection(1)])[0].seq == len(kept) + 1


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_says_so(tmp_path):
    Workspace.create(tmp_path / "w").close()
    for place in (tmp_path / "w").rglob("*"):
        place.chmod(0o500)
    with pytest.raises(StoreError, match="Give yourself the right"):
        Workspace.open(tmp_path / "w").append_private([rejection()])
