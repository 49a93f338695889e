"""Passwords, code apps, passkeys, sessions that are listed and end, locks, and work that is kept through all of it."""

import pytest
from django.test import Client
from web_visitor import HOST, Visitor

from habeas.store.account_models import Account
from habeas.store.accounts import KEEPER, invite
from habeas.store.sessions import IDLE_MINUTES, MINUTE, sessions_of
from habeas.web import proving, totp

GOOD = "seven grey herons walk"
TOLD = {"text": "Her mother says that she was moved.", "voice": "mother", "told": "2026-06-20", "use": "us"}


@pytest.fixture
def owner(visitor):
    """The keeper, with a password."""
    visitor.get("/account/")
    visitor.press("Set the password", new_password=GOOD, password=GOOD)
    assert "The password is set" in visitor.words(visitor.page.css_first("body"))
    return visitor


def sign_in(role=KEEPER, password=GOOD, code="", visitor=None):
    other = visitor or Visitor()
    other.get("/sign-in/")
    other.press("Sign in", role=role, password=password, code=code)
    return other


def test_a_password_signs_in_and_only_it(owner):
    other = sign_in()
    assert (other.status, other.path) == (200, "/")
    for role, password in ((KEEPER, "seven grey heron walks"), ("R-09", GOOD), (KEEPER, ""), ("", "")):
        other = sign_in(role, password)
        assert other.status == 403
        assert "This did not open anything" in other.text, "nothing says whether there is such a code"


def test_a_weak_password_is_refused(visitor):
    for bad in ("short one", "password1234", "aaaaaaaaaaaaaaaa", "my code is R-01 today", ""):
        visitor.get("/account/")
        visitor.press("Set the password", new_password=bad, password=bad)
        assert visitor.status == 422, bad
        assert "Nothing was changed" in visitor.text
    visitor.press("Set the password", new_password=GOOD, password=f"{GOOD}s")
    assert "the two are not the same" in visitor.text
    assert not Account.objects.get(role=KEEPER).has_usable_password()


def test_no_password_is_on_the_disk_as_it_was_typed(costly_passwords, owner, workspace):
    kept = Account.objects.get(role=KEEPER).password
    assert kept.startswith("argon2$argon2id$v=19$m=102400,t=2,p=8$"), "a tenth of a gigabyte for each guess"
    files = [file.read_bytes() for file in workspace.folder.rglob("*") if file.is_file()]
    assert not [data for data in files if GOOD.encode() in data]


def test_guessing_is_slowed_down_and_the_right_one_waits_too(owner, clock):
    for _ in range(proving.FREE_TRIES):
        sign_in(password="wrong grey herons walk")
    other = sign_in()
    assert other.status == 403
    assert "Too many wrong tries" in other.text
    clock.seconds += proving.FIRST_WAIT
    assert sign_in().status == 200
    assert sign_in().status == 200


def test_a_new_password_ends_the_other_sessions(owner):
    other = sign_in()
    owner.get("/account/")
    assert len([one for one in owner.all("main button") if one == "End this session"]) == 2
    owner.press("Set the password", new_password=f"{GOOD} slowly", password=f"{GOOD} slowly")
    assert owner.status == 200
    other.get("/")
    assert other.status == 403


def test_a_session_left_open_elsewhere_can_be_ended(owner, workspace):
    other = sign_in()
    owner.get("/account/")
    assert "(this one)" in owner.text
    mine, theirs = (one for one in reversed(sessions_of(workspace, KEEPER)))
    token = owner.page.css_first("input[name=csrfmiddlewaretoken]").attributes["value"]
    owner.send("/account/session/", {"csrfmiddlewaretoken": token, "session": theirs.name})
    assert owner.status == 200
    other.get("/")
    assert other.status == 403
    owner.send("/account/session/", {"csrfmiddlewaretoken": token, "session": "0" * 16})
    assert owner.status == 200
    owner.send("/account/session/", {"csrfmiddlewaretoken": token, "session": mine.name})
    assert "You are not signed in" in owner.text


def test_nobody_ends_the_session_of_somebody_else(owner, workspace, served, clock):
    guest = Visitor()
    guest.get(f"/sign-in/{invite(workspace, 'R-02', now=clock(), random=served.random)}/")
    guest.press("Sign in")
    [mine] = sessions_of(workspace, KEEPER)
    guest.get("/account/")
    token = guest.page.css_first("input[name=csrfmiddlewaretoken]").attributes["value"]
    guest.send("/account/session/", {"csrfmiddlewaretoken": token, "session": mine.name})
    owner.get("/")
    assert owner.status == 200


def test_a_session_that_nobody_uses_locks_and_opens_where_it_was(owner, clock):
    owner.get("/people/")
    clock.seconds += IDLE_MINUTES * MINUTE + MINUTE
    owner.get("/people/")
    assert owner.status == 403
    assert "this session is locked" in owner.text
    assert not owner.page.css("nav")
    owner.press("Unlock", password="not this one at all")
    assert owner.status == 403 and "This is not the password" in owner.text
    owner.get("/")
    assert owner.status == 403, "a wrong password opens nothing"
    owner.get("/people/")
    owner.press("Unlock", password=GOOD)
    assert (owner.status, owner.path) == (200, "/people/")


def test_a_used_session_does_not_lock(owner, clock):
    for _ in range(4):
        clock.seconds += (IDLE_MINUTES - 1) * MINUTE
        owner.get("/people/")
        assert owner.status == 200


def test_a_session_is_locked_by_a_button_and_by_no_means_left_open(owner):
    owner.press("Lock")
    assert owner.path == "/unlock/"
    owner.get("/people/")
    assert owner.status == 403
    owner.get("/unlock/")
    owner.press("Unlock", password=GOOD)
    assert owner.path == "/"


def test_what_was_typed_when_the_session_locked_comes_back(owner, workspace, clock):
    owner.get("/note/")
    before = len(workspace.private().entries)
    clock.seconds += IDLE_MINUTES * MINUTE + MINUTE
    owner.press("Keep", **TOLD)
    assert owner.status == 403
    assert "is kept on this page" in owner.text
    assert len(workspace.private().entries) == before
    owner.press("Unlock", password="not this one at all")
    owner.press("Unlock", password=GOOD)
    assert "Your work is kept" in owner.text and TOLD["text"] in owner.text
    owner.press("Look at the form again")
    assert owner.page.css_first("textarea").text() == TOLD["text"]
    assert len(workspace.private().entries) == before, "looking enters nothing"
    owner.press("Keep", use="us")
    assert owner.path.startswith("/reports/")
    assert len(workspace.private().entries) > before


def test_what_was_typed_when_the_session_had_ended_comes_back(owner, workspace):
    owner.get("/note/")
    page = owner.page
    [mine] = sessions_of(workspace, KEEPER)
    other = sign_in()
    from habeas.store.sessions import end

    end(workspace, KEEPER, mine.name)
    owner.page = page
    owner.press("Keep", **TOLD)
    assert owner.status == 403 and "is kept on this page" in owner.text
    owner.press("Sign in", role=KEEPER, password=GOOD)
    assert "Your work is kept" in owner.text
    owner.press("Send it now")
    assert owner.path.startswith("/reports/"), owner.text
    other.get("/")
    assert other.status == 200


def test_an_answer_in_a_report_is_kept_too(owner, report, clock):
    owner.get(report)
    clock.seconds += IDLE_MINUTES * MINUTE + MINUTE
    owner.press("Accept", within="#c1")
    owner.press("Unlock", password=GOOD)
    owner.press("Send it now")
    assert "accepted" in owner.all("#c1")[0]


@pytest.mark.parametrize(
    "kept",
    [
        "nonsense",
        "[]",
        "null",
        '{"path": "//evil.example/", "fields": {}}',
        '{"path": "/sign-out/", "fields": {"a": ["b"]}}',
        '{"path": "/accounts/change/", "fields": {"close": ["1"]}}',
        '{"path": "/note/", "fields": 7}',
        '{"path": "/nowhere/", "fields": {"a": ["b"]}}',
        "[" * 5000,
    ],
)
def test_nothing_foreign_is_taken_for_work_that_was_kept(owner, kept):
    owner.press("Lock")
    owner.press("Unlock", password=GOOD, kept=kept)
    assert (owner.status, owner.path) == (200, "/")


def test_where_to_go_on_is_one_of_our_pages(owner):
    for back in ("//evil.example/", "https://evil.example/", "\\\\evil.example"):
        owner.press("Lock")
        owner.press("Unlock", password=GOOD, back=back)
        assert owner.path == "/"


def test_what_matters_asks_again_who_is_there(owner, clock):
    owner.get("/accounts/")
    clock.seconds += 16 * MINUTE
    owner.get("/accounts/")
    owner.press("Make the link", role="R-05", duty="keeper")
    assert owner.status == 403 and "show that it is you" in owner.text
    assert "R-05" not in owner.text
    owner.press("Unlock", password=GOOD)
    owner.get("/accounts/")
    owner.press("Make the link", role="R-05", duty="reader")
    assert owner.status == 200 and "/sign-in/" in owner.text


# RFC 6238, appendix B: the last six of its eight digits, for SHA-1
@pytest.mark.parametrize(
    "at, code",
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_the_standard(at, code):
    assert totp.code_of(b"12345678901234567890", totp.step_of(at)) == code


@pytest.fixture
def with_codes(owner, clock):
    """The keeper with a code app; what it shows at a moment."""
    owner.get("/account/")
    owner.press("Set up")
    secret = totp.of_text(owner.all("main .address code")[0])
    assert owner.page.css("main .scan svg")
    owner.press("Confirm", code="000000")
    assert owner.status == 422 and "not the code of this half minute" in owner.text
    owner.press("Confirm", code=totp.code_of(secret, totp.step_of(clock())))
    assert "A code is asked for" in owner.text
    return lambda: totp.code_of(secret, totp.step_of(clock()))


def test_a_code_is_asked_for_and_taken_once(owner, with_codes, clock):
    assert sign_in().status == 403
    assert sign_in(code="123456").status == 403
    assert sign_in(code=with_codes()).status == 403, "the code that set it up was taken"
    clock.seconds += totp.SECONDS
    code = with_codes()
    assert sign_in(code=f" {code[:3]} {code[3:]}").status == 200
    assert sign_in(code=code).status == 403
    owner.get("/account/")
    owner.press("Do without")
    assert sign_in().status == 200


def test_the_secret_of_a_code_app_is_kept_sealed(with_codes, owner):
    kept = bytes(Account.objects.get(role=KEEPER).totp)
    assert len(kept) > totp.SECRET_BYTES
    owner.get("/account/")
    assert not owner.page.css("main .scan"), "it is shown while it is set up, and not again"


def test_a_passkey_cannot_belong_to_a_number(visitor):
    client = Client(headers={"host": "127.0.0.1:8765"})
    client.cookies = visitor.client.cookies
    answer = client.post("/passkey/", {"make": "1"})
    assert answer.status_code == 409
    assert "localhost" in answer.json()["error"]
    assert "Passkeys" not in client.get("/account/").content.decode()


@pytest.mark.parametrize(
    "answer", ["", "{}", "[]", "nonsense", '{"rawId": 7}', '{"rawId": "AAAA", "response": {}}']
)
def test_a_passkey_that_nobody_made_opens_nothing(owner, answer):
    other = Client(headers={"host": HOST})
    assert other.post("/passkey/").status_code == 200
    assert other.post("/sign-in/", {"answer_passkey": answer or "x"}).status_code == 403
    owner.get("/account/")
    token = owner.page.css_first("input[name=csrfmiddlewaretoken]").attributes["value"]
    owner.send("/account/passkey/", {"csrfmiddlewaretoken": token, "answer_passkey": answer})
    assert owner.status == 422 and "No passkey was added" in owner.text


def test_a_real_workspace_asks_for_a_password_before_anything_else(visitor, served, monkeypatch):
    monkeypatch.setattr(type(served.workspace), "mode", "real")
    visitor.get("/people/")
    assert visitor.path == "/account/"
    assert "Choose a password or add a passkey" in visitor.text
    visitor.press("Set the password", new_password=GOOD, password=GOOD)
    visitor.get("/people/")
    assert visitor.path == "/people/"


def test_minutes_until_the_lock_are_set_by_a_keeper(owner, clock):
    owner.get("/accounts/")
    owner.press("Set", minutes="5", within="section:last-of-type")
    clock.seconds += 6 * MINUTE
    owner.get("/")
    assert owner.status == 403
