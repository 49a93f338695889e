"""What is held among rivals and why, how sources are counted, how groups are counted: on small invented cases."""

from __future__ import annotations

from datetime import date

from register_story import TODAY, Lane, Report

from habeas.model.claim import Certainty, Modality, Value
from habeas.model.reason import Reason
from habeas.model.record import GroupRecord
from habeas.model.statement import Evidence, State, Statement
from habeas.register.belief import hold
from habeas.register.corroboration import find_origins
from habeas.register.derive import derive
from habeas.register.groups import unnamed
from habeas.register.links import Choice, Links

HANNA = "a" * 32


def said(
    number,
    value,
    *,
    report=None,
    published="2026-04-01",
    by=None,
    certainty=Certainty.PLAIN,
    modality=None,
    quote=None,
    field="term",
    state=State.ACCEPTED,
    type_name="sentence",
):
    return Statement(
        id=f"{number:064x}",
        state=state,
        type=type_name,
        subjects=(HANNA,),
        fields={field: (Value(value),)} if value else {},
        modality=modality,
        certainty=certainty,
        said_by=(Value(by),) if by else (),
        evidence=(Evidence(report or f"r{number}", (quote or f"quote {number}",), published=published),),
        order=(number, "lane", number),
    )


def held(*statements, chosen=(), field="term"):
    origins = find_origins(e for s in statements for e in s.evidence)
    return hold(field, [(s.fields[field][0].value, s) for s in statements], origins, chosen)


def first(*statements, **more):
    (belief,) = held(*statements, **more)
    return belief


def test_reports_that_count_as_one_say_why_and_nothing_of_those_not_asked_about():
    passages = [Evidence(f"r{n}", (f"quote {n}",)) for n in range(4)]
    origins = find_origins(passages, copies=[("r0", "r1"), ("r1", "r2"), ("r2", "r3")])
    told = [
        [(dict(one.facts)["a"], dict(one.facts)["b"]) for one in origins.why(passages[first:last:step])]
        for first, last, step in ((0, 2, 1), (0, 3, 2), (3, 4, 1), (0, 4, 1))
    ]
    assert told == [
        [("r0", "r1")],
        [("r0", "r1"), ("r1", "r2")],
        [],
        [("r0", "r1"), ("r1", "r2"), ("r2", "r3")],
    ]


def test_a_plain_voice_stands_before_a_hedged_one():
    belief = first(said(1, "P5Y", certainty=Certainty.HEDGED), said(2, "P4Y"))
    assert (belief.value, belief.reason.rule, belief.state) == ("P4Y", "belief.voice", State.DISPUTED)
    assert [r.value for r in belief.rivals] == ["P5Y"]


def test_first_hand_stands_before_hearsay():
    belief = first(said(1, "P5Y", by="relatives, through a lawyer"), said(2, "P4Y", by="her lawyer"))
    assert (belief.value, belief.reason.rule) == ("P4Y", "belief.voice")


def test_more_independent_origins_stand_before_fewer():
    belief = first(said(1, "P5Y"), said(2, "P4Y"), said(3, "P4Y"))
    assert (belief.value, belief.reason.rule, belief.origins) == ("P4Y", "belief.origins", 2)


def test_ten_copies_are_one_origin():
    text = (
        "the court sentenced her on Thursday behind closed doors to five years in a colony of general regime"
    )
    copies = [said(n, "P5Y", quote=text) for n in range(1, 11)]
    belief = first(*copies, said(11, "P4Y"), said(12, "P4Y", quote="another witness"))
    assert belief.value == "P4Y"
    (rival,) = belief.rivals
    assert len({e.capture for e in rival.evidence}) == 10
    assert len({e.origin for e in rival.evidence}) == 1


def test_the_newest_report_breaks_the_tie():
    belief = first(said(1, "P5Y", published="2026-04-01"), said(2, "P4Y", published="2026-05-01"))
    assert (belief.value, belief.reason.rule) == ("P4Y", "belief.newest")


def test_else_it_is_said_that_nothing_tells_them_apart():
    assert first(said(1, "P5Y"), said(2, "P4Y")).reason.rule == "belief.order"


def test_our_own_decision_comes_first_and_ends_the_dispute():
    rows = (said(1, "P5Y"), said(2, "P4Y"), said(3, "P4Y"))
    choice = Choice((rows[0].id,), (rows[1].id,), "term", "d1", (9, "lane", 9))
    belief = first(*rows, chosen=[choice])
    assert (belief.value, belief.reason.rule, belief.state) == ("P5Y", "belief.decided", State.ACCEPTED)
    assert [r.value for r in belief.rivals] == ["P4Y"], "the other value stays in sight"


def test_a_later_choice_outdoes_an_earlier_one():
    rows = (said(1, "P5Y"), said(2, "P4Y"))
    one = Choice((rows[0].id,), (rows[1].id,), "term", "d1", (8, "lane", 8))
    other = Choice((rows[1].id,), (rows[0].id,), "term", "d2", (9, "lane", 9))
    assert first(*rows, chosen=[other, one]).value == "P4Y"


def test_a_precise_value_takes_in_a_vague_one():
    belief = first(said(1, "2026-03", field="date"), said(2, "2026-03-22", field="date"), field="date")
    assert (belief.value, belief.rivals, belief.reports) == ("2026-03-22", (), 2)


def test_what_fits_both_rivals_speaks_for_neither():
    rows = (said(1, "P10D"), said(2, "P13D"), said(3, "P10D..P15D"))
    belief = first(*rows)
    assert {belief.value, *(r.value for r in belief.rivals)} == {"P10D", "P13D"}


def test_articles_stand_beside_each_other():
    rows = (
        said(1, "130 1", field="article"),
        said(2, "342", field="article"),
        said(3, "130", field="article"),
    )
    assert {b.value for b in held(*rows, field="article")} == {"130 1", "342"}


def test_short_quotes_are_no_proof_of_copying():
    origins = find_origins([Evidence("r1", ("she was detained",)), Evidence("r2", ("she was detained",))])
    assert origins.count([Evidence("r1", ()), Evidence("r2", ())]) == (2, 2)


def test_a_shortened_reprint_is_a_copy_and_says_how_many_words_run_alike():
    long = "Police came to the house of the librarian at six in the morning, took her phone and a box of old postcards, and drove her away."
    short = "At six in the morning, took her phone and a box of old postcards, and drove her away."
    origins = find_origins([Evidence("r1", (long,)), Evidence("r2", (short,))])
    assert origins.words([Evidence("r1", ()), Evidence("r2", ())]) == "2 reports, 1 origin"
    assert origins.reasons[0].rule == "origin.same-words"


def test_independent_accounts_of_one_event_stay_two():
    one = "Police came to the house of the librarian at six in the morning and took her phone away with them."
    other = "The librarian was detained on Thursday; a neighbour saw two men carry out her computer and her telephone."
    assert find_origins([Evidence("r1", (one,)), Evidence("r2", (other,))]).count(
        [Evidence("r1", ()), Evidence("r2", ())]
    ) == (2, 2)


def test_labels_and_decisions_join_too():
    rows = [
        Evidence("r1", ("a",), origin="Apora"),
        Evidence("r2", ("b",), origin="Apora"),
        Evidence("r3", ("c",)),
    ]
    origins = find_origins(rows, copies=[("r2", "r3")])
    assert origins.count(rows) == (3, 1)
    assert {r.rule for r in origins.reasons} == {"origin.label", "origin.decided"}


def test_a_proposal_changes_nothing_that_is_accepted():
    rows = [
        said(1, "P5Y"),
        said(2, "P4Y", state=State.PROPOSED),
        said(3, "", type_name="release", state=State.PROPOSED),
    ]
    (alone,) = derive(rows[:1], today=TODAY).people
    register = derive(rows, today=TODAY)
    (record,) = register.people
    assert record.held is alone.held is True
    assert [b for b in record.beliefs if b.state is not State.PROPOSED] == list(alone.beliefs)
    assert {b.value for b in record.beliefs if b.state is State.PROPOSED and b.property == "term"} == {"P4Y"}
    assert register.digest == derive(rows[:1], today=TODAY).digest, "the digest covers what is accepted"


def test_a_disputed_statement_says_so():
    (record,) = derive([said(1, "P5Y", state=State.DISPUTED)], today=TODAY).people
    assert {b.state for b in record.beliefs} == {State.DISPUTED}


def group(number, address, **fields):
    values = {
        name: tuple(Value(v) for v in (told if isinstance(told, tuple) else (told,)))
        for name, told in fields.items()
    }
    return Statement(
        id=f"{number:064x}",
        state=State.ACCEPTED,
        type="group",
        subjects=(address,),
        fields=values,
        evidence=(Evidence(f"r{number}", ("a dozen",)),),
        order=(number, "lane", number),
    )


DOZEN, TWO = "d" * 32, "e" * 32


def test_a_dozen_detained_two_remain_nobody_counted_twice():
    vasil = "b" * 32
    rows = [
        group(1, DOZEN, least="10", most="14"),
        group(2, TWO, least="2", most="2", of=DOZEN, equals=(HANNA, vasil)),
        said(3, "", type_name="custody"),
    ]
    links = Links(subjects={})
    register = derive(rows, links, today=TODAY)
    dozen, two = (next(g for g in register.groups if g.id == one) for one in (DOZEN, TWO))
    assert dozen.members == two.members == (HANNA, vasil)
    assert (two.least, two.most, two.of) == (2, 2, DOZEN)
    assert unnamed(register.groups) == (8, 12)


def test_named_people_are_a_floor():
    people = tuple(f"{n:032x}" for n in range(3))
    (found,) = derive([group(1, DOZEN, least="2", includes=people)], today=TODAY).groups
    assert (found.least, found.most, found.reason.rule) == (3, None, "group.floor")


def test_more_named_than_a_source_allows_is_shown_as_a_contradiction():
    people = tuple(f"{n:032x}" for n in range(3))
    (found,) = derive([group(1, DOZEN, least="1", most="2", includes=people)], today=TODAY).groups
    assert found.reason.rule == "group.contradiction"


def test_rival_counts_span_a_range():
    (found,) = derive(
        [group(1, DOZEN, least="10"), group(2, DOZEN, least="12", most="12")], today=TODAY
    ).groups
    assert (found.least, found.most, found.reason.rule) == (10, 12, "group.rivals")


def test_a_circle_of_groups_ends():
    rows = [group(1, DOZEN, of=TWO, includes=(HANNA,)), group(2, TWO, of=DOZEN)]
    assert {g.members for g in derive(rows, today=TODAY).groups} == {(HANNA,)}


def test_an_open_group_has_no_greatest_number():
    row = GroupRecord("g", 5, None, None, (), (), (), State.ACCEPTED, Reason("r", "w"))
    assert unnamed([row]) == (5, None)


def test_impossible_things_stand_as_contradictions_and_crash_nothing():
    rows = [
        said(1, "2026-99-99", field="date"),
        said(2, "P", field="term"),
        said(3, "1991", field="born", type_name="identity"),
        said(4, "1964", field="born", type_name="identity"),
        said(5, "2020-01-01", field="date", type_name="release"),
        said(6, "9999-12-31", field="until", type_name="custody"),
        said(7, "P9999Y", field="term"),
    ]
    (record,) = derive(rows, today=date(2026, 1, 1)).people
    born = next(b for b in record.beliefs if b.property == "born")
    assert born.state is State.DISPUTED and len(born.rivals) == 1


def test_an_allegation_is_never_told_as_a_fact():
    rows = [said(1, "", type_name="ill_treatment", modality=Modality.ALLEGED, by="some accounts")]
    (record,) = derive(rows, today=TODAY).people
    assert [(b.property, b.value, b.said_by) for b in record.beliefs] == [
        ("ill_treatment", "alleged", ("some accounts",))
    ]


def test_dates_learned_later_resolve_what_was_accepted_before():
    report = Report("Police detained Hanna Zymnik on 22 March.", published=None)
    lane = Lane()
    lane.write(report.draft())
    from habeas.review.answers import Desk, accept

    claim = report.propose(
        "detention", ["Hanna Zymnik"], "detained Hanna Zymnik on 22 March", date="XXXX-03-22"
    )
    derived = lane.derive([claim])
    lane.write(*accept(claim, Desk(lane.held.links, derived.subjects, lane.new_id, "R-01")))

    def day():
        (record,) = lane.derive().register.people
        return next(b for b in record.beliefs if b.property == "date")

    assert (day().value, day().notes[0].rule) == ("XXXX-03-22", "date.unresolved")
    assert "not known" in day().notes[0].words
    known = Report(report.text, published="2026-03-23")
    lane.write(known.draft())
    assert (day().value, day().notes[0].rule) == ("2026-03-22", "date.inferred-year")
