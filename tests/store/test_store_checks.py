"""What was changed behind the program's back is said, each thing in a sentence, and the check goes on."""

import re

import pytest
import sqlcipher3
from store_drafts import capture_of, document_of, rejection

from habeas.record.verify import read_entries, verify
from habeas.store.errors import StoreError
from habeas.store.workspace import Workspace

PAGE, TEXT = b"<p>text</p>", "text"


@pytest.fixture
def workspace_with_all(tmp_path):
    with Workspace.create(tmp_path / "w") as workspace:
        workspace.add_capture(PAGE, capture_of(PAGE), [document_of(PAGE, TEXT)])
        workspace.append_private([rejection(1, why="no")])
        yield workspace


def tamper(workspace, statement):
    connection = sqlcipher3.connect(str(workspace.folder / "habeas.sqlite"), isolation_level=None)
    connection.execute(statement)
    connection.close()


def verified(workspace):
    checked = workspace.check()
    entries, unreadable = read_entries(checked.rows)
    return checked, unreadable, verify(entries, checked.heads)


def test_an_untouched_workspace_is_in_order(workspace):
    workspace.add_capture(PAGE, capture_of(PAGE), [document_of(PAGE, TEXT)])
    workspace.append_private([rejection(1)])
    checked, unreadable, report = verified(workspace)
    assert checked.problems == ()
    assert unreadable == []
    assert report.ok


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE record_text SET text = x'00'", "text .* was changed in the database"),
        ("UPDATE record_head SET signed = x'00'", "Signed head 1 cannot be read"),
        ("UPDATE record_entry SET seq = 40 WHERE seq = 2", "Entry 40 .* under another name"),
        ("UPDATE record_entry SET kind = 'claim' WHERE kind = 'decision'", "under another name"),
        ("UPDATE record_entry SET entry = zeroblob(32) WHERE kind = 'decision'", "under another name"),
        ("UPDATE record_blob SET size = 1", "missing or was changed"),
    ],
)
def test_a_changed_row_is_named(workspace_with_all, statement, words):
    tamper(workspace_with_all, statement)
    checked, _, _ = verified(workspace_with_all)
    assert any(re.search(words, problem) for problem in checked.problems), checked.problems


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record_leaf SET value = x'6178' WHERE name = 'why'",
        "UPDATE record_leaf SET value = x'ff' WHERE name = 'why'",
        "UPDATE record_entry SET header = x'ff' WHERE kind = 'decision'",
        "DELETE FROM record_leaf WHERE name = 'why'",
        "UPDATE record_leaf SET name = 'by' WHERE name = 'why'",
    ],
)
def test_a_changed_entry_reaches_the_verification(workspace_with_all, statement):
    tamper(workspace_with_all, statement)
    _, unreadable, report = verified(workspace_with_all)
    assert len(unreadable) == 1
    assert not report.ok
    with pytest.raises(StoreError, match="habeas verify"):
        Workspace.open(workspace_with_all.folder).private()


def test_a_lost_original_is_named(workspace_with_all):
    sha = capture_of(PAGE).sha256
    (workspace_with_all.folder / "blobs" / sha[:2] / sha).unlink()
    [problem] = workspace_with_all.check().problems
    assert sha[:12] in problem
    assert "backup" in problem
