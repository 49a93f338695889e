"""Spellings of one name are read into one row of sounds; near sounds are near."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.packs.loader import load
from habeas.text.names.given import classes, classes_of_father
from habeas.text.names.sounds import distance
from habeas.text.translit import MOST_READINGS, readings

LETTERS = st.text(alphabet=st.characters(categories=["L", "M", "N", "P", "S"]), max_size=80)


@pytest.mark.parametrize(
    "spellings",
    [
        ["Рубашка", "Rubaška", "Rubaska", "Rubashka", "Rubaschka", "Rubaszka"],
        ["Бяляцкі", "Białacki", "Bialacki", "Bialiatski"],
        ["Шчарбакоў", "Ščarbakoŭ", "Scarbakou", "Shcharbakou"],
        ["Щербаков", "Schtscherbakow", "Szczerbakow", "Shcherbakov", "Щербаков"],
        ["Дзмітрый", "Dzmitryj", "Dzmitry", "Дмитрий", "Dmitry", "Dmitri"],
        ["Сергей", "Sergei", "Sergej", "Sergey"],
        ["Мария", "Марыя", "Марія", "Maria", "Maryja", "Mariya"],
        ["Юлия", "Юлія", "Julija", "Yulia", "Iuliia", "Yuliya"],
        ["Цімафей", "Cimafiej", "Тимафей"],
        ["Чубараў", "Čubaraŭ", "Cubarau", "Tschubarau"],
    ],
)
def test_one_name_one_row(spellings):
    first = set(readings(spellings[0]))
    for spelling in spellings[1:]:
        near = min(distance(a, b) for a in first for b in readings(spelling))
        assert near <= 0.5, (spelling, first, readings(spelling))


def test_a_vowel_differs_less_than_a_consonant_and_a_near_one_less_than_a_far_one():
    assert (
        0 < distance("rubaška", "ruboška") < distance("rubaška", "rubažka") < distance("rubaška", "rubakka")
    )
    assert distance("rubaška", "rubaška") == 0


@settings(max_examples=300, deadline=None)
@given(LETTERS)
def test_any_word_can_be_read(word):
    rows = readings(word)
    assert len(rows) <= MOST_READINGS
    assert len(set(rows)) == len(rows)
    assert all(rows)


@settings(max_examples=100, deadline=None)
@given(LETTERS, LETTERS, LETTERS)
def test_distance_is_a_distance(a, b, c):
    far = {(x, y): distance(x, y, 1000) for x in (a, b, c) for y in (a, b, c)}
    assert far[a, b] == far[b, a]
    assert far[a, a] == 0
    assert far[a, c] <= far[a, b] + far[b, c] + 1e-9


GIVEN = load("vocabulary/given_names.yml")


@pytest.mark.parametrize("name", GIVEN.data)
def test_every_listed_given_name_is_found_and_has_a_sex(name):
    entry = GIVEN.data[name]
    assert set(entry) <= {"sex", "forms", "weak"}
    assert entry["sex"] in ("m", "w")
    forms = [form.strip() for form in entry["forms"].split(",")]
    assert all(forms)
    for form in forms:
        assert all(name in classes(row).forms for row in readings(form)), form
    for form in filter(None, map(str.strip, entry.get("weak", "").split(","))):
        found = [classes(row) for row in readings(form)]
        assert all(name in c.weak | c.forms for c in found), form


def test_short_forms_point_one_way():
    short = classes(readings("Жэня")[0])
    assert {"jauhien", "jauhienija"} <= short.weak
    assert not short.forms


@pytest.mark.parametrize(
    ("stem", "name"), [("mikala", "mikalaj"), ("nikola", "mikalaj"), ("petr", "piotr"), ("serge", "siarhiej")]
)
def test_a_fathers_name_is_known_by_its_stem(stem, name):
    assert name in classes_of_father(stem).forms
