"""Verb: what comes next, and what is missing; as a list for us, or as a calendar file.

A calendar holds what everyone may see, unless it is asked for as ours. One of ours names people by initials and the
beginning of their address: a phone shows titles on its lock screen and copies them to other people's servers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

from habeas import __version__
from habeas.model.record import Record, Register
from habeas.model.statement import State
from habeas.publish.checksums import SUMS
from habeas.record.lanes import PublicLane
from habeas.register.as_json import is_subject
from habeas.register.calendar import calendar
from habeas.register.derive import derive
from habeas.register.due import Due, campaign_days, due_rules, in_order, within
from habeas.register.due_people import due_of
from habeas.register.legal import DERIVED_DATES, legal_file
from habeas.register.statements import of_entries
from habeas.store.workspace import Workspace
from habeas.workflows.due_letters import as_wished, returned
from habeas.workflows.holding import hold
from habeas.workflows.refused import Refused
from habeas.workflows.sign_off import sign_off_of

BIRTHDAY = "birthday to the day"
MARK = "ONLY-FOR-US"


def due(
    workspace: Workspace, *, today: date, days: int | None = None, law: str | None = None
) -> tuple[Due, ...]:
    """Return what is due by all that we hold, proposals marked; ``law`` is whose law to ask where nothing tells."""
    holding = hold(workspace, today=today)
    rows = _due(holding.register, today, _ahead(days), law)
    return in_order([*rows, *returned(holding, today)])


def public_due(
    lane: PublicLane, *, today: date, days: int | None = None, without: Collection[bytes] = ()
) -> tuple[Due, ...]:
    """Return what everyone may know to be due: reported days, and derived ones that are checked and allowed;
    nothing of the entries ``without``, which wait for a sign-off.
    """
    held = of_entries([entry for entry in lane.entries if entry.id not in without], lane.received)
    rows = _due(derive(held.statements, held.links, today=today), today, _ahead(days), None)
    return tuple(one for one in rows if _public(one, held.links.allowed))


def write_calendar(
    workspace: Workspace,
    file: Path,
    *,
    today: date,
    days: int | None = None,
    lang: str = "en",
    ours: bool = False,
    names: bool = False,
    law: str | None = None,
) -> int:
    """Write the calendar of what is due to ``file``; return how many entries it has.

    ``ours`` takes all that is accepted, gaps too; with ``names`` in full. Raises Refused where one of ours has no name
    that says so, or would lie in a published folder.
    """
    if ours:
        _check_ours(file)
        rows = due(workspace, today=today, days=days, law=law)
        rows = tuple(one for one in rows if one.state is not State.PROPOSED)
        entries = len(workspace.private().entries)
    else:
        lane = workspace.public()
        without = sign_off_of(workspace, today=today).left_out
        rows, entries = public_due(lane, today=today, days=days, without=without), len(lane.entries)
    data = calendar(
        rows,
        today=today,
        sequence=entries,
        lang=lang,
        private=ours,
        version=__version__,
        named=in_full if names or not ours else by_initials,
    )
    try:
        file.write_bytes(data)
        if ours:
            with suppress(OSError):
                file.chmod(0o600)
    except OSError as error:
        raise Refused(
            f"{file} could not be written ({error.strerror or error}). Nothing else was changed; name another file."
        ) from error
    return len(rows)


def in_full(one: Due) -> str:
    """Return the name as it stands."""
    return one.name


def by_initials(one: Due) -> str:
    """Return initials and the beginning of the address: enough for us to look it up, little for anybody else."""
    if one.kind == "campaign":
        return one.name
    return initials(one.name, one.person)


def initials(name: str, person: str) -> str:
    """Return the initials of a name and the beginning of the address ``person``."""
    letters = [word[0] for word in name.replace("-", " ").split() if word[0].isalpha()]
    return f"{' '.join(f'{letter}.' for letter in letters)} ({person[:6]})".strip()


def _due(register: Register, today: date, days: int, law: str | None) -> tuple[Due, ...]:
    people = {record.id: record for record in register.people if is_subject(record)}
    rows = [one for record in people.values() for one in _of(record, today, law)]
    near = as_wished((one for one in rows if within(one, today, days)), people, today)
    return in_order([*near, *campaign_days(today, days)])


def _of(record: Record, today: date, law: str | None) -> Iterable[Due]:
    found = legal_file(record, today=today)
    if found.country is None and law is not None:
        found = legal_file(record, today=today, law=law)
    return due_of(record, found, today)


def _ahead(days: int | None) -> int:
    return int(due_rules()["ahead_days"]) if days is None else days


def _public(one: Due, allowed: frozenset[tuple[str, str]]) -> bool:
    if one.kind not in due_rules()["public"] or one.state is State.PROPOSED or one.gap:
        return False
    if one.kind in ("letters", "birthday"):
        return (one.person, BIRTHDAY) in allowed
    return not one.derived or (one.checked and (one.person, DERIVED_DATES) in allowed)


def _check_ours(file: Path) -> None:
    """Refuse a calendar of ours that could be taken for one to pass on."""
    if MARK not in file.name:
        raise Refused(
            f"A calendar of what only we hold must say so in its name: call it {file.stem}-{MARK}{file.suffix or '.ics'}."
        )
    if any((folder / SUMS).is_file() for folder in file.resolve().parents):
        raise Refused(f"{file} lies in a published folder, where everyone can take it. Name another place.")
