"""A person's page, the list, the search in any script, “same person?”, and what we knew on a day."""

import pytest
from web_visitor import Visitor

DAY = 86_400


@pytest.fixture
def accepted(visitor, report, clock, accept_all):
    """What the report says of Hanna Kavalchuk is accepted; the sentence of Piotr Zaranka two days later."""
    for words in ("Hanna Kavalchuk", "She faces"):
        accept_all(words)
    clock.seconds += 2 * DAY
    accept_all("sentenced on 3 June 2026")
    return visitor


def of(visitor, name):
    """Go to a person's page."""
    visitor.get("/people/")
    visitor.follow(name)
    return visitor


def test_people_are_listed_by_surname_with_what_is_known(accepted):
    accepted.get("/people/")
    assert accepted.all(".night-line") == ["2 people"]
    assert accepted.all(".people h2") == ["Hanna Kavalchuk", "Piotr Zaranka"]
    assert "under investigation" in accepted.all(".people li")[0]
    assert "erving a sentence" in accepted.all(".people li")[1]


def test_every_fact_stands_with_its_quote_and_who_says_so(accepted, report):
    of(accepted, "Hanna Kavalchuk")
    facts = dict(zip(accepted.all(".facts dt"), accepted.all(".facts dd"), strict=True))
    assert "12 May 2026" in facts["Detention"]
    assert "12 May 2026 police detained the teacher Hanna Kavalchuk" in facts["Detention"]
    assert "Example Herald, 20 May 2026" in facts["Detention"]
    assert "Who says so: the publication itself" in facts["Detention"]
    assert "1 report, 1 origin" in facts["Detention"]
    assert len(accepted.page.css(".facts > div")) == len(accepted.page.css(".facts > div:has(blockquote)"))
    accepted.follow("Two held after a library evening")
    assert accepted.path == report


def test_the_timeline_leads_to_the_facts(accepted):
    of(accepted, "Hanna Kavalchuk")
    anchors = [a.attributes["href"] for a in accepted.page.css(".tline a")]
    assert anchors
    for anchor in anchors:
        assert len(accepted.page.css(f".facts {anchor}")) == 1
    assert "12 May 2026" in accepted.all(".tline li")[0]


def test_what_is_missing_is_named(accepted):
    of(accepted, "Hanna Kavalchuk")
    assert "state of health" in " ".join(accepted.all(".side section"))
    assert "of 9 entries of the UN minimum register are known" in accepted.text


def test_a_proposal_is_marked_beside_what_is_accepted(accepted):
    of(accepted, "Piotr Zaranka")
    facts = dict(zip(accepted.all(".facts dt"), accepted.all(".facts dd"), strict=True))
    assert "accepted" in facts["Sentence"]
    assert "proposed" in facts["Ill-treatment"]
    assert "accepted" not in facts["Ill-treatment"]
    assert "It is an allegation" not in facts["Sentence"]


def test_somebody_who_is_only_proposed_is_said_to_be(visitor, report):
    of(visitor, "Piotr Zaranka")
    assert "Not in the record yet" in visitor.text
    assert "Show to everyone" not in visitor.text
    assert visitor.path.startswith("/people/p-")
    visitor.get(f"{visitor.path}fact/")
    assert visitor.status == 409


@pytest.mark.parametrize(
    "query", ["Hanna Kavalchuk", "Ганна Кавальчук", "Анна Ковальчук", "kavalčuk", "Ковальчук"]
)
def test_a_search_finds_across_scripts_and_stands_in_no_address(accepted, query):
    accepted.press("Find", q=query)
    assert accepted.path.startswith("/people/found/")
    assert query not in accepted.path
    assert accepted.all(".people h2")[0] == "Hanna Kavalchuk"
    assert f"for “{query}”" in accepted.text
    again = accepted.get(accepted.path)
    assert again.css(".people h2")


def test_a_search_belongs_to_its_session(accepted, workspace, served, clock):
    from habeas.store.accounts import invite

    accepted.press("Find", q="Hanna Kavalchuk")
    other = Visitor()
    other.get(f"/sign-in/{invite(workspace, 'R-02', now=clock(), random=served.random)}/")
    other.press("Sign in")
    other.get(accepted.path)
    assert other.status == 404


def test_a_search_for_nobody_says_what_to_try(accepted):
    accepted.press("Find", q="Xylophanes Qwertzuiop")
    assert "Nobody was found" in accepted.text
    accepted.press("Find", q="   ")
    assert accepted.path == "/people/"


def test_what_we_knew_on_a_day(accepted):
    of(accepted, "Piotr Zaranka")
    days = [link.attributes["href"] for link in accepted.page.css("a[href*='as-of']")]
    assert days == [f"{accepted.path}?as-of=2026-06-27"]
    assert accepted.page.css_first("input[name=as-of][type=date]"), "a day is asked for without JavaScript"
    accepted.get(f"{accepted.path}?as-of=2026-06-27")
    assert "As of 27 June 2026: only what was accepted by then" in accepted.text
    assert "Ill-treatment" not in accepted.all(".facts dt")
    accepted.get(f"{accepted.path}?as-of=2026-06-26")
    assert accepted.status == 404
    assert "On 26 June 2026 we held nothing about this person" in accepted.text
    accepted.get(accepted.path.split("?")[0] + "?as-of=yesterday")
    assert accepted.status == 200


@pytest.fixture
def namesake(accepted, take_in):
    """A second report names a Hanna Kavalchuk; the surname is too common to take the two for one."""
    return take_in("moved.txt", "A note\n\nHanna Kavalchuk was moved to SIZO No. 9 on 2 June 2026.\n")


def test_same_person_is_asked_and_the_answer_is_kept(accepted, namesake):
    accepted.get("/")
    question = accepted.all(".item:has(form)")[0]
    assert "Surname: Kavalchuk = Kavalchuk" in question
    assert "Very many people have this surname" in question
    accepted.press("Yes, the same")
    assert "Same person?" not in accepted.text
    of(accepted, "Hanna Kavalchuk")
    facts = dict(zip(accepted.all(".facts dt"), accepted.all(".facts dd"), strict=True))
    assert "SIZO No. 9" in facts["Transfer"]
    assert "proposed" in facts["Transfer"]


def test_two_people_stay_two(accepted, namesake):
    of(accepted, "Hanna Kavalchuk")
    assert "Same person?" in accepted.text
    here = accepted.path
    accepted.press("No, two people")
    assert accepted.path == here
    assert "Same person?" not in accepted.text
    accepted.get("/people/")
    assert accepted.all(".people h2").count("Hanna Kavalchuk") == 2


def test_joining_from_the_page_of_the_one_who_is_only_proposed_leads_to_the_other(accepted, namesake):
    accepted.get("/people/")
    addresses = [a.attributes["href"] for a in accepted.page.css(".people a") if "Hanna" in accepted.words(a)]
    [known] = [one for one in addresses if "/p-" not in one]
    [proposed] = [one for one in addresses if "/p-" in one]
    accepted.get(proposed)
    accepted.press("Yes, the same")
    assert (accepted.status, accepted.path) == (200, known)


def test_pages_are_derived_once_for_each_state(accepted, report, monkeypatch):
    from habeas.web import serving

    counted = []
    derive = serving.hold
    monkeypatch.setattr(serving, "hold", lambda *a, **k: counted.append(1) or derive(*a, **k))
    for address in ("/", "/people/", "/note/", "/people/", report):
        accepted.get(address)
    assert len(counted) == 1
    accepted.press("Undo", within="li.accepted")
    accepted.get("/people/")
    assert len(counted) == 2


def test_what_the_law_says_stands_with_its_rules_and_who_checked_them(accepted):
    of(accepted, "Hanna Kavalchuk")
    law = accepted.words(accepted.page.css_first("section[aria-labelledby=h-law]"))
    assert "Longest custody that the law allows" in law
    assert "rule not checked by a lawyer" in law
    assert accepted.page.css("section[aria-labelledby=h-law] li code"), "rules stand there by their ids"
    english = [
        node.text() for node in accepted.page.css("section[aria-labelledby=h-law] ul:not([lang]) > li")
    ]
    accepted.client.cookies["habeas-lang"] = "be"
    accepted.get(accepted.path)
    section = accepted.page.css_first("section[aria-labelledby=h-law]")
    again = [node.text() for node in section.css("ul:not([lang]) > li")]
    assert len(again) == len(english) > 2 and not set(again) & set(english)
    assert not section.css("li span[lang=en], dd > p [lang=en]"), (
        "rules and assumptions are told in her language"
    )


def test_the_timeline_is_a_drawing_and_a_list(accepted):
    of(accepted, "Piotr Zaranka")
    drawing = accepted.page.css_first("svg.lanes")
    assert drawing.attributes["aria-label"]
    assert len(drawing.css("circle.mk, rect.solid, path.range")) >= 2
    assert accepted.all(".tline li")


def test_the_log_tells_by_day_what_entered_and_what_was_taken_back(accepted, report):
    of(accepted, "Piotr Zaranka")
    log = accepted.page.css_first("section[aria-labelledby=h-log]")
    assert "Sentence" in accepted.words(log)
    assert len(log.css("details")) == 1
    here = accepted.path
    accepted.get(report)
    row = next(row for row in accepted.page.css(".statement.accepted") if "Sentence" in row.text())
    link = next(a.attributes["href"] for a in row.css("a") if "/retract/" in a.attributes["href"])
    accepted.get(link)
    accepted.press("Take it back", kind="other", words="The list was another one.")
    accepted.get(here)
    log = accepted.page.css_first("section[aria-labelledby=h-log]")
    assert "taken back since" in accepted.words(log)


def test_what_changed_since_a_day_is_said_with_why(visitor, report, accept_all, clock):
    accept_all("police detained the teacher Hanna Kavalchuk")
    clock.seconds += 2 * DAY
    accept_all("remanded in custody")
    of(visitor, "Hanna Kavalchuk")
    visitor.get(f"{visitor.path}?as-of=2026-06-25")
    changes = visitor.words(visitor.page.css_first("section[aria-labelledby=h-changes]"))
    assert "12 July 2026" in changes
    assert "new" in changes


def test_why_several_reports_are_one_origin_is_said(visitor, report, take_in, accept_all):
    first = "On 12 May 2026 police detained the teacher Hanna Kavalchuk in Dubrouna-on-the-Hill."
    take_in("copy.txt", f"Again\n\n{first}\n", publisher="Another Paper")
    accept_all("police detained")
    visitor.get("/")
    if any("Yes, the same" in words for words in visitor.all("button")):
        visitor.press("Yes, the same")
    of(visitor, "Hanna Kavalchuk")
    notes = " ".join(visitor.all(".facts details"))
    assert "2 reports, 1 origin" in visitor.text
    assert "they are one origin" in notes


def test_recognitions_stand_side_by_side(visitor, take_in, accept_all):
    take_in(
        "recognised.txt",
        "Recognised\n\nHanna Kavalchuk was detained on 12 May 2026.\n\n"
        "On 1 June 2026 human rights organisations recognised Hanna Kavalchuk as a political prisoner.\n",
    )
    accept_all()
    of(visitor, "Hanna Kavalchuk")
    rows = visitor.all("section[aria-labelledby=h-recognised] tbody tr")
    assert len(rows) == 1
    assert "1 June 2026" in rows[0]
