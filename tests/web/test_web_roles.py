"""Every address, every role: who may come in, and that nobody else does. A new address without a role fails here."""

from pathlib import Path

import pytest
import yaml
from django.urls import get_resolver
from web_visitor import Visitor

from habeas.store.accounts import KEEPER, change_duty, close, invite
from habeas.store.duty import Duty
from habeas.store.errors import StoreError
from habeas.web import access
from habeas.web.access import ANYONE, NEEDS

WRITTEN = yaml.safe_load((Path(__file__).parent / "roles.yml").read_text(encoding="utf-8"))
NEEDED = {name: None if role == "anyone" else Duty(role) for role, names in WRITTEN.items() for name in names}
NO_ROLE = "This is not for your role"


def own_patterns():
    """The addresses of the pages; those of the API ask for tokens and have a matrix of their own."""
    return [one for one in get_resolver().url_patterns if getattr(one, "name", None)]


def test_every_address_says_for_whom_it_is():
    assert {one.name for one in own_patterns()} == set(NEEDS), "declare it in habeas/web/access.py"
    assert dict(NEEDS) == NEEDED, "the table for people (roles.yml) says the same"


@pytest.fixture
def sign_in_as(served, workspace, clock, visitor):
    """Sign somebody in with a role; ``visitor`` is the keeper, without whom there would be none."""

    def signed_in(duty, role="R-02"):
        other = Visitor()
        token = invite(workspace, role, now=clock(), random=served.random, duty=duty)
        other.get(f"/sign-in/{token}/")
        other.press("Sign in")
        assert other.path == "/"
        return other

    return signed_in


@pytest.mark.parametrize("duty", list(Duty))
def test_each_role_opens_what_is_for_it_and_nothing_else(sign_in_as, workspace, addresses, duty):
    other = sign_in_as(duty)
    entries = len(workspace.private().entries)
    post = posts(other)
    for name, address in addresses.items():
        if name in ("sign_out", "lock"):  # they end the session; the last lines of this test try them
            continue
        allowed = NEEDED[name] is None or duty.covers(NEEDED[name])
        for method in (other.client.get, post):
            answer = method(address)
            refused = answer.status_code == 403 and NO_ROLE in answer.content.decode()
            assert refused is not allowed, (name, duty, answer.status_code)
    assert len(workspace.private().entries) == entries, "empty forms enter nothing, whoever sends them"
    assert post("/lock/").status_code == 302
    other.get("/")
    assert other.status == 403, "who has no password to unlock with is signed out"


def posts(visitor):
    """Send empty forms, with the token of a page of one's own."""
    page = visitor.get("/account/")
    token = page.css_first("input[name=csrfmiddlewaretoken]").attributes["value"]
    headers = {"origin": "null", "sec-fetch-site": "same-origin"}
    return lambda address: visitor.client.post(address, {"csrfmiddlewaretoken": token}, headers=headers)


def test_an_address_that_nobody_declared_opens_for_nobody(visitor, monkeypatch):
    without = {name: needed for name, needed in NEEDS.items() if name != "numbers"}
    monkeypatch.setattr(access, "NEEDS", without)
    monkeypatch.setattr("habeas.web.signed_in.NEEDS", without)
    visitor.get("/numbers/")
    assert visitor.status == 403
    assert "How many" not in visitor.text and "There is no such page" in visitor.text


def test_a_page_shows_only_the_buttons_that_work(sign_in_as, report, visitor):
    reader = sign_in_as(Duty.READER)
    for address in ("/", report):
        reader.get(address)
        assert not [one for one in reader.all("main button") if one.startswith(("Accept", "Reject"))]
        assert "Add a note" not in " ".join(reader.all("nav"))
    visitor.get(report)
    assert [one for one in visitor.all("main button") if one.startswith("Accept")]


def test_a_reader_holds_no_report_for_herself(sign_in_as, report, visitor):
    sign_in_as(Duty.READER).get(report)
    visitor.get("/")
    assert "is reading" not in visitor.text


def test_a_changed_role_counts_from_the_next_click(sign_in_as, workspace, report):
    other = sign_in_as(Duty.REVIEWER)
    other.get(report)
    change_duty(workspace, "R-02", Duty.READER)
    other.press("Accept", within="#c1")
    assert other.status == 403
    assert NO_ROLE in other.text and "reviewer" in other.text


def test_the_last_keeper_stays_one(visitor, workspace, sign_in_as, clock):
    with pytest.raises(StoreError, match="only keeper"):
        change_duty(workspace, KEEPER, Duty.READER)
    with pytest.raises(StoreError, match="only keeper"):
        close(workspace, KEEPER, now=clock())
    visitor.get("/accounts/")
    visitor.press("Change the role", role=KEEPER, duty="reader")
    assert visitor.status == 422
    assert "the only keeper of keys stays one" in visitor.text
    sign_in_as(Duty.KEEPER)
    change_duty(workspace, KEEPER, Duty.READER)
    visitor.get("/accounts/")
    assert visitor.status == 403


def test_a_closed_account_ends_at_once_and_its_code_is_not_given_again(visitor, sign_in_as, workspace, clock):
    other = sign_in_as(Duty.EDITOR)
    visitor.get("/accounts/")
    row = [form for form in visitor.page.css("form") if "Close the account: R-02" in (form.html or "")]
    assert row
    visitor.send("/accounts/change/", {**fields(row[0]), "close": ["1"]})
    assert visitor.status == 200
    other.get("/")
    assert other.status == 403
    visitor.press("Make the link", role="R-02", duty="reader")
    assert visitor.status == 422 and "a closed code is not given again" in visitor.text
    assert NEEDS["accounts"] is not ANYONE


def fields(form):
    return {node.attributes["name"]: [node.attributes.get("value") or ""] for node in form.css("input")}


def test_a_keeper_invites_on_a_page_and_the_link_is_shown_once(visitor, workspace):
    visitor.get("/accounts/")
    visitor.press("Make the link", role="r-07", duty="contributor", hours="1")
    [link] = visitor.all("main code")
    assert "/sign-in/" in link
    guest = Visitor()
    guest.get(link.partition(":8765")[2])
    guest.press("Sign in")
    guest.get("/note/")
    assert guest.status == 200
    guest.get("/accounts/")
    assert guest.status == 403
    visitor.get("/accounts/")
    assert link not in visitor.page.html
    assert "R-07" in visitor.text


def test_an_invitation_runs_out_after_its_hours(visitor, clock):
    visitor.get("/accounts/")
    visitor.press("Make the link", role="R-07", duty="reader", hours="1")
    [link] = visitor.all("main code")
    clock.seconds += 3600
    guest = Visitor()
    guest.get(link.partition(":8765")[2])
    assert guest.status == 410


@pytest.mark.parametrize("role", ["Anna", "R-1", "R-02; drop", ""])
def test_a_name_is_no_role_code_on_the_page_either(visitor, role):
    visitor.get("/accounts/")
    visitor.press("Make the link", role=role, duty="reader")
    assert visitor.status == 422
    assert "No link was made" in visitor.text
