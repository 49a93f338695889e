"""Verbs that answer proposals: accept, correct, reject, take back; and same or different person.

Each one derives what is held, turns the answer into entries (``habeas.review.answers``) and appends them at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from habeas.model.statement import State, Statement
from habeas.record.draft import Draft
from habeas.record.entry import Entry
from habeas.record.errors import RecordError
from habeas.review import answers
from habeas.review.answers import Change, Desk
from habeas.review.judging import different, retract, same
from habeas.review.leaves import AnswerError
from habeas.store.workspace import Workspace
from habeas.workflows.holding import Holding, hold
from habeas.workflows.refused import Refused


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides, and on which day: ``by`` is a role code, ``why`` her words or None; ``new_id`` 16 random bytes."""

    by: str
    today: date
    new_id: Callable[[], bytes]
    why: str | None = None


def accept(workspace: Workspace, statement: str, who: Decider) -> tuple[Entry, ...]:
    """Take a proposal into the record; return the entries."""
    holding = hold(workspace, today=who.today)
    return _append(
        workspace, lambda: answers.accept(the_statement(holding, statement), desk_of(holding, who))
    )


def correct(workspace: Workspace, statement: str, change: Change, who: Decider) -> tuple[Entry, ...]:
    """Take a corrected claim into the record in the place of ``statement``; return the entries."""
    holding = hold(workspace, today=who.today)
    return _append(
        workspace, lambda: answers.correct(the_statement(holding, statement), change, desk_of(holding, who))
    )


def reject(workspace: Workspace, statement: str, who: Decider) -> tuple[Entry, ...]:
    """Refuse a proposal, so that no later version of the reader asks again; return the entries."""
    holding = hold(workspace, today=who.today)
    return _append(
        workspace, lambda: answers.reject(the_statement(holding, statement), desk_of(holding, who))
    )


def undo(workspace: Workspace, statement: str, who: Decider) -> tuple[Entry, ...]:
    """Take an answer back: an accepted claim is open again, a rejection is asked again. Return the entries."""
    holding = hold(workspace, today=who.today)
    found = the_statement(holding, statement)
    if found.state is State.REJECTED:
        entries = [e.id.hex() for e in holding.entries if _rejects(e, found.id)]
    elif found.state in (State.ACCEPTED, State.DISPUTED):
        entries = [found.id, *_names_alone(holding, found)]
    else:
        raise Refused(f"This statement is {found.state.value}: there is no answer to take back.")
    return _append(workspace, lambda: answers.undo(entries, desk_of(holding, who)))


def join(workspace: Workspace, a: str, b: str, *, one: bool, who: Decider) -> tuple[Entry, ...]:
    """Decide that two people on the register are one person, or two; return the entries."""
    holding = hold(workspace, today=who.today)
    act = same if one else different
    return _append(workspace, lambda: act(a, b, desk_of(holding, who)))


def take_back(workspace: Workspace, statement: str, reason: str, who: Decider) -> tuple[Entry, ...]:
    """Retract an accepted statement: we no longer say so. Its content is kept; return the entries."""
    holding = hold(workspace, today=who.today)
    found = the_statement(holding, statement)
    if found.state not in (State.ACCEPTED, State.DISPUTED):
        raise Refused(f"This statement is {found.state.value}: only what was accepted can be taken back.")
    return _append(workspace, lambda: retract([found.id], desk_of(holding, who), reason=reason or None))


def the_statement(holding: Holding, given: str) -> Statement:
    """Return the statement whose id is, or begins with, ``given``; Refused if there is none or more than one."""
    exact = holding.statements.get(given)
    if exact is not None:
        return exact
    found = [s for one, s in holding.statements.items() if one.startswith(given)] if len(given) >= 6 else []
    if len(found) == 1:
        return found[0]
    what = "more than one statement begins with" if found else "there is no statement"
    raise Refused(
        f"Nothing was decided: {what} “{given}”. `habeas show PERSON --json` and the app list the ids."
    )


def desk_of(holding: Holding, who: Decider) -> Desk:
    """Return what an answer needs to know."""
    identities = [s for r in holding.reports.values() for s in r.open.identities]
    return Desk(holding.held.links, holding.derived.subjects, who.new_id, who.by, who.why, identities)


def _append(workspace: Workspace, drafts: Callable[[], Iterable[Draft]]) -> tuple[Entry, ...]:
    try:
        return workspace.append_private(tuple(drafts()))
    except (AnswerError, RecordError) as error:
        raise Refused(f"Nothing was decided: {error}") from error


def _rejects(entry: Entry, fingerprint: str) -> bool:
    given = entry.octets("fingerprint")
    return entry.text("act") == "reject" and given is not None and given.hex() == fingerprint


def _names_alone(holding: Holding, claim: Statement) -> list[str]:
    """Return the names that were taken along with ``claim``, where nothing else is held about those people."""
    found = []
    for subject in claim.subjects:
        about = [s for s in holding.held.statements if subject in s.subjects and s.id != claim.id]
        if about and all(s.type == "identity" for s in about):
            found += [s.id for s in about]
    return found
