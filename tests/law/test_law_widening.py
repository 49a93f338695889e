"""What is not sure can only widen an answer: laws that hold for every case, country and question."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from habeas.law.ask import answer
from habeas.law.case import case_of
from habeas.law.country import country
from habeas.law.rules import TERMS, Rule
from habeas.law.terms import Term

CODES = st.sampled_from(["by", "ru", "ua"])
REGIMES = st.sampled_from([None, "general", "enhanced", "strict", "settlement", "prison", "unheard of"])
TERM = st.sampled_from(["P1Y", "P18M", "P2Y6M", "P4Y", "P12Y"])
ARTICLES = st.sampled_from([None, "342 1", "205.5 2", "282.2", "361-1"])
GRAVITY = st.sampled_from([None, "small", "grave", "especially_grave"])


@st.composite
def whens(draw, first, last):
    day = draw(st.dates(first, last))
    width = draw(st.sampled_from([0, 0, 1, 9, 40]))
    return (day, day + timedelta(days=width))


@st.composite
def cases(draw, question):
    held = draw(whens(date(2010, 1, 1), date(2025, 1, 1)))
    sentenced = tuple(sorted(held[1] + timedelta(days=draw(st.integers(60, 500))) for _ in range(2)))
    claims = [{"type": "detention", "date": held}]
    if draw(st.booleans()):
        ordered = (held[1], held[1] + timedelta(days=draw(st.integers(0, 9))))
        claims.append({"type": "custody", "date": ordered, "term": draw(st.sampled_from([None, "P2M"]))})
    if question == "release" or draw(st.booleans()):
        claims.append(
            {
                "type": "sentence",
                "date": sentenced,
                "term": draw(TERM),
                "regime": draw(REGIMES),
                "article": draw(ARTICLES),
            }
        )
        if draw(st.booleans()):
            later = sentenced[1] + timedelta(days=draw(st.integers(10, 150)))
            claims.append(
                {
                    "type": draw(st.sampled_from(["in_force", "appeal", "sentence_start"])),
                    "date": (later, later),
                }
            )
    claims.append({"type": "charge", "gravity": draw(GRAVITY)})
    return {"country": draw(CODES), "question": question, "claims": claims}


def written(claims):
    return [
        {**claim, "date": "/".join(day.isoformat() for day in claim["date"])} if "date" in claim else claim
        for claim in claims
    ]


def span_of(case, law=None):
    asked = case_of({**case, "claims": written(case["claims"])})
    return answer(asked, law or country(case["country"])).span


def holds(wide, narrow):
    below = wide.first is None or (narrow.first is not None and wide.first <= narrow.first)
    return below and (wide.last is None or (narrow.last is not None and narrow.last <= wide.last))


@st.composite
def questions(draw):
    return draw(
        cases(draw(st.sampled_from(["release", "release", "custody_end", "custody_limit", "appeal"])))
    )


@given(questions())
@settings(max_examples=100, deadline=None)
def test_an_interval_is_never_inverted(case):
    span = span_of(case)
    assert span.first is None or span.last is None or span.first <= span.last


@given(questions(), st.data())
@settings(max_examples=120, deadline=None)
def test_a_wider_day_never_narrows(case, data):
    dated = [index for index, claim in enumerate(case["claims"]) if "date" in claim]
    at = data.draw(st.sampled_from(dated))
    before, after = data.draw(st.integers(0, 60)), data.draw(st.integers(0, 60))
    first, last = case["claims"][at]["date"]
    wider = [dict(claim) for claim in case["claims"]]
    wider[at]["date"] = (first - timedelta(days=before), last + timedelta(days=after))
    assert holds(span_of({**case, "claims": wider}), span_of(case))


@given(questions(), st.sampled_from(["regime", "article", "gravity"]))
@settings(max_examples=100, deadline=None)
def test_knowing_less_of_the_circumstances_never_narrows(case, key):
    less = [{name: value for name, value in claim.items() if name != key} for claim in case["claims"]]
    # a charge whose gravity is told is what makes it custody and no first detention
    assume((case["question"], key) != ("custody_limit", "gravity"))
    assert holds(span_of({**case, "claims": less}), span_of(case))


def added(about, low, high):
    value, wide = (
        (Term(days=low), Term(days=high)) if about in TERMS else (Fraction(low, 2), Fraction(high, 2))
    )
    return Rule(
        "test.added", about, "", "Added.", value, value, wide, None, None, "end", {}, "unread", "", ()
    )


@given(questions(), st.data())
@settings(max_examples=120, deadline=None)
def test_one_more_unverified_rule_never_narrows(case, data):
    law = country(case["country"])
    about = data.draw(st.sampled_from(sorted({rule.about for rule in law.rules})))
    if about in TERMS:
        bounds = st.integers(1, 900)
    elif about in ("tolerance", "custody_credit"):
        bounds = st.integers(2, 8)
    else:
        bounds = st.integers(0, 2)
    low, high = sorted((data.draw(bounds), data.draw(bounds)))
    more = replace(law, rules=(*law.rules, added(about, low, high)))
    assert holds(span_of(case, more), span_of(case))


@given(questions(), st.data())
@settings(max_examples=120, deadline=None)
def test_a_verified_rule_never_widens(case, data):
    law = country(case["country"])
    at = data.draw(st.integers(0, len(law.rules) - 1))
    checked = replace(law.rules[at], verified_by=("A lawyer, 2026-01-01",))
    rules = (*law.rules[:at], checked, *law.rules[at + 1 :])
    assert holds(span_of(case), span_of(case, replace(law, rules=rules)))


@given(cases("release"))
@settings(max_examples=100, deadline=None)
def test_every_reading_lies_within_the_answer(case):
    asked = case_of({**case, "claims": written(case["claims"])})
    found = answer(asked, country(case["country"]))
    assert all(holds(found.span, one.span) for one in found.variants)


@given(cases("release"))
@settings(max_examples=100, deadline=None)
def test_the_order_of_claims_does_not_matter(case):
    assert span_of({**case, "claims": case["claims"][::-1]}) == span_of(case)
