"""What changed in a person's file since a day: what we said then and say no longer, and what is new, each with why.

Compares what was accepted then with what is accepted now. What has been erased was erased from the past as well, so it
leaves neither a value nor a line here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from habeas.model.record import Belief, Record
from habeas.model.statement import State

type _Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One change. ``event`` is the kind of event or trait, ``property`` its field (equal to ``event``: that it happened).

    ``before`` is what we held then, None for what is new; ``now`` what we hold, None for what is gone; ``why`` is
    new, taken-back, corrected, or outweighed (another value stands before it now).
    """

    event: str
    property: str
    before: str | None
    now: str | None
    why: str
    statements: tuple[str, ...]


def differences(
    before: Record | None,
    now: Record | None,
    retracted: Collection[str] = (),
    corrected: Collection[str] = (),
) -> tuple[Difference, ...]:
    """Return the changes from ``before`` to ``now`` (None: not on the register then, or no longer).

    ``retracted`` and ``corrected`` are the ids of statements that were taken back, or replaced by a later version.
    """
    then, today = _held(before), _held(now)
    found = []
    for event, name in sorted(then.keys() | today.keys()):
        old, new = then.get((event, name), {}), today.get((event, name), {})
        gone = {value: ids for value, ids in old.items() if value not in new}
        come = {value: ids for value, ids in new.items() if value not in old}
        if len(gone) == len(come) == 1:
            ((a, one),), ((b, other),) = gone.items(), come.items()
            found.append(Difference(event, name, a, b, _why(one, retracted, corrected), (*one, *other)))
            continue
        found += [
            Difference(event, name, a, None, _why(ids, retracted, corrected), ids) for a, ids in gone.items()
        ]
        found += [Difference(event, name, None, b, "new", ids) for b, ids in come.items()]
    return tuple(found)


def _held(record: Record | None) -> dict[_Key, dict[str, tuple[str, ...]]]:
    found: dict[_Key, dict[str, tuple[str, ...]]] = {}
    for belief in record.beliefs if record else ():
        if belief.state is not State.PROPOSED:
            row = found.setdefault(_key(belief), {})
            row[belief.value] = tuple(dict.fromkeys((*row.get(belief.value, ()), *belief.statements)))
    return found


def _key(belief: Belief) -> _Key:
    return (belief.episode_type or "", belief.property)


def _why(ids: Collection[str], retracted: Collection[str], corrected: Collection[str]) -> str:
    if any(one in corrected for one in ids):
        return "corrected"
    return "taken-back" if any(one in retracted for one in ids) else "outweighed"


WORDS: Mapping[str, str] = {
    "new": "new since then",
    "taken-back": "taken back",
    "corrected": "corrected",
    "outweighed": "another value stands before it now",
}


def difference_words(one: Difference, day: str) -> str:
    """Return one line: what we said until when, and what we say now."""
    what = (
        one.event.replace("_", " ")
        if one.property == one.event
        else f"{one.event.replace('_', ' ')}: {one.property.replace('_', ' ')}"
    )
    if one.before is None:
        return f"{what} = {one.now}: {WORDS[one.why]}."
    said = f"{what}: on {day} we said {one.before}"
    return (
        f"{said}, now {one.now}: {WORDS[one.why]}." if one.now is not None else f"{said}: {WORDS[one.why]}."
    )


def difference_json(one: Difference) -> dict[str, Any]:
    """Return one row of the key ``changes`` of `habeas show --json`."""
    return {
        "event": one.event, "property": one.property, "before": one.before, "now": one.now, "why": one.why,
        "statements": list(one.statements),
    }  # fmt: skip
