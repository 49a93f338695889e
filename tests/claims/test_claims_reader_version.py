"""A reading kept by one reader is not taken for another's: packs and code both make the reader what it is."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path
from types import SimpleNamespace

import pytest

from habeas.claims import reader_version as versions

RULE = Path("habeas.claims") / "events" / "triggers.py"


@pytest.fixture
def version_of(tmp_path, monkeypatch):
    """Return a function: the version of a reader whose code is this one's, but for what is done to its copy."""
    for room in versions.CODE:
        shutil.copytree(resources.files(room), tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))

    def version(change=lambda _: None) -> str:
        change(tmp_path)
        monkeypatch.setattr(versions, "resources", SimpleNamespace(files=tmp_path.joinpath))
        return versions.reader_version.__wrapped__()

    return version


def test_the_same_packs_and_code_are_the_same_reader(version_of):
    assert version_of() == versions.reader_version()


def test_a_rule_mended_in_code_alone_is_another_reader(version_of):
    def mend(code: Path) -> None:
        rule = code / RULE
        rule.write_bytes(rule.read_bytes() + b"# mended\n")

    assert version_of(mend) != versions.reader_version()


def test_line_ends_and_what_python_compiled_are_no_mend(version_of):
    def check_out_elsewhere(code: Path) -> None:
        rule = code / RULE
        rule.write_bytes(rule.read_bytes().replace(b"\n", b"\r\n"))
        rule.with_suffix(".pyc").write_bytes(b"compiled")

    assert version_of(check_out_elsewhere) == versions.reader_version()


def test_another_pack_is_another_reader(monkeypatch):
    before = versions.reader_version()
    monkeypatch.setattr(versions, "read_bytes", lambda file: file.encode())
    assert versions.reader_version.__wrapped__() != before
