"""Names are taken apart whatever their order, script and completeness."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.text.names import blocking_keys, parse_name, skeleton


@pytest.mark.parametrize(
    ("text", "given", "patronymic", "surname"),
    [
        ("Яўген Рубашка", ("Яўген",), (), ("Рубашка",)),
        ("Рубашка Яўген", ("Яўген",), (), ("Рубашка",)),
        ("Рубашка, Яўген Мікалаевіч", ("Яўген",), ("Мікалаевіч",), ("Рубашка",)),
        ("Яўген Мікалаевіч Рубашка", ("Яўген",), ("Мікалаевіч",), ("Рубашка",)),
        ("Пашкевіч Пётр Іванавіч", ("Пётр",), ("Іванавіч",), ("Пашкевіч",)),
        ("Rubaška J. M.", ("J",), ("M",), ("Rubaška",)),
        ("Anna Kowalska-Nowak", ("Anna",), (), ("Kowalska", "Nowak")),
    ],
)
def test_parts(text, given, patronymic, surname):
    name = parse_name(text)
    assert (name.given, name.patronymic, name.surname) == (given, patronymic, surname)


def test_an_earlier_surname_in_brackets_is_kept_apart():
    name = parse_name("Марыя Іванова (Пятрова)")
    assert name.surname == ("Іванова",)
    assert name.former == ("Пятрова",)


def test_where_words_do_not_tell_both_orders_are_kept():
    name = parse_name("Kol Galon")
    assert name.order == "unknown"
    assert {name.surname, name.readings[0].surname} == {("Kol",), ("Galon",)}


@pytest.mark.parametrize("text", ["", " ", "🙂", "---", "\u202e", "\x00"])
def test_what_is_no_name_has_no_parts(text):
    assert parse_name(text).parts == ()
    assert blocking_keys(text) == frozenset()
    assert skeleton(text) == ""


def test_spellings_of_one_name_share_a_key_and_mostly_a_skeleton():
    forms = ["Марыя Рубашка", "Мария Рубашка", "Maryja Rubaška", "Mariya Rubashka"]
    assert len(set(map(skeleton, forms))) == 1
    assert frozenset.intersection(*map(blocking_keys, forms))


@pytest.mark.parametrize(
    ("text", "particles", "surname"),
    [
        ("Anna von der Heide", ("von", "der"), ("Heide",)),
        ("Марко, Гвидо де", ("де",), ("Марко",)),
        ("Ben Cardle", (), ("Cardle",)),
    ],
)
def test_small_words_belong_to_the_surname(text, particles, surname):
    name = parse_name(text)
    assert (name.particles, name.surname) == (particles, surname)


def test_child_of_makes_the_word_before_it_a_by_name():
    assert parse_name("Əli Həsən oğlu Quliyev").patronymic == ("Həsən", "oğlu")
    assert parse_name("Гасанов Али Вели оглы").given == ("Али",)


def test_initials_are_given_name_and_by_name():
    name = parse_name("А. М. Рубашка")
    assert (name.given, name.patronymic, name.surname, name.initials) == (
        ("А",),
        ("М",),
        ("Рубашка",),
        ("А", "М"),
    )


@pytest.mark.parametrize(
    "text", ["Zenon Rubashka, Jr.", "Mr Zenon Rubashka III", "Zenon Rubashka, Baron Rubashka"]
)
def test_titles_are_not_part_of_the_name(text):
    name = parse_name(text)
    assert (name.given, name.surname) == (("Zenon",), ("Rubashka",))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_any_text_can_be_taken_apart(text):
    name = parse_name(text)
    for way in (name, *name.readings):
        assert [part.text for part in way.parts] == [part.text for part in name.parts]
        assert all(part.text for part in way.parts)
    assert bool(skeleton(text)) == bool(name.parts)
    assert all(blocking_keys(text))
