"""The limited child reads the same as we would, can do nothing else, and its end takes one file only."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from habeas.fetch.child import ChildLimits, LimitedReader
from habeas.fetch.wire import WireError, pack_documents, unpack_answer
from habeas.sources.errors import SourceError
from habeas.sources.read import read_bytes

EXAMPLES = Path(__file__).parents[1] / "sources" / "examples"
SAMPLES = sorted(path for path in EXAMPLES.iterdir() if not path.name.endswith(".expected.txt"))
# Deep, and closed in comments so that the quick count does not see it: the parser works on it for half a minute.
SLOW_PAGE = b"<!doctype html>" + b"<div><!--</div>-->" * 100_000 + b"x"

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="these limits are Linux's")


@pytest.fixture(scope="module")
def reader():
    with LimitedReader() as one:
        yield one


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_it_reads_just_as_we_would(reader: LimitedReader, sample: Path) -> None:
    data = sample.read_bytes()
    assert reader.read(sample.name, data) == read_bytes(sample.name, data)


def test_a_refusal_comes_back_as_it_was_said(reader: LimitedReader) -> None:
    with pytest.raises(SourceError, match="PDF is broken") as refusal:
        reader.read("a.pdf", b"%PDF-1.7 and no more")
    assert refusal.value.way_out.startswith("Get it again")


TRIES = """
import os, socket, sys
from habeas.fetch.child_main import give_up_everything_else
give_up_everything_else(1_000_000_000)
def refused(what):
    try:
        what()
    except (OSError, MemoryError):
        return True
    return False
done = {
    "read a file": refused(lambda: open(sys.argv[1]).read()),
    "write a file": refused(lambda: open(sys.argv[1] + ".new", "w")),
    "write to an open file": refused(lambda: (os.write(2, b"x" * 10), os.fsync(2))),
    "open a socket": refused(lambda: socket.socket()),
    "make a pipe": refused(os.pipe),
    "take memory": refused(lambda: bytearray(2_000_000_000)),
    "get its limits back": refused(lambda: give_up_everything_else(9_000_000_000)) or refused(lambda: open(sys.argv[1])),
}
print([name for name, stopped in done.items() if not stopped])
"""


@linux_only
def test_it_can_open_write_connect_and_grow_no_more(tmp_path: Path) -> None:
    secret = tmp_path / "workspace.key"
    secret.write_text("the workspace key")
    log = tmp_path / "log"
    with log.open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-c", TRIES, str(secret)],
            stdout=subprocess.PIPE,
            stderr=out,
            text=True,
            check=True,
        )
    assert done.stdout.strip() == "[]"
    assert log.read_bytes() == b"" and not (tmp_path / "workspace.key.new").exists()


@linux_only
def test_it_knows_nothing_of_us(reader: LimitedReader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HABEAS_PASSPHRASE", "canary-3f9a")
    with LimitedReader() as fresh:
        fresh.read("a.html", b"<!doctype html><p>x")
        (child,) = fresh._children.values()
        environment = Path(f"/proc/{child._process.pid}/environ").read_bytes()
        opened = [str(link.readlink()) for link in Path(f"/proc/{child._process.pid}/fd").iterdir()]
    assert b"canary" not in environment and b"HOME" not in environment
    assert all(one.startswith("pipe:") or one == "/dev/null" for one in opened)


@linux_only
def test_what_takes_too_much_processor_time_is_stopped_and_the_next_file_read() -> None:
    with LimitedReader(ChildLimits(cpu_seconds=1)) as reader:
        with pytest.raises(SourceError, match="took too long"):
            reader.read("slow.html", SLOW_PAGE)
        assert reader.read("a.html", b"<!doctype html><p>next")[0].text == "next"


def test_what_takes_too_long_on_the_clock_is_stopped_and_the_next_file_read() -> None:
    with LimitedReader(ChildLimits(wall_seconds=0.5)) as reader:
        began = time.monotonic()
        with pytest.raises(SourceError, match="took too long"):
            reader.read("slow.html", SLOW_PAGE)
        assert time.monotonic() - began < 5
    with LimitedReader() as reader:
        assert reader.read("a.html", b"<!doctype html><p>next")[0].text == "next"


@linux_only
def test_what_takes_too_much_memory_is_refused_and_the_next_file_read() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        paragraphs = "<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 100_000
        archive.writestr(
            "word/document.xml",
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            f"<w:body>{paragraphs}</w:body></w:document>",
        )
    with LimitedReader(ChildLimits(memory=200_000_000)) as reader:
        with pytest.raises(SourceError, match="more memory than a report may take"):
            reader.read("large.docx", buffer.getvalue())
        assert reader.read("report-uk.docx", (EXAMPLES / "report-uk.docx").read_bytes())


def test_a_crash_takes_only_the_file_in_hand() -> None:
    data = (EXAMPLES / "letter-be.pdf").read_bytes()
    with LimitedReader() as reader:
        before = reader.read("a.pdf", data)
        (child,) = reader._children.values()
        child._process.kill()
        child._process.wait()
        with pytest.raises(SourceError, match=r"made its reader crash.*save its text"):
            reader.read("a.pdf", data)
        assert reader.read("a.pdf", data) == before


def test_closing_leaves_no_process_behind() -> None:
    with LimitedReader() as reader:
        reader.read("a.html", b"<!doctype html><p>x")
        (child,) = reader._children.values()
        assert child._process.poll() is None
    assert child._process.poll() is not None


GOOD = pack_documents(read_bytes("a.txt", b"Held since May."))


def test_an_answer_in_order_is_taken() -> None:
    assert unpack_answer(GOOD, b"Held since May.") == read_bytes("a.txt", b"Held since May.")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b'{"documents": []}',
        b'{"documents": [1]}',
        b'{"error": "x"}',
        b"[" * 100_000,
        b"\xff",
        GOOD.replace(b'"txt/1"', b'"<b>"'),
        GOOD.replace(b'"txt/1"', b"null"),
        GOOD.replace(b'"Held since May."', b"7"),
        GOOD.replace(b'"Held since May."', b'"\\ud800"'),
        GOOD.replace(b'"published":null', b'"published":"2026-99-99"'),
        GOOD.replace(b'"published_at":null', b'"published_at":"soon"'),
        GOOD.replace(b'"title":null', b'"title":"' + b"x" * 501 + b'"'),
        GOOD.replace(b'"boxes":[]', b'"boxes":[[0,99,1,0,0,0,0]]'),
        GOOD.replace(b'"boxes":[]', b'"boxes":[[0,3,1,0,0,0,NaN]]'),
        GOOD.replace(b'"boxes":[]', b'"boxes":[[0,3,0,0,0,0,0]]'),
        GOOD.replace(b'"boxes":[]', b'"boxes":[[0,3]]'),
        GOOD.replace(b'"notes":[]', b'"notes":[["a"]]'),
        GOOD.replace(b'"links":[]', b'"links":{}'),
    ],
)
def test_an_answer_out_of_order_is_not_believed(answer: bytes) -> None:
    with pytest.raises((WireError, SourceError)):
        unpack_answer(answer, b"Held since May.")


def test_hashes_are_counted_by_us_not_by_the_child() -> None:
    (document,) = unpack_answer(GOOD, b"other bytes")
    assert document.capture == hashlib.sha256(b"other bytes").hexdigest()
