"""Articles and terms that are written differently and mean one thing, and those that only look so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.identity.articles import article_readings
from habeas.identity.values import Relation, relate, why_same

SAME, FITS, CONFLICT = Relation.SAME, Relation.FITS, Relation.CONFLICT


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("342 1", "342-1", SAME),  # no code has an article 342-1: it is part 1 of 342
        ("361 4", "361-4", CONFLICT),  # 361-4 is an article of its own
        ("361-4", "361.4", SAME),
        ("361-4 1", "361-4", FITS),
        ("342", "342 1", FITS),
        ("342 1", "342 2", CONFLICT),
        ("24.23", "24.23", SAME),
        ("24.23 1", "24.23", FITS),
        ("205.5 2", "205-5 2", SAME),
        ("368", "369", CONFLICT),
        ("", "342", CONFLICT),
    ],
)
def test_articles(a, b, relation):
    assert relate("article", a, b) is relation
    assert relate("article", b, a) is relation


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("P18M", "P1Y6M", SAME),
        ("P1.5Y", "P18M", SAME),
        ("P1,5Y colony", "P1Y6M colony", SAME),
        ("P2W", "P14D", SAME),
        ("P2.5Y", "P2Y5M", CONFLICT),
        ("P18M", "P1Y6M colony", FITS),
    ],
)
def test_terms(a, b, relation):
    assert relate("term", a, b) is relation
    assert relate("term", b, a) is relation


def test_the_reason_is_told():
    assert [str(r) for r in why_same("term", "P18M", "P1Y6M")] == ["P18M = P1Y6M: one length"]
    assert [str(r) for r in why_same("article", "342-1", "342 1")] == ["342-1 = 342 1: one article and part"]
    assert why_same("article", "361 4", "361-4") == ()


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_relates_alike_from_both_sides(a, b):
    assert relate("article", a, b) is relate("article", b, a)
    assert isinstance(article_readings(a), tuple)
