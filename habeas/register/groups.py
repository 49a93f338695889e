"""Unnamed people: ranges, parts of a whole, who is among them; nobody counted twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from habeas.model.reason import Reason
from habeas.model.record import GroupRecord
from habeas.model.statement import Statement

_DEEP = 32  # parts of parts: more is a circle


@dataclass(frozen=True, slots=True)
class Membership:
    """Who is in which group, as accepted and proposed ``group`` statements say (addresses throughout).

    ``part_of`` maps a group to the one it is a part of; ``named`` holds, for each group, the people in it and in its
    parts; ``equal`` are groups whose people are all named; ``groups_of`` gives the groups of a person, sorted.
    """

    part_of: Mapping[str, str]
    named: Mapping[str, frozenset[str]]
    equal: frozenset[str]
    groups_of: Mapping[str, tuple[str, ...]]


def membership(statements: Iterable[Statement], of: Mapping[str, str]) -> Membership:
    """Read the ``group`` statements; ``of`` maps ids and fingerprints to addresses."""
    part_of: dict[str, str] = {}
    direct: dict[str, set[str]] = {}
    equal: set[str] = set()
    for statement in statements:
        if statement.type != "group":
            continue
        for group in statement.subjects:
            direct.setdefault(group, set())
            for value in statement.fields.get("of", ()):
                whole = of.get(value.value, value.value)
                if whole != group:
                    part_of.setdefault(group, whole)
            for name in ("equals", "includes"):
                people = {of.get(v.value, v.value) for v in statement.fields.get(name, ())}
                direct[group] |= people
                if name == "equals" and people:
                    equal.add(group)
    named = {group: set(people) for group, people in direct.items()}
    for group, people in direct.items():
        for whole in _wholes(group, part_of):
            named.setdefault(whole, set()).update(people)
    groups_of: dict[str, list[str]] = {}
    for group in sorted(named):
        for person in named[group]:
            groups_of.setdefault(person, []).append(group)
    return Membership(
        part_of,
        {group: frozenset(people) for group, people in named.items()},
        frozenset(equal),
        {person: tuple(groups) for person, groups in groups_of.items()},
    )


def _wholes(group: str, part_of: Mapping[str, str]) -> list[str]:
    """Return the groups that ``group`` is a part of, nearest first; a circle ends where it closes."""
    found: list[str] = []
    here = group
    while here in part_of and part_of[here] not in (group, *found) and len(found) < _DEEP:
        here = part_of[here]
        found.append(here)
    return found


def bounds(
    statements: Sequence[Statement], named: int, *, equal: bool
) -> tuple[int | None, int | None, Reason]:
    """Return (least, greatest, why) of a group from its ``group`` statements, in Order, and its named people.

    Rival counts are not averaged: the range spans them. Named people are a floor.
    """
    least = [n for s in statements for n in _numbers(s, "least")]
    most = [n for s in statements for n in _numbers(s, "most")]
    low, high = min(least, default=None), max(most, default=None)
    if equal:
        reason = Reason("group.named", f"All of them are named: {named}.", (("named", str(named)),))
        return named, max(named, high or named), reason
    if len(set(least)) > 1 or len(set(most)) > 1:
        reason = Reason("group.rivals", "Sources give different numbers; the range spans them.")
    else:
        reason = Reason("group.counted", "The number is as the source gives it.")
    if named > (low or 0):
        low = named
        reason = Reason("group.floor", f"{named} of them are named, so there were at least that many.")
    if high is not None and low is not None and high < low:
        reason = Reason(
            "group.contradiction",
            f"A source speaks of {high} at most, yet {named} people are named among them.",
            (("most", str(high)), ("named", str(named))),
        )
        high = low
    return low, high, reason


def _numbers(statement: Statement, name: str) -> list[int]:
    return [
        int(v.value)
        for v in statement.fields.get(name, ())
        if v.value.isascii() and v.value.isdigit() and len(v.value) < 10
    ]


def unnamed(groups: Iterable[GroupRecord], counted: frozenset[str] | None = None) -> tuple[int, int | None]:
    """Return how many unnamed people the groups hold, at least and at most (None: no bound).

    Parts are counted within their whole; named people are taken off: they are counted by name. ``counted`` are the
    people who are (everybody, if it is not given): a member who is not on the list is counted here.
    """
    rows = {group.id: group for group in groups}
    low, high = 0, 0
    open_end = False
    for group in rows.values():
        if _within(group, rows):
            continue
        named = sum(1 for one in group.members if counted is None or one in counted)
        low += max(0, (group.least or 0) - named)
        if group.most is None:
            open_end = True
        else:
            high += max(0, group.most - named)
    return low, None if open_end else high


def _within(group: GroupRecord, rows: Mapping[str, GroupRecord]) -> bool:
    """Whether a group is a part of another one of ``rows``, directly or not; of a circle one is counted."""
    path = [group.id]
    above = group.of
    while above is not None and above in rows:
        if above in path:
            circle = path[path.index(above) :]
            return group.id not in circle or group.id != min(circle)
        path.append(above)
        above = rows[above].of
    return len(path) > 1
