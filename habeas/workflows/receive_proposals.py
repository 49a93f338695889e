"""What our partners propose, beside what our own reports do."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from habeas.exchange.told import told
from habeas.model.statement import Statement
from habeas.register.links import Links
from habeas.store.changes import state_of
from habeas.store.workspace import Workspace
from habeas.workflows.partner_aside import set_aside

_known: WeakKeyDictionary[Workspace, tuple[object, tuple[Statement, ...]]] = WeakKeyDictionary()


def told_by_partners(workspace: Workspace, links: Links) -> tuple[Statement, ...]:
    """Return what partners say that is neither set aside nor settled by us already."""
    partners = workspace.exchange.partners.all()
    if not partners:
        return ()
    state = (state_of(workspace), workspace.exchange.received.state(), partners)
    known = _known.get(workspace)
    if known is None or known[0] != state:
        known = _known[workspace] = (state, _all(workspace))
    done = links.settled | links.rejected
    return tuple(one for one in known[1] if one.id not in done)


def _all(workspace: Workspace) -> tuple[Statement, ...]:
    exchange, aside = workspace.exchange, set_aside(workspace)
    return tuple(
        statement
        for partner in exchange.partners.all()
        if not aside.whole(partner.log)
        for lane in exchange.received.lanes(partner.log)
        for statement in told(lane, partner.name, aside.of(lane))
    )
