"""Signing in by a link that works once; no page without it."""

import pytest
from web_visitor import Visitor

from habeas.store.accounts import KEEPER, LINK_SECONDS, invite, is_open, redeem
from habeas.store.errors import StoreError


@pytest.fixture
def link(workspace, served, clock):
    return invite(workspace, KEEPER, now=clock(), random=served.random)


def test_a_link_signs_in_once(stranger, link):
    stranger.get(f"/sign-in/{link}/")
    assert "This link works once" in stranger.text
    stranger.press("Sign in")
    assert (stranger.status, stranger.path) == (200, "/")
    assert "Nothing to read" in stranger.text
    second = Visitor()
    second.get(f"/sign-in/{link}/")
    assert second.status == 410
    assert "used already" in second.text
    assert not second.page.css("main button")


def test_looking_at_a_link_does_not_use_it_up(workspace, stranger, link, clock):
    for _ in range(3):
        Visitor().get(f"/sign-in/{link}/")
        stranger.client.head(f"/sign-in/{link}/")
    assert is_open(workspace, link, now=clock())
    stranger.get("/people/")
    assert stranger.status == 403


def test_a_link_runs_out_after_a_day(workspace, stranger, link, clock):
    clock.seconds += LINK_SECONDS
    stranger.get(f"/sign-in/{link}/")
    assert stranger.status == 410
    assert redeem(workspace, link, now=clock()) is None


def test_a_form_kept_open_past_the_links_end_does_not_sign_in(stranger, link, clock):
    stranger.get(f"/sign-in/{link}/")
    clock.seconds += LINK_SECONDS
    stranger.press("Sign in")
    assert stranger.status == 410
    stranger.get("/")
    assert stranger.status == 403


def test_the_newest_link_of_a_role_alone_opens(workspace, served, clock, link):
    other = invite(workspace, "R-02", now=clock(), random=served.random)
    newer = invite(workspace, KEEPER, now=clock(), random=served.random)
    assert [is_open(workspace, one, now=clock()) for one in (link, newer, other)] == [False, True, True]


def test_a_link_that_never_was_opens_nothing(workspace, stranger, clock):
    for token in ("x", "A" * 43, "ў" * 10, "\\", "%00"):
        assert redeem(workspace, token, now=clock()) is None
        stranger.get(f"/sign-in/{token}/")
        assert stranger.status in (404, 410)


def test_only_the_hash_of_a_link_is_kept(workspace, link):
    files = [file for file in workspace.folder.rglob("*") if file.is_file()]
    assert files
    assert not [file for file in files if link.encode() in file.read_bytes()]


@pytest.mark.parametrize("role", ["", "R01", "r-01", "Anna", "R-1", "R-01; drop", "R-00001"])
def test_a_role_is_a_code_and_no_name(workspace, served, role):
    with pytest.raises(StoreError, match="role code"):
        invite(workspace, role, now=0, random=served.random)


def test_signing_out_ends_the_session_and_what_it_remembered(visitor, workspace):
    visitor.press("Find", q="Hanna Kavalchuk")
    found = visitor.path
    cookie = visitor.client.cookies["habeas"].value
    visitor.press("Sign out")
    assert "You are not signed in" in visitor.text
    visitor.client.cookies["habeas"] = cookie
    visitor.get(found)
    assert visitor.status == 403
    from django.contrib.sessions.models import Session

    assert Session.objects.count() == 0


def test_a_session_is_new_after_signing_in(stranger, link):
    stranger.client.cookies["habeas"] = "chosen-by-somebody-else-aaaaaaaaaa"
    stranger.get(f"/sign-in/{link}/")
    stranger.press("Sign in")
    cookie = stranger.client.cookies["habeas"]
    assert cookie.value != "chosen-by-somebody-else-aaaaaaaaaa"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"


def test_who_is_signed_in_sees_only_her_role_code(visitor):
    assert "R-01" in " ".join(visitor.all("footer"))
    assert visitor.get("/sign-in/any/") is not None
    assert visitor.path == "/"


def test_a_form_from_elsewhere_is_refused(visitor, report):
    visitor.get(report)
    form = {"statement": ["x"], "answer": ["accept"]}
    visitor.send(f"{report}answer/", form)
    assert visitor.status == 403
    assert "came from elsewhere" in visitor.text
    token = visitor.get(report).css_first("input[name=csrfmiddlewaretoken]").attributes["value"]
    for headers in (
        {"origin": "https://evil.example"},
        {"origin": "null", "sec-fetch-site": "cross-site"},
        {"origin": "http://localhost:9999"},
    ):
        answer = visitor.client.post(
            f"{report}answer/", {**form, "csrfmiddlewaretoken": token}, headers=headers
        )
        assert answer.status_code == 403, headers
