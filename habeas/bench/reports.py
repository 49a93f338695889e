"""Annotated reports of a folder: `.txt` as people write them (annotation.py), `.json` with offsets already in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from habeas.bench.annotation import parse

FIRST_UNSEEN = 134  # the number of the first report of each language in whose faults nobody has looked
_NEEDED = {"text", "language", "published", "people", "groups", "claims"}


def load(folder: Path) -> list[dict[str, Any]]:
    """Return the reports of a folder and of the folders in it, by path.

    Raises ValueError for a report that cannot be used and for a folder without any.
    """
    found = [read(path, path.relative_to(folder).with_suffix("").as_posix()) for path in _paths(folder)]
    if not found:
        raise ValueError(f"{folder} holds no annotated report (*.txt with “== text”, or *.json)")
    return found


def _paths(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".txt", ".json") and path.is_file():
            yield path


def is_held_out(name: str) -> bool:
    """Tell whether the faults in a report of ``tests/reports`` (``be/45-a-list``) must not be looked at."""
    return int(name.rpartition("/")[2].partition("-")[0]) >= FIRST_UNSEEN


def read(path: Path, name: str) -> dict[str, Any]:
    """Return one annotated report; ValueError tells what is wrong with it."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".txt":
        return parse(name, source)
    try:
        report: dict[str, Any] = json.loads(source)
    except ValueError as error:
        raise ValueError(f"{path} is no JSON ({error})") from error
    if not isinstance(report, dict) or (missing := _NEEDED - report.keys()):
        told = ", ".join(sorted(missing)) if isinstance(report, dict) else "everything"
        raise ValueError(f"{path} is no annotated report: {told} is missing")
    wrong = [span for span in spans(report) if report["text"][span["start"] : span["end"]] != span["text"]]
    if wrong:
        raise ValueError(f"{path}: “{wrong[0]['text']}” does not stand at {wrong[0]['start']}")
    return {"id": name, **report}


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every span (start, end, text) within ``value``."""
    if isinstance(value, dict):
        if value.get("start") is not None and "text" in value and "end" in value:
            yield value
        for one in value.values():
            yield from spans(one)
    elif isinstance(value, list):
        for one in value:
            yield from spans(one)
