"""What others wrote is shown as text, whatever it holds; no input of a form breaks a page."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from habeas.store.accounts import is_open

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7*7 }}{% raw %}"
TURNED = "\u202e\u2066"  # characters that turn round the text behind them
REPORT = f"""{EVIL} {TURNED}

On 12 May 2026 police detained Hanna {EVIL} Kavalchuk in <b>Dubrouna</b>. Hanna Kavalchuk was detained on 12 May 2026 in Dubrouna & <i>elsewhere</i>.
"""


@pytest.fixture
def hostile(visitor, take_in):
    address = take_in(
        "evil.txt", REPORT, publisher=EVIL, url="https://example.org/?q=<script>alert(3)</script>"
    )
    visitor.get(address)
    return visitor, address


def harmless(visitor):
    """No element, attribute or template expression of the text has become one of the page."""
    assert not visitor.page.css("main script, main img, main b > script, [onerror]")
    assert "49" not in visitor.text
    assert b"<script>alert" not in visitor.answer.content
    assert b"<img src=x" not in visitor.answer.content


def test_a_hostile_report_is_text(hostile):
    visitor, address = hostile
    harmless(visitor)
    assert "<script>alert(1)</script>" in visitor.text
    assert "<b>Dubrouna</b>" in visitor.text
    for where in ("/", f"{address}source/", "/people/"):
        visitor.get(where)
        harmless(visitor)


def test_a_hostile_name_is_text_everywhere(hostile):
    visitor, _ = hostile
    visitor.get(visitor.page.css_first("a[data-key=e]").attributes["href"])
    visitor.press(
        "Save the correction", type="identity", field=["name", "occupation"], value=[EVIL, EVIL], said_by=EVIL
    )
    assert visitor.status == 200
    harmless(visitor)
    visitor.get("/people/")
    harmless(visitor)
    links = [a.attributes["href"] for a in visitor.page.css("a") if "/people/" in a.attributes["href"]]
    for link in links:
        for more in ("", "show/", "fact/", "hide/"):
            visitor.get(link + more)
            harmless(visitor)
    visitor.press("Find", q=EVIL)
    harmless(visitor)


def test_a_hostile_note_is_text(visitor):
    visitor.get("/note/")
    visitor.press("Keep the note", text=REPORT, voice=EVIL[:60], use="us")
    harmless(visitor)
    assert visitor.status == 200
    visitor.get("/note/")
    visitor.press("Keep the note", text="", voice=EVIL, use=EVIL)
    harmless(visitor)


def test_characters_that_hide_text_are_refused_in_what_we_write(visitor):
    visitor.get("/note/")
    visitor.press("Keep the note", text="She was moved.", voice=f"mother{TURNED}", use="us")
    assert visitor.status == 422
    assert "hides or turns round other text" in visitor.text


def test_a_language_that_is_none_changes_nothing(visitor):
    visitor.get("/people/")
    for lang in ("xx", "../en", "en\r\nSet-Cookie: a=b", ""):
        visitor.press("Change", lang=lang)
        assert visitor.page.css_first("html").attributes["lang"] == "en"


@pytest.mark.parametrize(
    "back",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "people/", ""],
)
def test_the_language_switch_leads_nowhere_else(visitor, back):
    visitor.get("/people/")
    visitor.press("Change", lang="be", back=back)
    assert visitor.path == "/"
    assert visitor.page.css_first("html").attributes["lang"] == "be"


def test_a_broken_cookie_is_no_error(visitor):
    visitor.client.cookies["habeas-lang"] = "\u0000<script>"
    visitor.get("/")
    assert visitor.status == 200


@pytest.fixture
def people(visitor, report):
    """The addresses of everybody on the register."""
    visitor.get("/people/")
    return [a.attributes["href"] for a in visitor.page.css(".people a")]


wild = st.text(max_size=40) | st.sampled_from(
    ["", "accept", "show", "person", "0" * 64, "date", "2026-02-30", "a:b", EVIL, TURNED]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_form_breaks_a_page(visitor, report, people, data):
    person = data.draw(st.sampled_from(people))
    where = data.draw(
        st.sampled_from(
            [
                f"{report}answer/",
                "/same/",
                "/search/",
                "/note/",
                "/language/",
                f"{person}show/",
                f"{person}hide/",
                f"{person}fact/",
            ]
        )
    )
    names = [
        "statement",
        "answer",
        "n",
        "a",
        "b",
        "back",
        "q",
        "text",
        "voice",
        "use",
        "lang",
        "step",
        "what",
        "drop",
        "noquote",
    ]
    names += ["type", "modality", "field", "value", "basis", "seen", "words", "certainty", "about", "said_by"]
    fields = data.draw(st.dictionaries(st.sampled_from(names), st.lists(wild, max_size=3), max_size=8))
    token = visitor.get("/note/").css_first("input[name=csrfmiddlewaretoken]").attributes["value"]
    visitor.send(where, fields | {"csrfmiddlewaretoken": [token]})
    assert visitor.status in (200, 404, 409, 422), (where, fields)
    assert visitor.page.css("main")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(token=st.text(max_size=60))
def test_no_token_breaks_the_sign_in(workspace, served, clock, token):
    assert not is_open(workspace, token, now=clock())
