"""What may be accepted together and what never; two people side by side, joined, and taken apart again; the proofs of a report."""

import pytest

from habeas.claims.claim_types import claim_types
from habeas.model.claim import Modality
from habeas.model.statement import State, Statement
from habeas.review.together import alone

FINE = {"known": True, "minor": False, "asked": False, "differs": False}


def statement(kind, **more):
    return Statement(id="0" * 64, state=State.PROPOSED, type=kind, subjects=("0" * 32,), **more)


def test_who_is_held_death_and_ill_treatment_are_never_accepted_together():
    held = {name for name, one in claim_types().by_name.items() if one.held}
    for kind in (*held, "identity", "death", "ill_treatment", "health", "release"):
        assert alone(statement(kind), **FINE).rule == "together.kind", kind
    assert alone(statement("hearing"), **FINE) is None
    assert alone(statement("hearing", modality=Modality.DENIED), **FINE).rule == "together.manner"


@pytest.mark.parametrize(
    "what, rule",
    [
        ({"known": False}, "together.new"),
        ({"minor": True}, "together.minor"),
        ({"asked": True}, "together.asked"),
        ({"differs": True}, "together.differs"),
    ],
)
def test_minors_namesakes_strangers_and_conflicts_want_a_decision_each(what, rule):
    assert alone(statement("hearing"), **{**FINE, **what}).rule == rule


TEXT = """Two hearings

On 12 May 2026 police detained Hanna Kavalchuk in Dubrouna-on-the-Hill.

Hanna Kavalchuk was charged under article 130 on 20 May 2026. A letter from Hanna Kavalchuk arrived on 1 June 2026.

Hanna Kavalchuk was sentenced on 3 June 2026 to four years in prison.
"""


def test_accepting_together_takes_what_was_shown_in_full_and_nothing_else(
    visitor, take_in, accept_all, workspace
):
    report = take_in("hearings.txt", TEXT)
    accept_all("police detained")
    visitor.get(report)
    visitor.follow("Show every statement in full")
    form = visitor.page.css_first("form.together")
    chosen = [one.attributes["value"] for one in form.css("input[name=statement]")]
    assert chosen, visitor.text
    told = visitor.words(form)
    assert "Sentence" in told, "why a statement wants its own decision is said"
    visitor.press("accept these")
    assert visitor.status == 200
    states = {
        visitor.words(one.css_first(".what")): one.attributes["class"]
        for one in visitor.page.css(".statement")
    }
    accepted = [words for words, names in states.items() if "accepted" in names]
    assert any(words.startswith("Charge") for words in accepted), states
    assert not any(words.startswith("Sentence") for words in accepted), states
    open_one = visitor.page.css_first(".statement.proposed input[name=statement]").attributes["value"]
    token = visitor.page.css_first("input[name=csrfmiddlewaretoken]").attributes["value"]
    visitor.send(f"{report}together/", {"csrfmiddlewaretoken": token, "statement": open_one})
    assert visitor.status == 409, "an id that somebody slipped into the form is refused"
    assert "Nothing was accepted" in visitor.text


def test_two_are_looked_at_side_by_side_joined_and_taken_apart(visitor, report, accept_all, take_in):
    accept_all("Hanna Kavalchuk")
    take_in("moved.txt", "A note\n\nHanna Kavalchuk was moved to SIZO No. 9 on 2 June 2026.\n")
    visitor.get("/people/")
    addresses = [
        a.attributes["href"] for a in visitor.page.css(".people h2 a") if "Hanna" in visitor.words(a)
    ]
    [known] = [one for one in addresses if "/p-" not in one]
    visitor.get(known)
    visitor.follow("Side by side")
    assert "SIZO No. 9" in visitor.text
    assert "12 May 2026" in visitor.text
    visitor.press("Yes, the same")
    assert visitor.path == known
    visitor.get(f"{known}doubles/")
    assert "We said: one person" in visitor.text
    assert "SIZO No. 9" in visitor.words(visitor.page.css_first(".pairs"))
    visitor.press("Take them apart again")
    assert "We said" not in visitor.text
    visitor.get("/people/")
    assert visitor.all(".people h2").count("Hanna Kavalchuk") == 2
    visitor.get(f"{known}doubles/")
    visitor.press("Find", within="main", q="Ганна Кавальчук")
    assert "Hanna Kavalchuk" in visitor.all("#h-find ~ .people h3")[0]


def test_a_report_gives_its_evidence_sheet_and_says_whom_it_leaves_out(
    visitor, report, accept_all, take_in, workspace, served
):
    from habeas.workflows.erase_person import erase_person
    from habeas.workflows.holding import hold

    accept_all("Hanna Kavalchuk")
    person = next(
        p.id for p in hold(workspace, today=served.today()).register.people if "Kavalchuk" in p.name
    )
    visitor.get(report)
    assert "Have a time stamp made" not in visitor.text, "no authority is named"
    answer = visitor.client.get(f"{report}evidence.pdf", headers={"host": "localhost:8765"})
    assert answer.content.startswith(b"%PDF")
    assert "ONLY-FOR-US" in answer["Content-Disposition"]
    erase_person(workspace, person, served.decider("R-01"))
    later = take_in("later.txt", "Hanna Kavalchuk was moved to SIZO No. 9 on 2 June 2026.\n")
    visitor.get(later)
    assert "1 person in this text asked not to be kept" in visitor.text
