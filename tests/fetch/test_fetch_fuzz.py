"""Whatever is done to a file, its reading ends in documents or in one SourceError."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from habeas.fetch.child import ChildLimits, LimitedReader
from habeas.sources.errors import SourceError

HARDEN = bool(os.environ.get("HABEAS_HARDEN"))
EXAMPLES = Path(__file__).parents[1] / "sources" / "examples"
ROUNDS = {"letter-be.pdf": 120, "report-uk.docx": 60, "article.html": 150, "notes.md": 80}
ROUNDS |= {
    "telegram-channel.json": 60,
    "telegram-messages.html": 60,
    "chronicle.rss": 60,
    "chronicle.atom": 40,
}
ROUNDS |= {"crawl.warc": 60, "crawl.warc.gz": 60, "crawl.wacz": 60, "letter.eml": 60, "letters.mbox": 40}
ROUNDS |= {"saved-page.mhtml": 60, "report.odt": 60}


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Flip, cut, double, drop, or overwrite some of the bytes."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(changed))
        size = chance.randint(1, 64)
        match chance.randrange(5):
            case 0:
                changed[at] ^= 1 << chance.randrange(8)
            case 1:
                del changed[at : at + size]
            case 2:
                changed[at:at] = changed[at : at + size]
            case 3:
                changed[at : at + size] = chance.randbytes(size)
            case _:
                del changed[max(at, len(changed) // 3) :]
        if not changed:
            return b"x"
    return bytes(changed)


@pytest.mark.parametrize("name", ROUNDS)
def test_a_damaged_file_is_read_or_refused_in_one_sentence(name: str) -> None:
    data = (EXAMPLES / name).read_bytes()
    chance = random.Random(20260322)  # a fixed seed: what fails fails again
    with LimitedReader(ChildLimits(wall_seconds=20)) as reader:
        for _ in range(ROUNDS[name] * 10 if HARDEN else ROUNDS[name] // 2):
            try:
                documents = reader.read(name, damaged(data, chance))
            except SourceError as error:
                assert str(error).endswith(".") and "\n" not in str(error)
                assert "crash" not in str(error), "the reader let an exception through"
            else:
                assert documents and all(document.text.strip() for document in documents)


@pytest.mark.parametrize(
    "start", [b"", b"%PDF-1.7\n", b"PK\x03\x04[Content_Types].xml word/", b"<!doctype html>"]
)
def test_random_bytes_are_read_or_refused_in_one_sentence(start: bytes) -> None:
    chance = random.Random(20260322)
    with LimitedReader() as reader:
        for _ in range(60):
            try:
                reader.read("file", start + chance.randbytes(chance.randint(0, 3000)))
            except SourceError as error:
                assert str(error).endswith(".") and "crash" not in str(error)
