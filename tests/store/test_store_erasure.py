"""Erasing leaves a hole that the chain still vouches for, and nothing of the value anywhere on the disk."""

import hashlib

import pytest
from store_drafts import capture_of, claim_of, document_of, rejection

from habeas.record.draft import Draft
from habeas.record.erasure import erasures, unexplained
from habeas.record.errors import RecordError
from habeas.store.errors import StoreError
from habeas.store.workspace import Workspace

SECRET = "Alena Kanareika was seen in Akrestsina"


def on_disk(folder, words):
    """The files under ``folder`` that hold the words."""
    return [file for file in folder.rglob("*") if file.is_file() and words.encode() in file.read_bytes()]


def add(workspace, text=SECRET, **more):
    data = f"<p>{text}</p>".encode()
    return workspace.add_capture(data, capture_of(data, **more), [document_of(data, text)]).entry


def test_an_erased_field_is_a_hole_that_its_erase_entry_explains(workspace):
    [kept, gone] = workspace.append_private([rejection(1, why="no"), rejection(2, why=SECRET)])
    erased = workspace.erase({gone.id: {"why"}})
    entries = {entry.id: entry for entry in workspace.private().entries}
    assert entries[gone.id].erased == {"why"}
    assert entries[gone.id].get("why") is None
    assert entries[kept.id] == kept
    named = erasures(entries.values())
    assert unexplained(entries[gone.id], named) == ()
    assert erased.entries[0].id in entries


def test_the_hole_is_there_after_reopening_and_the_chain_goes_on(tmp_path, workspace):
    [gone] = workspace.append_private([rejection(2, why=SECRET)])
    workspace.erase({gone.id: {"why"}})
    workspace.close()
    with Workspace.open(tmp_path / "workspace") as again:
        again.append_private([rejection(3)])
        assert [entry.erased for entry in again.private().entries if entry.id == gone.id] == [{"why"}]


def test_nothing_of_an_erased_report_is_left_on_the_disk(tmp_path):
    with Workspace.create(tmp_path / "w") as workspace:
        entry = add(workspace, name="Kanareika-report.html")
        other = add(workspace, "Somebody else was released")
        assert on_disk(workspace.folder, "Kanareika")
        erased = workspace.erase({entry.id: {"sha256", "media", "size", "got"}})
        assert erased.clean
        assert on_disk(workspace.folder, "Kanareika") == []
        sha = entry.octets("sha256").hex()
        assert workspace.blob(sha) is None
        assert workspace.documents(sha) == ()
        assert workspace.given_name(sha) is None
        assert workspace.blob(other.octets("sha256").hex()) is not None
        assert workspace.text(hashlib.sha256(b"Somebody else was released").hexdigest())


def test_a_text_stays_as_long_as_a_claim_quotes_it(workspace):
    entry = add(workspace)
    sha, text = entry.octets("sha256"), hashlib.sha256(SECRET.encode()).digest()
    [claim] = workspace.append_private([claim_of(sha, text, SECRET)])
    workspace.erase({entry.id: {"sha256"}})
    assert workspace.text(text.hex()) == SECRET
    workspace.erase({claim.id: {leaf.name for leaf in claim.leaves}})
    assert workspace.text(text.hex()) is None


def test_erasing_in_both_lanes_writes_an_erase_entry_in_each(workspace):
    card = Draft("capture", {"id": bytes(16), "publisher": SECRET})
    [private], [public] = workspace.append_both([rejection(1, why=SECRET)], [card])
    erased = workspace.erase({private.id: {"why"}, public.id: {"publisher"}})
    assert sorted(entry.lane for entry in erased.entries) == sorted([private.lane, public.lane])
    assert workspace.public().entries[-1].kind == "erase"


def test_what_replaces_the_erased_is_written_with_it(workspace):
    [gone] = workspace.append_private([rejection(2, why=SECRET)])
    workspace.erase({gone.id: {"why"}}, private=[rejection(3, why="cut")])
    assert [e.get("why") for e in workspace.private().entries if e.kind == "decision"] == [None, "cut"]


@pytest.mark.parametrize("wrong", ["unknown entry", "unknown field", "open"])
def test_what_cannot_be_erased_changes_nothing(workspace, wrong):
    [entry] = workspace.append_private([rejection(1, why=SECRET)])
    before = workspace.private()
    targets = {
        "unknown entry": {entry.id: {"why"}, bytes(32): {"why"}},
        "unknown field": {entry.id: {"name"}},
        "open": {before.entries[0].id: {"mode"}},
    }
    with pytest.raises((StoreError, RecordError)):
        workspace.erase(targets[wrong], private=[rejection(9)])
    assert workspace.private() == before


def test_a_reader_holds_up_the_clean_up_and_the_next_opening_finishes_it(tmp_path):
    with Workspace.create(tmp_path / "w") as workspace:
        entry = add(workspace)
        import sqlcipher3

        reader = sqlcipher3.connect(str(workspace.folder / "habeas.sqlite"), isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM record_leaf").fetchone()
        assert not workspace.erase({entry.id: {"sha256"}}).clean
        reader.close()
    with Workspace.open(tmp_path / "w") as again:
        assert on_disk(again.folder, "Kanareika") == []
        assert again.clean_up()


def test_the_erasure_file_names_entries_and_fields_only(tmp_path, state):
    with Workspace.create(tmp_path / "w") as workspace:
        [entry] = workspace.append_private([rejection(2, why=SECRET)])
        workspace.erase({entry.id: {"why"}})
        assert (workspace.folder / "erasures.txt").read_text() == f"{entry.id.hex()} why\n"
        assert len(list((state / "habeas" / "erasures").iterdir())) == 1
