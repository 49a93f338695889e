"""An index of many names: typing errors are found by gaps, common words are ranked in compiled code, new names at once."""

from itertools import product

import pytest

from habeas.identity.lookup import NameIndex

SYLLABLES = ["ба", "ду", "ке", "ла", "мо", "ни", "пу", "ра", "си", "то"]
SURNAMES = [
    "".join(parts).capitalize() + "вейка" for parts in product(SYLLABLES, SYLLABLES, SYLLABLES, SYLLABLES[:6])
]


@pytest.fixture(scope="module")
def many():
    """Six thousand invented people, all of one given name."""
    return NameIndex((str(number), f"Яўген {surname}") for number, surname in enumerate(SURNAMES))


@pytest.mark.parametrize("place", [0, 777, 2500, 5999])
def test_any_single_typing_error_is_found_wherever_it_falls(many, place):
    word = SURNAMES[place]
    for at in (0, 3, len(word) - 2):
        spoiled = [
            word[:at] + word[at + 1 :],
            word[:at] + "ж" + word[at:],
            word[:at] + "ж" + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
        for typed in spoiled:
            assert str(place) in {found.id for found in many.find(f"Яўген {typed}")}, typed


def test_a_name_added_to_many_is_found_at_once_also_with_an_error(many):
    many.add("new", "Таццяна Чырвонка")
    assert many.find("Tatiana Chyrvonka")[0].id == "new"
    assert many.find("Шырвонка")[0].id == "new"


def test_what_all_bear_is_answered_with_as_many_as_asked_for_and_the_rare_word_decides(many):
    assert len(many.find("Евгений", limit=7)) == 7
    found = many.find(f"Evgeny {SURNAMES[4321]}")
    assert found[0].id == "4321"
    assert [one.cost for one in found] == [one.cost for one in many.find(f"{SURNAMES[4321]} Evgeny")]
