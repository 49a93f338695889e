"""Original bytes, texts and documents come in together or not at all, and come out as they went in."""

import hashlib
import os

import pytest
from store_drafts import capture_of, document_of

from habeas.model.document import PageBox
from habeas.model.reason import Reason
from habeas.record.errors import RecordError
from habeas.store.errors import StoreError
from habeas.store.workspace import Workspace

PAGE = "<p>Затрыманая 22 сакавіка</p>".encode()
TEXT = "Затрыманая 22 сакавіка"


def test_bytes_text_document_and_entry_come_back(workspace):
    capture = capture_of(
        PAGE, name="звестка.html", publisher="Newsroom", url="https://news.example/1", published="2026-03-23"
    )
    document = document_of(
        PAGE,
        TEXT,
        title="T",
        boxes=(PageBox(0, 3, 1, (1.0, 2.5, 3.0, 4.0)),),
        notes=(Reason("r", "w", (("a", "b"),)),),
    )
    added = workspace.add_capture(PAGE, capture, [document])
    assert not added.known
    assert workspace.blob(capture.sha256) == PAGE
    assert workspace.text(document.text_sha256) == TEXT
    assert workspace.documents(capture.sha256) == workspace.documents() == (document,)
    assert workspace.given_name(capture.sha256) == "звестка.html"
    assert workspace.private().entries[-1] == added.entry
    assert added.entry.fields["published"] == "2026-03-23"
    assert "name" not in added.entry.fields


def test_the_same_bytes_are_known_the_second_time(workspace):
    first = workspace.add_capture(PAGE, capture_of(PAGE), [document_of(PAGE, TEXT)])
    second = workspace.add_capture(PAGE, capture_of(PAGE, publisher="Another"), [document_of(PAGE, TEXT)])
    assert (first.known, second.known, second.entry) == (False, True, None)
    assert len(workspace.private().entries) == 2
    assert len(workspace.documents()) == 1


def test_a_newer_reader_gives_another_document_beside_the_old_one(workspace):
    sha = capture_of(PAGE).sha256
    workspace.add_capture(PAGE, capture_of(PAGE), [document_of(PAGE, TEXT)])
    workspace.add_capture(PAGE, capture_of(PAGE), [document_of(PAGE, TEXT + "!", reader="html/2")])
    assert [document.reader for document in workspace.documents(sha)] == ["html/2"]
    assert workspace.text(hashlib.sha256(TEXT.encode()).hexdigest()) == TEXT


def test_any_text_that_python_can_write_as_utf8_comes_back(workspace):
    text = "a\0b\r\n\u202e\U0001f54a\ufeff"
    workspace.add_capture(
        PAGE, capture_of(PAGE, name="bad\udcffname"), [document_of(PAGE, text, title="a\0b")]
    )
    assert workspace.documents()[0].text == text
    assert workspace.documents()[0].title == "a\0b"
    assert workspace.given_name(capture_of(PAGE).sha256) == "bad\\udcffname"


def test_a_name_in_another_unicode_form_is_composed(workspace):
    added = workspace.add_capture(PAGE, capture_of(PAGE, publisher="Мои\u0306"))
    assert added.entry.text("publisher") == "Мой"


def test_what_was_never_held_is_none(workspace):
    assert workspace.text("0" * 64) is None
    assert workspace.blob("0" * 64) is None
    assert workspace.documents("0" * 64) == ()


def test_a_capture_that_names_other_bytes_is_refused(workspace):
    with pytest.raises(ValueError, match="other bytes"):
        workspace.add_capture(PAGE + b"!", capture_of(PAGE))
    with pytest.raises(ValueError, match="another capture"):
        workspace.add_capture(PAGE, capture_of(PAGE), [document_of(b"other", TEXT)])


def test_a_refused_capture_leaves_nothing(workspace):
    before = sorted(workspace.folder.rglob("*"))
    with pytest.raises(RecordError):
        workspace.add_capture(
            PAGE, capture_of(PAGE, publisher="turned \u202eround"), [document_of(PAGE, TEXT)]
        )
    left = set(workspace.folder.rglob("*")) - set(before)
    assert [place for place in left if place.is_file() and "habeas.sqlite" not in place.name] == []
    assert workspace.documents() == ()
    assert not workspace.add_capture(PAGE, capture_of(PAGE)).known


def test_a_capture_undone_with_the_transaction_around_it_is_gone_at_the_next_opening(tmp_path, workspace):
    with pytest.raises(RuntimeError), workspace.transaction():
        workspace.add_capture(PAGE, capture_of(PAGE), [document_of(PAGE, TEXT)])
        raise RuntimeError("the caller changed its mind")
    workspace.close()
    with Workspace.open(tmp_path / "workspace") as again:
        assert [file for file in (again.folder / "blobs").rglob("*") if file.is_file()] == []
        assert list((again.folder / "tmp").iterdir()) == []


def test_what_a_crash_left_is_undone_and_what_it_did_not_is_kept(tmp_path):
    with Workspace.create(tmp_path / "w") as workspace:
        workspace.add_capture(PAGE, capture_of(PAGE))
        tmp, blobs = workspace.folder / "tmp", workspace.folder / "blobs"
        lost = hashlib.sha256(b"lost").hexdigest()
        (blobs / lost[:2]).mkdir()
        (blobs / lost[:2] / lost).write_bytes(b"lost")
        for sha in (lost, capture_of(PAGE).sha256):
            (tmp / f"adding-{sha}").touch()
        (tmp / f"{lost}.1.1.part").write_bytes(b"lo")
        os.utime(tmp / f"{lost}.1.1.part", (1, 1))
    with Workspace.open(tmp_path / "w") as again:
        assert again.blob(capture_of(PAGE).sha256) == PAGE
        assert not (blobs / lost[:2] / lost).exists()
        assert list(tmp.iterdir()) == []


def test_bytes_changed_on_the_disk_are_refused(tmp_path):
    with Workspace.create(tmp_path / "w") as workspace:
        sha = capture_of(PAGE).sha256
        workspace.add_capture(PAGE, capture_of(PAGE))
        (workspace.folder / "blobs" / sha[:2] / sha).write_bytes(PAGE.replace(b"22", b"23"))
        with pytest.raises(StoreError, match="changed on the disk"):
            workspace.blob(sha)
        (workspace.folder / "blobs" / sha[:2] / sha).unlink()
        with pytest.raises(StoreError, match="restore the last backup"):
            workspace.blob(sha)
