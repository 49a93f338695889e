"""The sample story: what the register says of each of its people, as a volunteer would expect to read it."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from story_statements import accepted, person_id

from habeas.identity.values import parse_date
from habeas.model.statement import State
from habeas.register.derive import derive

ROWS = yaml.safe_load((Path(__file__).parent / "examples" / "story_status.yml").read_text("utf-8"))
LAST = date(2026, 11, 20)


def told_by(day):
    limit = day.isoformat()
    return [s for s in accepted() if all((e.published or "") <= limit for e in s.evidence)]


def people(day):
    return {record.id: record for record in derive(told_by(day), today=day).people}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['person']} by {row['by']}")
def test_status(row):
    record = people(date.fromisoformat(row["by"]))[person_id(row["person"])]
    assert (record.status, record.held, record.held_as_of) == (row["status"], row["held"], row["as_of"])
    assert record.status_reason.words


def test_all_terms_have_words_in_the_pack():
    assert {row["status"] for row in ROWS} >= {"term-over", "released", "serving-sentence"}


@pytest.fixture(scope="module")
def zoska():
    return people(LAST)[person_id("zoska")]


def events(record, type_name):
    return [e for e in record.episodes if e.type == type_name]


def values(episode, name):
    return [b.value for b in episode.beliefs if b.property == name]


def test_one_detention_is_told_by_many_reports(zoska):
    (detention,) = events(zoska, "detention")
    assert detention.date == "2026-03-19"
    assert len(detention.statements) == 3, "hers, and two about the group that she is among"


def test_two_extensions_are_two_events(zoska):
    assert [values(e, "until") for e in events(zoska, "custody_extension")] == [
        ["2026-08-19"],
        ["2026-11-19"],
    ]


def test_an_allegation_and_its_denial_stand_beside_each_other(zoska):
    (beaten,) = events(zoska, "ill_treatment")
    first = beaten.beliefs[0]
    assert (first.property, first.value, first.state) == ("ill_treatment", "alleged", State.DISPUTED)
    assert [(r.value, r.said_by) for r in first.rivals] == [("denied", ("пракуратура Узгорскага раёна",))]
    assert first.reason.rule == "belief.voice"


def test_rival_terms_stand_within_one_sentence():
    (sentence,) = events(people(LAST)[person_id("danuta")], "sentence")
    (term,) = [b for b in sentence.beliefs if b.property == "term"]
    assert term.state is State.DISPUTED
    assert {term.value, *(r.value for r in term.rivals)} == {
        "P10D administrative arrest",
        "P13D administrative arrest",
    }


def test_kastus_was_sentenced_once():
    record = people(LAST)[person_id("kastus")]
    (sentence,) = events(record, "sentence")
    assert sentence.date == "2024-07-12", "“in 2024” fits it, and the day is more precise"


def test_the_group_is_counted_once_and_its_people_named():
    register = derive(accepted(), today=LAST)
    march = next(g for g in register.groups if g.id == person_id("march"))
    assert (march.least, march.most) == (10, 13)
    assert len(march.members) == 5


def test_a_timeline_is_in_order_of_time(zoska):
    days = [parse_date(e.date).earliest for e in zoska.episodes if e.date]
    assert days == sorted(days)


def test_completeness_says_what_is_known(zoska):
    known = {item for item, there in zoska.completeness if there}
    assert {"identity", "reason", "arrest", "place", "health", "property"} <= known
    assert "death" not in dict(zoska.completeness)
