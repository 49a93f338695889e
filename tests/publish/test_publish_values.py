"""Values in words: terms, articles and kinds by their notation, everything else as its source wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.publish.values import shown
from habeas.publish.words import words_of

CASES = {
    "en": {
        ("term", "P5Y"): "5 years",
        ("term", "P2Y6M"): "2 years 6 months",
        ("term", "P10D administrative arrest"): "10 days, administrative arrest",
        ("term", "P10D..P15D administrative arrest"): "10–15 days, administrative arrest",
        ("term", "P6M..P1Y"): "6 months – 1 year",
        ("term", "P1Y some new kind"): "1 year, some new kind",
        ("term", "five years"): "five years",
        ("article", "130 1"): "art. 130, part 1",
        ("article", "361-4"): "art. 361-4",
        ("article", "24.23"): "art. 24.23",
        ("until", "2026-11"): "November 2026",
        ("term", "life"): "life imprisonment",
        ("term", "P3Y colony general regime"): "3 years, colony of general regime",
        ("fine", "30 base units"): "30 base units",
        ("fine", "4500 BYN"): "4500 BYN",
        ("kind", "house arrest"): "house arrest",
        ("regime", "enhanced"): "enhanced regime",
        ("letters_known", "no"): "no",
        ("gender", "f"): "woman",
        ("place", "Узгорск"): "Узгорск",
    },
    "be": {
        ("term", "P5Y"): "5 гадоў",
        ("term", "P2Y"): "2 гады",
        ("fine", "2 base units"): "2 базавыя велічыні",
        ("term", "P10D..P15D administrative arrest"): "10–15 дзён, адміністрацыйны арышт",
        ("article", "130 1"): "ч. 1 арт. 130",
    },
    "pl": {("term", "P22Y3M"): "22 lata 3 miesiące", ("article", "130 1"): "art. 130 cz. 1"},
}


@pytest.mark.parametrize(("lang", "case"), [(lang, case) for lang, cases in CASES.items() for case in cases])
def test_a_value_in_words(lang, case):
    assert str(shown(*case, words_of(lang)).words) == CASES[lang][case]


def test_a_sources_own_words_keep_their_language_and_ours_have_none():
    assert shown("place", "Узгорск", words_of("en"), "ru").lang == "ru"
    assert shown("place", "Узгорск", words_of("en")).theirs
    assert not shown("article", "130 1", words_of("en"), "ru").theirs


@given(st.sampled_from(["term", "article", "date", "kind", "gender", "fine", "place"]), st.text(max_size=60))
def test_no_value_fails_and_none_becomes_markup(field, value):
    said = str(shown(field, value, words_of("be")).words)
    assert "<" not in said


def test_digits_of_other_scripts_are_left_as_they_are():
    assert str(shown("article", "١٣٠ ١", words_of("en")).words) == "١٣٠ ١"
    assert str(shown("term", "P٥Y", words_of("en")).words) == "P٥Y"
