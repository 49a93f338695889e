"""A file that holds many reports: each is read and decided for itself, with its own day, and comes once however often."""

import json

from workflows_house import NOON

from habeas.model.statement import State
from habeas.workflows import decide
from habeas.workflows.verify import verify

FIRST = {
    "id": 11,
    "type": "message",
    "date": "2026-05-13T10:00:00",
    "date_unixtime": "1778655600",
    "text": "Yesterday police detained Maryna Zialonka in Uzhorsk.",
}
SECOND = {
    "id": 12,
    "type": "message",
    "date": "2026-06-03T10:00:00",
    "date_unixtime": "1780470000",
    "reply_to_message_id": 11,
    "text": ["Yesterday ", {"type": "bold", "text": "Piatro Lazavik"}, " was detained in Lasnychy."],
}


def export(*messages, name="Uzhorsk Watch"):
    return json.dumps({"name": name, "type": "public_channel", "id": 1, "messages": list(messages)})


def test_each_message_is_a_report_with_its_own_day(house):
    taken = house.add(export(FIRST, SECOND), "result.json")
    assert [(d.published, d.reply_to) for d in taken.documents] == [
        ("2026-05-13", None),
        ("2026-06-03", "11"),
    ]
    assert {r.published for r in house.hold().reports.values()} == {"2026-05-13", "2026-06-03"}
    assert {r.capture.publisher for r in house.hold().reports.values()} == {"Uzhorsk Watch"}
    dates = {s.fields["date"][0].value for s in house.statements("detention")}
    assert dates == {"2026-05-12", "2026-06-02"}


def test_an_accepted_fact_keeps_the_day_of_its_own_message(house):
    house.add(export(FIRST, SECOND), "result.json")
    [of_piatro] = [s for s in house.statements("detention") if "Lazavik" in s.evidence[0].text]
    accepted = decide.accept(house.workspace, of_piatro.id, house.who())[-1].id.hex()
    [detention] = [s for s in house.statements("detention", State.ACCEPTED) if s.id == accepted]
    assert detention.fields["date"][0].value == "2026-06-02"
    assert detention.fields["date"][0].reason is not None
    assert verify(house.workspace, now=NOON).ok


def test_one_name_in_two_messages_is_two_mentions_until_somebody_says_otherwise(house):
    again = {**SECOND, "text": "Maryna Zialonka was released."}
    house.add(export(FIRST, again), "result.json")
    nodes = {s.subjects[0] for s in house.statements() if s.type in ("detention", "release")}
    assert len(nodes) == 2


def test_what_was_decided_stays_decided_when_a_later_export_brings_it_again(house):
    house.add(export(FIRST), "may.json")
    house.accept("detention")
    house.add(export(FIRST, SECOND), "june.json")
    [still_open] = house.statements("detention")
    assert "Lazavik" in still_open.evidence[0].text


def test_the_same_export_twice_is_one(house):
    house.add(export(FIRST, SECOND), "result.json")
    before = house.workspace.private().entries
    assert house.add(export(FIRST, SECOND), "copy.json").status == "known"
    assert house.workspace.private().entries == before


def test_a_page_that_states_its_own_day_keeps_it_in_the_record(house):
    page = (
        '<!doctype html><html><head><meta property="article:published_time" content="2026-05-13T10:00:00+03:00">'
        "</head><body><p>Yesterday police detained Maryna Zialonka in Uzhorsk.</p></body></html>"
    )
    house.add(page, "page.html")
    house.accept("detention")
    assert house.the("detention", State.ACCEPTED).fields["date"][0].value == "2026-05-12"
