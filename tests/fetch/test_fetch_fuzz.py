"""Whatever is done to a file, its reading ends in documents or in one SourceError."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator
from itertools import count, takewhile
from pathlib import Path

import pytest

from habeas.fetch.child import ChildLimits, LimitedReader
from habeas.model.document import Document
from habeas.sources.errors import SourceError

HARDEN = bool(os.environ.get("HABEAS_HARDEN"))
EXAMPLES = Path(__file__).parents[1] / "sources" / "examples"
SAMPLES = sorted(
    path.name for path in EXAMPLES.iterdir() if path.is_file() and not path.name.endswith(".expected.txt")
)
TABLES = [name for name in SAMPLES if name.endswith((".html", ".warc", ".xlsx", ".csv"))]
ROUNDS, SECONDS = 8, 20.0  # of each sample: rounds in a slice, seconds in a hard run


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


def rounds() -> Iterator[int]:
    """A few rounds, or as many as fit into the time of a hard run."""
    if not HARDEN:
        yield from range(ROUNDS)
        return
    end = time.monotonic() + SECONDS
    yield from takewhile(lambda _: time.monotonic() < end, count())


@pytest.fixture(scope="module")
def reader() -> Iterator[LimitedReader]:
    with LimitedReader(ChildLimits(wall_seconds=20)) as one:
        yield one


def read_or_refuse(read: Callable[[str, bytes], tuple[Document, ...]], name: str) -> None:
    data = (EXAMPLES / name).read_bytes()
    chance = random.Random(f"20260322 {name}")  # a fixed seed: what fails fails again
    for number in rounds():
        try:
            documents = read(name, damaged(data, chance))
        except SourceError as error:
            assert str(error).endswith(".") and "\n" not in str(error), number
            assert "crash" not in str(error), f"round {number}: the reader let an exception through"
        else:
            assert documents and all(document.text.strip() for document in documents), number


@pytest.mark.parametrize("name", SAMPLES)
def test_a_damaged_file_is_read_or_refused_in_one_sentence(reader: LimitedReader, name: str) -> None:
    read_or_refuse(reader.read, name)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_that_is_cut_off_is_read_as_far_as_it_goes_or_refused(
    reader: LimitedReader, name: str
) -> None:
    data = (EXAMPLES / name).read_bytes()
    for kept in (len(data) // 3, len(data) - 8):
        try:
            documents = reader.read(name, data[:kept])
        except SourceError as error:
            assert str(error).endswith(".") and "crash" not in str(error) and error.way_out
        else:
            assert documents and all(document.text.strip() for document in documents)


@pytest.mark.parametrize("name", TABLES)
def test_a_damaged_list_that_is_watched_is_read_or_refused_in_one_sentence(
    reader: LimitedReader, name: str
) -> None:
    read_or_refuse(reader.read_tables, name)


@pytest.mark.parametrize(
    "start", [b"", b"%PDF-1.7\n", b"PK\x03\x04[Content_Types].xml word/", b"<!doctype html>"]
)
def test_random_bytes_are_read_or_refused_in_one_sentence(reader: LimitedReader, start: bytes) -> None:
    chance = random.Random(20260322)
    for _ in range(30):
        try:
            reader.read("file", start + chance.randbytes(chance.randint(0, 3000)))
        except SourceError as error:
            assert str(error).endswith(".") and "crash" not in str(error)
