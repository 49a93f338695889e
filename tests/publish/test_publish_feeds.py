"""Feeds and calendars: read by parsers that are not ours, the same for ever, and no wider than the pages."""

import json
import re
from dataclasses import replace
from datetime import date
from posixpath import join, normpath

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, vText
from icalendar.parser import Contentline, Parameters
from publish_lane import Writer, a_person, published
from publish_story import ZOSKA, story

from habeas.publish.build import files_of
from habeas.publish.changes import FEEDS
from habeas.publish.outputs.calendars import CALENDARS, text_line
from habeas.publish.settings import SiteSettings


def dates(made, name="all", lang="en"):
    return {str(e["uid"]): e for e in Calendar.from_ical(made[f"{lang}/calendars/{name}.ics"]).walk("VEVENT")}


def of(made, words, name="all"):
    return [e for e in dates(made, name).values() if words in str(e["summary"])]


@pytest.mark.parametrize("feed", FEEDS)
def test_an_independent_parser_reads_each_feed(site, feed):
    read = feedparser.parse(site[f"en/feeds/{feed}.xml"])
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.language == "en" and read.feed.id.startswith("urn:uuid:")
    ids = [entry.id for entry in read.entries]
    assert len(ids) == len(set(ids))
    days = [entry.updated for entry in read.entries]
    assert days == sorted(days, reverse=True)
    told = json.loads(site[f"en/feeds/{feed}.json"])
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in told["items"]] == ids


def test_a_feed_of_a_trial_says_so_and_leads_to_pages_that_are_there(site):
    told = json.loads(site["en/feeds/all.json"])
    assert "Demonstration" in told["title"]
    for item in told["items"]:
        assert item["url"].removeprefix("../../").split("#")[0] in site
    assert any(item["title"] == "Zośka Padlipskaja: New on this register" for item in told["items"])
    assert any("One report says: Ill-treatment" in item["title"] for item in told["items"])


@pytest.mark.parametrize("lang", ["be", "en"])
def test_each_place_article_and_institution_has_a_feed_of_its_people(lang):
    made = files_of(replace(story(), languages=("be", "en")))
    lists = [path for path in made if re.fullmatch(rf"{lang}/(places|articles|institutions)/.*[.]html", path)]
    assert {path.split("/")[1] for path in lists} == {"places", "articles", "institutions"}
    for path in lists:
        name = path.removeprefix(f"{lang}/").removesuffix(".html")
        assert f'href="../feeds/{name}.xml"' in made[path].decode()
        read = feedparser.parse(made[f"{lang}/feeds/{name}.xml"])
        assert not read.bozo and read.entries
        told = json.loads(made[f"{lang}/feeds/{name}.json"])
        assert [item["id"] for item in told["items"]] == [entry.id for entry in read.entries]
        people = set(re.findall(r"people/([0-9a-f]{32})[.]html", made[path].decode()))
        for item in told["items"]:
            page = join(f"{lang}/feeds/{name.split('/')[0]}", item["url"].split("#")[0])
            assert normpath(page) in made
            assert re.search(r"[0-9a-f]{32}", item["url"])[0] in people


def test_with_an_address_links_are_whole_and_a_real_site_has_a_map():
    edition = replace(
        story(), mode="real", settings=SiteSettings(address="https://apora.example/register?x#y")
    )
    made = files_of(edition)
    base = "https://apora.example/register/"
    assert feedparser.parse(made["en/feeds/all.xml"]).feed.links[0].href == f"{base}en/feeds/all.xml"
    assert f"<loc>{base}en/people/{ZOSKA}.html</loc>" in made["sitemap.xml"].decode()
    assert f'hreflang="en" href="{base}en/index.html"' in made["en/index.html"].decode()
    assert "sitemap.xml" not in files_of(story())


def test_only_an_honest_error_becomes_an_item():
    for reason, shown in (("error: a namesake", True), ("withheld", False)):
        writer = Writer()
        person, source, _ = a_person(writer)
        wrong = writer.say(
            "transfer", person, source, "she was moved to Prison No. 4", facility="Prison No. 4"
        )
        writer.write("decision", act="retract", claims=(wrong.id,), reason=reason)
        items = json.loads(published(writer)["en/feeds/corrections.json"])["items"]
        assert bool(items) is shown
        assert not shown or "a namesake" in items[0]["content_text"]


@pytest.mark.parametrize("name", CALENDARS)
def test_each_calendar_is_read_back_with_what_a_calendar_needs(site, name):
    whole = Calendar.from_ical(site[f"en/calendars/{name}.ics"])
    assert whole["version"] == "2.0" and "Demonstration" in str(whole["x-wr-calname"])
    assert all(len(line) <= 75 for line in site[f"en/calendars/{name}.ics"].split(b"\r\n"))
    for event in whole.walk("VEVENT"):
        assert event["dtstamp"] and event["uid"] and int(event["sequence"]) >= 0
        assert event["status"] in ("CONFIRMED", "TENTATIVE", "CANCELLED")


def test_a_hearing_that_is_expected_some_time_in_a_month_is_tentative_and_spans_it(site):
    (trial,) = of(site, "Court hearing")
    assert trial["status"] == "TENTATIVE"
    assert (trial.decoded("dtstart"), trial.decoded("dtend")) == (date(2026, 12, 1), date(2027, 1, 1))
    assert "Some day in this time" in str(trial["description"])


def test_rivals_stand_beside_each_other_and_none_is_sure(site):
    ends = of(site, "End of term", "custody")
    assert {e["status"] for e in ends} == {"TENTATIVE"}
    assert len(ends) == 2


def hearing(writer, person, source, day, **more):
    return writer.say("hearing", person, source, f"her trial begins on {day}", date=day, **more)


def test_a_date_keeps_its_name_its_sequence_grows_and_what_was_our_error_is_called_off():
    writer = Writer()
    person, source, _ = a_person(writer)
    told = hearing(writer, person, source, "2026-06-20", modality="expected")
    (before,) = of(published(writer), "Court hearing")
    assert before["status"] == "TENTATIVE"
    hearing(writer, person, writer.source("Kropka"), "2026-06-20")
    (now,) = of(published(writer), "Court hearing")
    assert now["uid"] == before["uid"] and int(now["sequence"]) > int(before["sequence"])
    alone = Writer()
    person, source, _ = a_person(alone)
    told = hearing(alone, person, source, "2026-06-20")
    (sure,) = of(published(alone), "Court hearing")
    assert sure["status"] == "CONFIRMED"
    alone.write("decision", act="retract", claims=(told.id,), reason="error: another person")
    (off,) = of(published(alone), "Court hearing")
    assert (off["uid"], off["status"]) == (sure["uid"], "CANCELLED")
    assert int(off["sequence"]) > int(sure["sequence"])


def test_what_was_withdrawn_for_another_reason_leaves_no_line():
    writer = Writer()
    person, source, _ = a_person(writer)
    told = hearing(writer, person, source, "2026-06-20")
    writer.write("decision", act="retract", claims=(told.id,), reason="withheld")
    assert not of(published(writer), "Court hearing")


@pytest.mark.parametrize(("born", "there"), [("1991-07-05", True), ("XXXX-07-05", True), ("1991-07", False), ("1991", False), ("1991-07-05?", False)])  # fmt: skip
def test_a_birthday_needs_the_day_to_be_public(born, there):
    writer = Writer()
    person, source, _ = a_person(writer)
    writer.say("identity", person, source, "she was born then", born=born)
    found = of(published(writer), "birthday", "birthdays")
    assert bool(found) is there
    if there:
        assert dict(found[0]["rrule"]) == {"FREQ": ["YEARLY"]}
        assert (found[0].decoded("dtstart").month, found[0].decoded("dtstart").day) == (7, 5)


def test_no_date_is_counted_from_law():
    """A detention and a sentence of three years give no end: only what a source says stands in a calendar."""
    writer = Writer()
    person, source, _ = a_person(writer)
    writer.say("sentence", person, source, "three years", date="2026-05-20", term="P3Y")
    assert not [e for e in dates(published(writer)).values() if "Padlipskaja" in str(e["summary"])]


def test_days_of_action_stand_in_every_language_with_the_act_that_set_them():
    made = files_of(replace(story(), languages=("be", "de")))
    assert any("правоў чалавека" in str(e["summary"]) for e in dates(made, "days", "be").values())
    told = [str(e["description"]) for e in dates(made, "days", "de").values()]
    assert all(told) and any("UN General Assembly" in one for one in told)


def test_dates_are_whole_days_and_written_as_the_library_writes_them(site):
    data = site["en/calendars/all.ics"].replace(b"\r\n ", b"")
    events = Calendar.from_ical(data).walk("VEVENT")
    assert {event[end].params.get("VALUE") for event in events for end in ("dtstart", "dtend")} == {"DATE"}
    theirs = [line for event in events for line in event.to_ical().replace(b"\r\n ", b"").splitlines()]
    assert set(theirs) == set(data[data.index(b"BEGIN:VEVENT") :].splitlines()) - {b"END:VCALENDAR"}


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from(";,\\\n"), max_size=200))
def test_lines_of_words_are_those_of_the_library(words):
    line = text_line("SUMMARY", words)
    assert all(len(part) <= 75 for part in line.split(b"\r\n"))
    theirs = Contentline.from_parts("SUMMARY", Parameters(), vText(words)).to_ical()
    assert line.replace(b"\r\n ", b"").rstrip(b"\r\n") == theirs.replace(b"\r\n ", b"")
