"""Verb: check that the record is what was written and signed, and that texts and bytes are those it names."""

from __future__ import annotations

from habeas.record.findings import VerifyReport
from habeas.record.verify import verify as verify_log
from habeas.store.workspace import Workspace


def verify(workspace: Workspace, *, now: int) -> VerifyReport:
    """Return what a check of every chain of ours finds, hashes, order, signatures and erasures included."""
    chains = workspace.chains()
    entries = [entry for chain in chains for entry in chain.entries]
    heads = [head for chain in chains for head in chain.heads]
    return verify_log(entries, heads, whole=True, now=now)
