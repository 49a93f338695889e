"""The worked cases of every country, as a lawyer reads them in packs/countries/*/examples.yml, are answered as they say."""

import pytest

from habeas.law.ask import ask
from habeas.model.edtf import Edtf
from habeas.packs.loader import load

COUNTRIES = ("by", "ru", "ua")
KEYS = {
    "case",
    "why",
    "question",
    "as_of",
    "claims",
    "published",
    "reading",
    "contradiction",
    "earlier_because",
    "expect",
}
CASES = [(code, row) for code in COUNTRIES for row in load(f"countries/{code}/examples.yml").data["examples"]]


def asked(code, row):
    return ask({"country": code, **{k: row[k] for k in ("question", "claims", "as_of") if k in row}})


def agrees(published, span):
    return Edtf.parse(published).overlaps(Edtf.parse(span["edtf"]))


@pytest.mark.parametrize(("code", "row"), CASES, ids=[f"{code}: {row['case']}" for code, row in CASES])
def test_a_worked_case(code, row):
    assert set(row) <= KEYS
    answer = asked(code, row)
    assert row["why"]
    assert "expect" in row or "published" in row
    for key, value in row.get("expect", {}).items():
        assert answer[key] == value, (key, answer["words"])
    if "published" in row and "earlier_because" in row:
        assert Edtf.parse(row["published"]).latest.isoformat() < answer["earliest"]
        assert any(row["earlier_because"] in line for line in answer["assumptions"])
    elif "published" in row:
        assert agrees(row["published"], answer), answer["edtf"]
    if "reading" in row:
        spans = {one["words"].split()[-1]: one for one in answer["variants"]} or {
            f"{row['reading']:g}": answer
        }
        assert agrees(row["published"], spans[f"{row['reading']:g}"]), answer["variants"]


def test_a_full_set_of_facts_is_answered_to_about_a_week():
    row = next(row for _, row in CASES if row["case"].startswith("BY-2, with"))
    reading = next(one for one in asked("by", row)["variants"] if one["words"].endswith(" 1.5"))
    days = Edtf.parse(reading["edtf"])
    assert (days.latest - days.earliest).days <= 9


def test_contradictory_cases_say_what_contradicts():
    told = {row["case"]: row["contradiction"] for _, row in CASES if "contradiction" in row}
    assert set(told) == {"BY-3", "BY-10", "BY-15", "BY-18"}
    assert all(len(words) > 60 for words in told.values())


@pytest.mark.parametrize(("code", "row"), CASES, ids=[f"{code}: {row['case']}" for code, row in CASES])
def test_nothing_says_that_somebody_will_be_released(code, row):
    answer = asked(code, row)
    assert "will be" not in answer["words"]
    assert answer["unverified"] is True
    assert "not checked by a lawyer" in answer["words"]
