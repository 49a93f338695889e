"""A partner's lane as proposals: what it says, with its origin, for us to accept or not. Never a fact.

The ids of another lane are not ours: whom it speaks of becomes a mention, which likeness and our own decisions
may join with a person that we know.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from habeas.model.claim import Value
from habeas.model.reason import Reason
from habeas.model.statement import State, Statement
from habeas.record.held import Range
from habeas.record.order import order_keys
from habeas.record.partner_lanes import ReceivedLane
from habeas.record.standing import standing
from habeas.register.decisions import Place
from habeas.register.statements import NOWHERE, Held, of_standing

_ID_FIELDS = ("of", "equals", "includes")


def told(
    lane: ReceivedLane, origin: str, aside: Iterable[tuple[Range, Reason]] = ()
) -> tuple[Statement, ...]:
    """Return what stands in a partner's ``lane`` as proposals; ``aside`` are the ranges that do not count.

    ``origin`` is the name under which we know the partner: it is the method of each statement.
    """
    held = held_of(lane, aside)
    address = held.links.address
    groups = {one.id for one in held.links.subjects.values() if one.sort == "group"}
    groups |= {subject for s in held.statements if s.type == "group" for subject in s.subjects}

    def node(subject: str) -> str:
        there = address.get(subject, subject)
        made = hashlib.sha256(b"habeas1/r" + lane.log + lane.audience + bytes.fromhex(there)).hexdigest()
        return ("g:" if subject in groups or there in groups else "m:") + made

    names: dict[str, dict[str, None]] = {}
    for statement in held.statements:
        if statement.type == "identity":
            for subject in statement.subjects:
                row = names.setdefault(node(subject), {})
                row.update(
                    (v.value, None) for name in ("name", "other_name") for v in statement.fields.get(name, ())
                )
    return tuple(_proposal(s, node, origin, names) for s in held.statements)


def held_of(lane: ReceivedLane, aside: Iterable[tuple[Range, Reason]] = ()) -> Held:
    """Return what a partner's lane holds, without what is set aside."""
    keys = order_keys(lane.entries, lane.received)

    def place(entry: bytes) -> tuple[int, str, int]:
        found = keys.get(entry)
        return (found[0], found[1].hex(), found[2]) if found else NOWHERE

    where: Place = place
    return of_standing(standing(lane.entries, aside), (), where)


def _proposal(
    statement: Statement, node: object, origin: str, names: dict[str, dict[str, None]]
) -> Statement:
    assert callable(node)
    subjects = tuple(dict.fromkeys(node(one) for one in statement.subjects))
    fields = {
        name: tuple(
            _value(value, node if name in _ID_FIELDS and statement.type == "group" else None)
            for value in values
        )
        for name, values in statement.fields.items()
    }
    return replace(
        statement,
        state=State.PROPOSED,
        subjects=subjects,
        fields=fields,
        method=f"partner:{origin}",
        fingerprint=statement.id,
        names={one: tuple(names[one]) for one in subjects if one in names},
    )


def _value(value: Value, node: object) -> Value:
    """Keep the date as it is resolved: its report is not here to resolve it by."""
    text = value.value
    if callable(node) and len(text) == 32 and all(letter in "0123456789abcdef" for letter in text):
        text = node(text)
    return Value(text, None, value.lang)
