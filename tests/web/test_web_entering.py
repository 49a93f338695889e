"""Correcting what the reader found, a note of what we were told, a fact with the words that it rests on."""

import pytest

from habeas.workflows.holding import hold


@pytest.fixture
def held(workspace, served):
    return lambda: hold(workspace, today=served.today())


def item(visitor, words):
    for one in visitor.page.css(".claims > li"):
        if all(word in visitor.words(one.css_first(".row")) for word in words.split()):
            return one.attributes["id"]
    raise AssertionError(f"no statement says “{words}”")


def claims(held, kind):
    return [s for s in held().held.statements if s.type == kind]


def correct(visitor, report, words):
    visitor.get(report)
    number = item(visitor, words)
    visitor.get(visitor.page.css_first(f"#{number} a[data-key=e]").attributes["href"])
    return number


def test_the_form_shows_what_was_found(visitor, report):
    correct(visitor, report, "Sentence 4 years")
    assert visitor.all("main blockquote") == [
        "sentenced on 3 June 2026 to four years in prison"
    ] or visitor.page.css("blockquote")
    assert visitor.page.css_first("#type option[selected]").attributes["value"] == "sentence"
    values = [i.attributes["value"] for i in visitor.page.css("input[name=value]")]
    assert {"2026-06-03", "P4Y prison"} <= set(values)
    assert values[-2:] == ["", ""]
    people = {
        visitor.words(c): "checked" in c.css_first("input").attributes for c in visitor.page.css(".choice")
    }
    assert people == {"Piotr Zaranka": True, "Hanna Kavalchuk": False}


def test_a_correction_settles_what_was_found(visitor, report, held):
    number = correct(visitor, report, "Sentence 4 years")
    visitor.press(
        "Save the correction",
        field=["date", "term", "court", ""],
        value=["2026-06-03", "P3Y prison", "Example District Court", ""],
    )
    assert visitor.path == report
    assert "accepted" in visitor.all(f"#{number} .row")[0]
    assert "3 years" in visitor.all(f"#{number} .row")[0]
    [claim] = claims(held, "sentence")
    told = {name: [v.value for v in values] for name, values in claim.fields.items()}
    assert told == {"date": ["2026-06-03"], "term": ["P3Y prison"], "court": ["Example District Court"]}
    assert claim.fields["date"][0].span is not None, (
        "a value that was not changed keeps its words in the text"
    )
    assert claim.fields["term"][0].span is None
    assert claim.fingerprint
    open_ones = [s.id for r in held().reports.values() for s in r.open.statements]
    assert claim.fingerprint not in open_ones


def test_a_correction_of_what_is_said_by_whom_how_and_about_whom(visitor, report, held):
    correct(visitor, report, "Detention 12 May")
    other = next(c for c in visitor.page.css(".choice") if "Piotr" in visitor.words(c))
    visitor.press(
        "Save the correction",
        modality="alleged",
        certainty="hedged",
        said_by="neighbours",
        about=[other.css_first("input").attributes["value"]],
    )
    [claim] = claims(held, "detention")
    assert (claim.modality.value, claim.certainty.value) == ("alleged", "hedged")
    assert [v.value for v in claim.said_by] == ["neighbours"]
    assert held().name(claim.subjects[0]) == "Piotr Zaranka"


def test_an_accepted_statement_can_be_corrected_again(visitor, report, held):
    visitor.get(report)
    number = item(visitor, "Sentence 4 years")
    visitor.press("Accept", within=f"#{number}")
    correct(visitor, report, "Sentence 4 years")
    visitor.press("Save the correction", field=["term"], value=["P2Y prison"])
    [claim] = claims(held, "sentence")
    assert [v.value for v in claim.fields["term"]] == ["P2Y prison"]
    assert "date" not in claim.fields
    assert visitor.all(f"#{number} .st")[0] == "accepted"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"field": ["date"], "value": ["3.6.2026"]}, "“3.6.2026” is no date"),
        ({"field": ["", "term"], "value": ["Minsk", "P4Y"]}, "Say what “Minsk” is"),
        ({"about": []}, "Mark at least one person"),
        ({"certainty": "surely"}, "This answer is not known"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_typed_is_lost(visitor, report, held, change, says):
    correct(visitor, report, "Sentence 4 years")
    visitor.press("Save the correction", **({"said_by": "a neighbour"} | change))
    assert visitor.status == 422
    assert says in visitor.all(".note.alarm")[0]
    assert visitor.page.css_first("#said_by").attributes["value"] == "a neighbour"
    for value in change.get("value", ()):
        assert value in [i.attributes["value"] for i in visitor.page.css("input[name=value]")]
    assert claims(held, "sentence") == []


def test_a_note_is_kept_and_read(visitor, held, workspace):
    visitor.get("/")
    visitor.follow("Add a note")
    visitor.press(
        "Keep the note",
        text="Hanna Kavalchuk was detained on 12 May 2026.\nShe needs warm clothes.",
        voice="mother",
        use="us",
    )
    assert visitor.path.startswith("/reports/")
    assert visitor.all(".notice")[0].startswith("The note is kept")
    assert "Detention" in visitor.text
    [report] = held().reports.values()
    assert (report.capture.voice, report.capture.use_for) == ("mother", "only us")
    assert report.document.text == "Hanna Kavalchuk was detained on 12 May 2026.\nShe needs warm clothes."
    visitor.get(visitor.path)
    assert not [n for n in visitor.page.css(".notice") if "hidden" not in n.attributes]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"text": "   "}, "Write what you were told"),
        ({"voice": " "}, "Say in which role"),
        ({"use": []}, "Say for whom it may be used"),
        ({"use": "the police"}, "Say for whom it may be used"),
        ({"text": "x" * 20_001}, "at most 20000 letters"),
    ],
)
def test_an_incomplete_note_is_not_kept_and_not_lost(visitor, held, given, says):
    visitor.get("/note/")
    visitor.press("Keep the note", **({"text": "She was moved.", "voice": "mother", "use": "us"} | given))
    assert visitor.status == 422
    assert says in visitor.text
    assert (
        visitor.page.css_first("textarea").text().strip() == str(given.get("text", "She was moved.")).strip()
    )
    assert held().reports == {}


def test_no_audience_is_preset_for_what_we_are_told(visitor):
    visitor.get("/note/")
    assert not visitor.page.css("input[checked]")


@pytest.fixture
def accepted(visitor, report):
    visitor.get(report)
    visitor.press("Accept", within=f"#{item(visitor, 'Detention 12 May')}")
    visitor.get("/people/")
    visitor.follow("Hanna Kavalchuk")
    return visitor


def test_a_fact_enters_with_the_words_that_it_rests_on(accepted, held):
    person = accepted.path
    accepted.follow("Enter a fact")
    accepted.press(
        "Enter the fact",
        text="Her lawyer saw her on 10 June. She has a fever.",
        voice="lawyer",
        use="us",
        type="health",
        modality="",
        field=["date", "detail"],
        value=["2026-06-10", "fever"],
    )
    assert accepted.path == person
    [claim] = claims(held, "health")
    assert {n: [v.value for v in vs] for n, vs in claim.fields.items()} == {
        "date": ["2026-06-10"],
        "detail": ["fever"],
    }
    assert [v.value for v in claim.said_by] == ["lawyer"]
    assert claim.evidence[0].text == "Her lawyer saw her on 10 June. She has a fever."
    facts = dict(zip(accepted.all(".facts dt"), accepted.all(".facts dd"), strict=True))
    assert "10 June 2026" in facts["Health"]
    assert "Who says so: lawyer" in facts["Health"]


def test_how_it_is_said_is_kept_with_a_fact(accepted, held):
    accepted.follow("Enter a fact")
    accepted.press(
        "Enter the fact",
        text="They beat her, she says.",
        voice="cellmate",
        use="us",
        type="ill_treatment",
        modality="alleged",
    )
    [claim] = claims(held, "ill_treatment")
    assert claim.modality.value == "alleged"


def test_a_fact_with_a_wrong_date_is_not_entered(accepted, held):
    accepted.follow("Enter a fact")
    accepted.press(
        "Enter the fact",
        text="In hospital.",
        voice="lawyer",
        use="us",
        type="health",
        field=["date"],
        value=["June"],
    )
    assert accepted.status == 422
    assert "“June” is no date" in accepted.text
    assert accepted.page.css_first("textarea").text() == "In hospital."
    assert accepted.page.css_first("#use-us").attributes.keys() >= {"checked"}
    assert claims(held, "health") == []


def test_a_kind_of_fact_that_does_not_exist_is_refused(accepted, held):
    accepted.follow("Enter a fact")
    entries = len(held().entries)
    accepted.press("Enter the fact", text="x y z", voice="lawyer", use="us", type="witchcraft")
    assert accepted.status == 422
    assert len(held().entries) == entries
