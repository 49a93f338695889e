"""The next edition in the app: what comes and goes is seen, signed off by somebody, written; nothing of ours is on it."""

import pytest
from web_visitor import Visitor

from habeas.model.statement import State
from habeas.publish.checksums import SUMS
from habeas.review.widening import BASES
from habeas.store.accounts import invite
from habeas.store.duty import Duty
from habeas.workflows.holding import hold
from habeas.workflows.sign_off import sign_off_of
from habeas.workflows.widen import Asked, plan
from habeas.workflows.widen import widen as show


@pytest.fixture
def widen(workspace, served):
    """Show everyone all accepted statements of a type."""

    def widened(*types):
        found = hold(workspace, today=served.today()).statements.values()
        ids = tuple(s.id for s in found if s.state is State.ACCEPTED and s.type in types)
        seen = plan(workspace, Asked(ids), today=served.today())
        show(workspace, seen, basis=BASES[0], words="", who=served.decider("R-01"))

    return widened


@pytest.fixture
def shown(visitor, report, accept_all, widen):
    """Everybody sees what the report says of some people; the page of the next edition is open."""
    accept_all()
    widen("identity", "detention")
    visitor.get("/publishing/")
    return visitor


def test_the_difference_is_told_and_the_site_written(shown, workspace):
    assert shown.status == 200
    assert "There is no site yet" in shown.text
    assert "+ new:" in shown.text
    shown.press("Write the site now")
    assert "The site is written." in shown.all(".notice")[0] and "0 people." in shown.text
    assert (workspace.folder / "public" / SUMS).is_file()


def test_with_the_rule_somebody_signs_off_at_once_or_for_later(shown, widen, workspace, served):
    shown.press("From now on, everything new waits for a sign-off")
    assert "Nothing waits for a sign-off." in shown.text
    assert not sign_off_of(workspace, today=served.today()).waiting
    widen("custody", "charge", "custody_extension")
    shown.get("/publishing/")
    shown.press("Sign off all that waits", **{"from": "2026-07-01"})
    assert "Signed off last by R-01. It is shown from 1 July 2026." in shown.text.replace("\u00a0", " ")
    assert sign_off_of(workspace, today=served.today()).later
    shown.press("Take back what is signed off for later")
    shown.press("Sign off all that waits")
    assert "Nothing waits for a sign-off." in shown.text
    shown.press("No sign-offs any more")
    assert "Nothing waits for a sign-off any more." in shown.all(".notice")[0]


def test_an_editor_signs_and_only_a_keeper_changes_the_rule(shown, workspace, served, clock):
    shown.press("From now on, everything new waits for a sign-off")
    other = Visitor()
    token = invite(workspace, "R-05", now=clock(), random=served.random, duty=Duty.EDITOR)
    other.get(f"/sign-in/{token}/")
    other.press("Sign in")
    other.get("/publishing/")
    assert "No sign-offs any more" not in other.text and "Sign-off" in other.text


def test_what_is_no_day_is_said_and_nothing_signed(shown, widen):
    shown.press("From now on, everything new waits for a sign-off")
    widen("custody", "charge", "custody_extension", "sentence")
    shown.get("/publishing/")
    shown.press("Sign off all that waits", **{"from": "soon"})
    assert shown.status == 422 and "That is no day." in shown.text
