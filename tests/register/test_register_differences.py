"""What changed since a day: what we said until then, what we say now, and nothing of what was erased."""

from datetime import UTC, datetime

import pytest
from register_story import NOON, TODAY, Lane

from habeas.record.draft import Draft
from habeas.register.asof import as_of
from habeas.register.derive import derive
from habeas.register.differences import difference_words, differences

ADA = bytes.fromhex("a" * 32)
DAY = datetime.fromtimestamp(NOON, UTC).date()


def claim(date, **more) -> Draft:
    quote = {"capture": bytes(32), "text": bytes(32), "at": [0, 2], "quote": "it", "lang": "en"}
    return Draft(
        "claim",
        {
            "type": "detention",
            "subjects": [ADA],
            "certainty": "plain",
            "evidence": [quote],
            "f.date": [{"value": date}],
            **more,
        },
    )


@pytest.fixture
def lane():
    found = Lane()
    found.first = found.write(claim("2026-03-20"))[0]
    return found


def since(lane):
    then = as_of(lane.private.entries, {}, DAY)
    before = next(iter(derive(then.statements, then.links, today=DAY).people), None)
    held = lane.held
    now = next(iter(derive(held.statements, held.links, today=TODAY).people), None)
    found = differences(before, now, {s.id for s in held.retracted}, held.now)
    return [(one.property, one.before, one.now, one.why) for one in found]


def test_nothing_changed(lane):
    assert since(lane) == []


def test_a_correction_tells_what_we_said_and_what_we_say(lane):
    lane.write(claim("2026-03-21", restates=lane.first.id), days=3)
    assert since(lane) == [("date", "2026-03-20", "2026-03-21", "corrected")]


def test_what_was_taken_back_is_told(lane):
    lane.write(Draft("decision", {"act": "retract", "claims": [lane.first.id]}), days=3)
    assert since(lane) == [
        ("date", "2026-03-20", None, "taken-back"),
        ("detention", "stated", None, "taken-back"),
    ]


def test_what_is_new_is_told(lane):
    lane.write(claim("2026-09-01"), days=3)
    assert ("date", None, "2026-09-01", "new") in since(lane)


def test_what_was_erased_leaves_neither_value_nor_line(lane):
    lane.write(claim("2026-03-20"), days=3)
    lane.erase((lane.first, [leaf.name for leaf in lane.first.leaves]))
    assert not any(before for _, before, _, _ in since(lane))


def test_one_line_in_words(lane):
    lane.write(claim("2026-03-21", restates=lane.first.id), days=3)
    then = as_of(lane.private.entries, {}, DAY)
    (before,) = derive(then.statements, then.links, today=DAY).people
    (now,) = lane.derive().register.people
    (one,) = differences(before, now, (), lane.held.now)
    assert (
        difference_words(one, "2026-03-22")
        == "detention: date: on 2026-03-22 we said 2026-03-20, now 2026-03-21: corrected."
    )
