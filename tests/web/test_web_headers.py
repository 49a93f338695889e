"""What every address says to the browser, and that none opens without a sign-in."""

from django.test import Client
from web_visitor import HOST, Visitor

from habeas.web.access import ANYONE, NEEDS

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}
OPEN = {name for name, needed in NEEDS.items() if needed is ANYONE}
ONLY_POST = {
    *("sign_out", "language", "theme", "answer", "search", "same", "take", "lock", "passkey_options"),
    *(name for name in NEEDS if name.startswith(("account_", "accounts_"))),
}


def check(answer, address):
    assert answer.headers["Cache-Control"] == "no-store", address
    assert answer.headers["Referrer-Policy"] == "no-referrer", address
    assert answer.headers["X-Content-Type-Options"] == "nosniff", address
    assert answer.headers["X-Frame-Options"] == "DENY", address
    assert set(answer.headers["Content-Security-Policy"].split("; ")) == POLICY, address
    assert "Server" not in answer.headers


def test_every_address_says_the_same_to_the_browser(visitor, addresses):
    seen = set()
    for name, address in addresses.items():
        for answer in (
            visitor.client.get(address),
            visitor.client.post(address),
            visitor.client.put(address),
        ):
            check(answer, address)
            seen.add(answer.status_code)
            if name in ONLY_POST:
                assert visitor.client.get(address).status_code == 405
    assert seen <= {200, 302, 403, 404, 405, 409, 410}
    for address in ("/nowhere/", "/people", "/%00", "/reports/../../etc/passwd"):
        check(visitor.client.get(address), address)


def test_no_page_opens_without_a_sign_in(stranger, addresses):
    for name, address in addresses.items():
        answer = stranger.client.get(address)
        check(answer, address)
        said = answer.content.decode()
        if name in OPEN:
            missing = name == "feed" and answer.status_code == 404  # whose address nobody has, there is none
            assert missing or answer.status_code in (200, 302, 405, 410), address
        else:
            assert answer.status_code == 403, address
            assert "You are not signed in" in said, address
        assert "Kavalchuk" not in said, address
        assert "library evening" not in said, address


def test_nothing_is_changed_without_a_sign_in(workspace, addresses):
    """Forms with a valid token of one's own, but no session."""
    before = len(workspace.private().entries)
    for name, address in addresses.items():
        if name in OPEN:
            continue
        stranger = Visitor()
        token = stranger.get("/sign-in/").css_first("input[name=csrfmiddlewaretoken]").attributes["value"]
        stranger.send(address, {"csrfmiddlewaretoken": token, "answer": "accept", "text": "x", "q": "x"})
        assert stranger.status in (403, 405), address
    assert len(workspace.private().entries) == before


def test_only_this_computers_own_names_are_answered(visitor):
    for host in ("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "habeas", "10.0.0.1"):
        answer = visitor.client.get("/people/", headers={"host": host})
        assert answer.status_code == 400, host
        check(answer, host)
    for host in (HOST, "127.0.0.1:8765", "localhost", "[::1]:8765"):
        assert visitor.client.get("/people/", headers={"host": host}).status_code == 200


def test_cookies_are_for_this_site_and_no_script(visitor):
    for name in ("habeas", "habeas-form"):
        cookie = visitor.client.cookies[name]
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Strict", name
        assert cookie["domain"] == "", name


def test_pages_ask_nobody_else_and_hold_no_script_or_style_of_their_own(visitor, addresses):
    for address in addresses.values():
        visitor.get(address)
        for node in visitor.page.css(
            "[style], style, script:not([src]), [onclick], [onload], iframe, base, object"
        ):
            raise AssertionError(f"{node.html[:80]} on {address}")
        for node in visitor.page.css("script, link, img, form, source"):
            about = node.attributes
            target = about.get("src") or about.get("href") or about.get("action") or "/"
            assert target.startswith("/") and not target.startswith("//"), (address, target)


def test_each_sign_that_a_page_uses_is_drawn_once(visitor, addresses):
    for address in addresses.values():
        visitor.get(address)
        drawn = [node.attributes["id"] for node in visitor.page.css("symbol")]
        assert len(drawn) == len(set(drawn))
        used = {node.attributes["href"].removeprefix("#") for node in visitor.page.css("use")}
        assert used <= set(drawn), address


def test_every_field_has_a_name_that_can_be_read_out(visitor, addresses):
    for address in addresses.values():
        page = visitor.get(address)
        labels = {node.attributes.get("for") for node in page.css("label")}
        for field in page.css("input, select, textarea"):
            about = field.attributes
            if about.get("type") != "hidden":
                assert about.get("aria-label") or about.get("id") in labels, (address, field.html)
        ids = [node.attributes["id"] for node in page.css("[id]")]
        assert len(ids) == len(set(ids)), address


def test_a_database_that_fails_is_a_plain_page_too(visitor, monkeypatch):
    from django.db.utils import OperationalError

    from habeas.store.sqlite.base import DatabaseWrapper

    def fail(*_, **__):
        raise OperationalError("database is locked")

    client = Client(raise_request_exception=False, headers={"host": HOST})
    client.cookies = visitor.client.cookies
    monkeypatch.setattr(DatabaseWrapper, "cursor", fail)
    answer = client.get("/people/")
    assert answer.status_code == 500
    check(answer, "/people/")
    assert "Something failed in the program" in answer.content.decode()


def test_what_failed_is_a_plain_page(visitor, monkeypatch):
    from habeas.web import people

    def fail(*_, **__):
        raise RuntimeError("Hanna Kavalchuk")

    monkeypatch.setattr(people, "find_people", fail)
    client = Client(raise_request_exception=False, headers={"host": HOST})
    client.cookies = visitor.client.cookies
    answer = client.get("/people/")
    assert answer.status_code == 500
    check(answer, "/people/")
    assert "Something failed in the program" in answer.content.decode()
    assert "Kavalchuk" not in answer.content.decode()


def test_no_address_and_no_title_names_anybody(visitor, addresses):
    """Titles stand in lists of windows and in histories, addresses in logs: neither says who it is about."""
    for name, address in addresses.items():
        page = visitor.get(address)
        if name in ("due_file", "evidence", "partner_card"):  # no page; their own tests read them
            continue
        assert "Kavalchuk" not in visitor.words(page.css_first("title")), name
        assert "library" not in visitor.words(page.css_first("title")), name
        for link in page.css("a[href], form[action]"):
            told = link.attributes.get("href") or link.attributes.get("action") or ""
            assert "Kavalchuk" not in told and "Hanna" not in told, name
