"""A file of pairs is scored line by line, and a line that is no pair is told by its number."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_identity_compare_names import NAMES

from habeas.identity.compare.names import compare_names
from habeas.identity.compare.pairs import PairError, answer_lines, score_lines, score_pairs

# what people type and what files hold: nothing, one letter, both directions of writing, pictures, digits, signs of control
ODD = st.one_of(
    st.sampled_from(
        [
            "",
            " ",
            "Я",
            "я" * 10_000,
            "Ян \u202eнацеЯ",
            "محمد Рубашка",
            "🙂 Яўген 👩\u200d👩",
            "007",
            "Ян\x00\x1bРубашка",
        ]
    ),
    st.text(max_size=30),
)


def test_scores_in_order_and_skips_empty_lines():
    lines = [
        json.dumps({"a": "Яўген Рубашка", "b": "Evgeny Rubashka", "same": 1}),
        "",
        '{"a": "Яўген Рубашка", "b": "Таццяна Бялевіч"}\n',
    ]
    same, other = score_lines(lines)
    assert same["judgement"] == "same"
    assert same["score"] > 0.9
    assert "surname: Рубашка = Rubashka" in same["reasons"]
    assert other["judgement"] == "different"
    assert json.loads(json.dumps(same)) == same


def test_pairs_score_as_lines_do():
    pairs = [("Яўген Рубашка", "Evgeny Rubashka"), ("Яўген Рубашка", "Таццяна Бялевіч"), ("", "Яўген")]
    lines = [json.dumps({"a": a, "b": b}) for a, b in pairs]
    assert [round(score, 6) for score in score_pairs(pairs)] == [row["score"] for row in score_lines(lines)]


@pytest.mark.parametrize(
    "line",
    ["{", "[]", "1", '{"a": "x"}', '{"a": 1, "b": "x"}', "null", "[" * 100_000, '{"a": "x", "b": null}'],
)
def test_a_line_that_is_no_pair_names_its_number_and_the_way_out(line):
    with pytest.raises(PairError, match=r"line 2 .*write one object a line"):
        list(score_lines(['{"a": "x", "b": "y"}', line]))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.one_of(st.sampled_from(NAMES), ODD), st.one_of(st.sampled_from(NAMES), ODD)), max_size=8
    )
)
def test_a_file_is_answered_exactly_as_pair_by_pair(pairs):
    lines = [json.dumps({"a": a, "b": b}) for a, b in pairs]
    answers = [json.loads(line) for line in answer_lines(lines)]
    one_by_one = [compare_names(a, b) for a, b in pairs]
    assert [(round(c.score, 6), c.judgement.value, [r.words for r in c.reasons]) for c in one_by_one] == [
        (answer["score"], answer["judgement"], answer["reasons"]) for answer in answers
    ]
    assert list(score_pairs(pairs)) == [c.score for c in one_by_one]


@settings(max_examples=100, deadline=None)
@given(ODD, st.one_of(st.sampled_from(NAMES), ODD))
def test_odd_input_gets_a_clear_answer(odd, name):
    there, back = compare_names(odd, name), compare_names(name, odd)
    assert 0 <= there.score <= 1
    assert (there.score, there.judgement) == (back.score, back.judgement)
    assert there.reasons and all(reason.words for reason in there.reasons)
