"""The answers of `habeas law` are what docs/law.schema.json says, and the document shows true figures."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from habeas.law.ask import QUESTIONS, ask
from habeas.packs.loader import load

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = json.loads((DOCS / "law.schema.json").read_text(encoding="utf-8"))
CASES = [
    {
        "schema": "habeas.law-case/1",
        "country": code,
        **{key: row[key] for key in ("question", "claims", "as_of") if key in row},
    }
    for code in ("by", "ru", "ua")
    for row in load(f"countries/{code}/examples.yml").data["examples"]
] + [{"country": "by", "question": question} for question in QUESTIONS]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case_and_answer_keep_to_the_schema(case):
    checker = jsonschema.Draft202012Validator(SCHEMA)
    checker.validate(case)
    answer = ask(case)
    checker.validate(answer)
    answer["rules"].append({"id": "without words"})
    assert not checker.is_valid(answer)


def test_the_case_of_the_document_gives_the_figures_of_the_document():
    text = (DOCS / "law.md").read_text(encoding="utf-8")
    case = json.loads(re.search(r'(?s)    (\{"schema".*?\]\})', text)[1])
    spans = [one["edtf"] for one in ask(case)["variants"]]
    assert spans == ["2023-05-08/2023-05-15", "2022-11-27/2022-12-05"]
    assert "between 27 November and 5 December 2022" in text
    assert "between 8 and 15 May 2023" in text


def test_the_document_tells_every_question_and_key():
    text = (DOCS / "law.md").read_text(encoding="utf-8")
    for word in (*QUESTIONS, *SCHEMA["$defs"]["claim"]["properties"], *SCHEMA["$defs"]["answer"]["required"]):
        assert f"`{word}`" in text or f'"{word}"' in text, word
