"""When two claims tell one event, and when they tell two."""

from __future__ import annotations

import pytest

from habeas.identity.episodes import cluster_events
from habeas.identity.judgements import Judged, Judgements
from habeas.identity.values import Relation, relate
from habeas.model.claim import Modality, Value
from habeas.model.judgement import Judgement
from habeas.model.statement import Evidence, State, Statement


def claim(
    number: int, type_name: str, report: str = "", modality: Modality | None = None, **fields: str
) -> Statement:
    return Statement(
        id=f"{number:064x}",
        state=State.ACCEPTED,
        type=type_name,
        subjects=("hanna",),
        fields={name: (Value(told),) for name, told in fields.items()},
        modality=modality,
        evidence=(Evidence(report or f"report {number}", ("…",)),),
        order=(number, "lane", number),
    )


def events(*claims: Statement, judged=()):
    found = cluster_events(claims, Judgements(judged))
    return [{int(s.id, 16) for s in event.statements} for event in found]


ONE = [
    ("the same day", claim(1, "hearing", date="2026-05-04"), claim(2, "hearing", date="2026-05-04")),
    (
        "a month that holds the day",
        claim(1, "detention", date="2026-03"),
        claim(2, "detention", date="2026-03-22"),
    ),
    (
        "a day without a year",
        claim(1, "detention", date="XXXX-03-22"),
        claim(2, "detention", date="2026-03-22"),
    ),
    (
        "days that differ by one",
        claim(1, "detention", date="2026-03-22"),
        claim(2, "detention", date="2026-03-23"),
    ),
    (
        "one of them without a date",
        claim(1, "sentence", term="P5Y"),
        claim(2, "sentence", date="2026-08-27", term="P5Y"),
    ),
    (
        "rival terms of one day",
        claim(1, "sentence", date="2026-08-27", term="P5Y"),
        claim(2, "sentence", date="2026-08-27", term="P4Y"),
    ),
    (
        "a range that holds the term",
        claim(1, "sentence", term="P10D..P15D administrative arrest"),
        claim(2, "sentence", date="2026-03-23", term="P13D administrative arrest"),
    ),
    (
        "a denial",
        claim(1, "ill_treatment", place="Mozyr"),
        claim(2, "ill_treatment", modality=Modality.DENIED, date="2026-05-06"),
    ),
    (
        "an expected hearing and the hearing",
        claim(1, "hearing", modality=Modality.EXPECTED, date="2026-09"),
        claim(2, "hearing", date="2026-09-14"),
    ),
]
TWO = [
    ("years apart", claim(1, "detention", date="2020-08-10"), claim(2, "detention", date="2026-03-22")),
    (
        "two extensions",
        claim(1, "custody_extension", until="2026-08-19"),
        claim(2, "custody_extension", until="2026-11-19"),
    ),
    (
        "two fines of two days",
        claim(1, "fine", date="2026-03-20", fine="900 BYN"),
        claim(2, "fine", date="2026-04-20", fine="600 BYN"),
    ),
    (
        "two places moved to",
        claim(1, "transfer", facility="SIZO No. 9"),
        claim(2, "transfer", facility="Colony No. 27"),
    ),
    ("two hearings without a word in common", claim(1, "hearing"), claim(2, "hearing")),
    ("two kinds of event", claim(1, "detention", date="2026-03-22"), claim(2, "search", date="2026-03-22")),
    (
        "two bodies that recognise her",
        claim(1, "recognition", body="Apora"),
        claim(2, "recognition", body="Second Envelope"),
    ),
]


@pytest.mark.parametrize(("why", "a", "b"), ONE, ids=lambda row: row if isinstance(row, str) else "")
def test_one_event(why, a, b):
    assert events(a, b) == events(b, a) == [{1, 2}], why


@pytest.mark.parametrize(("why", "a", "b"), TWO, ids=lambda row: row if isinstance(row, str) else "")
def test_two_events(why, a, b):
    assert sorted(events(a, b), key=min) == [{1}, {2}], why


def test_one_report_that_tells_two_means_two():
    a, b = claim(1, "transfer", "r", place="Minsk"), claim(2, "transfer", "r", place="Minsk")
    assert len(events(a, b)) == 2


def test_a_claim_without_a_date_joins_only_if_one_event_can_be_meant():
    first, second = claim(1, "fine", date="2026-03-20"), claim(2, "fine", date="2026-06-20")
    loose = claim(3, "fine")
    assert {1, 3} in events(first, loose)
    assert {3} in events(first, second, loose)


def test_a_person_of_ours_overrules():
    a, b = claim(1, "detention", date="2020-08-10"), claim(2, "detention", date="2026-03-22")
    c = claim(3, "detention", date="2026-03-22")
    one = Judged(a.id, b.id, Judgement.SAME, "d1")
    two = Judged(b.id, c.id, Judgement.DIFFERENT, "d2")
    assert events(a, b, judged=[one]) == [{1, 2}]
    assert len(events(b, c, judged=[two])) == 2
    assert len(events(b, c, judged=[two, Judged(b.id, c.id, Judgement.SAME, "d3")])) == 2, "“different” wins"


def test_every_join_says_why():
    (event,) = cluster_events(
        [
            claim(1, "sentence", date="2026-08-27", term="P5Y"),
            claim(2, "sentence", date="2026-08", term="P4Y"),
        ]
    )
    assert {"episode.date-fits", "episode.term-conflict", "episode.once"} <= {r.rule for r in event.reasons}
    assert "They differ in term: P5Y, P4Y." in [r.words for r in event.reasons]


VALUES = [
    ("date", "2026-03-22", "2026-03", Relation.FITS),
    ("date", "2026-03-22", "2026-03-22?", Relation.SAME),
    ("date", "2026-03-22", "2026-04", Relation.CONFLICT),
    ("date", "spring", "Spring", Relation.SAME),
    ("term", "P5Y", "P60M", Relation.SAME),
    ("term", "P10D..P15D administrative arrest", "P13D", Relation.FITS),
    ("term", "P5Y", "P4Y6M", Relation.CONFLICT),
    ("term", "P15D administrative arrest", "P15D", Relation.FITS),
    ("article", "130 1", "130", Relation.FITS),
    ("article", "130 1", "130 2", Relation.CONFLICT),
    ("article", "19.11 2", "19.11", Relation.FITS),
    ("fine", "900 BYN", "900 roubles", Relation.SAME),
    ("place", "MINSK", "Minsk", Relation.SAME),
    ("facility", "SIZO No. 9", "SIZO No. 9, Uzhorsk", Relation.FITS),
    ("facility", "SIZO No. 9", "Colony No. 27", Relation.CONFLICT),
    ("gender", "f", "m", Relation.CONFLICT),
]


@pytest.mark.parametrize(("field", "a", "b", "relation"), VALUES)
def test_how_values_relate(field, a, b, relation):
    assert relate(field, a, b) is relation
    assert relate(field, b, a) is relation


def test_reports_that_say_no_more_than_that_it_happened_tell_one_event_of_a_kind_that_seldom_happens_twice():
    rows = [claim(n, "release") for n in range(1, 9)]
    dated = claim(20, "release", date="2026-05-04")
    assert events(*rows) == [set(range(1, 9))]
    assert events(dated, *rows) == [{20, *range(1, 9)}]
    (event,) = cluster_events(rows)
    assert [reason.rule for reason in event.reasons] == ["episode.once"]
    assert len(events(*(claim(n, "ill_treatment") for n in range(1, 9)))) == 8, (
        "that may have happened eight times"
    )


def test_what_reports_say_alike_is_said_as_the_reason():
    (event,) = cluster_events(claim(n, "hearing", date="2026-05-04") for n in range(1, 4))
    assert [reason.words for reason in event.reasons] == ["Both give the same date: 2026-05-04."]


def test_two_of_a_kind_in_each_of_many_reports_are_two_events():
    rows = [
        claim(number * 2 + which, "transfer", f"report {number}", facility="IK-15")
        for number in range(1, 5)
        for which in (0, 1)
    ]
    told = events(*rows)
    assert len(told) == 2 and all(len({number // 2 for number in one}) == 4 for one in told)
