"""Verb: destroy what must not be kept: statements, single fields of them, or a whole report with all it carries.

Values, salts, texts and original bytes go, in our lane and in every wider one of ours; digests stay, with an ``erase`` entry
that says it was us. A statement that is erased while its report is kept would be proposed again; it is rejected too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from habeas.model.statement import State, Statement
from habeas.record.entry import Entry
from habeas.record.erasure import ERASABLE
from habeas.record.errors import RecordError
from habeas.review.leaves import decision
from habeas.store.workspace import Workspace
from habeas.workflows import two_people
from habeas.workflows.ask import forget_gone
from habeas.workflows.decide import Decider, the_statement
from habeas.workflows.holding import Holding, hold
from habeas.workflows.partner_wider import wider_lanes
from habeas.workflows.refused import Refused


@dataclass(frozen=True, slots=True)
class Gone:
    """How many entries lost what they held, and whether nothing of it is left on the disk yet."""

    entries: int
    clean: bool


@dataclass(frozen=True, slots=True)
class _Aimed:
    """What goes (entry ids, names of leaves), and the proposals that would otherwise be asked about again."""

    targets: dict[bytes, list[str]]
    asked_again: tuple[str, ...]


def erase(workspace: Workspace, ids: Sequence[str], who: Decider, *, field: str | None = None) -> Gone:
    """Erase statements or reports (ids, or their beginnings); with ``field`` only that field of the statements.

    Raises Refused; of it SecondNeeded where the group wants a second person (``two_people``).
    """
    holding = hold(workspace, today=who.today)
    aimed = _aimed(workspace, holding, ids, field)
    two_people.check(workspace, two_people.erasing(aimed.targets), who.by)
    rejections = [
        decision("reject", who.by, None, {"fingerprint": bytes.fromhex(one)}) for one in aimed.asked_again
    ]
    try:
        done = workspace.erase(aimed.targets, private=rejections)
    except RecordError as error:
        raise Refused(f"Nothing was erased: {error}") from error
    forgotten = forget_gone(workspace, holding, hold(workspace, today=who.today))
    return Gone(len(aimed.targets), workspace.clean_up() if forgotten else done.clean)


def allow_erasing(workspace: Workspace, ids: Sequence[str], who: Decider, *, field: str | None = None) -> int:
    """Allow, as the second person, exactly what :func:`erase` would do; return how many entries it would empty."""
    targets = _aimed(workspace, hold(workspace, today=who.today), ids, field).targets
    two_people.allow(workspace, two_people.erasing(targets), who)
    return len(targets)


def _aimed(workspace: Workspace, holding: Holding, ids: Sequence[str], field: str | None) -> _Aimed:
    """Return what erasing these statements or reports would empty, in every lane; Refused where that is nothing."""
    private = {entry.id.hex(): entry for entry in holding.entries}
    lanes = wider_lanes(workspace)
    seen = {entry.id.hex(): entry for lane in lanes for entry in lane.read().entries}
    shown = [lane.map(holding).claims for lane in lanes]
    targets: dict[bytes, list[str]] = {}
    asked_again: list[str] = []
    for one in ids:
        for entry in _entries(holding, one, field):
            _aim(targets, private[entry], field)
            for claims in shown:
                if entry in claims:
                    _aim(targets, seen[claims[entry]], field)
            fingerprint = holding.statements[entry].fingerprint if entry in holding.statements else None
            if fingerprint and field is None:
                asked_again.append(fingerprint)
    if not targets:
        raise Refused("Nothing was erased: there is nothing of that left here.")
    return _Aimed(targets, tuple(dict.fromkeys(asked_again)))


def _entries(holding: Holding, given: str, field: str | None) -> list[str]:
    """Return the private entries behind a statement, or behind a whole report."""
    reports = [report for one, report in holding.reports.items() if len(given) >= 6 and one.startswith(given)]
    if not reports:
        found = the_statement(holding, given)
        if found.state in (State.PROPOSED, State.REJECTED):
            raise Refused(
                "Nothing was erased: this is only proposed, and stands nowhere but in the report. "
                "Erase the report, by its id."
            )
        return [found.id]
    if field is not None:
        raise Refused("Nothing was erased: --field is for statements. Leave it out to erase a whole report.")
    capture = reports[0].capture.sha256
    claims = [s.id for s in _all(holding) if any(e.capture == capture for e in s.evidence)]
    captures = [e.id.hex() for e in holding.entries if e.kind == "capture" and _is(e, capture)]
    return claims + captures


def _all(holding: Holding) -> tuple[Statement, ...]:
    return (*holding.held.statements, *holding.held.retracted)


def _is(entry: Entry, capture: str) -> bool:
    sha256 = entry.octets("sha256")
    return sha256 is not None and sha256.hex() == capture


def _aim(targets: dict[bytes, list[str]], entry: Entry, field: str | None) -> None:
    names = [leaf.name for leaf in entry.leaves if not leaf.erased]
    if field is not None:
        names = [name for name in names if name in (field, f"f.{field}")]
    if names and entry.kind in ERASABLE:
        targets.setdefault(entry.id, []).extend(
            name for name in names if name not in targets.get(entry.id, [])
        )
