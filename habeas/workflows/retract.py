"""Verb: take statements back: we no longer say so. What they said is kept, stands as taken back, and is not asked again.

Where everyone can see the statement, it is taken back there too. Our reason stays with us, but for an honest error
(“error: words for everyone”): a correction that everyone may read.
"""

from __future__ import annotations

from habeas.model.statement import State
from habeas.record.entry import Entry
from habeas.register.statements import Held, of_lane
from habeas.review import judging
from habeas.review.leaves import decision
from habeas.review.lint import names_in, things_of
from habeas.review.outdated import outdated, retract_there
from habeas.review.spotting import Spotter, Spotters
from habeas.store.workspace import Workspace
from habeas.workflows.decide import Decider, deciding, the_statement
from habeas.workflows.holding import Holding
from habeas.workflows.partner_wider import wider_lanes
from habeas.workflows.refused import Refused
from habeas.workflows.shown import names_of_others, shown_as

ERROR = "error"


def retract(workspace: Workspace, statement: str, reason: str, who: Decider) -> tuple[Entry, ...]:
    """Retract an accepted statement, here and wherever it was shown; return the private entries."""
    with deciding(workspace, who) as (holding, desk):
        found = the_statement(holding, statement)
        if found.state not in (State.ACCEPTED, State.DISPUTED):
            raise Refused(
                f"Nothing was decided: this statement is {found.state.value}, and only what was accepted can be taken back."
            )
        lanes = [(one, shown_as(one.map(holding), holding, [found.id])) for one in wider_lanes(workspace)]
        drafts = judging.retract([found.id], desk, reason=reason or None)
        if found.fingerprint:  # else the reader would propose it again at once
            drafts += (decision("reject", who.by, None, {"fingerprint": bytes.fromhex(found.fingerprint)}),)
        entries = workspace.append_private(drafts)
        for lane, told in lanes:
            there = of_lane(lane.read())
            stale = outdated(lane.audience.hex(), of_lane(workspace.private()), there)
            rows = [row for row in stale if row.there in told]
            if rows:
                lane.append(retract_there(rows, reason=_for_everyone(holding, there, reason)))
        return entries


def _for_everyone(holding: Holding, public: Held, reason: str) -> str:
    """Return what everyone may read of our reason: nothing, unless it tells of an error, and names nobody whom they do not know."""
    if reason.partition(":")[0].strip() != ERROR:
        return ""
    known = {
        value.value
        for s in public.statements
        if s.type == "identity"
        for name in ("name", "other_name")
        for value in s.fields.get(name, ())
    }
    ours = Spotter((name for names in holding.derived.subjects.names.values() for name in names), known)
    others = Spotter(names_of_others(holding), known | things_of(holding.held))
    found = names_in([reason], Spotters(ours, others))
    if found:
        raise Refused(f"Nothing was decided: these words would be for everyone. {found[0].words}")
    return reason
