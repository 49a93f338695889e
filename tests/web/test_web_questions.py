"""Questions: asked about somebody, opened by what is missing, given to one of us, closed; for us alone, gone with the person."""

import pytest

from habeas.store import questions as store
from habeas.store.questions import questions
from habeas.workflows import ask as verbs
from habeas.workflows.erase import erase
from habeas.workflows.erase_person import erase_person
from habeas.workflows.holding import hold
from habeas.workflows.letters_log import log
from habeas.workflows.refused import Refused

WORDS = "Has her lawyer seen Hanna Kavalchuk since the transfer?"


@pytest.fixture
def person(visitor, report, accept_all, workspace, served):
    accept_all()
    record = next(one for one in served.seen().holding.register.people if "Kavalchuk" in one.name)
    return f"/people/{record.id}/"


@pytest.fixture
def asked(visitor, person):
    visitor.get(person)
    visitor.follow("Ask a question")
    visitor.press("Ask a question", words=WORDS, of="r-02", due="2026-07-01")
    assert visitor.path == person
    return visitor


def numbered(visitor):
    return [
        a.attributes["href"] for a in visitor.page.css("a") if "/questions/" in (a.attributes["href"] or "")
    ]


def test_a_question_stands_on_the_persons_page_and_in_the_list(asked, person):
    assert WORDS in asked.text and "R-02 asks after it, by 1 July 2026" in asked.text
    asked.get("/questions/")
    assert WORDS in asked.text
    asked.get("/questions/?who=me")
    assert WORDS not in asked.text, "it is another’s"


def test_what_makes_no_question_is_refused_and_comes_back(visitor, person):
    visitor.get(f"{person}question/")
    for sent in (
        {"words": "  "},
        {"words": "x" * 2001},
        {"words": "x", "of": "Anna"},
        {"words": "x", "due": "soon"},
    ):
        visitor.press("Ask a question", **{"of": "", "due": "", **sent}, within="main")
        assert visitor.status == 422
        assert "Nothing was asked" in visitor.text
    assert questions_of(visitor) == 0


def questions_of(visitor):
    visitor.get("/questions/")
    return len(visitor.all("main .tline li"))


def test_a_fact_closes_it_and_it_can_be_opened_again(asked, workspace):
    asked.get("/questions/")
    asked.follow("Give it to somebody, or close it")
    fact = asked.page.css_first("input[name=fact]").attributes["value"]
    asked.press("This answers it", fact=fact)
    [kept] = [one for one in questions(workspace) if one.words]
    assert (kept.answer, kept.fact, kept.closed_by) == ("fact", fact, "R-01")
    asked.get(f"/questions/{kept.number}/")
    assert "Answered by a statement" in asked.text
    asked.press("Open it again")
    [kept] = [one for one in questions(workspace) if one.words]
    assert kept.closed is None and kept.asked_of == "R-02"
    asked.get(f"/questions/{kept.number}/")
    asked.press("It cannot be known")
    [kept] = [one for one in questions(workspace) if one.words]
    assert kept.answer == "unknown"


def test_a_statement_of_somebody_else_closes_nothing(asked, workspace, served):
    [kept] = [one for one in questions(workspace) if one.words]
    other = next(s.id for s in served.seen().holding.held.statements if kept.person not in s.subjects)
    asked.get(f"/questions/{kept.number}/")
    asked.press("This answers it", fact=other)
    assert asked.status == 409
    assert questions(workspace)[0].closed is None


HELD = "Maryna Zialonka was sentenced on 3 June 2026 to four years in prison under article 130.\n"


def test_silence_opens_a_question_that_the_next_report_closes(
    visitor, workspace, served, monkeypatch, take_in, accept_all
):
    from datetime import date

    take_in("held.txt", HELD, published="2026-06-04")
    accept_all()
    monkeypatch.setattr(served, "today", lambda: date(2026, 9, 30))
    visitor.get("/questions/")
    assert any("Maryna Zialonka: Nothing heard" in line for line in visitor.all("main .tline li"))
    assert questions(workspace) == (), "nothing is kept before somebody does something with it"
    visitor.follow("Give it to somebody, or close it")
    visitor.press("Give it to somebody", of="R-01", due="2026-10")
    [kept] = questions(workspace)
    assert (kept.kind, kept.asked_of, kept.due) == ("silent", "R-01", "2026-10")
    visitor.get("/questions/?who=me")
    assert "Mine (1)" in visitor.text
    later = "Maryna Zialonka was moved to another prison on 20 September 2026.\n"
    take_in("later.txt", later, published="2026-09-21", url="https://example.org/later")
    accept_all()
    visitor.get("/questions/")
    assert "Nothing heard" not in visitor.text
    visitor.get(f"/questions/{kept.number}/")
    assert "nothing more to ask" in visitor.text


def listed(workspace, served):
    from habeas.web.question_lines import every

    return every(served.seen())


def test_a_gap_that_cannot_be_known_is_not_asked_again(visitor, person, workspace, served, monkeypatch):
    from datetime import date

    monkeypatch.setattr(served, "today", lambda: date(2026, 9, 30))
    visitor.get("/questions/")
    many = questions_of(visitor)
    visitor.follow("Give it to somebody, or close it")
    visitor.press("It cannot be known")
    assert len([one for one in listed(workspace, served) if one.is_open]) == many - 1
    kept = questions(workspace)
    assert len(kept) == 1
    one = next(o for o in listed(workspace, served) if o.question.number == kept[0].number)
    with pytest.raises(Refused):
        verbs.close(workspace, served.seen().holding, one, served.decider("R-01"), now=served.now())


def test_a_letter_that_came_back_asks_whether_she_was_moved(visitor, person, workspace, served):
    name = served.seen().holding.by_id[person.split("/")[2]].id
    log(workspace, "sent", [name], served.decider("R-01"), day=served.today(), now=served.now())
    visitor.get("/due/?kind=returned")
    assert "A letter came back" not in " ".join(visitor.all("main .due li"))
    log(workspace, "returned", [name], served.decider("R-01"), day=served.today(), now=served.now())
    visitor.get("/due/?kind=returned")
    assert "Hanna Kavalchuk: A letter came back" in " ".join(visitor.all("main .due li"))
    visitor.get("/questions/")
    assert "A letter came back on 25 June 2026. Was this person moved?" in visitor.text
    log(workspace, "answered", [name], served.decider("R-01"), day=served.today(), now=served.now())
    visitor.get(person)
    assert visitor.status == 200


@pytest.mark.parametrize("how", ["report", "person"])
def test_erasing_a_person_takes_her_questions_and_her_name_along(
    asked, workspace, served, take_in, accept_all, how
):
    take_in(
        "other.txt",
        "On 2 June 2026 police detained Piatro Dubrava in Lasnychy.\n",
        url="https://example.org/2",
    )
    accept_all()
    holding = hold(workspace, today=served.today())
    other = next(one.id for one in holding.register.people if "Dubrava" in one.name)
    about = "Was Piatro held with HANNA KAVALCHUK?"
    verbs.ask(workspace, holding, other, about, served.decider("R-01"), now=served.now())
    report = next(one.id for one in holding.reports.values() if "library" in one.document.text)
    if how == "report":
        erase(workspace, [report], served.decider("R-01"))
    else:
        her = next(one.id for one in holding.register.people if "Kavalchuk" in one.name)
        erase_person(workspace, her, served.decider("R-01"))
    [left] = questions(workspace)
    assert left.person == other
    assert left.words == "Was Piatro held with [...]?"
    files = [file.read_bytes() for file in workspace.folder.rglob("*") if file.is_file()]
    assert not [data for data in files if WORDS.encode() in data], "and nothing of it is left on the disk"


def test_no_lane_holds_a_question(asked, workspace):
    from habeas.record.entry import encode_entry

    for lane in (workspace.private(), workspace.public()):
        assert not [entry for entry in lane.entries if b"lawyer seen" in encode_entry(entry)]


def test_two_who_take_one_gap_at_once_share_one_row(workspace):
    first = store.keep(workspace, store.Question("a" * 32, "x", "silent", "R-01", 1, anchor="gap"))
    second = store.keep(
        workspace, store.Question("b" * 32, "x", "silent", "R-02", 2, anchor="gap", asked_of="R-02")
    )
    assert first.number == second.number
    [row] = questions(workspace)
    assert row.asked_of == "R-02"
