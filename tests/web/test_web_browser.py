"""The reading journey in a real browser: by keys, by hand without JavaScript, and on a narrow screen."""

import os
from time import monotonic

import pytest

from habeas.store.accounts import KEEPER, invite

LOW_BUTTONS = """[...document.querySelectorAll("main .btn, main button")].filter(b => b.offsetParent)
  .filter(b => b.getBoundingClientRect().height < 44).map(b => b.textContent)"""

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def state(page, row):
    return page.locator(f"{row} .row .st").inner_text().strip()


def test_reading_by_keys(signed_in, report):
    with signed_in() as page:
        page.keyboard.press("j")
        assert "cur" in page.locator(".item").first.get_attribute("class")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{report}")
        page.evaluate("window.stays = true")
        assert page.locator(".statement.on").get_attribute("id") == "c1"
        assert page.locator(".text .h.on").count() >= 1
        page.keyboard.press("a")
        page.locator("#c1.accepted").wait_for()
        assert page.locator("#t1").get_attribute("class").split()[:2] == ["n", "accepted"]
        assert page.locator(".statement.on").get_attribute("id") == "c1", "nothing moves by itself"
        page.keyboard.press("u")
        page.locator("#c1.proposed").wait_for()
        page.keyboard.press("j")
        assert page.locator(".statement.on").get_attribute("id") == "c2"
        page.keyboard.press("r")
        page.locator("#c2.rejected").wait_for()
        page.keyboard.press("k")
        assert page.locator(".statement.on").get_attribute("id") == "c1"
        assert page.evaluate("window.stays"), "answers are taken without leaving the page"
        assert "1 decided" in page.locator("#claims").inner_text()
        page.keyboard.press("e")
        page.wait_for_url("**/correct/**")
        page.locator("h1", has_text="Correct the statement").wait_for()
        page.get_by_role("button", name="Save the correction").click()
        page.wait_for_url(f"**{report}#c1")
        assert page.locator(".statement.on").get_attribute("id") == "c1"
        page.keyboard.press("/")
        page.keyboard.type("Ганна Кавальчук")
        page.keyboard.press("Enter")
        page.wait_for_url("**/people/found/**")
        assert "Hanna Kavalchuk" in page.locator(".people").inner_text()


MANY = "\n\n".join(f"Hanna Kavalchuk was fined {n}00 rubles on {n} May 2026." for n in range(1, 11))


def test_ten_plain_statements_take_no_more_than_thirty_keys(signed_in, take_in):
    """And no more than 12 seconds of the page's time, which is counted where nothing else runs (make harden)."""
    report, keys = take_in("fines.txt", f"Fined\n\n{MANY}\n"), 0
    with signed_in() as page:
        page.goto(page.url.rstrip("/") + report)
        rows = page.locator(".statement")
        most = min(rows.count(), 10)
        assert most == 10
        began = monotonic()
        for number in range(1, most + 1):
            page.keyboard.press("a")
            page.locator(f"#c{number}:not(.proposed)").wait_for()
            page.keyboard.press("j")
            keys += 2
        took = monotonic() - began
        assert page.locator(".statement.accepted").count() >= 10
    assert keys <= 30
    assert took <= 12 or not os.environ.get("HABEAS_HARDEN"), took


def test_reading_by_hand_without_javascript(signed_in, report):
    with signed_in(java_script_enabled=False) as page:
        page.get_by_role("link", name="Two held after a library evening").click()
        page.locator("#t2").click()
        assert page.locator("#c2 .open").is_visible()
        page.locator("#c2").get_by_role("button", name="Accept").click()
        page.locator("#c2.accepted").wait_for()
        assert page.url.endswith("#c2")
        page.locator("#c2").get_by_role("button", name="Undo").click()
        page.locator("#c2.proposed").wait_for()
        page.locator("#c3 .what").click()
        assert page.locator("#c3 .open").is_visible(), "a row opens where it is pressed"
        page.locator("#c3").get_by_role("button", name="Reject").click()
        page.locator("#c3.rejected").wait_for()


LOST = ("Failed to load resource", "net::ERR", "htmx:sendError", "htmx:afterRequest")


def test_answers_wait_for_a_lost_connection_and_nothing_is_pretended(signed_in, report):
    with signed_in(expected=LOST) as page:
        page.goto(page.url.rstrip("/") + report)
        page.context.set_offline(True)
        for key in "ajjr":
            page.keyboard.press(key)
        page.locator("#lost").wait_for(state="visible")
        page.locator("#c3.waits").wait_for()
        assert "is kept on this page" in page.locator("#lost").inner_text()
        assert page.locator("#lost b").inner_text() == "2"
        assert state(page, "#c1") == state(page, "#c3") == "proposed"
        page.context.set_offline(False)
        page.locator("#c3.rejected").wait_for()
        page.locator("#c1.accepted").wait_for()
        assert page.locator("#lost").is_hidden()


def test_answers_wait_for_a_new_sign_in_too(signed_in, report, workspace, clock, served):
    with signed_in(expected=(*LOST, "403")) as page:
        base = page.url.rstrip("/")
        page.goto(base + report)
        page.context.set_offline(True)
        page.keyboard.press("a")
        page.locator("#c1.waits").wait_for()
        page.context.clear_cookies(name="habeas")
        with page.expect_response(lambda told: told.status == 403):
            page.context.set_offline(False)
        other = page.context.new_page()
        other.goto(f"{base}/sign-in/{invite(workspace, KEEPER, now=clock(), random=served.random)}/")
        other.get_by_role("button", name="Sign in").click()
        page.locator("#c1.accepted").wait_for()


def test_what_was_typed_waits_for_a_lost_connection(signed_in):
    with signed_in(expected=LOST) as page:
        page.goto(f"{page.url}note/")
        page.get_by_label("What we were told").fill("Hanna Kavalchuk was detained on 5 June 2026.")
        page.locator("#voice").fill("mother")
        page.get_by_label("only us").check()
        page.context.set_offline(True)
        page.locator("main .btn.main").click()
        page.locator("#lost").wait_for(state="visible")
        assert page.url.endswith("/note/")
        page.context.set_offline(False)
        page.wait_for_url("**/reports/*/")
        assert "detained on 5 June 2026" in page.locator("#text").inner_text()


def test_an_ended_session_is_said_in_the_place_of_the_page(signed_in, report):
    with signed_in(expected=("403", "Response Status Error")) as page:
        page.goto(page.url.rstrip("/") + report)
        page.context.clear_cookies(name="habeas")
        page.keyboard.press("a")
        page.locator("main", has_text="You are not signed in").wait_for()


def test_a_refusal_is_said_in_the_place_of_the_page(signed_in, report, accept_all):
    with signed_in(expected=("409", "Response Status Error")) as page:
        page.goto(page.url.rstrip("/") + report)
        accept_all()
        page.keyboard.press("a")
        page.locator("main", has_text="Nothing was decided").wait_for()


def test_no_page_is_wider_than_a_small_screen(signed_in, report, accept_all, take_in):
    accept_all("Hanna Kavalchuk")
    text = "Held\n\n" + "Xy" * 90 + "\n\nHanna Kavalchuk was detained on 1 June 2026.\n"
    long = take_in("long.txt", text, publisher="P" * 80)
    with signed_in(viewport={"width": 360, "height": 740}, expected=("404",)) as page:
        base = page.url.rstrip("/")
        page.goto(f"{base}/people/")
        person = page.locator(".people a").first.get_attribute("href")
        paths = ("/", report, long, f"{report}source/", "/people/", person, "/note/", "/none/")
        for lang in ("be", "en"):
            page.context.add_cookies([{"name": "habeas-lang", "value": lang, "url": base}])
            for path in (*paths, f"{person}show/", f"{person}fact/"):
                page.goto(base + path, wait_until="domcontentloaded")
                assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
                assert page.evaluate(LOW_BUTTONS) == [], path
