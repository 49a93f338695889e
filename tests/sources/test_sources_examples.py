"""Every sample in examples/ reads exactly as its .expected.txt says; write_expected.py writes those."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from write_expected import EXAMPLES, expected_of, read, samples, show

from habeas.sources import made
from habeas.sources.formats import FORMATS
from habeas.sources.read import read_bytes


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_a_sample_reads_as_expected(sample: Path) -> None:
    assert show(sample) == expected_of(sample).read_bytes().decode("utf-8"), (
        f"look at {expected_of(sample).name}"
    )


@pytest.mark.parametrize("format_", FORMATS, ids=lambda one: one.id)
def test_every_format_has_a_sample(format_) -> None:
    readers = {one.reader.split("/")[0] for path in samples() for one in read(path)}
    assert format_.id in readers


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_hashes_are_of_the_bytes_and_of_the_text(sample: Path) -> None:
    data = sample.read_bytes()
    for document in read(sample):
        assert document.capture == hashlib.sha256(data).hexdigest()
        assert document.text_sha256 == hashlib.sha256(document.text.encode()).hexdigest()


def test_the_hash_of_a_file_is_counted_once_however_many_reports_it_holds() -> None:
    data = (EXAMPLES / "telegram-channel.json").read_bytes() + b" "  # no other test reads these bytes
    before = made._hash_of.cache_info().misses
    assert len(read_bytes("result.json", data)) > 2
    assert made._hash_of.cache_info().misses == before + 1


def test_no_expectation_stands_without_its_sample() -> None:
    stale = [
        path.name
        for path in EXAMPLES.glob("*.expected.txt")
        if not path.with_name(path.name.removesuffix(".expected.txt")).exists()
    ]
    assert not stale
