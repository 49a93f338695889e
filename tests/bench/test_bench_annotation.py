"""Annotated reports: words become offsets, what is not there is refused with its line, marks count what agrees."""

from __future__ import annotations

import copy

import pytest

from habeas.bench.annotation import parse
from habeas.bench.annotation_words import AnnotationError
from habeas.bench.marks import mark

REPORT = """language: en
published: 2024-05-03
kind: court notice
traps: respectively

== text
On 2 May the court jailed Alena Vydumka and Ihar Vydumka. Vydumka got ten days, he got twelve. Judge Znoj heard five others.
== people
A = Alena Vydumka | held | Alena Vydumka; Vydumka#3
B = Ihar Vydumka | held
C = Znoj | judge
== groups
G = 5 | five others
== claims
sentence A | Vydumka got ten days | date: 2 May = 2024-05-02 | term: ten days = P10D
sentence B | he got twelve | modality: alleged | term: twelve = P12D
"""


def test_words_become_offsets() -> None:
    report = parse("one", REPORT)
    text = report["text"]
    assert [one["name"] for one in report["people"]] == ["Alena Vydumka", "Ihar Vydumka"]
    assert [mention["text"] for mention in report["people"][0]["mentions"]] == ["Alena Vydumka", "Vydumka"]
    assert report["people"][0]["mentions"][1]["start"] == text.index("Vydumka got")
    assert report["other_people"][0]["role"] == "judge"
    first = report["claims"][0]
    assert first["fields"]["date"][0] == {"value": "2024-05-02", "start": 3, "end": 8, "text": "2 May"}
    assert report["claims"][1]["modality"] == "alleged"


@pytest.mark.parametrize(
    ("count", "bounds"), [("5", (5, 5)), ("5..7", (5, 7)), ("5..", (5, None)), ("?", (None, None))]
)
def test_a_count_has_the_bounds_it_is_written_with(count: str, bounds: tuple[int | None, int | None]) -> None:
    (group,) = parse("one", REPORT.replace("G = 5 |", f"G = {count} |"))["groups"]
    assert (group["least"], group["most"]) == bounds


@pytest.mark.parametrize(
    ("wrong", "right", "told"),
    [
        ("five otters", "five others", "five otters"),
        ("ten day |", "ten days |", "whole words"),
        ("Vydumka#7", "Vydumka#3", "only 3 times"),
        ("sentence Z |", "sentence B |", "Z is nobody"),
        ("= 2 May 2024", "= 2024-05-02", "no date"),
        ("modality: perhaps", "modality: alleged", "no modality"),
        ("== persons", "== people", "no part"),
    ],
)
def test_what_is_not_there_is_refused_with_its_line(wrong: str, right: str, told: str) -> None:
    with pytest.raises(AnnotationError, match=told) as refused:
        parse(
            "one",
            REPORT.replace(right, wrong, 1)
            if right != "five others"
            else REPORT.replace("| five others", "| five otters"),
        )
    assert "one, line " in str(refused.value)


def test_the_truth_read_back_is_all_right() -> None:
    report = parse("one", REPORT)
    marks = mark(report, {"schema": "habeas.extract/1", **report})
    assert not marks.problems
    assert (marks.held.right, marks.claims.right, marks.fields.right, marks.groups.right) == (2, 2, 3, 1)


def test_a_judge_who_is_held_and_a_span_that_lies_are_counted() -> None:
    report = parse("one", REPORT)
    read = copy.deepcopy(
        {"people": [*report["people"], report["other_people"][0]], "groups": [], "claims": []}
    )
    read["people"][2]["held"] = True
    read["people"][0]["mentions"][0]["text"] = "Alena"
    marks = mark(report, read)
    assert (marks.held.right, marks.held.extra, marks.bad_spans) == (2, 1, 1)
    assert (marks.claims.missed, marks.groups.missed) == (2, 1)
    assert any("should not be: Znoj" in problem for problem in marks.problems)
