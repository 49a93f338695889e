"""Verb: forget a person: everything about her, in every lane of ours, in reports, proposals and caches; and do not register her again.

Reports in which nobody else stands are destroyed. Of the others a redacted copy takes the place: the old bytes and texts go, the
others' statements are said again on the new text. All of it in one transaction; then the disk is cleaned.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from habeas.record.errors import RecordError
from habeas.register.statements import of_lane
from habeas.review.widening import WidenError
from habeas.store import searches
from habeas.store.questions import forget
from habeas.store.workspace import Workspace
from habeas.workflows import two_people
from habeas.workflows.decide import Decider
from habeas.workflows.holding import Holding, hold
from habeas.workflows.look import the_one
from habeas.workflows.not_kept import put_on_list
from habeas.workflows.partner_wider import wider_lanes
from habeas.workflows.redacting import Redaction
from habeas.workflows.refused import Refused
from habeas.workflows.steady import steady
from habeas.workflows.traces import Targets, Traces


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was done: ``entries`` emptied, ``destroyed`` and ``redacted`` reports; ``clean``: nothing is left on the disk."""

    entries: int
    destroyed: int
    redacted: int
    clean: bool


def erase_person(workspace: Workspace, person: str, who: Decider) -> Forgotten:
    """Forget the person at the address (or of the name) ``person``. Raises Refused; then nothing is changed."""
    try:
        with steady(workspace, today=who.today) as holding:
            her = Traces(holding, the_one(holding, person).id)
            copies = Redaction(workspace, holding, her)
            two_people.check(workspace, two_people.forgetting(her.address), who.by)
            targets = her.private()
            destroyed, redacted = 0, 0
            for reports in her.reports():
                moved = copies.redacted(reports)
                _aim_capture(targets, holding, reports[0].capture.sha256)
                destroyed, redacted = destroyed + (moved is None), redacted + (moved is not None)
                for entry in copies.restate(moved) if moved else ():
                    targets[entry.id] = {"evidence", "from"} & {x.name for x in entry.leaves if not x.erased}
            for wider in wider_lanes(workspace):
                targets |= her.in_wider(wider)
            if not targets:
                raise Refused("Nothing was erased: nothing about this person is left here.")
            put_on_list(workspace, her.names, her.year)
            workspace.erase({entry: names for entry, names in targets.items() if names})
            forget(workspace, her.nodes, her.names)  # questions about her, and her name in those about others
            searches.forget(workspace, her.nodes, her.names)
    except (RecordError, WidenError) as error:
        raise Refused(f"Nothing was erased: {error}") from error
    return Forgotten(len(targets), destroyed, redacted, workspace.clean_up())


@dataclass(frozen=True, slots=True)
class WouldGo:
    """What forgetting somebody would do: ``entries`` emptied at least, ``destroyed`` and ``redacted`` reports, ``shown`` statements
    that others see.
    """

    entries: int
    destroyed: int
    redacted: int
    shown: int


def would_go(workspace: Workspace, person: str, *, today: date) -> WouldGo:
    """Return what :func:`erase_person` would do; nothing is changed."""
    holding = hold(workspace, today=today)
    her = Traces(holding, the_one(holding, person).id)
    files = her.reports()
    kept = sum(her.stands_with_others(reports) for reports in files)
    shown = sum(
        1
        for wider in wider_lanes(workspace)
        for s in of_lane(wider.read()).statements
        if set(s.subjects) & {x for one in her.nodes for x in wider.map(holding).subjects.get(one, ())}
    )
    return WouldGo(len(her.private()) + len(files), len(files) - kept, kept, shown)


def _aim_capture(targets: Targets, holding: Holding, sha256: str) -> None:
    """Aim at the entries that name a file, so that its bytes and texts go."""
    for entry in holding.entries:
        if entry.kind == "capture" and entry.octets("sha256") == bytes.fromhex(sha256):
            targets[entry.id] = {x.name for x in entry.leaves if not x.erased}
