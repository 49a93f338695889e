"""Verb: take statements, or a whole person, out of everyone's sight. Erased in the public lane, kept in ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from habeas.review.narrow import NarrowPlan, narrow_claims, narrow_subject
from habeas.review.widening import WidenError
from habeas.store.workspace import Workspace
from habeas.workflows.decide import Decider, the_statement
from habeas.workflows.holding import Holding, hold
from habeas.workflows.refused import Refused
from habeas.workflows.widen import public_map


def narrow(workspace: Workspace, statements: Sequence[str], who: Decider) -> int:
    """Take statements (private ids) out of the public lane; return how many entries are gone there."""
    holding = hold(workspace, today=who.today)
    there = public_map(workspace, holding).claims
    ids = [the_statement(holding, one).id for one in statements]
    shown = [there[one] for one in ids if one in there]
    entries = workspace.public().entries
    return _carry_out(workspace, lambda: narrow_claims(shown, entries))


def narrow_person(workspace: Workspace, person: str, who: Decider) -> int:
    """Take everything about a person (private address) out of the public lane; return how many entries are gone."""
    holding = hold(workspace, today=who.today)
    there = public_map(workspace, holding)
    known = there.subjects.get(holding.address(person), ())
    if not known:
        raise Refused("Nothing was taken back: this person is not public.")
    names = holding.derived.subjects.names
    hers = names.get(holding.address(person), ())
    others = [
        name
        for address in there.subjects
        if address != holding.address(person)
        for name in names.get(address, ())
    ]
    gone = 0
    for subject in known:
        entries = workspace.public().entries
        gone += _carry_out(workspace, partial(narrow_subject, subject, entries, hers, others))
    return gone


def public_statements(workspace: Workspace, holding: Holding, person: str) -> tuple[str, ...]:
    """Return the private ids of the statements about ``person`` that everyone can see."""
    there = public_map(workspace, holding).claims
    own = holding.derived.statements.get(holding.address(person), ())
    return tuple(s.id for s in own if s.id in there)


def _carry_out(workspace: Workspace, plan: Callable[[], NarrowPlan]) -> int:
    try:
        made = plan()
    except WidenError as error:
        raise Refused(f"Nothing was taken back: {error}") from error
    targets = {entry.id: [leaf.name for leaf in entry.leaves if not leaf.erased] for entry in made.erase}
    workspace.erase(targets, public=made.again)
    return len(made.erase)
