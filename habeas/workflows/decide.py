"""Verbs that answer proposals: accept, correct, reject, take back; and same or different person.

Each one derives what is held, turns the answer into entries (``habeas.review.answers``) and appends them at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from habeas.model.statement import State, Statement
from habeas.record.entry import Entry
from habeas.record.errors import RecordError
from habeas.review import answers
from habeas.review.answers import Change, Desk
from habeas.review.judging import different, same
from habeas.review.leaves import AnswerError
from habeas.store.workspace import Workspace
from habeas.workflows.holding import Holding
from habeas.workflows.look import the_one
from habeas.workflows.partner_wider import wider_lanes
from habeas.workflows.refused import Refused
from habeas.workflows.shown import shown_as
from habeas.workflows.steady import steady
from habeas.workflows.typed import check_typed

LEAST_DIGITS = 6  # of an id that is given by its beginning


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides, and on which day: ``by`` is a role code, ``why`` her words or None; ``new_id`` 16 random bytes."""

    by: str
    today: date
    new_id: Callable[[], bytes]
    why: str | None = None


def accept(workspace: Workspace, statement: str, who: Decider) -> tuple[Entry, ...]:
    """Take a proposal into the record; return the entries."""
    with deciding(workspace, who) as (holding, desk):
        return workspace.append_private(answers.accept(the_statement(holding, statement), desk))


def accept_together(workspace: Workspace, statements: Sequence[str], who: Decider) -> tuple[Entry, ...]:
    """Take several proposals into the record at once, all or none; return the entries.

    Which may go together :func:`habeas.review.together.alone` says; each is taken back by itself.
    """
    with deciding(workspace, who) as (holding, desk):
        found = [the_statement(holding, one) for one in dict.fromkeys(statements)]
        return workspace.append_private([draft for one in found for draft in answers.accept(one, desk)])


def correct(workspace: Workspace, statement: str, change: Change, who: Decider) -> tuple[Entry, ...]:
    """Take a corrected claim into the record in the place of ``statement``; return the entries."""
    told = {name: [value.read for value in values] for name, values in (change.fields or {}).items()}
    check_typed(type=change.type, fields=told, modality=change.modality)
    with deciding(workspace, who) as (holding, desk):
        return workspace.append_private(answers.correct(the_statement(holding, statement), change, desk))


def reject(workspace: Workspace, statement: str, who: Decider) -> tuple[Entry, ...]:
    """Refuse a proposal, so that no later version of the reader asks again; return the entries."""
    with deciding(workspace, who) as (holding, desk):
        return workspace.append_private(answers.reject(the_statement(holding, statement), desk))


def undo(workspace: Workspace, given: str, who: Decider) -> tuple[Entry, ...]:
    """Take an answer back, and return the entries.

    An accepted statement is open again, a rejected one is asked again. ``given`` may also be the id of a “same” or
    “different”: it no longer holds. What everyone can see is taken out of sight first, by ``narrow``.
    """
    with deciding(workspace, who) as (holding, desk):
        judgement = _judgement(holding, given)
        entries = [judgement] if judgement else _answers(workspace, holding, the_statement(holding, given))
        return workspace.append_private(answers.undo(entries, desk))


def join(workspace: Workspace, a: str, b: str, *, one: bool, who: Decider) -> tuple[Entry, ...]:
    """Decide that two people (or groups) on the register are one, or two; return the entries.

    ``a`` and ``b`` are addresses, names that only one person has, or mentions (``m:``).
    """
    act = same if one else different
    with deciding(workspace, who) as (holding, desk):
        return workspace.append_private(act(_subject(holding, a), _subject(holding, b), desk))


def part(workspace: Workspace, a: str, others: Sequence[str], who: Decider) -> tuple[Entry, ...]:
    """Decide that ``a`` is none of ``others``, all at once or not at all; return the entries."""
    with deciding(workspace, who) as (holding, desk):
        one = _subject(holding, a)
        drafts = [draft for other in others for draft in different(one, _subject(holding, other), desk)]
        return workspace.append_private(tuple(drafts))


def the_statement(holding: Holding, given: str) -> Statement:
    """Return the statement whose id is, or begins with, ``given``; Refused if there is none or more than one."""
    exact = holding.statements.get(given)
    if exact is not None:
        return exact
    found = (
        [s for one, s in holding.statements.items() if one.startswith(given)]
        if len(given) >= LEAST_DIGITS
        else []
    )
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


@contextmanager
def deciding(workspace: Workspace, who: Decider) -> Iterator[tuple[Holding, Desk]]:
    """Give what is held and the desk to a block that answers within one transaction; its refusals become ours."""
    try:
        with steady(workspace, today=who.today) as holding:
            yield holding, desk_of(holding, who)
    except (AnswerError, RecordError) as error:
        raise Refused(f"Nothing was decided: {error}") from error


def _subject(holding: Holding, given: str) -> str:
    """Return the address, or the mention, that ``given`` means."""
    if given.startswith(("m:", "g:")) or given in holding.derived.statements:
        return given
    return the_one(holding, given).id


def _judgement(holding: Holding, given: str) -> str | None:
    """Return the id of the “same” or “different” in force that ``given`` is, or begins; None for anything else."""
    if len(given) < LEAST_DIGITS:
        return None
    found = [
        e.id.hex()
        for e in holding.entries
        if e.text("act") in ("same", "different", "split") and e.id.hex().startswith(given)
    ]
    return next((one for one in found if one not in holding.held.void), None) if len(found) == 1 else None


def _answers(workspace: Workspace, holding: Holding, found: Statement) -> list[str]:
    """Return the entries that answered a statement."""
    if found.state is State.REJECTED:
        return [e.id.hex() for e in holding.entries if _rejects(e, found.id)]
    if found.state not in (State.ACCEPTED, State.DISPUTED):
        raise Refused(f"This statement is {found.state.value}: there is no answer to take back.")
    taken = [found.id, *_names_alone(holding, found)]
    for lane in wider_lanes(workspace):
        if shown_as(lane.map(holding), holding, taken):
            to = f" --to partner:{'+'.join(lane.partners)}" if lane.partners else ""
            raise Refused(
                f"Nothing was taken back: {lane.words} can see this statement, or the name that came with it. "
                f"Take it out of sight first: `habeas narrow {found.id[:12]}{to}`."
            )
    return taken


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
