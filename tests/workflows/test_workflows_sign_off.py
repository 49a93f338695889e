"""What waits for a sign-off is nowhere to be seen, what only takes away never waits, and the difference is said before."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from jsonschema import validate
from workflows_house import TODAY

from habeas.cli.publishing import preview_json
from habeas.workflows import preview as previewing
from habeas.workflows import publish as publishing
from habeas.workflows.due import write_calendar
from habeas.workflows.narrow import narrow
from habeas.workflows.poster import poster
from habeas.workflows.refused import Refused
from habeas.workflows.sign_off import change_rule, sign_off, sign_off_of, take_back

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schemas/preview.json").read_text("utf-8"))


def whole(folder):
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def publish(workspace, folder, today):
    """One language is enough to see what is shown."""
    return publishing.publish(workspace, folder, today=today, languages=("en",))


def preview(workspace, folder, today):
    return previewing.preview(workspace, folder, today=today, languages=("en",))


@pytest.fixture
def house(make):
    """One database is enough: nothing here asks the database for more than other verbs do."""
    return make()


@pytest.fixture
def ruled(house):
    """A workspace with the rule, in which one sentence waits."""
    ids = house.accepted_verdict()
    assert change_rule(house.workspace, True, house.who())
    house.widen(*ids)
    return house, ids


def test_without_the_rule_nothing_waits(house, tmp_path):
    house.widen(*house.accepted_verdict())
    assert not sign_off_of(house.workspace, today=TODAY).left_out
    with pytest.raises(Refused, match="--rule on"):
        sign_off(house.workspace, house.who())
    assert publish(house.workspace, tmp_path / "site", today=TODAY).waiting == 0


def test_what_waits_is_on_no_page_poster_or_calendar_until_somebody_signed(ruled, tmp_path):
    house, _ = ruled
    made = publish(house.workspace, tmp_path / "site", today=TODAY)
    assert made.waiting > 0 and b"Zialonka" not in whole(tmp_path / "site")
    with pytest.raises(Refused, match="Nobody here is called"):
        poster(house.workspace, "Zialonka", tmp_path / "p.pdf", today=TODAY, lang="en")
    write_calendar(house.workspace, tmp_path / "c.ics", today=TODAY, days=3000)
    assert b"Zialonka" not in (tmp_path / "c.ics").read_bytes()
    assert sign_off(house.workspace, house.who()) == made.waiting
    assert publish(house.workspace, tmp_path / "site", today=TODAY).waiting == 0
    assert b"Zialonka" in whole(tmp_path / "site")
    with pytest.raises(Refused, match="Nothing waits"):
        sign_off(house.workspace, house.who())


def test_what_only_takes_away_never_waits(ruled, tmp_path):
    house, ids = ruled
    sign_off(house.workspace, house.who())
    publish(house.workspace, tmp_path / "site", today=TODAY)
    narrow(house.workspace, ids, house.who())
    made = publish(house.workspace, tmp_path / "site", today=TODAY)
    assert made.waiting == 0 and b"Zialonka" not in whole(tmp_path / "site")


def test_a_sign_off_for_a_later_day_can_be_taken_back_until_then(ruled, tmp_path):
    house, _ = ruled
    day = TODAY + timedelta(days=3)
    sign_off(house.workspace, house.who(), since=day)
    now = sign_off_of(house.workspace, today=TODAY)
    assert now.waiting == now.later != () and not sign_off_of(house.workspace, today=day).waiting
    publish(house.workspace, tmp_path / "site", today=TODAY)
    assert b"Zialonka" not in whole(tmp_path / "site")
    publish(house.workspace, tmp_path / "site", today=day)
    assert b"Zialonka" in whole(tmp_path / "site")
    take_back(house.workspace, house.who())
    assert sign_off_of(house.workspace, today=day).waiting
    with pytest.raises(Refused, match="Nothing is signed off for a later day"):
        take_back(house.workspace, house.who())


def test_what_is_public_when_the_rule_begins_stays_so(house, tmp_path):
    house.widen(*house.accepted_verdict())
    change_rule(house.workspace, True, house.who())
    publish(house.workspace, tmp_path / "site", today=TODAY)
    assert b"Zialonka" in whole(tmp_path / "site")
    assert not change_rule(house.workspace, True, house.who())


def test_the_difference_names_people_facts_and_addresses_and_writes_nothing(ruled, tmp_path):
    house, ids = ruled
    site = tmp_path / "site"
    found = preview(house.workspace, site, today=TODAY)
    assert found.first and not site.exists()
    [one] = found.people
    assert (one.kind, {fact.type for fact in one.added}) == ("new", {"sentence", "identity"})
    assert len(found.sign_off.waiting) and f"en/people/{one.id}.html" in found.pages
    sign_off(house.workspace, house.who())
    publish(house.workspace, site, today=TODAY)
    assert preview(house.workspace, site, today=TODAY).people == ()
    assert preview(house.workspace, site, today=TODAY).pages == ()
    narrow(house.workspace, ids[:1], house.who())
    [changed] = preview(house.workspace, site, today=TODAY).people
    assert (changed.kind, changed.added, [fact.type for fact in changed.gone]) == (
        "changed",
        (),
        ["sentence"],
    )
    narrow(house.workspace, ids[1:], house.who())
    found = preview(house.workspace, site, today=TODAY)
    assert [(one.kind, "Zialonka" in one.name) for one in found.people] == [("gone", True)]
    validate({"schema": "habeas.preview/1", **preview_json(found)}, SCHEMA)


def test_a_damaged_file_of_the_public_edition_makes_no_crash(ruled, tmp_path):
    house, _ = ruled
    sign_off(house.workspace, house.who())
    publish(house.workspace, tmp_path / "site", today=TODAY)
    [file] = (tmp_path / "site/data/people").glob("*.json")
    for data in (b"", b"[1]", b'{"statements": [3], "person": 4}'):
        file.unlink()
        file.write_bytes(data)
        [one] = preview(house.workspace, tmp_path / "site", today=TODAY).people
        assert one.kind == "changed" and one.added
