"""Names on a page: the spelling of its language first, surnames in the order of its alphabet."""

from dataclasses import replace

import pytest
from publish_story import ZOSKA, story, value

from habeas.model.record import Register
from habeas.publish.names import letter_of, named, sort_key, sort_name
from habeas.publish.words import words_of


@pytest.mark.parametrize(
    ("lang", "first"),
    [("be", "Зоська Падліпская"), ("ru", "Зося Подлипская"), ("uk", "Зоська Падліпская"), ("pl", "Zośka Padlipskaja"),
     ("en", "Zośka Padlipskaja"), ("de", "Zośka Padlipskaja")],
)  # fmt: skip
def test_the_spelling_that_the_page_can_be_read_in_stands_first(lang, first):
    edition = story()
    record = next(r for r in edition.register.people if r.id == ZOSKA)
    name = named(record, edition, words_of(lang))
    assert name.first.name == first
    assert len(name.others) == 2


def test_a_belarusian_page_takes_the_language_in_latin_letters_before_a_neighbours_spelling():
    spellings = (value("Микита Вярбіна-Гай", "uk"), value("Mikita Viarbina-Haj", "be-Latn"))
    record, *_ = story().register.people
    told = replace(next(iter(story().statements.values())), type="identity", subjects=(record.id,))
    told = replace(told, fields={"name": spellings})
    record = replace(record, name="Микита Вярбіна-Гай", names=("Mikita Viarbina-Haj",))
    edition = replace(story(), register=Register((record,), ()), statements={told.id: told})
    assert named(record, edition, words_of("be")).first.name == "Mikita Viarbina-Haj"
    assert named(record, edition, words_of("uk")).first.name == "Микита Вярбіна-Гай"


@pytest.mark.parametrize(
    ("name", "sorted_as"),
    [("Зоська Падліпская", "Падліпская Зоська"), ("Подлипская Софья Антоновна", "Подлипская Софья Антоновна"),
     ("Szypszyna Danuta", "Szypszyna Danuta"), ("Mikita Viarbina-Haj", "Viarbina-Haj Mikita"), ("Kropka", "Kropka"), ("", "")],
)  # fmt: skip
def test_the_surname_leads(name, sorted_as):
    assert sort_name(name) == sorted_as


def test_letters_sort_by_the_alphabet_of_the_page():
    words = words_of("be")
    names = ["Ян Ўбор", "Ян Іваноў", "Ян Жук", "Ян Зуб", "Ян Ярка", "Ян Ёлка", "Ян Еўсей", "Jan Adamski"]
    ordered = [n.split()[1] for n in sorted(names, key=lambda n: sort_key(n, words))]
    assert ordered == ["Еўсей", "Ёлка", "Жук", "Зуб", "Іваноў", "Ўбор", "Ярка", "Adamski"]
    polish = sorted(
        ["Jan Łoś", "Jan Lis", "Jan Żuk", "Jan Źreb", "Jan Zub"], key=lambda n: sort_key(n, words_of("pl"))
    )
    assert [n.split()[1] for n in polish] == ["Lis", "Łoś", "Zub", "Źreb", "Żuk"]


@pytest.mark.parametrize(
    ("name", "lang", "letter"),
    [("Ян Іваноў", "be", "І"), ("Jan Šypšyna", "en", "S"), ("Jan Śliwa", "pl", "Ś"), ("Ян Жук", "en", "Ж"), ("", "en", ""), ("12", "en", "")],
)  # fmt: skip
def test_a_person_is_found_under_a_letter(name, lang, letter):
    assert letter_of(name, words_of(lang)) == letter
