"""The tables open right in spreadsheets, and no cell of them runs."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publish_story import MIKITA, ZOSKA, story

from habeas.publish.outputs.tables import PEOPLE, STATEMENTS, guarded, pieces
from habeas.publish.pieces import bytes_of


def rows(site, name):
    text = site[f"data/{name}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_tables_begin_with_a_mark_and_their_columns(site):
    for name, columns in (("people", PEOPLE), ("statements", STATEMENTS)):
        raw = site[f"data/{name}.csv"]
        assert raw.startswith(b"\xef\xbb\xbf")
        assert raw.count(b"\n") == raw.count(b"\r\n")
        assert tuple(csv.reader(io.StringIO(raw.decode("utf-8-sig"))).__next__()) == columns


def test_one_row_a_person(site):
    people = {row["id"]: row for row in rows(site, "people")}
    assert people[ZOSKA]["names"] == "Зося Подлипская; Зоська Падліпская; Zośka Padlipskaja"
    assert (people[ZOSKA]["held"], people[ZOSKA]["status"], people[ZOSKA]["since"]) == (
        "",
        "term-over",
        "2026-03-22",
    )
    assert people[ZOSKA]["place"] == "СИЗО № 9, Узгорск"
    assert people[MIKITA]["held"] == "no"
    assert all(row["mode"] == "demo" for row in people.values())


def test_every_statement_value_and_source_has_its_row(edition, site):
    told = {(r["id"], r["field"], r["value"], r["quote"]) for r in rows(site, "statements")}
    for key, statement in edition.statements.items():
        for evidence in statement.evidence:
            for field, values in statement.fields.items():
                assert all((key, field, v.value, evidence.text) in told for v in values)
            if not statement.fields:
                assert (key, "", "", evidence.text) in told


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "|cmd", "\ufeff=1"]
)
def test_what_a_spreadsheet_would_run_is_made_text(cell):
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "22 March", "СИЗО № 9", "130 1", "a=b", "https://a.example/?x=1"])
def test_plain_cells_stay_as_they_are(cell):
    assert guarded(cell) == cell


@given(st.text(max_size=40))
def test_any_words_come_back_and_start_no_formula(words):
    edition = story()
    (first, *_) = edition.statements.values()
    evidence = (replace(first.evidence[0], stretches=(words or "x",)),)
    spoilt = replace(
        edition,
        statements={first.id: replace(first, evidence=evidence)},
        register=replace(edition.register, people=(), groups=(), support=()),
        corrections=(),
    )
    made = bytes_of(pieces(spoilt))
    for row in rows(made, "statements"):
        told = row["quote"]
        assert (
            told.removeprefix("'") == (words or "x").removeprefix("'").replace("\x00", "\ufffd")
            or told == words
        )
        assert not told.lstrip().startswith(("=", "+", "-", "@"))
