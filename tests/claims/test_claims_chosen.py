"""Words that a person chose in a report are read as the value of a field, and keep their place."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from habeas.claims.chosen import NOTED, chosen_value, words_of_value

CASES = yaml.safe_load((Path(__file__).parent / "chosen.yml").read_text(encoding="utf-8"))
PUBLISHED = "2026-06-01"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['field']}: {case['chosen']}")
def test_chosen_words_are_the_value_that_they_say(case):
    text, start = case["text"], case["text"].index(case["chosen"])
    value = chosen_value(text, start, start + len(case["chosen"]), case["field"], published=PUBLISHED)
    if case["value"] is None:
        assert value is None
        return
    assert value.value == case["value"]
    assert value.span.text == case["words"] == text[value.span.start : value.span.end]
    if case["field"] in NOTED:  # and what is typed in our notation finds the same words
        typed = words_of_value(text, 0, len(text), case["field"], case["value"], published=PUBLISHED)
        assert typed.span == value.span


def test_typed_words_are_found_as_whole_words_in_any_case():
    text = "She is a Teacher of English."
    assert words_of_value(text, 0, len(text), "occupation", "teacher").span.text == "Teacher"
    assert words_of_value(text, 0, len(text), "occupation", "teach") is None
    assert words_of_value(text, 0, 8, "occupation", "teacher") is None


@given(
    st.text(max_size=60),
    st.integers(-3, 70),
    st.integers(-3, 70),
    st.sampled_from(["date", "term", "name", "place"]),
)
def test_any_place_in_any_text_is_answered_with_its_own_letters(text, start, end, field):
    value = chosen_value(text, start, end, field, published=PUBLISHED)
    assert value is None or value.span.text == text[value.span.start : value.span.end]
