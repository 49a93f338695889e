"""A report with its statements in place: accept, reject, take back, without JavaScript."""

import re

import pytest

from habeas.workflows.holding import hold


@pytest.fixture
def held(workspace, served):
    """What the workspace holds now."""
    return lambda: hold(workspace, today=served.today())


def row(visitor, words):
    """The number of the first statement whose line says all of ``words``."""
    for item in visitor.page.css(".claims > li"):
        line = visitor.words(item.css_first(".row"))
        if all(word in line for word in words.split()):
            return item.attributes["id"]
    raise AssertionError(f"no statement says “{words}”: {visitor.all('.claims .row')}")


def test_the_queue_says_what_waits_and_why(visitor, report, take_in):
    take_in("weather.txt", "The river rose by two metres.", publisher=None)
    visitor.get("/")
    assert visitor.all(".night-line") == ["1 report is waiting. 1 of 2 read."]
    assert visitor.all("main h2")[0] == "Dates near or past"
    line = visitor.all(".item")[0]
    assert "Two held after a library evening" in line
    assert "Example Herald, 20 May 2026" in line
    assert "English" in line
    assert "A date is near: 12 July 2026" in line
    visitor.follow("Two held after a library evening")
    assert visitor.path == report


def test_the_text_stands_unchanged_under_its_highlights(visitor, report, held):
    visitor.get(report)
    text = held().reports[report.split("/")[2]].document.text
    for chip in visitor.page.css(".text .n"):
        chip.decompose()
    lines = [line.text(deep=True) for line in visitor.page.css(".text p")]
    assert lines == [line for line in text.split("\n") if line]


def test_each_statement_has_its_number_in_the_text(visitor, report):
    visitor.get(report)
    numbers = [item.attributes["id"][1:] for item in visitor.page.css(".claims > li")]
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    chips = {chip.attributes["id"]: chip.attributes for chip in visitor.page.css(".text .n")}
    assert set(chips) == {f"t{n}" for n in numbers}
    assert chips["t1"]["aria-label"].startswith("Statement 1, proposed: ")


def test_accepting_takes_the_statement_and_the_name_with_it(visitor, report, held):
    visitor.get(report)
    detention = row(visitor, "Detention 12 May 2026")
    visitor.press("Accept", within=f"#{detention}")
    assert visitor.path == report
    assert f"#{detention}" in visitor.answer.redirect_chain[-1][0]
    assert "accepted" in visitor.all(f"#{detention} .row")[0]
    accepted = held().held.statements
    assert sorted(s.type for s in accepted) == ["detention", "identity"]
    [claim] = [s for s in accepted if s.type == "detention"]
    assert claim.evidence[0].text == visitor.page.css_first(f"#{detention} blockquote > b").text()
    entry = next(e for e in held().entries if e.id.hex() == claim.id)
    assert entry.text("by") == "R-01"


def test_undo_opens_it_again(visitor, report, held):
    visitor.get(report)
    detention = row(visitor, "Detention 12 May 2026")
    visitor.press("Accept", within=f"#{detention}")
    visitor.press("Undo", within=f"#{detention}")
    assert "proposed" in visitor.all(f"#{detention} .row")[0]
    assert held().held.statements == ()


def test_rejecting_is_kept_and_can_be_taken_back(visitor, report, held):
    visitor.get(report)
    one = row(visitor, "Detention 13 May 2026")
    visitor.press("Reject", within=f"#{one}")
    assert "rejected" in visitor.all(f"#{one} .row")[0]
    assert visitor.page.css_first(f"#t{one[1:]}").attributes["class"] == "n rejected"
    assert len(held().held.links.rejected) == 1
    visitor.press("Undo", within=f"#{one}")
    assert "proposed" in visitor.all(f"#{one} .row")[0]
    assert held().held.links.rejected == frozenset()


def test_an_undone_answer_leaves_one_line_whatever_comes_after(visitor, report):
    visitor.get(report)
    lines = len(visitor.page.css(".claims > li"))
    one = row(visitor, "Detention 12 May 2026")
    for button, state in (
        ("Accept", "accepted"),
        ("Undo", "proposed"),
        ("Reject", "rejected"),
        ("Undo", "proposed"),
    ):
        visitor.press(button, within=f"#{one}")
        assert visitor.all(f"#{one} .st") == [state]
        assert len(visitor.page.css(".claims > li")) == lines


def test_numbers_stay_while_answers_are_given(visitor, report):
    visitor.get(report)
    before = visitor.all(".claims .what")
    for n in range(1, len(before) + 1):
        if visitor.page.css(f"#c{n} button.main"):
            visitor.press("Accept" if n % 2 else "Reject", within=f"#c{n}")
        assert visitor.all(".claims .what") == before
    assert visitor.all("#claims .small") == [f"{len(before)} decided"]
    visitor.get("/")
    assert "Nothing to read" in visitor.text
    assert "Two held after a library evening" in visitor.all("details .item")[0]


def test_an_allegation_is_shown_in_its_voice(visitor, report):
    visitor.get(report)
    item = row(visitor, "Ill-treatment")
    said = visitor.all(f"#{item}")[0]
    assert "Piotr Zaranka" in said
    assert re.search(r"Says: .*mother", said)


def test_a_stale_answer_changes_nothing_and_says_so(visitor, report, held):
    page = visitor.get(report)
    detention = row(visitor, "Detention 12 May 2026")
    form = page.css_first(f"#{detention} form")
    sent = visitor._fields(form) | {"answer": ["accept"]}
    visitor.send(form.attributes["action"], sent)
    entries = len(held().entries)
    visitor.send(form.attributes["action"], sent)
    assert visitor.status == 409
    assert "Nothing was decided" in visitor.text
    assert len(held().entries) == entries


@pytest.mark.parametrize(
    "change", [{"answer": ["widen"]}, {"answer": []}, {"statement": ["0" * 64]}, {"statement": [""]}]
)
def test_an_answer_that_makes_no_sense_is_refused(visitor, report, held, change):
    page = visitor.get(report)
    form = page.css_first(".claims form")
    visitor.send(form.attributes["action"], visitor._fields(form) | {"answer": ["accept"]} | change)
    assert visitor.status == 409
    assert held().held.statements == ()


def test_a_source_is_left_only_after_a_warning(visitor, report, take_in):
    visitor.get(report)
    assert not [a for a in visitor.page.css("a") if "example.org" in (a.attributes["href"] or "")]
    visitor.follow("source on the network")
    assert "This leaves your computer" in visitor.text
    assert "The link goes to example.org." in visitor.text
    [link] = [a for a in visitor.page.css("a") if a.attributes["href"] == "https://example.org/news"]
    assert "noreferrer" in link.attributes["rel"]
    visitor.follow("Back")
    assert visitor.path == report
    other = take_in("no-address.txt", "Nothing new.", url="javascript:alert(1)")
    visitor.get(other)
    assert not [a for a in visitor.page.css("main a") if "source" in visitor.words(a)]
    visitor.get(f"{other}source/")
    assert "no address on the network" in visitor.text


def test_a_report_without_statements_says_what_to_do(visitor, take_in):
    visitor.get(take_in("weather.txt", "The river rose by two metres."))
    assert "No statement about a prisoner was found" in visitor.text


def test_a_proposal_that_differs_from_the_record_says_from_what(visitor, report, take_in):
    visitor.get(report)
    visitor.press("Accept", within=f"#{row(visitor, 'Sentence 4 years')}")
    visitor.get(take_in("one-moved.txt"))
    said = visitor.all(f"#{row(visitor, 'Sentence 3 years')}")[0]
    assert "differs from the record" in said
    assert "Already in the record: Term: 4 years" in said
    assert "differs from the record" not in visitor.all(f"#{row(visitor, 'Transfer')}")[0]


@pytest.mark.parametrize(
    "address", ["/reports/none/", "/reports/none/source/", "/people/none/", "/nowhere/", "/people/found/0/"]
)
def test_an_address_that_leads_nowhere_says_so(visitor, address):
    visitor.get(address)
    assert visitor.status == 404
    assert "There is no such page" in visitor.text


def test_the_right_way_is_said_where_an_address_is_asked_in_another(visitor, report):
    visitor.get(f"{report}answer/")
    assert visitor.status == 405
    assert "takes no such request" in visitor.text


def test_taking_back_keeps_the_statement_and_asks_nobody_again(visitor, report, held):
    visitor.get(report)
    one = row(visitor, "Detention 12 May 2026")
    visitor.press("Accept", within=f"#{one}")
    visitor.follow("We no longer say so")
    visitor.press("Take it back", kind="other", words=" ")
    assert visitor.status == 422
    assert "Choose why" in visitor.text
    visitor.press("Take it back", kind="error", words="The source wrote about another town.")
    assert visitor.path == report
    assert visitor.all(f"#{one} .st") == ["taken back"]
    assert not visitor.page.css(f"#{one} form")
    [claim] = [s for s in held().held.retracted if s.type == "detention"]
    [entry] = [e for e in held().entries if e.text("act") == "retract"]
    assert (entry.text("reason"), entry.ids("claims")) == (
        "error: The source wrote about another town.",
        (bytes.fromhex(claim.id),),
    )


def test_what_was_never_accepted_cannot_be_taken_back(visitor, report, held):
    [found] = held().reports.values()
    visitor.get(f"{report}retract/{found.open.statements[0].id}/")
    assert visitor.status == 404


def test_the_queue_is_filtered_by_the_country_that_a_report_tells_of(visitor, take_in):
    take_in("minsk.txt", "On 12 May 2026 police detained Hanna Kavalchuk in Minsk.\n")
    take_in("kyiv.txt", "On 13 May 2026 police detained Piotr Zaranka in Kharkiv.\n")
    visitor.get("/")
    assert visitor.all("#filter-country option") == ["All countries", "Belarus", "Ukraine"]
    visitor.get("/?country=ua")
    assert len(visitor.all(".item h3")) == 1
    assert "Kharkiv" in visitor.all(".item h3")[0]
    visitor.get("/?country=xx")
    assert len(visitor.all(".item h3")) == 2


def test_the_sample_teaches_a_first_evening_and_a_workspace_of_work_does_not(visitor, report, monkeypatch):
    from habeas.web import pages

    visitor.get("/")
    assert not visitor.page.css(".tour")
    monkeypatch.setattr(pages, "_mode", lambda: "demo")
    visitor.get("/")
    assert len(visitor.page.css(".tour li")) == 6
    visitor.follow("People")
    assert visitor.status == 200
