"""Two names compared: the laws that hold for any text, and examples that anybody can read and extend."""

import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.identity.compare.names import compare_names, score_names
from habeas.model.judgement import Judgement
from habeas.packs.loader import load

EXAMPLES = yaml.safe_load((Path(__file__).parent / "examples" / "names.yml").read_text(encoding="utf-8"))
NO_NAMES = ("", "🙂")
NAMES = sorted({name for pairs in EXAMPLES.values() for pair in pairs for name in pair})
FULL = [name for name in NAMES if len(name.split()) == 2 and "." not in name and "-" not in name]
ANY_TEXT = st.one_of(st.text(max_size=60), st.sampled_from(NAMES))
ALIKE = {cyrillic: latin for latin, cyrillic in load("vocabulary/name_letters.yml").data["alike"].items()}
CYRILLIC = [name for name in FULL if "а" <= name[-1] <= "ў"]


@pytest.mark.parametrize(
    ("a", "b", "answer"), [(a, b, answer) for answer, pairs in EXAMPLES.items() for a, b in pairs]
)
def test_examples(a, b, answer):
    found = compare_names(a, b)
    assert found.judgement.value == answer, (found.score, [str(reason) for reason in found.reasons])


@settings(max_examples=300, deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_any_two_texts_have_a_symmetric_score_in_range(a, b):
    one, other = compare_names(a, b), compare_names(b, a)
    assert 0.0 <= one.score <= 1.0
    assert (one.score, one.judgement) == (other.score, other.judgement)
    assert {reason.rule for reason in one.reasons} == {reason.rule for reason in other.reasons}
    assert one.score == score_names(a, b)
    assert one.reasons


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT)
def test_a_name_is_never_different_from_itself(name):
    assert compare_names(name, name).judgement is not Judgement.DIFFERENT


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(FULL), st.sampled_from(FULL))
def test_nothing_is_nearer_to_a_name_than_itself(a, b):
    assert score_names(a, a) >= score_names(a, b) - 1e-9


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_case_normal_form_and_spaces_do_not_matter(a, b):
    score = score_names(a, b)
    assert score_names(unicodedata.normalize("NFD", a), b) == score
    assert score_names(a.upper(), b) == pytest.approx(score)
    assert score_names("  " + a.replace(" ", "\u00a0 ") + "\n", b) == score


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(FULL), st.sampled_from(FULL))
def test_a_comma_says_what_the_order_says(a, b):
    given_name, surname = a.replace(",", "").split()
    if "," not in a:
        assert score_names(f"{surname}, {given_name}", a) >= score_names(a, a) - 0.01
        assert (compare_names(f"{surname}, {given_name}", b).judgement is Judgement.SAME) == (
            compare_names(a, b).judgement is Judgement.SAME
        )


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(CYRILLIC), st.sampled_from(NAMES), st.data())
def test_look_alike_letters_do_not_matter(a, b, data):
    places = data.draw(st.sets(st.integers(0, len(a) - 1)))
    spoiled = "".join(ALIKE.get(letter, letter) if i in places else letter for i, letter in enumerate(a))
    assert score_names(spoiled, b) == score_names(a, b)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([name for name in FULL if "," not in name]))
def test_a_by_name_on_one_side_is_neutral_and_another_father_is_not(name):
    given_name, surname = name.split()
    with_father = f"{given_name} Мікалаевіч {surname}"
    other_father = f"{given_name} Пятровіч {surname}"
    assert score_names(name, with_father) >= score_names(name, name) - 0.05
    assert compare_names(with_father, other_father).judgement is Judgement.DIFFERENT


def test_reasons_can_be_read():
    words = [str(reason) for reason in compare_names("Яўген Рубашка", "Evgeny Rubaška").reasons]
    assert words == ["surname: Рубашка = Rubaška", "given name: Яўген = Evgeny"]
    words = [str(reason) for reason in compare_names("Яўген Мікалаевіч Рубашка", "Jauhien Rubashka").reasons]
    assert "patronymic only on one side: Мікалаевіч" in words
    words = [str(reason) for reason in compare_names("Яўген Рубашка", "Таццяна Рубашка").reasons]
    assert "given name: Яўген and Таццяна are two names" in words
    words = [str(reason) for reason in compare_names("Иван Иванов", "Іван Іваноў").reasons]
    assert "very many people have this surname" in words
    heard = compare_names("Анна Деверо", "Anna Devereaux")
    assert "surname: Деверо sounds like Devereaux" in [str(reason) for reason in heard.reasons]
    assert heard.judgement is Judgement.UNSURE


def test_hostile_sizes():
    assert 0 <= score_names("я" * 10_000, "ю" * 10_000) <= 1
    assert 0 <= score_names("а б " * 5_000, "в г " * 5_000) <= 1
    assert 0 <= score_names("\u0301" * 3_000, "\u202e" * 3_000) <= 1
