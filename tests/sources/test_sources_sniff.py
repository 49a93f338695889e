"""A file is what its bytes are; a wrong name is told; what is not read here is named, with the way out."""

from __future__ import annotations

import io
import zipfile

import pytest

from habeas.sources import limits
from habeas.sources.errors import SourceError
from habeas.sources.read import read_bytes

PAGE = b"<!DOCTYPE html><html><body><p>Held since May.</p></body></html>"


def zip_of(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["saved.txt", "saved.md", "saved.pdf", "saved.docx"])
def test_a_page_under_another_name_is_read_as_a_page_and_says_so(name: str) -> None:
    (document,) = read_bytes(name, PAGE)
    assert document.reader == "html/1" and document.text == "Held since May."
    assert [note.rule for note in document.notes] == ["source.wrong-extension"]


@pytest.mark.parametrize(
    "name", ["page.html", "page.HTM", "page.php", "page", "https://example.org/news/12?x=a.b"]
)
def test_a_page_under_a_fitting_or_an_unknown_name_needs_no_note(name: str) -> None:
    (document,) = read_bytes(name, PAGE)
    assert document.reader == "html/1" and not document.notes


@pytest.mark.parametrize("name", ["report.pdf", "report.docx"])
def test_a_text_named_like_a_document_is_read_as_text_and_says_so(name: str) -> None:
    (document,) = read_bytes(name, "Яго адпусцілі.".encode())
    assert document.reader == "txt/1" and document.text == "Яго адпусцілі."
    assert document.notes[0].rule == "source.wrong-extension"


@pytest.mark.parametrize("name", ["report.pdf", "report.docx"])
def test_noise_named_like_a_document_is_explained(name: str) -> None:
    with pytest.raises(SourceError, match=rf"named \{name[6:]}, but it is not .* and no text either"):
        read_bytes(name, b"\x00\x9f\x03" * 99)


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 9, "picture"),
        ("renamed.txt", b"\x89PNG\r\n\x1a\n" + b"\x00" * 9, "picture"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 9, "old or a password-protected"),
        ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 9, "old or a password-protected"),
        ("a.rtf", b"{\\rtf1 Held}", "rich text"),
        ("list.xlsx", zip_of("[Content_Types].xml", "xl/workbook.xml"), "spreadsheet"),
        ("cut.docx", zip_of("a.xml"), "broken or not complete"),
        ("all.zip", zip_of("a.txt"), "packed"),
        ("empty.zip", zip_of(), "packed"),
        ("result.json", b"{}", "data"),
        ("voice.m4a", b"\x00\x00\x00\x20ftypM4A ", "recording"),
        ("db.txt", b"SQLite format 3\x00", "database"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_read_is_named_with_the_way_out(name: str, data: bytes, what: str) -> None:
    with pytest.raises(SourceError) as refusal:
        read_bytes(name, data)
    assert what in refusal.value.sentence and refusal.value.way_out.endswith(".")


@pytest.mark.parametrize(
    "start", ["MZS Biełarusi", "BZh", "GIF", "PK", "ID3", "%PDF", "Rar!", "<p>", "<header"]
)
def test_a_text_that_starts_like_something_else_is_still_a_text(start: str) -> None:
    (document,) = read_bytes("note.txt", f"{start} is how this sentence starts.".encode())
    assert document.reader == "txt/1"


def test_an_empty_file_and_a_blank_one_are_refused() -> None:
    with pytest.raises(SourceError, match=r"empty \(0 bytes\)"):
        read_bytes("a.txt", b"")
    with pytest.raises(SourceError, match="no text"):
        read_bytes("a.txt", b"\xef\xbb\xbf \r\n\t\n")
    with pytest.raises(SourceError, match="no text"):
        read_bytes("a.md", b"---\ntitle: x\n---\n***\n")


def test_too_large_is_refused_by_size_alone() -> None:
    with pytest.raises(SourceError, match=r"has 200 MB; the limit is 50 MB\. Cut out"):
        limits.check_size(200_000_000)


def test_ten_megabytes_of_text_are_refused_before_they_are_decoded() -> None:
    with pytest.raises(
        SourceError, match=r"has 10 MB of text; the limit for one report is 2,000,000 characters\."
    ):
        read_bytes("a.txt", b"\xff" * 10_000_000)


def test_too_long_a_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_TEXT", 100)
    assert read_bytes("a.txt", b"x" * 100)
    with pytest.raises(SourceError, match="101 characters; the limit for one report is 100"):
        read_bytes("a.txt", b"x" * 101)
