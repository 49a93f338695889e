"""Verb: take statements back: we no longer say so. What they said is kept, stands as taken back, and is not asked again.

Where everyone can see the statement, it is taken back there too. Our reason stays with us, but for an honest error
(“error: words for everyone”): a correction that everyone may read.
"""

from __future__ import annotations

from habeas.model.statement import State
from habeas.record.cbor import CborValue
from habeas.record.draft import Draft
from habeas.record.entry import Entry
from habeas.register.statements import of_lane
from habeas.review import judging
from habeas.review.leaves import decision
from habeas.review.lint import names_in
from habeas.review.spotting import Spotter
from habeas.store.workspace import Workspace
from habeas.workflows.decide import Decider, deciding, the_statement
from habeas.workflows.holding import Holding
from habeas.workflows.refused import Refused
from habeas.workflows.shown import names_of_others, public_map, shown_as

ERROR = "error"


def retract(workspace: Workspace, statement: str, reason: str, who: Decider) -> tuple[Entry, ...]:
    """Retract an accepted statement, here and where everyone sees it; return the private entries."""
    with deciding(workspace, who) as (holding, desk):
        found = the_statement(holding, statement)
        if found.state not in (State.ACCEPTED, State.DISPUTED):
            raise Refused(
                f"Nothing was decided: this statement is {found.state.value}, and only what was accepted can be taken back."
            )
        told = shown_as(public_map(workspace, holding), holding, [found.id])
        if told:
            workspace.append_public([_publicly(workspace, holding, told, reason)])
        drafts = judging.retract([found.id], desk, reason=reason or None)
        if found.fingerprint:  # else the reader would propose it again at once
            drafts += (decision("reject", who.by, None, {"fingerprint": bytes.fromhex(found.fingerprint)}),)
        return workspace.append_private(drafts)


def _publicly(workspace: Workspace, holding: Holding, told: tuple[str, ...], reason: str) -> Draft:
    fields: dict[str, CborValue] = {"act": "retract", "claims": [bytes.fromhex(one) for one in told]}
    if reason.partition(":")[0].strip() == ERROR:
        _check_words(workspace, holding, reason)
        fields["reason"] = reason
    return Draft("decision", fields)


def _check_words(workspace: Workspace, holding: Holding, reason: str) -> None:
    """Refuse words for everyone that name somebody whom everyone does not know."""
    known = {
        value.value
        for s in of_lane(workspace.public()).statements
        if s.type == "identity"
        for name in ("name", "other_name")
        for value in s.fields.get(name, ())
    }
    ours = [name for names in holding.derived.subjects.names.values() for name in names]
    found = names_in([reason], Spotter([*ours, *names_of_others(holding)], known))
    if found:
        raise Refused(f"Nothing was decided: these words would be for everyone. {found[0].words}")
