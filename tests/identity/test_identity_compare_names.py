"""Two names compared: the laws that hold for any text, and examples that anybody can read and extend."""

import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.identity.compare.names import compare_names, score_names
from habeas.model.judgement import Judgement

EXAMPLES = yaml.safe_load((Path(__file__).parent / "examples" / "names.yml").read_text(encoding="utf-8"))
NO_NAMES = ("", "🙂")
NAMES = sorted({name for pairs in EXAMPLES.values() for pair in pairs for name in pair[:2]})
ANY_TEXT = st.one_of(st.text(max_size=60), st.sampled_from(NAMES))


def _cases(kind):
    return [pytest.param(*pair[:2], id=f"{pair[0]} | {pair[1]}") for pair in EXAMPLES[kind]]


@pytest.mark.parametrize(("a", "b"), _cases("same"))
def test_one_person(a, b):
    found = compare_names(a, b)
    assert found.judgement is Judgement.SAME, (found.score, [str(r) for r in found.reasons])


@pytest.mark.parametrize(("a", "b"), _cases("different"))
def test_two_people(a, b):
    found = compare_names(a, b)
    assert found.judgement is Judgement.DIFFERENT, (found.score, [str(r) for r in found.reasons])


@pytest.mark.parametrize(("a", "b"), _cases("cannot tell"))
def test_cannot_tell(a, b):
    found = compare_names(a, b)
    assert found.judgement is Judgement.UNSURE, (found.score, [str(r) for r in found.reasons])


@settings(max_examples=200, deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_any_two_texts_have_a_symmetric_score_in_range(a, b):
    one, other = compare_names(a, b), compare_names(b, a)
    assert 0.0 <= one.score <= 1.0
    assert (one.score, one.judgement) == (other.score, other.judgement)
    assert one.score == score_names(a, b)
    assert one.reasons


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_never_different_from_itself(name):
    found = compare_names(name, name)
    assert found.judgement is not Judgement.DIFFERENT
    assert found.score > 0.4 or name in NO_NAMES


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_case_and_normal_form_do_not_matter(a, b):
    score = score_names(a, b)
    assert score_names(unicodedata.normalize("NFD", a), b) == score
    assert score_names(a.upper().lower().title(), b) == pytest.approx(score)


def test_reasons_can_be_read():
    words = [str(reason) for reason in compare_names("Яўген Рубашка", "Evgeny Rubaška").reasons]
    assert words == ["surname: Рубашка = Rubaška", "given name: Яўген = Evgeny"]
    words = [str(reason) for reason in compare_names("Яўген Мікалаевіч Рубашка", "Jauhien Rubashka").reasons]
    assert "patronymic only on one side: Мікалаевіч" in words


def test_look_alike_letters_do_not_matter():
    assert score_names("Pyбaшкa Яўгeн", "Рубашка Яўген") == score_names("Рубашка Яўген", "Рубашка Яўген")


def test_hostile_sizes():
    assert 0 <= score_names("я" * 10_000, "ю" * 10_000) <= 1
    assert 0 <= score_names("а б " * 5_000, "в г " * 5_000) <= 1
