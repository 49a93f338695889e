"""Asking the register: find somebody in any script, what we held then, what was true then, and the JSON of it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from register_story import KEY, Lane, Report
from story_statements import accepted, person_id

from habeas.claims.claim_types import claim_types
from habeas.identity.properties import field_property, type_property
from habeas.packs.loader import load
from habeas.record.order import in_order
from habeas.register.as_json import is_subject, people_json, show_json
from habeas.register.asof import as_of, on
from habeas.register.derive import derive
from habeas.register.search import find_people
from habeas.register.status import registers, status_words
from habeas.review.answers import Desk, accept
from habeas.review.judging import retract

LAST = date(2026, 11, 20)
REGISTER = derive(accepted(), today=LAST)
FOUND = [
    ("Зоська Падліпская", "zoska"),
    ("zoska padlipskaja", "zoska"),
    ("Padlipska", "zoska"),
    ("Подлипская", "zoska"),
    ("Зоську Падліпскую", "zoska"),
    ("Яўген Дрыгвенка", "jauhien"),
    ("Dryhvienka", "jauhien"),
    ("Дрыгвенко Евгений", "jauhien"),
    ("Mikita Wiarbina-Haj", "mikita"),
    ("Вярбіна", "mikita"),
    ("Крушинець", "aleh"),
    # a letter left out, added, put for another, exchanged with the next; also in another script
    ("Падлпская", "zoska"),
    ("Зоська Пдаліпская", "zoska"),
    ("Drygvienko", "jauhien"),
    ("Dryhviekna", "jauhien"),
    ("Крушиннецт", "aleh"),
]


@pytest.mark.parametrize(("asked", "person"), FOUND)
def test_one_box_any_script(asked, person):
    hits = find_people(REGISTER.people, asked)
    assert hits and hits[0].record.id == person_id(person)
    assert hits[0].reason.words and hits[0].spelling in hits[0].record.names


def test_somebody_found_past_a_typing_error_is_only_possible_and_it_is_said_why():
    (hit,) = (h for h in find_people(REGISTER.people, "Пдаліпская") if h.record.id == person_id("zoska"))
    assert (hit.near, hit.reason.rule) == ("possible", "search.typo")


def test_an_address_finds_its_record_and_an_unknown_name_nobody():
    assert find_people(REGISTER.people, person_id("stas"))[0].near == "same"
    assert find_people(REGISTER.people, "Zanzibar Quux") == ()
    assert len(find_people(REGISTER.people, " ")) == len(REGISTER.people)


def test_odd_queries_crash_nothing():
    for asked in ("‮", "%%%", "a" * 5000, "\x00", "'", "---"):
        find_people(REGISTER.people, asked)


def test_the_rows_of_people_have_the_shape_that_is_promised():
    rows = json.loads(json.dumps(people_json(REGISTER.people)))["people"]
    assert {frozenset(row) for row in rows} == {
        frozenset({"id", "name", "names", "held", "held_as_of", "status", "state"})
    }
    zoska = next(row for row in rows if row["id"] == person_id("zoska"))
    assert zoska["state"] == "accepted" and zoska["held"] is None and zoska["held_as_of"] == "2026-09-16"


def test_a_shown_record_has_the_shape_that_is_promised():
    record = next(r for r in REGISTER.people if r.id == person_id("zoska"))
    shown = json.loads(json.dumps(show_json(record, REGISTER), ensure_ascii=False))
    for belief in shown["beliefs"]:
        assert {"property", "value", "state", "said_by", "reports", "origins", "evidence", "rivals"} <= set(
            belief
        )
        assert belief["origins"] <= belief["reports"]
        for one in belief["evidence"]:
            assert {"capture", "start", "end", "text", "origin"} <= set(one)
    assert shown["completeness"]["known"] <= shown["completeness"]["of"]


def test_somebody_known_only_by_a_name_is_no_row():
    names = [s for s in accepted() if s.type == "identity"]
    register = derive(names, today=LAST)
    assert register.people and not any(is_subject(record) for record in register.people)


RAID = Report("Police detained Hanna Zymnik on 22 March. She was released on 1 April.")
DETAINED = RAID.propose(
    "detention", ["Hanna Zymnik"], "Police detained Hanna Zymnik on 22 March", date="2026-03-22"
)
FREE = RAID.propose("release", ["Hanna Zymnik"], "She was released on 1 April", date="2026-04-01")


def history():
    lane = Lane()
    lane.write(RAID.draft())
    proposed = [DETAINED, FREE]
    for one in proposed:
        derived = lane.derive(proposed)
        lane.write(*accept(one, Desk(lane.held.links, derived.subjects, lane.new_id, "R-01")), days=10)
    derived = lane.derive()
    desk = Desk(lane.held.links, derived.subjects, lane.new_id, "R-01")
    lane.write(*retract([lane.held.statements[-1].id], desk, reason="another Hanna"), days=10)
    return lane


def held_on(lane, day):
    held = as_of(in_order(lane.entries, {}), {}, day)
    people = derive(held.statements, held.links, today=day, key=KEY).people
    return people[0].held if people else None


def test_as_of_a_day_shows_what_we_held_by_then():
    lane = history()
    assert held_on(lane, date(2026, 3, 25)) is None, "nothing was accepted yet"
    assert held_on(lane, date(2026, 4, 5)) is True
    assert held_on(lane, date(2026, 4, 15)) is False
    assert held_on(lane, date(2026, 5, 1)) is True, "the release was taken back"


def test_on_a_day_shows_what_was_true_then():
    def held(day):
        return {r.id: r.held for r in derive(on(accepted(), day), today=day).people}

    assert held(date(2026, 3, 25))[person_id("danuta")] is True
    assert held(date(2026, 4, 2))[person_id("danuta")] is False
    assert person_id("zoska") not in held(date(2026, 3, 18))


def test_a_merge_redirects_the_older_address():
    lane = Lane()
    other = Report("Hanna Zymnik was sentenced to three years.", publisher="Kurier", published="2026-05-01")
    lane.write(RAID.draft(), other.draft())
    sentenced = other.propose("sentence", ["Hanna Zymnik"], "was sentenced to three years", term="P3Y")
    for one in (DETAINED, sentenced):  # accepted on two desks that do not know of each other
        lane.write(*accept(one, Desk(lane.held.links, Lane().derive().subjects, lane.new_id, "R-01")))
    first, second = sorted({s.subjects[0] for s in lane.held.statements})
    from habeas.review.judging import same

    desk = Desk(lane.held.links, lane.derive().subjects, lane.new_id, "R-01")
    lane.write(*same(first, second, desk, keep=second))
    (record,) = lane.derive().register.people
    assert (record.id, record.redirects) == (second, (first,))
    assert record.joined[0].rule == "people.decided"
    assert {e.type for e in record.episodes} == {"detention", "sentence"}


def test_every_type_of_claim_and_field_has_its_line_in_the_packs():
    for name, kind in claim_types().by_name.items():
        assert type_property(name).listed, f"{name} has no line under types in properties.yml"
        assert type_property(name).trait is kind.trait, name
        for one in kind.fields:
            assert field_property(one).listed, f"{one} has no line under fields in properties.yml"


def test_status_terms_hang_together():
    pack = load("vocabulary/status.yml").data
    used = {row["status"] for row in pack["claims"].values()}
    used |= set(pack["kinds"].values()) | set(pack["in_absentia"].values())
    assert used <= set(pack["terms"]) and all(status_words(one) for one in pack["terms"])
    assert set(pack["claims"]) <= set(claim_types().by_name) | {"house_arrest"}
    assert registers("detention") and not registers("identity") and not registers("letter")


def test_the_minimum_register_asks_for_claims_that_exist():
    for item in load("vocabulary/minimum_register.yml").data["items"]:
        for one in item["any"]:
            assert claim_types().known(one.split(".")[0]), one
