"""What a person should look at next, and why: reports with open proposals, questions, contradictions of ours.

In the order of the queue: dates near or past; new detentions; conflicts with what we hold; everything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from habeas.identity.choices import Choice, choices
from habeas.identity.episodes import cluster_events
from habeas.identity.people import Question
from habeas.identity.properties import field_property, type_property
from habeas.identity.values import Relation, parse_date, relate
from habeas.model.claim import Modality
from habeas.model.reason import Reason
from habeas.model.statement import State, Statement
from habeas.register.links import Conflict
from habeas.register.subjects import Subjects

NEAR = timedelta(days=21)
PAST = timedelta(days=60)
_NEW = frozenset({"detention", "custody", "arrest_order", "search"})


class Group(StrEnum):
    """The groups of the queue, in its order."""

    DATES = "dates near or past"
    NEW = "new detentions"
    CONFLICTS = "conflicts"
    OTHER = "other"


_ORDER = tuple(Group)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One report with open proposals: why it is here, and the proposals in the order of the text."""

    capture: str
    group: Group
    reason: Reason
    statements: tuple[Statement, ...]
    publisher: str | None = None
    published: str | None = None

    @property
    def count(self) -> int:
        """How many proposals wait."""
        return len(self.statements)


@dataclass(frozen=True, slots=True)
class Inbox:
    """The queue of reports, the open “same person?” questions (likeliest first), those about a surname alone put together
    (``choices``), and contradictions among decisions.
    """

    reports: tuple[Waiting, ...]
    choices: tuple[Choice, ...] = ()
    questions: tuple[Question, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def inbox(
    proposals: Iterable[Statement],
    accepted: Sequence[Statement],
    subjects: Subjects,
    *,
    today: date,
    conflicts: Sequence[Conflict] = (),
) -> Inbox:
    """Return what waits. ``proposals`` are the open ones; ``accepted`` what stands; both as their lane gives them."""
    by_report: dict[str, list[Statement]] = {}
    for statement in proposals:
        if statement.state is State.PROPOSED and statement.evidence:
            by_report.setdefault(statement.evidence[0].capture, []).append(subjects.rewrite(statement))
    held: dict[str, list[Statement]] = {}
    for statement in (subjects.rewrite(s) for s in accepted):
        for subject in statement.subjects:
            held.setdefault(subject, []).append(statement)
    known = _Known(held, subjects.names, today)
    waiting = [_waiting(capture, rows, known) for capture, rows in by_report.items()]
    which, questions = choices(subjects.questions, subjects.names)
    return Inbox(tuple(sorted(waiting, key=_place)), which, questions, tuple(conflicts))


@dataclass(frozen=True, slots=True)
class _Known:
    """What proposals are seen beside: accepted statements and names by address, and the day."""

    held: Mapping[str, Sequence[Statement]]
    names: Mapping[str, tuple[str, ...]]
    today: date


def _place(one: Waiting) -> tuple[int, tuple[int, ...], str]:
    newest = tuple(-ord(letter) for letter in one.published or "")
    return _ORDER.index(one.group), newest or (1,), one.capture


def _waiting(capture: str, rows: list[Statement], known: _Known) -> Waiting:
    rows.sort(key=lambda s: (s.evidence[0].start or 0, s.order, s.id))
    found = [(_dates, Group.DATES), (_new, Group.NEW), (_conflicts, Group.CONFLICTS)]
    group, reason = Group.OTHER, Reason("inbox.other", _count(len(rows)), (("count", str(len(rows))),))
    for look, one in found:
        told = look(rows, known)
        if told is not None:
            group, reason = one, told
            break
    first = rows[0].evidence[0]
    return Waiting(capture, group, reason, tuple(rows), first.publisher, first.published)


def _count(number: int) -> str:
    return f"{number} statement{'s wait' if number != 1 else ' waits'} for an answer."


def _dates(rows: Sequence[Statement], known: _Known) -> Reason | None:
    """A date ahead within three weeks, or an end that passed within two months."""
    ahead: list[tuple[date, Statement]] = []
    for statement in rows:
        for name in ("date", "until"):
            if name == "date" and statement.modality is not Modality.EXPECTED:
                continue
            for value in statement.fields.get(name, ()):
                found = parse_date(value.value)
                day = found.latest if found is not None else None
                if day is not None and known.today - PAST <= day <= known.today + NEAR:
                    ahead.append((day, statement))
    if not ahead:
        return None
    day, statement = min(ahead, key=lambda row: (row[0], row[1].id))
    what = statement.type.replace("_", " ")
    if day < known.today:
        return Reason(
            "inbox.past", f"A date has passed: {what}, {day.isoformat()}.", (("day", day.isoformat()),)
        )
    return Reason("inbox.near", f"A date is near: {what}, {day.isoformat()}.", (("day", day.isoformat()),))


def _new(rows: Sequence[Statement], known: _Known) -> Reason | None:
    names = [
        name
        for statement in rows
        if statement.type in _NEW and statement.modality is not Modality.DENIED
        for subject in statement.subjects
        if not any(s.type in _NEW for s in known.held.get(subject, ()))
        for name in (*known.names.get(subject, ())[:1], *_of_group(subject))
    ]
    if not names:
        return None
    told = ", ".join(dict.fromkeys(names))
    return Reason("inbox.new", f"Not held in the register until now: {told}.", (("names", told),))


def _of_group(subject: str) -> tuple[str, ...]:
    return ("an unnamed group",) if subject.startswith(("g:", "g-")) else ()


def _conflicts(rows: Sequence[Statement], known: _Known) -> Reason | None:
    """A value that cannot be true beside what we hold of the same event."""
    for statement in rows:
        if type_property(statement.type).trait:
            against = [
                s
                for subject in statement.subjects
                for s in known.held.get(subject, ())
                if s.type == statement.type
            ]
        else:
            against = [
                s
                for subject in statement.subjects
                for s in _same_event(statement, known.held.get(subject, ()))
            ]
        for other in against:
            for name in sorted(statement.fields.keys() & other.fields.keys()):
                if field_property(name).many:
                    continue
                here, there = statement.fields[name][0].value, other.fields[name][0].value
                if relate(name, here, there) is Relation.CONFLICT:
                    return Reason(
                        "inbox.differs",
                        f"It differs from what we hold: {name} {here}, we hold {there}.",
                        (("field", name), ("here", here), ("there", there)),
                    )
    return None


def _same_event(statement: Statement, held: Iterable[Statement]) -> list[Statement]:
    rows = [s for s in held if s.type == statement.type]
    events = cluster_events([statement, *rows]) if rows else ()
    return [
        other
        for event in events
        if statement in event.statements
        for other in event.statements
        if other is not statement
    ]
