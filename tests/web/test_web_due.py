"""What comes next for everybody, and as a calendar that is for us alone."""

import pytest
from icalendar import Calendar

SHORT = """A short term

Taras Halka was detained on 1 June 2026. On 3 June 2026 he was sentenced to six months in prison under article 130.
"""


@pytest.fixture
def accepted(visitor, report, accept_all):
    accept_all()
    return visitor


def test_days_and_gaps_stand_with_whose_they_are_and_why(accepted):
    accepted.get("/due/?days=90")
    assert accepted.status == 200
    lines = accepted.all(".due li")
    ends = next(line for line in lines if "Hanna Kavalchuk" in line and "Custody ends" in line)
    assert "12 July 2026" in ends
    campaign = [line for line in lines if "Day of action" in line]
    assert campaign, "days of action stand there for everybody"
    accepted.follow("Hanna Kavalchuk")
    assert "What comes next" in accepted.all(".side h2")


def test_what_is_counted_from_unchecked_rules_says_so(visitor, take_in, accept_all):
    take_in("short.txt", SHORT)
    accept_all()
    visitor.get("/due/?days=365")
    accepted = visitor
    counted = [row for row in accepted.page.css(".due li") if row.css("code")]
    assert counted
    for row in counted:
        assert row.css_first(".law.un") is not None
        assert "not checked by a lawyer" in accepted.words(row)


def test_one_kind_can_be_chosen_and_nonsense_is_no_error(accepted):
    accepted.get("/due/?kind=custody-end&days=90")
    shown = accepted.all(".due li")
    assert shown and all("Custody ends" in line for line in shown)
    for odd in ("?kind=<script>&days=-1", "?days=99999999999", "?days=٣", "?kind=custody-end&kind=x"):
        accepted.get(f"/due/{odd}")
        assert accepted.status == 200


def test_the_file_names_nobody_and_says_whose_it_is(accepted):
    answer = accepted.client.get("/due/calendar.ics?days=90", headers={"host": "localhost:8765"})
    assert answer["Content-Type"].startswith("text/calendar")
    assert "ONLY-FOR-US" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "no-store"
    text = answer.content.decode()
    assert "Kavalchuk" not in text
    assert "H. K." in text
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert {str(event["class"]) for event in events} == {"PRIVATE"}


def test_proposals_are_marked_on_the_page_and_left_out_of_the_file(visitor, report):
    visitor.get("/due/?days=90")
    proposed = [line for line in visitor.all(".due li") if "Hanna Kavalchuk" in line]
    assert proposed and all("proposed" in line for line in proposed)
    answer = visitor.client.get("/due/calendar.ics?days=90", headers={"host": "localhost:8765"})
    assert "H. K." not in answer.content.decode()
