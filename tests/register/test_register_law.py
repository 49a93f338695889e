"""What the law says of the people of the register: from held facts to intervals, in words that promise nothing."""

from dataclasses import replace
from datetime import date

import pytest
from register_story import Lane, Report
from story_statements import accepted, person_id

from habeas.law import country as countries
from habeas.law.country import country
from habeas.model.claim import Modality
from habeas.model.statement import State
from habeas.register.derive import derive
from habeas.register.jurisdiction import jurisdiction
from habeas.register.legal import DERIVED_DATES, legal_file, legal_json, may_be_public

TODAY = date(2026, 11, 20)
VERDICT = Report(
    "Вераніка Сінкевіч: суд 12 мая 2026 года, артыкул 342.",
    publisher="Viestačka",
    published="2026-05-13",
    lang="be",
)
OTHER = Report("Вераніка Сінкевіч, тры гады.", publisher="Second Envelope", published="2026-05-20", lang="be")


def told(*statements, today=TODAY):
    """The one person that statements of state accepted are about."""
    rows = [replace(s, state=State.ACCEPTED, order=(1, "", n)) for n, s in enumerate(statements)]
    names = {s: "1" * 32 for row in rows for s in row.subjects}
    rows = [replace(row, subjects=tuple(names[one] for one in row.subjects)) for row in rows]
    (record,) = derive(rows, today=today).people
    return record


def says(type, report=VERDICT, quote="Вераніка Сінкевіч", modality=None, **fields):
    return report.propose(type, ["Вераніка Сінкевіч"], quote, modality=modality, **fields)


def sentenced(term="P3Y colony general regime", day="2026-05-12", report=VERDICT, **fields):
    return says("sentence", report, date=day, term=term, article="342 1", **fields)


@pytest.fixture(scope="module")
def story():
    return {record.id: record for record in derive(accepted(), today=TODAY).people}


def test_a_sentence_of_the_story_has_a_counted_end_with_its_rules_and_facts(story):
    found = legal_file(story[person_id("mikita")], today=TODAY)
    assert (found.country, found.reason.rule) == ("by", "law.by-article")
    release = found.of("release")
    assert release.state is State.ACCEPTED
    assert release.answer.words.startswith("The term as we count it ends between")
    assert release.answer.words.endswith("not checked by a lawyer.")
    assert release.answer.rules
    assert any(fact.type == "detention" for fact in release.answer.facts)
    assert release.statements


def test_no_word_of_any_answer_promises_a_release(story):
    for record in story.values():
        for one in legal_file(record, today=TODAY).answers:
            assert "will be released" not in one.answer.words
            assert one.answer.unverified == ("not checked by a lawyer" in one.answer.words)


def test_custody_and_charge_are_asked_of_somebody_before_her_trial(story):
    found = {one.question: one.answer for one in legal_file(story[person_id("zoska")], today=TODAY).answers}
    assert set(found) == {"custody_end", "exposure"}
    assert found["custody_end"].span.last == date(2026, 11, 19)
    assert found["exposure"].more["most_years"] == 5


def test_administrative_arrests_are_a_chain():
    one = says("sentence", date="2026-04-01", term="P10D administrative arrest", article="24.23")
    more = says("sentence", OTHER, date="2026-04-11", term="P15D", article="19.11")
    record = told(says("detention", date="2026-03-31"), one, more, today=date(2026, 4, 20))
    chain = legal_file(record, today=date(2026, 4, 20)).of("arrests")
    assert chain.answer.more["arrests"] == 2
    assert chain.answer.words.startswith("The chain of 2 arrests as we count it ends between")
    assert chain.answer.span.first >= date(2026, 4, 24)


def test_rival_terms_of_one_arrest_are_one_arrest_of_either_length():
    one = says("sentence", date="2026-04-01", term="P10D administrative arrest", article="24.23")
    other = says("sentence", OTHER, date="2026-04-01", term="P13D administrative arrest", article="24.23")
    chain = legal_file(told(one, other, today=date(2026, 4, 2)), today=date(2026, 4, 2)).of("arrests")
    assert chain.answer.more["arrests"] == 1
    assert (chain.answer.span.first, chain.answer.span.last) == (date(2026, 4, 10), date(2026, 4, 14))


def test_rival_terms_are_both_held_possible():
    held = says("detention", date="2026-03-20")
    alone = legal_file(told(held, sentenced()), today=TODAY).of("release").answer
    both = told(held, sentenced(), sentenced("P3Y6M", report=OTHER))
    both = legal_file(both, today=TODAY).of("release").answer
    assert both.span.first <= alone.span.first
    assert both.span.last > alone.span.last


def test_what_is_only_proposed_stands_beside_what_is_accepted():
    lane = Lane()
    held, statement, other = says("detention", date="2026-03-20"), sentenced(), sentenced("P5Y", report=OTHER)
    (record,) = lane.derive([held, statement], today=TODAY).register.people
    (release,) = legal_file(record, today=TODAY).answers
    assert release.state is State.PROPOSED
    node = held.subjects[0]
    rows = [replace(s, state=State.ACCEPTED) for s in (held, statement)]
    proposed = replace(other, subjects=(node,))
    (record,) = derive([*rows, proposed], today=TODAY, key=b"k").people
    firm, loose = legal_file(record, today=TODAY).answers
    assert (firm.state, loose.state) == (State.ACCEPTED, State.PROPOSED)
    assert firm.answer.span.last < loose.answer.span.last


def test_a_detention_without_a_date_happened_by_its_report():
    facts = legal_file(told(says("detention"), sentenced()), today=TODAY).of("release").answer.facts
    assert "detention, ../2026-05-13" in [fact.words() for fact in facts]


@pytest.mark.parametrize("modality", [Modality.DENIED, Modality.EXPECTED, Modality.IN_ABSENTIA])
def test_what_did_not_happen_is_no_fact(modality):
    record = told(says("detention", date="2026-03-20"), sentenced(modality=modality))
    assert legal_file(record, today=TODAY).of("release") is None


def test_a_suspended_sentence_has_no_end_of_a_term():
    assert legal_file(told(sentenced("P2Y suspended")), today=TODAY).of("release") is None


def test_somebody_released_has_no_end_of_a_term():
    record = told(sentenced(), says("release", OTHER, date="2026-05-19"))
    assert legal_file(record, today=TODAY).answers == ()


def test_whose_law_is_never_guessed():
    report = Report("Veranika Sinkievič was given three years on 12 May.", published="2026-05-13", lang="en")
    record = told(
        report.propose("sentence", ["Veranika Sinkievič"], "three years", term="P3Y", date="2026-05-12")
    )
    found = legal_file(record, today=TODAY)
    assert (found.country, found.answers, found.reason.rule) == (None, (), "law.no-country")
    given = legal_file(record, today=TODAY, law="ru")
    assert (given.country, given.reason.rule) == ("ru", "law.given")
    missing = given.of("release").answer
    assert (missing.span.edtf(), missing.more["reason"]) == (
        None,
        "the day from which the term runs is not known",
    )


def test_a_russian_article_is_russian_law_also_in_a_ukrainian_report():
    report = Report("Алім Нурієв засуджений, стаття 205.5.", published="2026-05-13", lang="uk")
    record = told(report.propose("sentence", ["Алім Нурієв"], "стаття 205.5", article="205.5 2", term="P12Y"))
    assert legal_file(record, today=TODAY).country == "ru"


def test_facts_that_make_no_sense_to_the_law_are_told_and_never_a_crash():
    record = told(says("detention", date="9998-12-30"), sentenced("P999Y", day="9998-12-31"))
    found = legal_file(record, today=TODAY)
    assert found.refused.rule == "law.refused.term"
    assert "calendar" in legal_json(found)["refused"]


@pytest.fixture
def checked_by_a_lawyer(monkeypatch):
    """Belarus as it would be if a lawyer had verified every rule."""
    law = country("by")
    rules = tuple(replace(rule, verified_by=("A. Lawyer, 2026-11-01",)) for rule in law.rules)
    checked = replace(law, rules=rules)
    monkeypatch.setattr("habeas.register.legal.country", lambda code: checked)
    assert countries.country("by") is law


def test_a_derived_date_is_public_only_if_checked_accepted_and_allowed(story, checked_by_a_lawyer):
    record = story[person_id("mikita")]
    allowed = frozenset({(record.id, DERIVED_DATES)})
    release = legal_file(record, today=TODAY).of("release")
    assert may_be_public(release, record.id, allowed)
    assert not may_be_public(release, record.id, frozenset())
    assert not may_be_public(replace(release, state=State.PROPOSED), record.id, allowed)


def test_no_derived_date_is_public_as_long_as_no_rule_is_verified(story):
    for record in story.values():
        allowed = frozenset({(record.id, DERIVED_DATES)})
        for one in legal_file(record, today=TODAY).answers:
            derived = bool(one.answer.rules) or one.question != "custody_end"
            assert not (derived and may_be_public(one, record.id, allowed))


def test_held_longer_is_a_question_until_the_rules_are_verified():
    record = told(says("detention", date="2026-03-20"), says("conditions", OTHER))
    limit = legal_file(record, today=TODAY).of("custody_limit")
    assert limit.answer.more["held_longer"] == "question"
    assert "not a finding" in limit.answer.words


def test_held_longer_is_a_finding_where_every_rule_is_verified(checked_by_a_lawyer):
    record = told(says("detention", date="2026-03-20"), says("conditions", OTHER))
    assert legal_file(record, today=TODAY).of("custody_limit").answer.more["held_longer"] == "yes"


@pytest.mark.parametrize(
    ("told_where", "country", "rule"),
    [
        ({"court": "Мінскі гарадскі суд"}, "by", "law.by-place"),
        ({"court": "Южный окружной военный суд в Ростове-на-Дону"}, "ru", "law.by-place"),
        ({"place": "Львів"}, "ua", "law.by-place"),
        ({"place": "Сімферополь"}, None, "law.no-country"),  # Russian codes are applied there too
        ({"place": "Paris"}, None, "law.no-country"),  # a village of that name is no capital
    ],
)
def test_where_a_case_is_judged_tells_whose_law_it_is_under(told_where, country, rule):
    record = told(says("hearing", date="2026-04-01", **told_where))
    beliefs = tuple(
        replace(b, evidence=tuple(replace(e, lang="en") for e in b.evidence)) for b in record.beliefs
    )
    found, reason = jurisdiction(replace(record, beliefs=beliefs))
    assert (found, reason.rule) == (country, rule)


def test_a_remand_is_counted_as_custody_and_a_warrant_is_not():
    order = {"date": "2026-10-01", "until": "2026-12-01", "court": "суд"}
    remanded = told(says("arrest_order", kind="remand", **order))
    assert remanded.status == "under-investigation"
    assert legal_file(remanded, today=TODAY).of("custody_end").answer.facts
    warrant = told(says("arrest_order", **order))
    assert warrant.status == "wanted"
    assert legal_file(warrant, today=TODAY).of("custody_end") is None
