"""What the law answers, question by question: the cases that the worked examples do not show."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.law.ask import QUESTIONS, answer, ask
from habeas.law.case import KEYS, TYPES, case_of
from habeas.law.country import country
from habeas.law.errors import LawError

ANSWER = {
    "schema", "country", "question", "words", "earliest", "latest", "edtf", "rules", "assumptions",
    "unverified", "facts", "variants", "packs",
}  # fmt: skip


def asked(question, *claims, code="by", **more):
    return ask(
        {"schema": "habeas.law-case/1", "country": code, "question": question, "claims": list(claims), **more}
    )


def detained(day, **more):
    return {"type": "detention", "date": day, **more}


def sentenced(day, term, **more):
    return {"type": "sentence", "date": day, "term": term, **more}


def in_force(day):
    return {"type": "in_force", "date": day}


def arrest(day, term=None):
    return {
        "type": "sentence",
        "kind": "administrative_arrest",
        "date": day,
        **({"term": term} if term else {}),
    }


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_answers_an_empty_case_with_what_is_missing(question):
    found = asked(question)
    assert set(found) >= ANSWER
    assert found["earliest"] is found["latest"] is found["edtf"] is None
    assert found["reason"]
    assert found["unverified"] is True
    assert found["reason"] in found["words"]


def test_every_rule_of_an_answer_says_whether_it_was_checked_and_where_it_stands():
    rules = asked("release", detained("2022-03-01"), sentenced("2022-09-01", "P2Y"))["rules"]
    assert {rule["id"] for rule in rules} >= {
        "by.credit.one-and-a-half",
        "by.credit.strict",
        "by.verdict.into-force",
    }
    assert all(rule["unverified"] is True for rule in rules)
    assert all(rule["source"] for rule in rules if rule["read"] != "unread")


def test_a_sentence_that_adds_to_a_term():
    plain = asked("release", detained("2022-03-01"), sentenced("2022-09-01", "P2Y"), in_force("2022-11-01"))
    added = asked(
        "release", detained("2022-03-01"), sentenced("2022-09-01", "P2Y"), in_force("2022-11-01"),
        {"type": "sentence", "date": "2023-12-01", "term": "P1Y", "article": "411 1", "adds": True},
    )  # fmt: skip
    assert added["earliest"][:4] == str(int(plain["earliest"][:4]) + 1)
    assert added["latest"][:7] == "2025-03"


def test_a_later_sentence_that_may_add_or_replace_leaves_both_open():
    found = asked(
        "release",
        detained("2022-03-01"),
        sentenced("2022-09-01", "P2Y"),
        sentenced("2023-09-01", "P3Y"),
        in_force("2022-11-01"),
    )
    assert found["earliest"] < "2024-03"
    assert found["latest"] > "2027-02"
    assert any("2 years, 3 years, 5 years" in line for line in found["assumptions"])


def test_what_two_sources_say_of_one_sentence_is_held_possible():
    found = asked(
        "release",
        detained("2019-03-01", kind=""),
        sentenced("2019-09-01", "P1Y"),
        sentenced("2019-09-01", "P15M"),
    )
    assert found["earliest"] < "2020-03-01"
    assert found["latest"] > "2020-05-29"
    assert found["latest"] < "2021"


def test_one_sentence_told_twice_is_one_sentence():
    once, twice = (
        [sentenced("2022-09-01", "P2Y")],
        [sentenced("2022-09-01", "P2Y"), sentenced("2022-09", "P24M")],
    )
    facts = (detained("2022-03-01"), in_force("2022-11-01"))
    assert asked("release", *facts, *once)["edtf"] == asked("release", *facts, *twice)["edtf"]


def test_an_appeal_ruling_that_names_a_term_replaces_the_term():
    facts = (detained("2022-03-01"), sentenced("2022-09-01", "P4Y"))
    lowered = asked("release", *facts, {"type": "appeal", "date": "2022-11-01", "term": "P2Y"})
    filed = asked("release", *facts, {"type": "appeal", "date": "2022-09-08", "term": "P2Y", "kind": "filed"})
    assert lowered["latest"][:7] == "2024-03"
    assert filed["latest"][:7] == "2026-03"


def test_values_may_be_written_with_spaces_and_capitals():
    facts = (detained("2022-03-01"), in_force("2022-11-01"))
    written, coded = (
        sentenced("2022-09-01", "P2Y", kind=kind)
        for kind in ("Restriction of freedom", "restriction_of_freedom")
    )
    assert asked("release", *facts, written)["edtf"] == asked("release", *facts, coded)["edtf"]


def test_custody_that_was_interrupted_counts_with_its_own_days_alone():
    found = asked(
        "release", detained("2022-01-10"), {"type": "release", "date": "2022-01-19"}, sentenced("2022-06-01", "P1Y", regime="general"),
        {"type": "custody", "date": "2022-06-01"}, in_force("2022-06-01"),
    )  # fmt: skip
    # ten days before and the day of the sentence: 10 to 16 days off a year from 1 June 2022, three days either way
    assert found["earliest"] == "2023-05-12"
    assert found["latest"] == "2023-05-25"


def test_house_arrest_in_russia_counts_half_or_whole():
    found = asked(
        "release", {"type": "house_arrest", "date": "2022-01-01"}, sentenced("2022-06-30", "P2Y", regime="strict", article="275"),
        in_force("2022-06-30"), code="ru",
    )  # fmt: skip
    assert found["earliest"] <= "2023-12-31" < "2024-03-30" <= found["latest"]
    assert "ru.credit.house-arrest" in {rule["id"] for rule in found["rules"]}


def test_administrative_arrest_before_the_case_may_or_may_not_count():
    claims = (detained("2023-03-16"), sentenced("2023-09-01", "P2Y", regime="strict"), in_force("2023-11-01"))
    with_arrest, without = asked("release", arrest("2023-03-01", "P15D"), *claims), asked("release", *claims)
    assert with_arrest["latest"] == without["latest"]
    assert with_arrest["earliest"] < without["earliest"]


def test_a_regime_nobody_knows_is_told_and_holds_all():
    claims = (detained("2022-03-01"), in_force("2022-11-01"))
    strange = asked("release", *claims, sentenced("2022-09-01", "P2Y", regime="velvet"))
    unknown = asked("release", *claims, sentenced("2022-09-01", "P2Y"))
    assert strange["edtf"] == unknown["edtf"]
    assert any("velvet" in line for line in strange["assumptions"])


def test_a_release_that_is_told_does_not_change_the_count_but_is_said():
    claims = (detained("2022-03-01"), sentenced("2022-09-01", "P2Y"), in_force("2022-11-01"))
    plain, freed = (
        asked("release", *claims),
        asked("release", *claims, {"type": "release", "date": "2023-05-05"}),
    )
    assert plain["edtf"] == freed["edtf"]
    assert any("2023-05-05" in line for line in freed["assumptions"])


def test_the_credit_ends_no_term_before_it_was_law():
    found = asked(
        "release",
        detained("2020-01-01"),
        sentenced("2020-12-01", "P20M", regime="general"),
        in_force("2021-02-01"),
    )
    assert (
        found["earliest"] == "2021-06-15"
    )  # 19 June 2021 was a Saturday: the Friday before, less three days


def test_all_of_a_term_may_have_been_custody():
    found = asked("release", detained("2022-01-01"), sentenced(None, "P3Y", regime="general"))
    # two thirds of three years end on Sunday, 31 December 2023: the Friday before, less three days
    assert found["earliest"] == "2023-12-26"
    assert found["latest"] == "2025-01-04"


def test_rival_days_of_detention_are_both_held_possible():
    facts = (sentenced("2023-09-01", "P2Y", regime="strict"), in_force("2023-09-01"))
    both = asked("release", detained("2023-03-01"), detained("2023-04-03"), *facts)
    assert both["earliest"] == asked("release", detained("2023-03-01"), *facts)["earliest"]
    assert both["latest"] == asked("release", detained("2023-04-03"), *facts)["latest"]


def test_where_a_verified_rule_applies_for_sure_an_unverified_one_says_nothing():
    law = country("by")
    (credit,) = [rule for rule in law.rules if rule.id == "by.credit.one-and-a-half"]
    claims = [
        detained("2023-03-01"),
        sentenced("2023-09-01", "P2Y", regime="general"),
        in_force("2023-11-01"),
    ]
    case = case_of({"country": "by", "question": "release", "claims": claims})
    others = tuple(rule for rule in law.rules if rule is not credit)
    sure = replace(law, rules=(*others, replace(credit, verified_by=("A lawyer",))))
    rumour = replace(
        law,
        rules=(*sure.rules, replace(credit, id="by.rumour", when={}, low=credit.low, high=3 * credit.high)),
    )
    assert answer(case, rumour).span == answer(case, sure).span
    assert answer(case, sure).span.last < answer(case, law).span.last
    assert answer(case, sure).unverified  # other rules are not verified


def test_custody_after_the_day_asked_about_says_what_is_likely():
    found = asked("custody_end", {"type": "custody", "date": "2026-01-01"}, as_of="2026-06-01")
    assert found["latest"] == "2026-03-01"
    assert any("before 2026-06-01" in line for line in found["assumptions"])


def test_an_extension_without_an_end_is_open_up_to_the_longest():
    found = asked(
        "custody_end",
        {"type": "custody", "date": "2026-01-01"},
        {"type": "custody_extension", "date": "2026-02-25"},
    )
    assert (found["earliest"], found["latest"]) == ("2026-02-25", "2027-07-01")


@pytest.mark.parametrize(
    ("adds", "end"), [(True, "2026-08-22"), (False, "2026-06-21"), ("P2M", "2026-07-22")]
)
def test_an_extension_that_says_how_it_is_meant(adds, end):
    extension = {"type": "custody_extension", "date": "2026-05-20", "term": "P3M", "adds": adds}
    found = asked("custody_end", {"type": "custody", "date": "2026-03-22", "until": "2026-05-22"}, extension)
    assert end in (found["earliest"], found["latest"])
    assert found["latest"][:7] == end[:7]


def test_two_reports_of_one_extension_are_both_held_possible():
    extensions = [
        {"type": "custody_extension", "date": "2026-05-20", "until": day}
        for day in ("2026-08-22", "2026-09-22")
    ]
    found = asked("custody_end", *extensions)
    assert found["edtf"] == "2026-08-22/2026-09-22"


@pytest.mark.parametrize(
    ("as_of", "held"),
    [("2026-03-24", "no"), ("2026-03-28", "possible"), ("2026-04-02", "question"), (None, None)],
)
def test_held_longer_than_the_law_allows_is_at_most_a_question(as_of, held):
    found = asked("custody_limit", detained("2026-03-22"), as_of=as_of)
    assert found["held_longer"] == held
    assert ("a question to a lawyer, not a finding" in found["words"]) is (held == "question")


def test_only_a_verified_rule_makes_it_a_finding():
    law = country("by")
    checked = replace(law, rules=tuple(replace(rule, verified_by=("A lawyer",)) for rule in law.rules))
    case = case_of(
        {
            "country": "by",
            "question": "custody_limit",
            "as_of": "2026-03-28",
            "claims": [detained("2026-03-22")],
        }
    )
    found = answer(case, checked)
    assert found.more["held_longer"] == "yes"
    assert not found.unverified
    assert "not checked" not in found.words


def test_somebody_sentenced_is_not_held_in_custody_beyond_that_day():
    found = asked(
        "custody_limit", detained("2020-01-01"), {"type": "custody", "date": "2020-01-03"}, sentenced("2020-05-01", "P5Y"), as_of="2026-01-01"
    )  # fmt: skip
    assert found["held_longer"] == "no"


def test_an_arrest_begins_with_its_detention():
    found = asked("arrests", detained("2021-04-03", kind="administrative"), arrest("2021-04-05", "P10D"))
    assert (found["earliest"], found["latest"]) == ("2021-04-12", "2021-04-15")


def test_arrests_far_apart_are_no_chain():
    found = asked("arrests", arrest("2021-04-01", "P15D"), arrest("2021-06-01", "P15D"))
    assert found["arrests"] == 1
    assert found["days"] == [15, 16]


def test_two_lengths_of_one_arrest_are_one_link_of_either_length():
    found = asked("arrests", arrest("2021-04-01", "P10D"), arrest("2021-04-01", "P13D"))
    assert (found["arrests"], found["earliest"], found["latest"]) == (1, "2021-04-10", "2021-04-14")
    assert any("Several arrests" in line for line in found["assumptions"])


def test_arrests_of_one_day_by_two_articles_may_follow_each_other():
    rows = [{**arrest("2021-04-01", "P15D"), "article": article} for article in ("24.23", "24.3")]
    found = asked("arrests", *rows)
    assert (found["arrests"], found["earliest"], found["latest"]) == (1, "2021-04-15", "2021-05-01")


def test_an_arrest_of_unknown_length_is_up_to_the_longest():
    found = asked("arrests", arrest("2021-04-01"))
    assert (found["earliest"], found["latest"]) == ("2021-04-01", "2021-05-01")


def test_release_from_an_administrative_arrest_is_the_end_of_its_chain():
    assert asked("release", arrest("2021-04-01", "P15D"))["edtf"] == "2021-04-15/2021-04-16"


def test_several_charges_add_up_and_one_unknown_leaves_the_most_open():
    charges = [{"type": "charge", "date": "2022-01-01", "article": article} for article in ("293 2", "342 1")]
    found = asked("exposure", *charges)
    assert (found["least_years"], found["most_years"]) == (3, 12)
    assert any("added up" in line for line in found["assumptions"])
    unknown = asked("exposure", *charges, {"type": "charge", "article": "289-3"})
    assert unknown["most_years"] is None
    assert "289-3" in unknown["reason"]


def test_a_part_that_is_not_told_holds_every_part():
    found = asked("exposure", {"type": "charge", "article": "293"})
    assert (found["least_years"], found["most_years"]) == (0, 15)


def test_an_article_that_was_no_law_yet():
    found = asked("exposure", {"type": "charge", "date": "2019-01-01", "article": "361-4 1"})
    assert found["most_years"] is None
    assert "no law yet" in found["reason"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ([], "one JSON object"), ({}, "country"), ({"country": "by", "question": "when?"}, "no question"),
        ({"country": "zz", "question": "release"}, "by, ru, ua"), ({"country": "../by", "question": "release"}, "no law of"),
        ({"schema": "habeas.law-case/9", "country": "by", "question": "release"}, "habeas.law-case/1"),
        ({"country": "by", "question": "release", "claims": {}}, "list"),
        ({"country": "by", "question": "release", "claims": [3]}, "claim 1"),
        ({"country": "by", "question": "release", "claims": [{"type": "picnic"}]}, "picnic"),
        ({"country": "by", "question": "release", "claims": [{"type": "detention", "day": "2020"}]}, "day"),
        ({"country": "by", "question": "release", "claims": [detained("2020-02-31")]}, "claim 1: .*no such day"),
        ({"country": "by", "question": "release", "claims": [sentenced("2020", "two years")]}, "P2Y6M"),
        ({"country": "by", "question": "release", "claims": [detained(5)]}, "text"),
        ({"country": "by", "question": "release", "claims": [detained("2020", adds=3)]}, "adds"),
        ({"country": "by", "question": "release", "claims": [detained("9999-06-01"), sentenced("9999-07-01", "P2Y")]}, "calendar"),
    ],
)  # fmt: skip
def test_a_case_that_cannot_be_read_is_told_in_one_sentence(data, says):
    with pytest.raises(LawError, match=says) as told:
        ask(data)
    assert "\n" not in str(told.value)


def test_a_date_without_a_year_is_the_last_one_before_the_day_asked_about():
    found = asked("custody_end", {"type": "custody", "date": "XXXX-03-22"}, as_of="2026-02-01")
    assert found["earliest"] == "2025-05-21"
    assert asked("custody_end", {"type": "custody", "date": "XXXX-03-22"})["edtf"] is None


TEXTS = st.sampled_from(
    ["", "2020-01-01", "2020", "XXXX-02-29", "../2021-05", "2021-05/..", "P2Y", "PT72H", "strict", "administrative_arrest", "293 2",
     "9999-12-31", "0001-01-01", "P999Y", "0000", "ч. ст.", "filed", "P0D"]
) | st.text(max_size=8)  # fmt: skip
VALUES = TEXTS | st.none() | st.booleans() | st.integers() | st.lists(st.integers(), max_size=2)
CLAIMS = st.lists(
    st.builds(lambda kind, rest: {**rest, "type": kind}, st.sampled_from(TYPES), st.dictionaries(st.sampled_from(KEYS), TEXTS, max_size=5)),
    max_size=5,
)  # fmt: skip


@given(
    st.sampled_from(["by", "ru", "ua"]), st.sampled_from(sorted(QUESTIONS)), st.sampled_from([None, "2024-02-29", "0001-01-01"]),
    CLAIMS | VALUES | st.lists(st.dictionaries(st.sampled_from(KEYS), VALUES), max_size=2),
)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_whatever_a_case_holds_it_is_answered_or_refused(code, question, as_of, claims):
    try:
        found = ask({"country": code, "question": question, "as_of": as_of, "claims": claims})
    except LawError as refused:
        assert str(refused)
        return
    assert set(found) >= ANSWER
    assert json.loads(json.dumps(found)) == found
    assert not (found["earliest"] and found["latest"] and found["earliest"] > found["latest"])
