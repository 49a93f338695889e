"""Bad input, as real files: one sentence a file with the way out, the other files done."""

from __future__ import annotations

import hashlib
import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from habeas.fetch.reader import ReadResult, read_all, read_one

EXAMPLES = Path(__file__).parents[1] / "sources" / "examples"


def pdf(text: str | None, **options) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, **options)
    if text:
        canvas.drawString(72, 720, text)
    else:
        canvas.rect(72, 72, 200, 200, fill=1)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def bomb() -> bytes:
    """A .docx of a few hundred kB that would unpack to 2 GB (written in pieces, never whole in memory)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for number in range(3):
            with archive.open(f"word/document{number}.xml", "w") as part:
                for _ in range(40):
                    part.write(b" " * 1_000_000)
    return buffer.getvalue()


BAD: dict[str, tuple[bytes, str]] = {
    "binary.txt": (bytes(range(256)) * 50, "binary data"),
    "bomb.docx": (bomb(), "made to do harm"),
    "broken.pdf": (pdf("Held since May.")[:700], "PDF is broken"),
    "cut.docx": ((EXAMPLES / "report-uk.docx").read_bytes()[:20_000], "broken or not complete"),
    "empty.txt": (b"", "empty"),
    "locked.pdf": (pdf("Held.", encrypt=StandardEncryption("secret")), "locked with a password"),
    "picture.pdf": (pdf(None), "no text in them; they are probably pictures"),
    "picture.png": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "a picture"),
    "wrong.docx": (bytes(range(256)) * 9, "named .docx, but it is not a Word document, and no text either"),
    "wrong-utf8.txt": ("Яе трымаюць. ".encode() * 3 + b"\xff\xfe", "not valid UTF-8"),
}
GOOD = {
    "good.txt": b"Held since May.",
    "named-wrong.pdf": b"<!doctype html><p>Held since June.",
    "owner.pdf": pdf("Held since July.", encrypt=StandardEncryption("", ownerPassword="o", canCopy=0)),
}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ReadResult]:
    folder = tmp_path_factory.mktemp("inbox")
    for name, (data, _) in BAD.items():
        (folder / name).write_bytes(data)
    for name, data in GOOD.items():
        (folder / name).write_bytes(data)
    with (folder / "large.txt").open("wb") as large:
        large.truncate(200_000_000)
    return {Path(result.name).name: result for result in read_all([folder])}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_one_sentence_with_the_way_out(results: dict[str, ReadResult], name: str) -> None:
    error = results[name].error
    assert error and BAD[name][1] in error
    assert error.endswith(".") and "\n" not in error and "Traceback" not in error
    assert results[name].documents == ()


def test_the_others_are_done(results: dict[str, ReadResult]) -> None:
    assert {
        name: result.documents[0].text.strip() for name, result in results.items() if not result.error
    } == {
        "good.txt": "Held since May.",
        "named-wrong.pdf": "Held since June.",
        "owner.pdf": "Held since July.",
    }
    assert len(results) == len(BAD) + len(GOOD) + 1


def test_200_megabytes_are_refused_without_being_loaded(results: dict[str, ReadResult]) -> None:
    assert results["large.txt"].error and "has 200 MB; the limit is 50 MB" in results["large.txt"].error
    assert results["large.txt"].capture is None


def test_what_was_got_is_given_even_where_it_cannot_be_read(results: dict[str, ReadResult]) -> None:
    capture = results["locked.pdf"].capture
    assert capture and capture.sha256 == hashlib.sha256(capture.data).hexdigest()
    assert (capture.media, capture.size) == ("application/pdf", len(capture.data))


def test_progress_is_told_before_each_file_and_at_the_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b.txt").write_text("y")
    told: list[tuple[int, int, str]] = []
    list(read_all([tmp_path, "https://example.org/"], on_progress=lambda *step: told.append(step)))
    assert [(done, total, name.rsplit("/", 1)[-1]) for done, total, name in told] == [
        (0, 3, "a.txt"),
        (1, 3, "b.txt"),
        (2, 3, ""),
        (3, 3, ""),
    ]


def test_an_address_needs_leave(tmp_path: Path) -> None:
    (result,) = read_all(["https://example.org/page"])
    assert result.error and "--allow-network" in result.error and result.capture is None
    (other,) = read_all(["ftp://example.org/page"], allow_network=True)
    assert other.error and "http://" in other.error


def test_one_file_alone_is_read_or_explained(tmp_path: Path) -> None:
    assert read_one(EXAMPLES / "article.html").documents[0].reader == "html/1"
    assert "It is a folder" in str(read_one(tmp_path).error)
    assert "no such file" in str(read_one(tmp_path / "no.txt").error)


WATCHED = """
import sys
from habeas.fetch.reader import read_all
for result in read_all(sys.argv[1:]):
    print(result.name, flush=True)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the children in /proc")
def test_ctrl_c_in_the_middle_ends_it_at_once_and_leaves_no_process(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<!doctype html><p>first")
    (tmp_path / "b.html").write_bytes(b"<!doctype html>" + b"<div><!--</div>-->" * 100_000)
    running = subprocess.Popen(
        [sys.executable, "-c", WATCHED, str(tmp_path / "a.html"), str(tmp_path / "b.html")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert running.stdout and running.stdout.readline()
    time.sleep(0.3)  # now it waits for the slow page
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()
    assert children
    os.killpg(running.pid, signal.SIGINT)
    _, errors = running.communicate(timeout=5)
    assert b"KeyboardInterrupt" in errors and running.returncode != 0
    assert not any(Path(f"/proc/{child}").exists() for child in children)
