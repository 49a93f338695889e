"""How many as ranges, groups with theirs, the theme that was chosen; and two people who are not in one report."""

import re

import pytest
from web_visitor import Visitor

from habeas.store import taken
from habeas.store.accounts import invite
from habeas.store.duty import Duty
from habeas.web.assets import files

TWELVE = "Held at a concert\n\nAt least ten people were detained on 2 June 2026 in Dubrouna-on-the-Hill.\n"


@pytest.fixture
def second(served, workspace, clock):
    """Another of us, signed in."""
    other = Visitor()
    token = invite(workspace, "R-02", now=clock(), random=served.random, duty=Duty.REVIEWER)
    other.get(f"/sign-in/{token}/")
    other.press("Sign in")
    return other


def test_numbers_are_ranges_where_people_are_unnamed(visitor, report, take_in, accept_all):
    take_in("twelve.txt", TWELVE)
    accept_all()
    visitor.get("/numbers/")
    assert visitor.status == 200
    assert "12 or more" in visitor.all(".lede")[0]
    kinds = dict(
        zip(
            visitor.all("section[aria-labelledby=n-kind] tbody th"),
            visitor.all("section[aria-labelledby=n-kind] tbody td"),
            strict=True,
        )
    )
    assert kinds["Detention"] == "12 or more"
    visitor.follow("People whose names are not known")
    assert "At least 10 people" in visitor.text
    assert "Held at a concert" in visitor.text


def test_proposals_are_not_counted(visitor, report):
    visitor.get("/numbers/")
    assert "named and unnamed: 0." in visitor.text


def test_numbers_and_groups_of_an_empty_register(visitor):
    for address in ("/numbers/", "/groups/", "/due/"):
        visitor.get(address)
        assert visitor.status == 200
    visitor.get("/groups/")
    assert "No group is known here." in visitor.text


def test_a_theme_is_chosen_and_goes_back_to_the_page(visitor):
    visitor.get("/people/")
    assert "data-theme" not in visitor.page.css_first("html").attributes
    visitor.send("/theme/", {"csrfmiddlewaretoken": token(visitor), "theme": "dark", "back": "/people/"})
    assert visitor.path == "/people/"
    assert visitor.page.css_first("html").attributes["data-theme"] == "dark"
    visitor.send(
        "/theme/", {"csrfmiddlewaretoken": token(visitor), "theme": "<b>", "back": "//evil.example/"}
    )
    assert visitor.path == "/"
    assert visitor.page.css_first("html").attributes["data-theme"] == "dark"


def token(visitor):
    return visitor.page.css_first("input[name=csrfmiddlewaretoken]").attributes["value"]


def test_a_chosen_theme_has_the_colours_of_the_systems():
    whole, own = (files()[name].decode() for name in ("habeas.css", "app.css"))
    for theme in ("light", "dark"):
        tokens = set(
            re.findall(r"--[a-z-]+:#[0-9a-f]{6}", own.split(f"[data-theme={theme}]")[1].split("}")[0])
        )
        assert len(tokens) > 20
        assert tokens <= set(re.findall(r"--[a-z-]+:#[0-9a-f]{6}", whole))


def test_who_opens_a_report_has_it_and_the_other_is_told(visitor, second, report, clock):
    visitor.get(report)
    assert "is reading this report" not in visitor.text
    second.get("/")
    assert "R-01 is reading" in second.text
    second.get(report)
    assert "R-01 is reading this report" in second.text
    visitor.get("/")
    assert "is reading" not in visitor.text, "her own work is no news to her"
    second.get(report)
    second.press("Take it over")
    assert "is reading this report" not in second.text
    visitor.get(report)
    assert "R-02 is reading this report" in visitor.text
    clock.seconds += taken.MINUTES * 60 + 1
    visitor.get(report)
    assert "is reading this report" not in visitor.text, "nobody holds a report for good"


def test_a_taken_report_can_still_be_answered_and_loses_nothing(visitor, second, report):
    visitor.get(report)
    second.get(report)
    second.press("Accept", within="#c1")
    assert second.status == 200
    visitor.get(report)
    assert "accepted" in visitor.all("#c1")[0]


def test_of_two_who_come_at_once_one_has_it(workspace, clock):
    first = taken.take(workspace, "ab" * 32, "R-01", now=clock())
    other = taken.take(workspace, "ab" * 32, "R-02", now=clock())
    assert first == other
    assert taken.taken(workspace, now=clock()) == {"ab" * 32: first}
    taken.leave(workspace, "R-01", now=clock())
    assert taken.taken(workspace, now=clock()) == {}


def test_the_queue_shows_one_language(visitor, report, take_in):
    take_in(
        "be.txt",
        "Затрыманне\n\n2 чэрвеня 2026 года затрымалі Тараса Галку ў Менску.\n",
        published="2026-06-03",
    )
    visitor.get("/")
    assert len(visitor.all(".item h3")) == 2
    visitor.get("/?lang=be")
    assert visitor.all(".item h3") == ["Затрыманне"]
    assert "1 of 2 shown." in visitor.text
    visitor.get("/?lang=xx")
    assert len(visitor.all(".item h3")) == 2
