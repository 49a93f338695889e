"""Corrections become annotated reports: accepted and corrected is the truth, rejected is not, open reports wait."""

import json
import stat

from workflows_house import TODAY, VERDICT, VERDICT_TOO, YARD, About

from habeas.bench.extract import report
from habeas.bench.marks import mark
from habeas.bench.reports import load
from habeas.claims.as_json import extract_json
from habeas.claims.read import read
from habeas.model.claim import Value
from habeas.model.statement import State
from habeas.review.answers import Change
from habeas.workflows import decide
from habeas.workflows.corrections import export_corrections


def test_what_was_accepted_unchanged_is_what_the_reader_reads(house, tmp_path):
    house.accepted_verdict()
    made = export_corrections(house.workspace, tmp_path / "out", today=TODAY)
    assert (len(made.files), made.waiting, made.untouched) == (1, 0, 0)
    [annotated] = load(tmp_path / "out")
    assert annotated["text"] == VERDICT
    assert [(one["name"], one["held"]) for one in annotated["people"]] == [("Maryna Zialonka", True)]
    marks = mark(annotated, extract_json(read(VERDICT, published="2026-05-13")))
    assert marks.problems == []
    assert marks.claims.right == 1
    assert marks.fields.right >= 3
    assert "together" in report([tmp_path / "out"])


def test_a_correction_is_the_truth_and_counts_against_the_reader(house, tmp_path):
    house.told_of_the_verdict()
    change = Change(fields={"term": (Value("P4Y prison"),)})
    decide.correct(house.workspace, house.the("sentence").id, change, house.who())
    export_corrections(house.workspace, tmp_path / "out", today=TODAY)
    [annotated] = load(tmp_path / "out")
    assert annotated["claims"][0]["fields"]["term"] == [{"value": "P4Y prison"}]
    marks = mark(annotated, extract_json(read(VERDICT, published="2026-05-13")))
    assert (marks.by_field["term"].missed, marks.by_field["term"].extra) == (1, 1)
    assert marks.by_field["date"].missed == 0


def test_whom_a_reviewer_rejected_is_no_prisoner_of_the_annotated_report(house, tmp_path):
    house.add(YARD, "yard.txt", About("2026-06-03"))
    decide.reject(house.workspace, house.the("detention").id, house.who())
    export_corrections(house.workspace, tmp_path / "out", today=TODAY)
    [annotated] = load(tmp_path / "out")
    assert (annotated["people"], annotated["claims"]) == ([], [])
    assert "Piatro Lazavik" in [one["name"] for one in annotated["other_people"]]
    marks = mark(annotated, extract_json(read(YARD, published="2026-06-03")))
    assert (marks.held.extra, marks.claims.extra) == (1, 1)


def test_reports_that_are_not_answered_to_the_end_wait(house, tmp_path):
    both = YARD + "On 9 June 2026 he was fined 30 base units.\n"
    house.add(both, "both.txt", About("2026-06-10"))
    house.add(VERDICT_TOO, "too.txt")
    house.accept("detention")
    assert house.statements("fine", State.PROPOSED)
    made = export_corrections(house.workspace, tmp_path / "out", today=TODAY)
    assert (made.files, made.waiting, made.untouched) == ((), 1, 1)


def test_the_files_are_for_their_owner_alone(house, tmp_path):
    house.accepted_verdict()
    made = export_corrections(house.workspace, tmp_path / "out", today=TODAY)
    assert stat.S_IMODE(made.files[0].stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700
    assert json.loads(made.files[0].read_text("utf-8"))["origin"] == "corrections"
