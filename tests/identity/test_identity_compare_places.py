"""Places, courts, places of detention, agencies across languages: the worked examples, and laws for any text."""

import unicodedata
from importlib import resources
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.identity.compare.institutions import compare_agencies, compare_courts, compare_facilities
from habeas.identity.compare.places import PlaceRelation, compare_places, relate_places, turned
from habeas.identity.values import Relation, relate, why_same
from habeas.model.judgement import Judgement

EXAMPLES = yaml.safe_load((Path(__file__).parent / "examples" / "places.yml").read_text(encoding="utf-8"))
COMPARE = {
    "places": compare_places,
    "facilities": compare_facilities,
    "courts": compare_courts,
    "agencies": compare_agencies,
}
JUDGED = {
    "same": Judgement.SAME,
    "different": Judgement.DIFFERENT,
    "within": Judgement.DIFFERENT,
    "cannot tell": Judgement.UNSURE,
}
PAIRS = [
    (sort, answer, a, b)
    for sort, answers in EXAMPLES.items()
    for answer, pairs in answers.items()
    for a, b in pairs
]
WORDS = sorted({word for _, _, a, b in PAIRS for word in (a, b) if word})
PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(", ".join)
ANYTHING = st.text(max_size=40) | PHRASES


@pytest.mark.parametrize(("sort", "answer", "a", "b"), PAIRS)
def test_worked_example(sort, answer, a, b):
    found = COMPARE[sort](a, b)
    assert found.judgement is JUDGED[answer], [str(r) for r in found.reasons]
    assert found.reasons
    assert all(str(reason) for reason in found.reasons)
    if sort == "places":
        within = relate_places(a, b).relation is PlaceRelation.WITHIN
        assert within is (answer == "within")


@given(ANYTHING, ANYTHING)
@settings(max_examples=150, deadline=None)
def test_the_order_of_the_two_does_not_matter(a, b):
    for compare in COMPARE.values():
        assert compare(a, b) == compare(b, a)
    assert relate_places(a, b).relation is turned(relate_places(b, a).relation)


@given(PHRASES, PHRASES)
@settings(max_examples=80, deadline=None)
def test_normal_forms_and_spaces_say_nothing(a, b):
    for compare in COMPARE.values():
        plain = compare(unicodedata.normalize("NFC", a), unicodedata.normalize("NFC", b)).judgement
        assert compare(unicodedata.normalize("NFD", a), unicodedata.normalize("NFD", b)).judgement is plain


@given(st.sampled_from([w for w in WORDS if " " not in w]), st.sampled_from(WORDS))
@settings(max_examples=60, deadline=None)
def test_capitals_say_nothing(a, b):
    for sort in ("facilities", "courts", "agencies"):
        assert COMPARE[sort](a, b).judgement is COMPARE[sort](a.upper(), b.upper()).judgement


def test_every_reason_names_both_phrases():
    found = relate_places("Мазыр", "Мазырскі раён")
    assert ("one", "Мазыр") in found.reasons[0].facts
    assert "lies in" in str(found.reasons[0])


def test_values_of_places_relate_as_places_do():
    assert relate("place", "Мазыр", "Mozyr") is Relation.SAME
    assert relate("place", "Мазыр", "Мазырскі раён") is Relation.FITS
    assert relate("place", "Мазыр", "Гомель") is Relation.CONFLICT
    assert relate("agency", "КДБ", "KGB") is Relation.SAME
    assert relate("facility", "ИК-3 Витьба", "ПК-3") is Relation.SAME
    assert [str(r) for r in why_same("agency", "КДБ", "KGB")] == ["KGB = КДБ: one agency in two languages"]
    assert why_same("place", "Мазыр", "Гомель") == ()
    assert why_same("date", "2026-01-01", "2026-01") == ()


@pytest.mark.parametrize(
    "text",
    ["", " ", "\x00", "a" * 100_000, "раён " * 20_000, "-" * 50_000, "Ў" * 5_000, "‮Мінск", "🚓🚓", "ب" * 900,
     "Мінск, " * 9_000, "12345 № 99999999999999999999", "'’ʼ" * 2_000],
)  # fmt: skip
def test_hostile_text_gets_an_answer(text):
    for compare in COMPARE.values():
        for other in ("Мінск", text, "ПК №3"):
            assert compare(text, other).reasons


def test_the_packs_say_what_they_are():
    for name in ("geonames.tsv", "keys.tsv"):
        head = resources.files("habeas.packs").joinpath("places", name).read_text("utf-8")[:600]
        assert "CC BY 4.0" in head
        assert "GeoNames" in head
