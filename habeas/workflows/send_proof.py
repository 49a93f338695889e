"""Verb: write the proof that we said one statement as an audience sees it, for somebody who has neither Habeas nor our chain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from habeas.record.errors import RecordError
from habeas.record.lanes import Scope
from habeas.record.proof import encode_proof, make_proof, verify_claim
from habeas.store.layout import write_atomically
from habeas.store.workspace import Workspace
from habeas.workflows.decide import the_statement
from habeas.workflows.holding import hold
from habeas.workflows.partner_wider import wider_for
from habeas.workflows.refused import Refused
from habeas.workflows.shown import shown_as


def prove(workspace: Workspace, statement: str, to: Sequence[str], file: Path, *, today: date) -> bytes:
    """Write the proof of a statement as ``to`` sees it to ``file``; return our raw root key, with which it is checked."""
    if file.exists():
        raise Refused(f"{file} is there already; nothing was written. Name a new file.")
    workspace.own_keys.refuse_before_paper()
    wider = wider_for(workspace, to)
    holding = hold(workspace, today=today)
    there = shown_as(wider.map(holding), holding, [the_statement(holding, statement).id])
    if not there:
        raise Refused(
            f"Nothing was written: {wider.words} does not see this statement, and only what is seen is proven."
        )
    entry = next(one for one in wider.read().entries if one.id.hex() == there[-1])
    chain = next(one for one in workspace.chains(Scope.PUBLIC, Scope.PARTNERS) if one.lane == entry.lane)
    ring = workspace.exchange.lanes.ring()
    try:
        proof = make_proof(entry, chain.entries, chain.heads, ring.entries, ring.heads[0])
        verify_claim(proof, ring.root)
    except RecordError as error:
        raise Refused(f"Nothing was written: {error}.") from error
    try:
        write_atomically(file, encode_proof(proof))
    except OSError as error:
        raise Refused(f"{file} could not be written ({error.strerror or error}).") from error
    return ring.root
