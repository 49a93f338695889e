"""A file of pairs is scored line by line, and a line that is no pair is told by its number."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_identity_compare_names import NAMES

from habeas.identity.compare.many import compare_many
from habeas.identity.compare.many_lines import Lines
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


def told(found):
    return round(found.score, 6), found.judgement.value, [reason.words for reason in found.reasons]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.one_of(st.sampled_from(NAMES), ODD), st.one_of(st.sampled_from(NAMES), ODD)), max_size=8
    )
)
def test_many_are_answered_exactly_as_pair_by_pair(pairs):
    one_by_one = [compare_names(a, b) for a, b in pairs]
    many = compare_many(pairs)
    assert many.scores == [c.score for c in one_by_one]
    assert many.judgements == [c.judgement for c in one_by_one]
    assert [many.reasons(place) for place in range(len(pairs))] == [c.reasons for c in one_by_one]
    for line, found in zip(Lines().answer(pairs), one_by_one, strict=True):
        if line is not None:
            answer = json.loads(line)
            assert (answer["score"], answer["judgement"], answer["reasons"]) == told(found)


def test_a_long_file_is_answered_exactly_as_pair_by_pair():
    names = [name.replace("Рубашка", "Иванов") for name in NAMES[::4]] + NAMES[1::5] + ["", "І. Б."]
    pairs = [(a, b) for a in names for b in names]
    lines = [json.dumps({"a": a, "b": b}) for a, b in pairs]
    answers = [json.loads(line) for line in answer_lines(lines)]
    assert len(answers) > 1000
    assert {answer["judgement"] for answer in answers} == {"same", "different", "cannot tell"}
    for answer, (a, b) in zip(answers, pairs, strict=True):
        assert (answer["score"], answer["judgement"], answer["reasons"]) == told(compare_names(a, b)), (a, b)
    assert list(score_pairs(pairs)) == [compare_names(a, b).score for a, b in pairs]


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        (['{"a": "x", "b": "y"},{"a": "x", "b": "y"}', ""], 301),
        (['{"a": "x", "b": "y"}],[{"a": "x", "b": "y"}', '{"a": "x"', '"b": "y"}'], 301),
        (['{"a": "x', '", "b": "y"}', '{"a": "x", "b": "y"}],\n[{"a": "x", "b": "y"}'], 301),
    ],
)
def test_lines_that_together_would_make_sense_are_refused_one_by_one(lines, wrong):
    good = ['{"a": "Яўген Рубашка", "b": "Evgeny Rubashko"}'] * 300
    with pytest.raises(PairError, match=f"line {wrong} "):
        list(answer_lines([*good, *lines]))


@settings(max_examples=100, deadline=None)
@given(ODD, st.one_of(st.sampled_from(NAMES), ODD))
def test_odd_input_gets_a_clear_answer(odd, name):
    there, back = compare_names(odd, name), compare_names(name, odd)
    assert 0 <= there.score <= 1
    assert (there.score, there.judgement) == (back.score, back.judgement)
    assert there.reasons and all(reason.words for reason in there.reasons)
