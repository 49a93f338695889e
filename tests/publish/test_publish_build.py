"""From a public lane's entries to files: what is there is derived from that lane and nothing else."""

import hashlib
import inspect
import json
import typing
from datetime import date

import pytest
from publish_lane import Writer, a_person, published, some_id
from selectolax.lexbor import LexborHTMLParser

from habeas.publish.build import build
from habeas.publish.edition import PublishError
from habeas.record.lanes import PrivateLane, PublicLane


def data(made):
    return json.loads(made["data/habeas.json"])


def test_a_lane_becomes_a_page_with_its_dates_resolved_and_the_reason_shown():
    writer = Writer()
    person, *_ = a_person(writer)
    made = published(writer)
    page = LexborHTMLParser(made[f"en/people/{person.hex()}.html"].decode())
    assert page.css_first("h1").text() == "Zośka Padlipskaja"
    told = page.css_first("main").text().replace("\u00a0", " ")
    assert "22 March 2026" in told
    assert (
        "The source does not write the year. 22 March 2026 follows from the date of the report, 23 March 2026"
        in told
    )
    assert "viestacka.example" in told
    assert page.css_first(".mode").text().startswith("Trial")
    assert data(made)["people"][0]["held"] is True


def test_a_lane_without_a_report_date_leaves_the_year_open():
    writer = Writer()
    person = writer.person("x")
    writer.write("capture", id=some_id("undated"), publisher="Kropka")
    writer.say("detention", person, some_id("undated"), "on 22 March", date="XXXX-03-22")
    told = published(writer)[f"en/people/{person.hex()}.html"].decode().replace("\u00a0", " ")
    assert "22 March, year not known" in told


def test_two_ids_that_are_one_person_give_one_page_and_one_redirect():
    writer = Writer("demo")
    person, source, _ = a_person(writer)
    other = writer.person("the same, seen elsewhere")
    writer.say("hearing", other, source, "her trial began on 30 May", date="2026-05-30")
    before = published(writer)
    assert len(data(before)["people"]) == 2
    writer.write("decision", act="same", sort="person", a=person, b=other, keep=person)
    after = published(writer)
    assert len(data(after)["people"]) == 1
    assert f"url={person.hex()}.html" in after[f"en/people/{other.hex()}.html"].decode()
    assert "her trial began" in after[f"en/people/{person.hex()}.html"].decode()
    assert data(after)["people"][0]["earlier_ids"] == [other.hex()]


@pytest.mark.parametrize(
    ("reason", "shown"),
    [("error", True), ("error: The source wrote about another person.", True), ("withheld", False), ("harm", False), (None, False)],
)  # fmt: skip
def test_only_an_honest_error_is_told_again(reason, shown):
    writer = Writer()
    person, source, _ = a_person(writer)
    wrong = writer.say("transfer", person, source, "she was moved to Prison No. 4", facility="Prison No. 4")
    fields = {"reason": reason} if reason else {}
    writer.write("decision", act="retract", claims=(wrong.id,), **fields)
    made = published(writer)
    everything = b"".join(made.values())
    assert (b"Prison No. 4" in everything) is shown
    assert len(data(made)["corrections"]) == int(shown)
    if reason and ":" in reason:
        assert "The source wrote about another person." in made[f"en/people/{person.hex()}.html"].decode()


def test_what_is_erased_is_in_no_file_and_leaves_no_line():
    writer = Writer()
    person, source, _ = a_person(writer)
    gone = writer.say("transfer", person, source, "she was moved to Prison No. 4", facility="Prison No. 4")
    writer.write("decision", act="retract", claims=(gone.id,), reason="error")
    writer.erase(gone)
    made = published(writer)
    assert b"Prison No. 4" not in b"".join(made.values())
    assert not data(made)["corrections"]
    writer.erase(next(e for e in writer.entries if e.text("type") == "identity"))
    writer.erase(next(e for e in writer.entries if e.text("type") == "detention"))
    assert b"Padlipskaja" not in b"".join(published(writer).values())


def test_an_archived_copy_is_linked_beside_the_source():
    writer = Writer()
    person = writer.person("x")
    source = writer.source("Kropka", archive="https://archive.example/1")
    writer.say("detention", person, source, "detained", date="2026-03-22")
    page = LexborHTMLParser(published(writer)[f"en/people/{person.hex()}.html"].decode())
    assert "https://archive.example/1" in [a.attributes["href"] for a in page.css(".by a")]


def test_a_group_keeps_its_count_and_its_named_people_are_not_counted_again():
    writer = Writer()
    person, source, _ = a_person(writer)
    group = writer.group("raid")
    writer.write(
        "claim", type="group", subjects=(group,), certainty="plain",
        evidence=({"source": source, "stretches": ("about ten people",), "lang": "en"},),
        **{"f.least": ({"value": "9"},), "f.most": ({"value": "11"},), "f.includes": ({"value": person.hex()},)},
    )  # fmt: skip
    writer.say("search", group, source, "police searched about ten people", date="2026-03-22")
    made = published(writer)
    index, groups = made["en/index.html"].decode(), made["en/groups.html"].decode()
    assert "From 9 to 11 people" in groups
    assert "1 person on this register." in index
    assert f"people/{person.hex()}.html" in groups
    page = made[f"en/people/{person.hex()}.html"].decode()
    assert f"../../en/groups.html#g-{group.hex()}" in page
    assert "Said of a group of people" in page


def test_the_checksums_are_those_of_all_files():
    writer = Writer()
    a_person(writer)
    made = published(writer)
    sums = dict(reversed(line.split("  ")) for line in made["SHA256SUMS"].decode().splitlines())
    assert set(sums) == set(made) - {"SHA256SUMS"}
    assert all(hashlib.sha256(made[path]).hexdigest() == digest for path, digest in sums.items())


def test_building_twice_gives_the_same_bytes_in_the_same_order():
    first, second = Writer(), Writer()
    a_person(first)
    a_person(second)
    assert list(published(first).items()) == list(published(second).items())


def test_paths_stay_inside_the_publication_and_name_nobody():
    writer = Writer()
    a_person(writer, "Padlipskaja/../Zośka")
    for path in published(writer):
        assert not path.startswith("/") and ".." not in path.split("/")
        assert path.isascii() and "padlip" not in path.casefold()


def test_the_door_takes_a_public_lane_and_nothing_wider():
    hints = typing.get_type_hints(build)
    assert hints["lane"] is PublicLane
    assert not issubclass(PublicLane, PrivateLane) and not issubclass(PrivateLane, PublicLane)
    assert next(iter(inspect.signature(build).parameters)) == "lane"


def test_no_language_is_refused_with_the_way_out():
    with pytest.raises(PublishError, match="Name at least one"):
        published(Writer(), languages=())


def test_the_end_of_a_term_that_lies_ahead_is_among_the_dates():
    writer = Writer()
    person, source, _ = a_person(writer)
    writer.say("custody", person, source, "she is in custody until 22 August", until="XXXX-08-22")
    page = LexborHTMLParser(published(writer)[f"en/people/{person.hex()}.html"].decode())
    ahead = page.css_first("[aria-labelledby=ahead]").text().replace("\u00a0", " ")
    assert "22 August 2026" in ahead and "End of term" in ahead
    later = published(writer, today=date(2026, 9, 1))[f"en/people/{person.hex()}.html"].decode()
    assert 'aria-labelledby="ahead"' not in later
