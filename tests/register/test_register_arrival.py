"""The order of arrival does not matter: the sample story, spread over three devices, in a thousand orders, is one state."""

import os
import random

import pytest
from register_story import TODAY, Lane
from story_statements import accepted

from habeas.record.draft import Draft
from habeas.record.order import in_order
from habeas.register.derive import derive
from habeas.register.incremental import Live
from habeas.register.statements import of_entries

ORDERS = 1000 if os.environ.get("HABEAS_HARDEN") else 40


def draft(statement) -> Draft:
    """A statement of the story as a volunteer would have entered it."""
    quoted = [
        {"capture": bytes.fromhex(e.capture), "text": bytes.fromhex(e.capture), "at": [0, len(e.text)], "quote": e.text,
         "lang": e.lang}
        for e in statement.evidence
    ]  # fmt: skip
    fields: dict[str, object] = {
        "type": statement.type,
        "subjects": [bytes.fromhex(one) for one in statement.subjects],
        "certainty": statement.certainty.value,
        "evidence": quoted,
    }
    if statement.modality:
        fields["modality"] = statement.modality.value
    if statement.said_by:
        fields["said_by"] = [{"value": one.value} for one in statement.said_by]
    fields |= {f"f.{name}": [{"value": v.read} for v in values] for name, values in statement.fields.items()}
    return Draft("claim", fields)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def devices():
    """Three devices, each with every third statement, and with decisions of its own about people of the others."""
    lanes = [Lane(name, start=1_774_180_800 + 40 * n) for n, name in enumerate(("laptop", "tablet", "phone"))]
    statements = accepted()
    captures = {e.capture: e for s in statements for e in s.evidence}
    for n, (capture, told) in enumerate(sorted(captures.items())):
        row = {"sha256": bytes.fromhex(capture), "media": "text/plain", "size": 1, "got": lanes[0].ts}
        row |= {name: value for name in ("published", "publisher") if (value := getattr(told, name))}
        lanes[n % 3].write(Draft("capture", row))
    made = [lanes[n % 3].write(draft(s), days=n % 2)[0] for n, s in enumerate(statements)]
    subjects = sorted({one for s in statements for one in s.subjects})
    one, other, third = (bytes.fromhex(s) for s in subjects[:3])
    for n, act in enumerate((("same", one, other), ("different", one, third), ("different", one, other))):
        lanes[n].write(Draft("decision", {"act": act[0], "sort": "person", "a": act[1], "b": act[2]}))
    lanes[1].write(Draft("decision", {"act": "dispute", "claims": [made[3].id]}))
    lanes[2].write(Draft("decision", {"act": "retract", "claims": [made[7].id]}))
    return [lane.entries for lane in lanes]


def interleaved(devices, chance):
    """The entries of all devices in a random order in which each chain keeps its own."""
    rest = [list(entries) for entries in devices]
    found = []
    while any(rest):
        number = chance.choices(range(3), weights=[len(one) for one in rest])[0]
        found.append(rest[number].pop(0))
    return found


def test_in_whatever_order_entries_arrive_the_state_is_one(devices):
    chance = random.Random(7)
    states = set()
    for _ in range(ORDERS):
        rows = [entry for entries in devices for entry in entries]
        chance.shuffle(rows)
        held = of_entries(in_order(rows, {}), {})
        statements = list(held.statements)
        chance.shuffle(statements)
        register = derive(statements, held.links, today=TODAY)
        states.add((register.digest, register.people, register.groups))
        assert len(states) == 1
    assert len(register.people) > 8


def test_in_whatever_order_a_register_takes_them_in_the_state_is_one(devices):
    chance = random.Random(11)
    states = set()
    for _ in range(max(ORDERS // 20, 4)):
        live, waiting = Live(TODAY), interleaved(devices, chance)
        while waiting:
            number = chance.randrange(1, 40)
            live.append(waiting[:number])
            waiting = waiting[number:]
        states.add((live.register().digest, live.register().people, live.register().groups))
    every = [entry for entries in devices for entry in entries]
    held = of_entries(in_order(every, {}), {})
    whole = derive(held.statements, held.links, today=TODAY)
    assert states == {(whole.digest, whole.people, whole.groups)}
