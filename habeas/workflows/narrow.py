"""Verb: take statements, or a whole person, out of everyone's or partners' sight. Erased in that lane, kept in ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from habeas.record.errors import RecordError
from habeas.register.statements import of_lane
from habeas.review.narrow import NarrowPlan, narrow_claims, narrow_subject
from habeas.review.widening import WidenError
from habeas.store.workspace import Workspace
from habeas.workflows.decide import Decider, the_statement
from habeas.workflows.holding import Holding
from habeas.workflows.partner_wider import Wider, everyones, wider_for
from habeas.workflows.refused import Refused
from habeas.workflows.shown import public_map, shown_as
from habeas.workflows.steady import steady


def narrow(workspace: Workspace, statements: Sequence[str], who: Decider, *, to: Sequence[str] = ()) -> int:
    """Take statements (private ids) out of everyone's lane, or that of the partners ``to``; return how many are gone there."""
    wider = wider_for(workspace, to)
    with _narrowing(workspace, who) as holding:
        ids = [the_statement(holding, one).id for one in statements]
        shown = shown_as(wider.map(holding), holding, ids)
        _carry_out(workspace, wider, narrow_claims(shown, wider.read().entries))
        return len(shown)


def narrow_person(workspace: Workspace, person: str, who: Decider) -> int:
    """Take everything about a person (private address) out of the public lane; return how many statements that are."""
    with _narrowing(workspace, who) as holding:
        address, there = holding.address(person), public_map(workspace, holding)
        if not there.subjects.get(address):
            raise Refused("Nothing was taken back: this person is not public.")
        names = holding.derived.subjects.names
        others = [name for one in there.subjects if one != address for name in names.get(one, ())]
        before = len(of_lane(workspace.public()).statements)
        for subject in there.subjects[address]:
            entries = workspace.public().entries
            _carry_out(
                workspace,
                everyones(workspace),
                narrow_subject(subject, entries, names.get(address, ()), others),
            )
        return before - len(of_lane(workspace.public()).statements)


@contextmanager
def _narrowing(workspace: Workspace, who: Decider) -> Iterator[Holding]:
    """Give the block what is held; what it takes back goes all at once, and then from the disk too."""
    try:
        with steady(workspace, today=who.today) as holding:
            yield holding
    except (WidenError, RecordError) as error:
        raise Refused(f"Nothing was taken back: {error}") from error
    workspace.clean_up()


def _carry_out(workspace: Workspace, wider: Wider, made: NarrowPlan) -> None:
    targets = {entry.id: [leaf.name for leaf in entry.leaves if not leaf.erased] for entry in made.erase}
    wider.append(made.again)
    workspace.erase(targets)
