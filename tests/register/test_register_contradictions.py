"""Bad input: what cannot be is shown as a contradiction with its claims; nothing is dropped, nothing crashes."""

from datetime import date

import pytest
from register_story import TODAY, Lane

from habeas.model.claim import Modality, Value
from habeas.model.statement import Evidence, State, Statement
from habeas.record.draft import Draft
from habeas.register.as_json import show_json
from habeas.register.contradictions import contradictions
from habeas.register.derive import derive
from habeas.register.legal import legal_file

ADA = "a" * 32


def said(number, type, *, publisher="Viestačka", by=(), modality=None, published="2026-04-01", **fields):
    return Statement(
        id=f"{number:064x}", state=State.ACCEPTED, type=type, subjects=(ADA,), modality=modality,
        fields={name: (Value(value),) for name, value in fields.items()},
        said_by=tuple(Value(one) for one in by), order=(number, "lane", number),
        evidence=(Evidence(f"report {number}", (f"quote {number}",), publisher=publisher, published=published),),
    )  # fmt: skip


def found(*statements, law=None):
    (record,) = derive(statements, today=TODAY).people
    for statement in statements:  # every claim is still there
        assert any(
            statement.id in b.statements or any(statement.id in r.statements for r in b.rivals)
            for b in record.beliefs
        )
    assert legal_file(record, today=TODAY) is not None
    assert show_json(record)["contradictions"] is not None
    return {
        one.reason.rule.removeprefix("contradiction."): one.statements for one in contradictions(record, law)
    }


def ids(*numbers):
    return tuple(f"{number:064x}" for number in numbers)


DETAINED = said(1, "detention", date="2026-03-20")


def test_an_ordinary_case_contradicts_nothing():
    rows = [
        DETAINED, said(2, "custody", date="2026-03-22", until="2026-05-21"), said(3, "sentence", date="2026-03-30", term="P3Y"),
        said(4, "release", date="2026-03-31"), said(5, "identity", name="Ada", born="1990"),
    ]  # fmt: skip
    assert found(*rows, law="by") == {}


@pytest.mark.parametrize("value", ["2026-02-30", "2026-13-01", "someday", "2026-06-01/2026-05-01"])
def test_an_impossible_date(value):
    assert found(said(1, "detention", date=value)) == {"date.impossible": ids(1)}


def test_a_day_after_the_report_that_tells_it():
    assert found(said(1, "detention", date="2026-05-20")) == {"date.after-report": ids(1)}
    assert found(DETAINED, said(2, "hearing", date="2026-05-20", modality=Modality.EXPECTED)) == {}


def test_an_end_before_its_start():
    assert found(said(1, "custody", date="2026-03-20", until="2026-03-01")) == {"end.before-start": ids(1)}


def test_two_births():
    rows = [DETAINED, said(2, "identity", born="1990-01-02"), said(3, "identity", born="1991-01-02")]
    assert set(found(*rows)["born.differ"]) == set(ids(2, 3))
    assert "born.differ" not in found(
        DETAINED, said(2, "identity", born="1990"), said(3, "identity", born="1990-01-02")
    )


def test_a_release_without_a_detention():
    assert found(said(1, "release", date="2026-03-20")) == {"release.alone": ids(1)}


def test_a_release_before_the_only_detention():
    assert found(DETAINED, said(2, "release", date="2026-03-01")) == {"order.impossible": ids(2, 1)}


def test_an_article_that_was_no_law_on_that_day():
    rows = [said(1, "charge", date="2019-03-20", article="361-4 1", published="2019-04-01")]
    assert found(*rows, law="by") == {"article.not-yet": ids(1)}
    later = [said(1, "charge", date="2022-03-20", article="361-4 1", published="2022-04-01")]
    assert found(*later, law="by") == {}
    assert found(said(1, "charge", date="2019-03-20", article="999", published="2019-04-01"), law="by") == {}


def test_sources_that_name_only_each_other():
    circle = [
        said(1, "detention", publisher="Viestačka", by=["Second Envelope"], date="2026-03-20"),
        said(2, "detention", publisher="Second Envelope", by=["Viestačka"], date="2026-03-20"),
    ]
    assert set(found(*circle)["sources.circular"]) == set(ids(1, 2))
    begun = said(3, "detention", publisher="Uzhorsk Courier", date="2026-03-20")
    assert "sources.circular" not in found(*circle, begun)
    named = said(3, "detention", publisher="Uzhorsk Courier", by=["her mother"], date="2026-03-20")
    assert "sources.circular" not in found(*circle, named)


def test_terms_and_numbers_of_no_sense_crash_nothing():
    rows = [
        said(1, "sentence", term="P9999Y", date="9998-12-31"),
        said(2, "custody", until="9999-12-31"),
        said(3, "detention", date="0001-01-01"),
    ]
    assert "date.after-report" in found(*rows, law="by")


def test_somebody_joined_and_split_again_keeps_her_claims_and_the_decisions_that_disagree_are_told():
    lane = Lane()
    one, other = (bytes.fromhex(n * 32) for n in "ab")
    claims = lane.write(
        *(
            Draft("claim", {"type": "detention", "subjects": [who], "certainty": "plain", "f.date": [{"value": day}],
                            "evidence": [{"capture": bytes(32), "text": bytes(32), "at": [0, 2], "quote": "it", "lang": "en"}]})
            for who, day in ((one, "2026-03-20"), (other, "2026-03-21"))
        )
    )  # fmt: skip
    apart = lane.derive().register
    (same,) = lane.write(Draft("decision", {"act": "same", "sort": "person", "a": one, "b": other}))
    (joined,) = lane.derive().register.people
    assert len(joined.episodes) >= 1
    (split,) = lane.write(Draft("decision", {"act": "different", "sort": "person", "a": one, "b": other}))
    again = lane.derive().register
    assert [r.episodes for r in again.people] == [r.episodes for r in apart.people]
    assert {s for r in again.people for e in r.episodes for s in e.statements} == {c.id.hex() for c in claims}
    assert {tuple(sorted(c.entries)) for c in lane.held.links.conflicts} == {
        tuple(sorted((same.id.hex(), split.id.hex())))
    }
    lane.write(
        Draft(
            "decision",
            {"act": "different", "sort": "person", "a": one, "b": other, "replaces": [same.id, split.id]},
        )
    )
    assert lane.held.links.conflicts == ()
    assert lane.derive().register.digest == again.digest


def test_a_file_shows_its_contradictions():
    (record,) = derive([said(1, "release", date="2026-03-20")], today=date(2026, 6, 1)).people
    (shown,) = show_json(record)["contradictions"]
    assert shown["statements"] == list(ids(1))
    assert shown["reason"]["words"].startswith("A release is told")
