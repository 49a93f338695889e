"""Verb: check that the record is what was written and signed, and that texts, bytes and time stamps are those it names."""

from __future__ import annotations

from dataclasses import replace

from habeas.record.findings import Finding, VerifyReport
from habeas.record.verify import read_entries
from habeas.record.verify import verify as verify_log
from habeas.store.errors import StoreError
from habeas.store.workspace import Workspace
from habeas.workflows.time_stamps import stamp_findings


def verify(workspace: Workspace, *, now: int) -> VerifyReport:
    """Return what a check of every row, chain, signature, erasure, text and original finds.

    A damaged row is one finding; the check goes on behind it.
    """
    checked = workspace.check()
    entries, broken = read_entries(checked.rows)
    report = verify_log(entries, checked.heads, whole=True, now=now)
    stored = [Finding("verify.stored", problem) for problem in checked.problems]
    return replace(report, findings=(*broken, *stored, *_stamps(workspace), *report.findings))


def _stamps(workspace: Workspace) -> tuple[Finding, ...]:
    """Return what is wrong with time stamps; of a record that does not read, which is told already, nothing."""
    try:
        return stamp_findings(workspace)
    except StoreError:
        return ()
