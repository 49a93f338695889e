"""What comes next and what is missing: each line with its rule and reason, in six languages, and as a calendar."""

import string
from dataclasses import replace
from datetime import date, timedelta

import pytest
from icalendar import Calendar
from register_story import Report

from habeas.law.span import Span
from habeas.model.claim import Modality
from habeas.model.reason import Reason
from habeas.model.statement import State
from habeas.packs.loader import load
from habeas.register.calendar import calendar
from habeas.register.derive import derive
from habeas.register.due import Due, campaign_days, due_rules, in_order, within
from habeas.register.due_people import due_of
from habeas.register.due_words import LANGUAGES, sentence
from habeas.register.legal import legal_file

NAME = "Вераніка Сінкевіч"
TODAY = date(2026, 6, 1)
OLD = Report(f"{NAME}: раней.", published="2026-01-10", lang="be")
NEW = Report(f"{NAME}: нядаўна.", publisher="Second Envelope", published="2026-05-20", lang="be")


def says(type, report=NEW, modality=None, **fields):
    return report.propose(type, [NAME], NAME, modality=modality, **fields)


def due(*statements, today=TODAY, state=State.ACCEPTED):
    rows = [replace(s, state=state, order=(1, "", n), subjects=("1" * 32,)) for n, s in enumerate(statements)]
    (record,) = derive(rows, today=today).people
    return {one.kind: one for one in due_of(record, legal_file(record, today=today), today)}


HELD = says("custody", date="2026-05-10")


def test_a_hearing_that_is_announced_is_due_and_one_that_was_is_not():
    coming = says("hearing", date="2026-06-15", modality=Modality.EXPECTED)
    found = due(HELD, coming)["hearing"]
    assert (found.span, found.derived, found.reason.rule) == (
        Span(date(2026, 6, 15), date(2026, 6, 15)), False, "due.hearing",
    )  # fmt: skip
    assert NAME in found.reason.words
    assert "hearing" not in due(HELD, coming, today=date(2026, 6, 16))
    assert "hearing" not in due(HELD, says("hearing", date="2026-06-15", modality=Modality.DENIED))


def test_the_end_of_custody_and_of_a_term_carry_their_rules():
    assert due(says("custody", date="2026-05-10", until="2026-07-09"))["custody-end"].span.last == date(
        2026, 7, 9
    )
    end = due(says("detention", date="2026-01-10"), says("sentence", date="2026-05-10", term="P2Y"))[
        "term-end"
    ]
    assert end.derived
    assert not end.checked
    assert all(rule.startswith("by.") for rule, _ in end.rules)
    assert "not checked by a lawyer" in sentence(end, "en")


def test_a_term_that_ended_without_a_report_is_missing_something():
    over = says("custody", date="2026-05-10", until="2026-05-31")
    assert due(over)["term-over"].span.last == date(2026, 5, 31)
    assert sentence(due(over)["term-over"], "en").endswith(
        "the term ended on 2026-05-31, no report of what followed."
    )


def test_a_long_silence_is_told_with_its_days():
    old = says("custody", OLD, date="2026-01-09")
    assert "silent" not in due(old, today=date(2026, 3, 11))
    found = due(old, today=date(2026, 3, 12))["silent"]
    assert (found.count, found.span.last) == (61, date(2026, 1, 10))
    assert "silent" not in due(old, HELD)


def test_an_address_older_than_the_last_transfer():
    address = says("contact", OLD, facility="SIZO 9")
    moved = says("transfer", date="2026-05-15", facility="Lasnychy colony")
    assert due(HELD, address, moved)["old-address"].span.first == date(2026, 5, 15)
    assert "old-address" not in due(HELD, says("contact", OLD, facility="Lasnychy colony"), moved)
    later = says("contact", Report(f"{NAME}: пасля.", published="2026-05-25"), facility="SIZO 9")
    assert "old-address" not in due(HELD, later, moved)
    assert due(HELD, says("transfer", date="2026-05-15"))["old-address"].reason.rule == "due.moved"


@pytest.mark.parametrize("written", ["СІЗА № 9, Узгорск", "SIZO No. 9", "СИЗО-9 в Узгорске"])
def test_an_address_is_not_older_for_its_town_or_its_language(written):
    moved = says("transfer", date="2026-05-15", facility="СІЗА № 9")
    assert "old-address" not in due(HELD, says("contact", OLD, facility=written), moved)
    for other in ("СІЗА № 8, Узгорск", "СІЗА", "Валадарка"):
        assert "old-address" in due(HELD, says("contact", OLD, facility=other), moved)


def test_a_term_without_a_day_runs_from_the_day_on_which_another_report_has_it():
    court = says("sentence", OLD, date="2026-01-05", term="P15D administrative arrest")
    retold = says("sentence", term="P15D administrative arrest")
    assert due(court, retold)["term-over"].span.last == date(2026, 1, 20)


def test_what_keeps_a_status_is_not_named_as_its_reason():
    ended = says("sentence", date="2026-05-19", term="P2Y")
    asked = says("sentence_requested", term="P3Y")
    (record,) = derive(
        [
            replace(s, state=State.ACCEPTED, order=(1, "", n), subjects=("1" * 32,))
            for n, s in enumerate((ended, asked))
        ],
        today=TODAY,
    ).people
    assert (record.status, dict(record.status_reason.facts)["type"]) == ("serving-sentence", "sentence")


def test_held_longer_is_a_question_as_long_as_no_lawyer_has_checked_the_rules():
    found = due(says("detention", OLD, date="2026-01-09"), says("conditions"))["held-longer"]
    assert found.question
    assert sentence(found, "en").startswith("somebody: held longer than the law allows?")
    sure = replace(found, question=False, rules=(("by.x", True),))
    assert sentence(sure, "en", NAME).startswith(f"{NAME}: held longer than the law allows. ")


@pytest.mark.parametrize(
    ("born", "birthday"),
    [
        ("1990-07-20", "2026-07-20"),
        ("XXXX-07-20", "2026-07-20"),
        ("1990-05-31", "2027-05-31"),
        ("1990-06-01", "2026-06-01"),
        ("1992-02-29", "2027-02-28"),
        ("1990-07", None),
        ("1990", None),
        ("199X-07-20", None),
    ],
)
def test_letters_are_due_six_to_nine_weeks_before_a_birthday(born, birthday):
    found = due(HELD, says("identity", name=NAME, born=born))
    assert ("letters" in found) == (birthday is not None)
    if birthday:
        day = date.fromisoformat(birthday)
        assert found["birthday"].day == day
        assert found["letters"].span == Span(day - timedelta(weeks=9), day - timedelta(weeks=6))


def test_no_birthday_of_somebody_free_and_nothing_of_the_dead():
    born = says("identity", name=NAME, born="1990-07-20")
    assert "birthday" not in due(HELD, says("release", date="2026-05-19"), born)
    assert due(HELD, says("death", date="2026-05-19"), born) == {}


def test_two_birthdays_are_told_as_differing():
    found = due(
        HELD,
        says("identity", name=NAME, born="1990-07-20"),
        says("identity", OLD, name=NAME, born="1991-08-21"),
    )
    assert "Sources differ" in found["letters"].reason.words


def test_what_nobody_decided_is_marked():
    rows = due(says("hearing", date="2026-06-15", modality=Modality.EXPECTED), state=State.PROPOSED)
    assert sentence(rows["hearing"], "en").endswith("[proposed]")


def example(kind):
    return Due(
        kind, "1" * 32, NAME, Span(date(2026, 6, 2), date(2026, 6, 4)), Reason("due.x", "Why."),
        day=date(2026, 7, 20), count=61, question=True, derived=True, rules=(("by.x", False),),
    )  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", due_rules()["order"])
def test_every_kind_has_its_words_in_every_page_language(lang, kind):
    told = sentence(example(kind), lang)
    assert "{" not in told
    assert NAME in told
    assert "will be released" not in told
    assert told.endswith("]")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_of_a_language_use_the_same_places_as_english(lang):
    def places(text):
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    english, other = load("words/due/en.yml").data, load(f"words/due/{lang}.yml").data
    assert english.keys() == other.keys()
    assert {k: places(v) for k, v in english["kinds"].items()} == {
        k: places(v) for k, v in other["kinds"].items()
    }
    assert {k: places(v) for k, v in english["when"].items()} == {
        k: places(v) for k, v in other["when"].items()
    }


def test_campaign_days_have_names_in_every_page_language_and_come_every_year():
    year = campaign_days(date(2026, 1, 1), 365)
    assert all(set(one.named) == set(LANGUAGES) for one in year)
    assert [one.name for one in campaign_days(date(2026, 10, 30), 0)] == ["Day of the Political Prisoner"]
    assert [one.name for one in campaign_days(date(2026, 2, 1), 0)] == ["Winter letter marathon"]
    assert {one.anchor.split()[0] for one in year} == {
        row["id"] for row in load("vocabulary/campaign_days.yml").data["days"]
    }


def test_the_window_holds_what_overlaps_it_and_every_gap():
    end = example("term-end")
    assert within(end, date(2026, 6, 4), 0)
    assert not within(end, date(2026, 6, 5), 99)
    assert within(end, date(2026, 6, 1), 1)
    assert not within(end, date(2026, 6, 1), 0)
    assert within(example("silent"), date(2030, 1, 1), 0)


def test_gaps_stand_first_then_days():
    rows = in_order([example("birthday"), example("hearing"), example("silent")])
    assert [one.kind for one in rows] == ["silent", "hearing", "birthday"]


def ics(*rows, sequence=7, private=True, lang="en"):
    return calendar(
        rows,
        today=TODAY,
        sequence=sequence,
        lang=lang,
        private=private,
        version="1",
        named=lambda one: "V. S.",
    )


def test_a_calendar_can_be_read_back_and_says_no_more_than_it_should():
    data = ics(example("hearing"))
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert str(event["summary"]).startswith("V. S.: hearing between 2026-06-02 and 2026-06-04.")
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 6, 2), date(2026, 6, 5))
    assert (str(event["status"]), int(event["sequence"]), str(event["class"])) == ("TENTATIVE", 7, "PRIVATE")
    assert NAME not in data.decode()
    assert "Why." not in data.decode()
    assert "ONLY FOR US" in data.decode()
    assert data == ics(example("hearing"))


def test_the_uid_stays_when_the_date_moves_and_differs_between_people():
    one = example("hearing")
    moved = replace(one, span=Span(date(2026, 7, 1), date(2026, 7, 1)))
    assert one.uid == moved.uid
    assert replace(one, person="2" * 32).uid != one.uid
    assert one.person not in one.uid


def test_a_long_interval_is_one_day_in_a_calendar():
    wide = replace(example("term-end"), span=Span(date(2026, 6, 2), date(2026, 12, 4)))
    (event,) = Calendar.from_ical(ics(wide)).walk("VEVENT")
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 6, 2), date(2026, 6, 3))
    assert "2026-12-04" in str(event["summary"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_list_says_on_which_day_a_day_of_action_is(lang):
    (one,) = campaign_days(date(2026, 12, 10), 0)[:1]
    assert str(one.span.first) in sentence(one, lang, listed=True)
    assert str(one.span.first) not in sentence(one, lang)
