"""The bench of reading: marks of annotated reports, names beside peers, plain words for what is missing."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from habeas.__main__ import main
from habeas.bench import taggers
from habeas.bench.extract import report

ANNOTATED = """language: ru
published: 2024-05-03
kind: wire news

== text
2 мая в Казани задержали Марину Зелёнкину. Дело ведёт следователь Пётр Знойкин.
== people
A = Марина Зелёнкина | held | Марину Зелёнкину
B = Пётр Знойкин | investigator
== groups
== claims
detention A | 2 мая в Казани задержали Марину Зелёнкину | date: 2 мая = 2024-05-02 | place: Казани = Казань
"""
SPANS = {"text": "Суд приговорил Марину Зелёнкину к двум годам колонии.", "spans": [[15, 31, "PER"]]}


def test_reports_are_marked_and_names_stand_beside_the_peers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taggers, "find_spec", lambda package: None)
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "01-ru.txt").write_text(ANNOTATED, encoding="utf-8")
    spans = tmp_path / "names.jsonl.gz"
    spans.write_bytes(gzip.compress(json.dumps(SPANS).encode()))
    told = report([folder, spans]).split("\n")
    together = next(line for line in told if line.startswith("together")).split()
    assert together[1:] == ["1", *["1.000"] * 6, "0"]
    ours = [line.split() for line in told if line.strip().startswith("Habeas")]
    assert [line[1:3] for line in ours] == [["1.000", "1.000"], ["1.000", "1.000"]]
    assert [line for line in told if "natasha is not installed" in line]


def test_what_cannot_be_measured_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty, broken = tmp_path / "empty", tmp_path / "broken.jsonl"
    empty.mkdir()
    broken.write_text('{"text": 1}\n')
    for path, words in (
        (empty, "holds no annotated report"),
        (broken, "line 1"),
        (tmp_path / "none", "none"),
    ):
        assert main(["bench", "extract", str(path)]) == 1
        told = capsys.readouterr().err.strip()
        assert words in told
        assert told.count("\n") == 0
