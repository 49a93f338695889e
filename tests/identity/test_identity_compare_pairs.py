"""A file of pairs is scored line by line, and a line that is no pair is told by its number."""

import json

import pytest

from habeas.identity.compare.pairs import PairError, score_lines, score_pairs


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
