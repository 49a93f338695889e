"""The dataset says what the site says, in the shape that docs/dataset.md and its schema promise."""

import json
import re
from pathlib import Path

from jsonschema import Draft202012Validator
from publish_lane import Writer, a_person, published
from publish_story import MIKITA, OLD_ZOSKA, ZOSKA

from habeas.publish.outputs.tables import PEOPLE, STATEMENTS

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = json.loads((DOCS / "dataset.schema.json").read_text(encoding="utf-8"))


def data(site):
    return json.loads(site["data/habeas.json"])


def person(site, identity=ZOSKA):
    return next(p for p in data(site)["people"] if p["id"] == identity)


def test_it_fits_its_schema(site):
    Draft202012Validator.check_schema(SCHEMA)
    assert not list(Draft202012Validator(SCHEMA).iter_errors(data(site)))


def test_what_is_derived_from_a_lane_fits_it_too():
    writer = Writer("demo")
    who, source, _ = a_person(writer)
    writer.say(
        "ill_treatment", who, source, "she was beaten, some say", said_by="some accounts", modality="alleged"
    )
    wrong = writer.say("transfer", who, source, "moved to Prison No. 4", facility="Prison No. 4")
    writer.write("decision", act="retract", claims=(wrong.id,), reason="error: another person")
    writer.say("support", who, source, "write through Centre Apora", body="Centre Apora")
    made = data(published(writer))
    assert not list(Draft202012Validator(SCHEMA).iter_errors(made))
    assert made["support"][0]["name"] == "Centre Apora"
    (date,) = next(s for s in made["statements"] if s["type"] == "detention")["fields"]["date"]
    assert (date["value"], date["as_read"]) == ("2026-03-22", "XXXX-03-22")
    assert "2026-03-23" in date["why"]


def test_every_part_of_the_schema_is_documented():
    text = (DOCS / "dataset.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_]+)`", text))
    for name, shape in SCHEMA["$defs"].items():
        lost = set(shape.get("properties", ())) - named
        assert not lost, (name, lost)
    assert set(SCHEMA["properties"]) <= named
    assert {*PEOPLE, *STATEMENTS} <= named


def test_every_statement_stands_with_its_quote_voice_and_source(edition, site):
    made = data(site)
    cards = {card["id"]: card for card in made["sources"]}
    by_id = {s["id"]: s for s in made["statements"]}
    assert set(by_id) == set(edition.statements)
    for key, statement in edition.statements.items():
        told = by_id[key]
        assert [e["quote"] for e in told["evidence"]] == [list(e.stretches) for e in statement.evidence]
        assert [v["value"] for v in told["said_by"]] == [v.value for v in statement.said_by]
        assert all(cards[e["source"]]["publisher"] for e in told["evidence"])


def test_rivals_counts_and_reasons_are_there(site):
    episode = next(e for e in person(site)["episodes"] if e["type"] == "custody_extension")
    until = next(b for b in episode["beliefs"] if b["property"] == "until")
    assert until["state"] == "disputed"
    assert [r["value"] for r in until["rivals"]] == ["2026-11-21/2026-11-30"]
    assert "court's own document" in until["why_first"]
    charge = next(e for e in person(site)["episodes"] if e["type"] == "charge")
    assert (charge["beliefs"][0]["reports"], charge["beliefs"][0]["origins"]) == (3, 2)


def test_an_unknown_year_stays_unknown_and_earlier_ids_are_kept(site):
    assert person(site, MIKITA)["episodes"][0]["date"] == "XXXX-03-22"
    assert person(site)["earlier_ids"] == [OLD_ZOSKA]


def test_the_mode_is_in_the_data(site):
    assert data(site)["mode"] == "demo"


def test_addresses_that_are_no_web_addresses_are_left_out(edition):
    from dataclasses import replace

    from habeas.publish.build import files_of

    statements = {
        key: replace(s, evidence=tuple(replace(e, url="javascript:alert(1)") for e in s.evidence))
        for key, s in edition.statements.items()
    }
    assert b"javascript" not in files_of(replace(edition, statements=statements))["data/habeas.json"]
