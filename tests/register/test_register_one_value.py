"""Two papers give one place, agency or length in two languages: one value with two reports, and the reason beside it."""

from dataclasses import replace

from habeas.model.claim import Value
from habeas.model.statement import Evidence, State, Statement
from habeas.register.belief import hold
from habeas.register.corroboration import find_origins


def said(number: int, field: str, value: str) -> Statement:
    return Statement(
        id=f"{number:064x}",
        state=State.ACCEPTED,
        type="detention",
        subjects=("a" * 32,),
        fields={field: (Value(value),)},
        evidence=(Evidence(f"r{number}", (f"quote {number}",), published=f"2026-04-0{number}"),),
        order=(number, "lane", number),
    )


def held(field: str, *values: str):
    told = [said(number, field, value) for number, value in enumerate(values, 1)]
    origins = find_origins(e for s in told for e in s.evidence)
    return hold(field, [(s.fields[field][0].value, s) for s in told], origins)


def test_mozyr_in_two_papers_is_one_value_with_two_reports():
    (belief,) = held("place", "Мазыр", "Mozyr")
    assert (belief.reports, belief.origins, belief.rivals) == (2, 2, ())
    assert any("Mazyr (" in str(note) for note in belief.notes)


def test_a_town_and_its_district_are_no_rivals():
    (belief,) = held("place", "Мазырскі раён", "Мазыр")
    assert (belief.reports, belief.rivals) == (2, ())
    assert any("lies in" in str(note) for note in belief.notes)


def test_two_towns_are_rivals():
    (belief,) = held("place", "Мазыр", "Гомель")
    assert [rival.value for rival in belief.rivals] == ["Мазыр"]
    assert belief.notes == ()


def test_agencies_and_houses_of_detention_in_two_languages():
    (belief,) = held("agency", "КДБ", "KGB")
    assert belief.reports == 2
    assert len(held("agency", "КДБ", "ГУБОПиК")) == 2  # several agencies can have had a hand in it
    (belief,) = held("facility", "ИК-3 Витьба", "ПК-3")
    assert (belief.reports, belief.rivals) == (2, ())


def test_one_length_in_two_ways_of_counting():
    (belief,) = held("term", "P18M", "P1Y6M")
    assert (belief.reports, belief.rivals) == (2, ())
    assert "one length" in str(belief.notes[0])


def test_a_belief_says_why_its_reports_count_as_one():
    quote = (
        "On 3 March two hundred and six letters were burnt in the yard of the house at 4:15 in the morning."
    )
    told = [said(1, "place", "Мазыр"), said(2, "place", "Mozyr"), said(3, "place", "Мозырь")]
    told[:2] = [replace(s, evidence=(replace(s.evidence[0], stretches=(quote,)),)) for s in told[:2]]
    origins = find_origins(e for s in told for e in s.evidence)
    (belief,) = hold("place", [(s.fields["place"][0].value, s) for s in told], origins)
    assert (belief.reports, belief.origins) == (3, 2)
    why = [note for note in belief.notes if note.rule.startswith("origin.")]
    assert [(dict(note.facts)["a"], dict(note.facts)["b"]) for note in why] == [("r1", "r2")]
    assert "run alike" in str(why[0])
