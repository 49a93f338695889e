"""Names are taken apart whatever their order, script and completeness."""

import pytest

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
