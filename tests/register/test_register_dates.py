"""Dates without a year, placed by the report's own date and by each other, as ``examples/dates.yml`` tells."""

from pathlib import Path

import pytest
import yaml

from habeas.model.claim import Modality, Value
from habeas.model.span import Span
from habeas.register.resolution import as_read, placed

# Dates as text: YAML would make days of them.
ROWS = yaml.load(
    (Path(__file__).parent / "examples" / "dates.yml").read_text(encoding="utf-8"),
    Loader=yaml.BaseLoader,
)
CASES = pytest.mark.parametrize("row", ROWS, ids=[row["case"] for row in ROWS])


def fields_of(row):
    told = {}
    for name, values in row["told"].items():
        words = row.get("words", {}).get(name)
        span = Span(0, len(words), words) if words else None
        values = [values] if isinstance(values, str) else values
        told[name] = tuple(Value(value, span, row.get("lang")) for value in values)
    return told, row.get("published"), Modality(row["modality"]) if "modality" in row else None


def values_of(fields):
    return {
        name: values[0].value if len(values) == 1 else [value.value for value in values]
        for name, values in fields.items()
    }


@CASES
def test_a_date_means_what_its_example_says(row):
    assert values_of(placed(*fields_of(row))) == row["means"]


@CASES
def test_a_lane_without_the_words_places_it_alike(row):
    fields, published, modality = fields_of(row)
    there = as_read(placed(fields, published, modality), published, modality)
    bare = {name: tuple(Value(value.read) for value in values) for name, values in there.items()}
    assert values_of(placed(bare, published, modality)) == row["means"]


def test_the_reason_names_the_beginning():
    fields, published, modality = fields_of(ROWS[0])
    (until,) = placed(fields, published, modality)["until"]
    assert until.reason.rule == "date.year-of-beginning"
    assert dict(until.reason.facts)["since"] == "2026-03-31"
    assert until.read == "XXXX-07-03"
