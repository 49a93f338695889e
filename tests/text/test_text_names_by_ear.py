"""What a name in Latin letters sounds like in Cyrillic ones, where no table of spellings tells."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from habeas.packs.loader import load
from habeas.text.names.by_ear import BY_EAR, LONGEST, UNLIKELY, unlikeliness, written_by_ear

HEARD = [
    ("Devereaux", "Деверо"),
    ("Renaud", "Рено"),
    ("Thibaud", "Тибо"),
    ("Fujimoto", "Фудзимото"),
    ("Xiaoming", "Сяомин"),
    ("Zhang", "Чжан"),
    ("Bouchard", "Бушар"),
]


@pytest.mark.parametrize(("latin", "cyrillic"), HEARD)
def test_a_name_written_by_ear_is_heard(latin, cyrillic):
    assert unlikeliness(latin, cyrillic) is not None


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Volnov", "Волков"),
        ("Kovalchyk", "Ковальчук"),
        ("Devereaux", "Девальер"),
        ("Fujimoto", "Фудзивара"),
        ("Zhang", "Чжао"),
        ("Renaud", "Ренар"),
    ],
)
def test_a_near_surname_is_not(latin, cyrillic):
    assert unlikeliness(latin, cyrillic) is None


def test_ukrainian_and_belarusian_letters_are_heard_as_russian_ones():
    assert unlikeliness("Muriel", "Мюріел") == unlikeliness("Muriel", "Мюриел")
    assert unlikeliness("Renaud", "Рэно") == unlikeliness("Renaud", "Рено")


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_have_an_answer(latin, cyrillic):
    less = unlikeliness(latin, cyrillic)
    assert less is None or 0 <= less <= UNLIKELY


def test_what_is_written_by_ear_stands_likeliest_first():
    written = written_by_ear("Zhang", 8)
    less = [unlikeliness("Zhang", word, 99.0) for word in written]
    assert "чжан" in written
    assert len(written) == 8
    assert less == sorted(less)
    assert less[0] == 0


@given(st.text(max_size=40))
def test_any_text_can_be_asked_to_be_written(latin):
    assert len(written_by_ear(latin, 3)) <= 3


def test_a_huge_word_is_no_name():
    assert written_by_ear("e" * 100_000, 3) == ()
    assert unlikeliness("e" * 100_000, "е" * 100_000) is None


@given(st.sampled_from(HEARD), st.floats(0, UNLIKELY))
def test_giving_up_early_changes_no_answer(pair, most):
    less, whole = unlikeliness(*pair, most), unlikeliness(*pair)
    assume(abs(whole - most) > 0.01)
    assert less == (whole if whole <= most else None)


def test_the_table_can_be_read_in_order():
    for group, told in load(BY_EAR).data["letters"].items():
        ways = [way.split() for way in told.split(", ")]
        costs = [float(cost) for _, cost in ways]
        assert 1 <= len(group) <= LONGEST
        assert costs == sorted(costs), group
        assert costs[0] >= 0
        assert len({letters for letters, _ in ways}) == len(ways), group
