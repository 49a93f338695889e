"""What cannot be called back: shown to one partner, looked at by a second person, forgotten with all that would go told before."""

import pytest
from web_visitor import Visitor

from habeas.register.statements import of_lane
from habeas.store.accounts import invite
from habeas.store.duty import Duty
from habeas.store.workspace import Workspace
from habeas.workflows import partner as verbs
from habeas.workflows.partner_wider import wider_for
from habeas.workflows.two_people import change_rule

ANSWERS = {"basis": "consent_family", "harm__prisoner": "no", "harm__family": "no", "harm__case": "no"}


@pytest.fixture
def hanna(visitor, report, accept_all):
    """The page of somebody of whom all is accepted."""
    accept_all("Hanna Kavalchuk")
    visitor.get("/people/")
    visitor.follow("Hanna Kavalchuk")
    return visitor.path


@pytest.fixture
def berta(tmp_path, clock, workspace):
    """A partner whose words were compared."""
    with Workspace.create(tmp_path / "berta", clock=clock) as made:
        verbs.write_card(made, tmp_path / "berta.card")
        found = verbs.add(workspace, "Berta", tmp_path / "berta.card")
        verbs.verify(workspace, "Berta", verbs.words(workspace, "Berta"))
        yield found


@pytest.fixture
def other(workspace, served, clock):
    """Another editor, signed in."""
    visitor = Visitor()
    token = invite(workspace, "R-02", now=clock(), random=served.random, duty=Duty.EDITOR)
    visitor.get(f"/sign-in/{token}/")
    visitor.press("Sign in")
    return visitor


def choose(visitor, person, **more):
    visitor.get(f"{person}show/")
    boxes = [one.css_first("input").attributes["value"] for one in visitor.page.css(".picks > li")]
    visitor.press("See what will be shown", statement=boxes[:2], **more)


def test_a_fact_is_shown_to_a_partner_alone_and_hidden_again(visitor, hanna, berta, workspace):
    choose(visitor, hanna)
    assert visitor.status == 422
    assert "Nothing is chosen for you" in visitor.text, "the audience is never preset"
    choose(visitor, hanna, to=berta.log.hex())
    assert "“Berta” will see exactly what stands here" in visitor.text
    assert "Berta" in visitor.all(".doors li.new")[0]
    visitor.press("Show to Berta", **ANSWERS)
    assert visitor.path == hanna
    assert len(of_lane(wider_for(workspace, ["Berta"]).read()).statements) == 2
    assert of_lane(workspace.public()).statements == ()
    visitor.get(f"{hanna}hide/?to={berta.log.hex()}")
    boxes = [one.attributes["value"] for one in visitor.page.css(".picks input")]
    assert len(boxes) == 2
    visitor.press("Hide what is marked", statement=boxes)
    assert of_lane(wider_for(workspace, ["Berta"]).read()).statements == ()


def test_a_second_person_looks_at_exactly_the_same_before_anything_is_shown(
    visitor, other, hanna, workspace, served
):
    change_rule(workspace, True, served.decider("R-01"))
    choose(visitor, hanna)
    visitor.press("Show to everyone", **ANSWERS)
    assert visitor.status == 422
    assert "a second person looks at this first" in visitor.text
    assert of_lane(workspace.public()).statements == ()
    visitor.get("/")
    assert "asks for a second look" not in visitor.text, "not for whoever asks"
    other.get("/")
    assert "R-01 wants to show something" in other.text
    other.follow("Look")
    assert "You look as the second person" in other.text
    assert not [one for one in other.all("main button") if one == "Show to everyone"]
    other.press("I looked at it: allow")
    assert of_lane(workspace.public()).statements == (), "allowing shows nothing"
    visitor.get("/")
    assert "R-02 allowed what you asked for" in visitor.text
    visitor.follow("Look")
    visitor.press("Show to everyone")
    assert visitor.path == hanna, visitor.text
    assert len(of_lane(workspace.public()).statements) == 2
    visitor.get("/")
    assert "allowed what you asked for" not in visitor.text


def test_what_would_go_is_told_before_a_person_is_forgotten(visitor, other, hanna, workspace, served):
    change_rule(workspace, True, served.decider("R-01"))
    before = len(workspace.private().entries)
    visitor.get(f"{hanna}forget/")
    assert "1 report about others is kept without this person" in visitor.text
    letters = hanna.split("/")[2][:6]
    visitor.press("Forget the person", typed="nobody")
    assert visitor.status == 422
    visitor.press("Forget the person", typed=letters)
    assert "a second person looks at this first" in visitor.text
    assert len(workspace.private().entries) == before
    other.get("/")
    other.follow("Look")
    other.press("I looked at it: allow")
    visitor.get(f"{hanna}forget/")
    visitor.press("Forget the person", typed=letters)
    assert visitor.path == "/people/"
    assert "forgotten here" in visitor.all(".notice")[0]
    assert "Kavalchuk" not in visitor.text


def test_a_partner_is_set_aside_and_counts_again_and_what_we_sent_is_withdrawn(
    visitor, hanna, berta, workspace
):
    visitor.get("/partners/")
    visitor.follow("Set aside")
    assert "No" in visitor.text or "0 entries of theirs" in visitor.text
    visitor.press("Set aside")
    assert "All that it said is set aside" in visitor.text
    visitor.follow("Let it count again")
    visitor.press("Let it count again")
    assert "set aside" not in visitor.all("section")[0].replace("Set aside", "")
    visitor.press("Withdraw it", to="everyone", first="2026-06-24", last="2026-06-23")
    assert visitor.status == 422
    visitor.press("Withdraw it", to=berta.log.hex(), first="2026-06-01", last="2026-06-30")
    assert "wrote nothing" in visitor.text or visitor.status == 422
    choose(visitor, hanna, to=berta.log.hex())
    visitor.press("Show to Berta", **ANSWERS)
    visitor.get("/partners/")
    visitor.press("Withdraw it", to=berta.log.hex(), first="2026-06-01", last="2026-06-30", why="our mistake")
    assert visitor.status == 200, visitor.text
    assert "It is withdrawn" in visitor.all(".notice")[0]


def test_the_rule_of_two_people_is_begun_and_ended_in_the_app(visitor, workspace, served, other):
    visitor.get("/accounts/")
    visitor.press("Begin it")
    assert "The rule holds" in visitor.text
    visitor.press("End it")
    assert visitor.status == 422
    assert "ending the rule needs a second person too" in visitor.text
