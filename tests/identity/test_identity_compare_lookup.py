"""A name is looked up as written, in another script, in a spelling nobody saw, with a typo, by its surname alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.identity.lookup import NameIndex

PEOPLE = {
    "1": "Яўген Мікалаевіч Рубашка",
    "2": "Таццяна Бялевіч",
    "3": "Serhii Chubarenko",
    "4": "Włodzimierz Szczerbatko",
    "5": "Мікіта Рубашка",
    "6": "Андрэй Лугавой-Зімін",
    "7": "Рефат Кемалоў",
    "8": "Арцём Вярэйка",
}
INDEX = NameIndex(PEOPLE.items())


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("Яўген Мікалаевіч Рубашка", "1"),
        ("Evgeny Rubashko", "1"),
        ("Jauhien Rubaska", "1"),
        ("RUBASZKA, Eugeniusz", "1"),
        ("Рубашко Никита", "5"),
        ("Tatsiana Bialevich", "2"),
        ("Таццяны Бялевіч", "2"),
        ("Белевич", "2"),
        ("Чубаренко", "3"),
        ("С. Чубаренко", "3"),
        ("Щербатко Владимир", "4"),
        ("Лугавой", "6"),
        ("Refat Kemalov", "7"),
        # a letter left out, added, exchanged, put for another
        ("Рефат Кемлоў", "7"),
        ("Таццяна Бялевічк", "2"),
        ("Serhii Cubharenko", "3"),
        ("Арцём Вяпэйка", "8"),
    ],
)
def test_finds_the_person_first(asked, first):
    assert INDEX.find(asked)[0].id == first


def test_a_surname_finds_everybody_who_bears_it():
    assert {found.id for found in INDEX.find("Rubashka")} >= {"1", "5"}


def test_what_is_found_says_why_and_how_near():
    found = INDEX.find("Evgeny Rubashka")[0]
    assert found.name == PEOPLE["1"]
    assert found.cost < 1
    assert any("Рубашка" in reason.words for reason in found.comparison.reasons)


def test_a_person_with_two_names_is_found_by_both():
    index = NameIndex([("1", "Кацярына Бялевіч"), ("1", "Кацярына Чубарэнка"), ("2", "Вера Вярэйка")])
    assert index.find("Чубаренко")[0].id == index.find("Белевич")[0].id == "1"


def test_the_number_of_answers_is_held():
    index = NameIndex((str(i), "Іван Вярэйка") for i in range(50))
    assert len(index) == 50
    assert len(index.find("Вярэйка", limit=7)) == 7


@pytest.mark.parametrize("nothing", ["", "🙂", "  ", "\u202e", "Я."])
def test_a_question_without_words_finds_nothing(nothing):
    assert INDEX.find(nothing) == ()
    assert NameIndex([("1", nothing)]).find("Рубашка") == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_answered_in_order(text):
    found = INDEX.find(text)
    scores = [one.comparison.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert found == INDEX.find(text)


@pytest.mark.parametrize(("asked", "first"), [("Xiaoming", "a"), ("Devereaux", "b"), ("Mei Zhang", "c")])
def test_a_name_that_was_written_by_ear_is_found(asked, first):
    index = NameIndex([("a", "Чжао Сяомин"), ("b", "Жан Деверо"), ("c", "Мэй Чжан"), *PEOPLE.items()])
    assert index.find(asked)[0].id == first
