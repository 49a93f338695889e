"""Verbs for questions: ask something about somebody, give it to one of us, close it by a fact or as what cannot be known.

What is missing opens questions by itself: a gap of `habeas due` is one as long as it is there, and is kept as a row only
when somebody is given it or closes it. Questions are for us alone: no lane ever holds one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from habeas.model.edtf import Edtf, EdtfError
from habeas.model.statement import State
from habeas.register.due import Due
from habeas.store import questions as store
from habeas.store import searches
from habeas.store.accounts import check_role
from habeas.store.errors import StoreError
from habeas.store.questions import ASKED, FACT, UNKNOWN, Question
from habeas.store.workspace import Workspace
from habeas.workflows.decide import Decider
from habeas.workflows.holding import Holding
from habeas.workflows.refused import Refused

GAP = "gap-"  # a gap that nobody was given yet is called by this and its uid
MOST = 2000  # letters of a question


@dataclass(frozen=True, slots=True)
class Open:
    """A question as it stands: ``person`` is the address that it leads to now, ``gap`` what opened it, if it is still there."""

    question: Question
    person: str
    name: str
    gap: Due | None

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer: a gap that is there no more answers itself."""
        return self.question.closed is None and (self.question.kind == ASKED or self.gap is not None)


def listed(workspace: Workspace, holding: Holding, gaps: Iterable[Due]) -> tuple[Open, ...]:
    """Return every question, asked or opened by one of the ``gaps``: what is due first, then the oldest."""
    rows = store.questions(workspace)
    found = {one.uid: one for one in gaps}
    known = store.by_anchor(rows)
    rows += tuple(_of_gap(gap) for uid, gap in found.items() if uid not in known)
    every = [_open(holding, row, found.get(row.anchor)) for row in rows]
    return tuple(
        sorted(every, key=lambda one: (one.question.due or "9999", one.question.since, one.question.number))
    )


def ask(
    workspace: Workspace,
    holding: Holding,
    person: str,
    words: str,
    who: Decider,
    *,
    now: int,
    of: str = "",
    due: str = "",
) -> Question:
    """Ask something about somebody on the register, in our ``words``; ``of`` is the role code of who asks after it."""
    record = holding.by_id.get(person)
    if record is None:
        raise Refused("Nothing was asked: there is nobody at this address.")
    told = words.strip()
    if not told or len(told) > MOST:
        raise Refused(f"Nothing was asked: write the question, in at most {MOST} letters.")
    _check(of, due)
    one = Question(who.new_id().hex(), record.id, ASKED, who.by, now, words=told, asked_of=of, due=due)
    return store.keep(workspace, one)


def give(workspace: Workspace, one: Open, who: Decider, *, now: int, of: str, due: str) -> Question:
    """Give an open question to one of us (“” to nobody), with the day by which she asks after it."""
    _check(of, due)
    _check_open(one)
    return store.keep(workspace, replace(_kept(one, who, now), asked_of=of, due=due))


def close(
    workspace: Workspace, holding: Holding, one: Open, who: Decider, *, now: int, fact: str | None = None
) -> Question:
    """Close a question: by a ``fact`` that we hold about her, or (None) as what cannot be known."""
    _check_open(one)
    if fact is not None and fact not in {found for found, _ in facts_for(holding, one)}:
        raise Refused("Nothing was closed: this is no accepted statement about this person.")
    answer = UNKNOWN if fact is None else FACT
    closed = replace(_kept(one, who, now), closed=now, closed_by=who.by, answer=answer, fact=fact or "")
    return store.keep(workspace, closed)


def reopen(workspace: Workspace, number: str) -> Question:
    """Open a question again that was closed by mistake, or too early."""
    found = store.question(workspace, number)
    if found is None or found.closed is None:
        raise Refused("Nothing was opened: this question is not closed.")
    return store.keep(workspace, replace(found, closed=None, closed_by="", answer="", fact=""))


def facts_for(holding: Holding, one: Open) -> tuple[tuple[str, str], ...]:
    """Return the statements that could answer a question: accepted ones about her, (id, kind), the newest first."""
    rows = holding.derived.statements.get(one.person, ())
    standing = [s for s in rows if s.state in (State.ACCEPTED, State.DISPUTED) and s.type != "identity"]
    return tuple((s.id, s.type) for s in sorted(standing, key=lambda s: s.order, reverse=True))


def forget_gone(workspace: Workspace, before: Holding, after: Holding) -> int:
    """Destroy the questions about everybody who was on the register ``before`` an erasure and is not ``after``, and searches."""
    gone = [record for one, record in before.by_id.items() if one not in after.by_id]
    addresses = {one for record in gone for one in (record.id, *record.redirects)}
    addresses |= {one for one in before.by_id if one not in after.by_id}
    still = {name for record in after.register.people for name in record.names}
    names = {name for record in gone for name in (record.name, *record.names) if name not in still}
    if not addresses:
        return 0
    return store.forget(workspace, addresses, names) + searches.forget(workspace, addresses, names)


def _kept(one: Open, who: Decider, now: int) -> Question:
    """Return the row to keep: a gap gets one when somebody does something with it."""
    if not one.question.number.startswith(GAP):
        return one.question
    return replace(one.question, number=who.new_id().hex(), by=who.by, since=now)


def _of_gap(gap: Due) -> Question:
    return Question(f"{GAP}{gap.uid}", gap.person, gap.kind, "", 0, anchor=gap.uid)


def _open(holding: Holding, row: Question, gap: Due | None) -> Open:
    record = holding.by_id.get(row.person)
    return Open(row, record.id if record else row.person, record.name if record else "", gap)


def _check_open(one: Open) -> None:
    if not one.is_open:
        raise Refused("Nothing was changed: this question is closed already.")


def _check(of: str, due: str) -> None:
    try:
        if of:
            check_role(of)
        if (
            due
            and (found := Edtf.parse(due))
            and (not found.is_resolved or not isinstance(found.latest, date))
        ):
            raise Refused(f"Nothing was changed: “{due}” is no day. Write 2026-03-22 or 2026-03.")
    except StoreError as error:
        raise Refused(f"Nothing was changed: {error.sentence} {error.way_out}") from error
    except EdtfError as error:
        raise Refused(f"Nothing was changed: “{due}” is no day. Write 2026-03-22 or 2026-03.") from error
