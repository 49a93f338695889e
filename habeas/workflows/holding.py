"""What the workspace holds on a day: the record, the open proposals, and everything derived from both.

Every verb that shows or decides starts from a Holding. It is derived anew from the lane and the cached readings;
`Held` (the record), `reports` (what was read) and `derived` (the register) are its three parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from weakref import WeakKeyDictionary

from habeas.identity.judgements import bare
from habeas.identity.people import person_id
from habeas.identity.properties import type_property
from habeas.model.record import Record, Register
from habeas.model.statement import State, Statement
from habeas.record.entry import Entry
from habeas.register.asof import as_of, on
from habeas.register.derive import Derived, derive_all
from habeas.register.derive_parts import derive_in_parts
from habeas.register.packed import AsAsked, Packed
from habeas.register.search import Finder
from habeas.register.statements import Held, of_lane
from habeas.store.workspace import Workspace
from habeas.workflows.receive_proposals import told_by_partners
from habeas.workflows.reports import Report, rejected, reports_of
from habeas.workflows.uncollected import uncollected

# What this process derived last: of people about whom nothing changed the record is taken from it.
_before: WeakKeyDictionary[Workspace, Derived] = WeakKeyDictionary()

__all__ = ["Holding", "Report", "hold", "hold_as_of", "hold_on", "rejected"]


@dataclass(frozen=True)
class Holding:
    """The record of one moment and what follows from it. ``key`` is the workspace key, of which proposed addresses are made;
    ``told`` is what partners propose.
    """

    held: Held
    derived: Derived
    reports: Mapping[str, Report] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    key: bytes = b""
    told: tuple[Statement, ...] = ()

    @property
    def register(self) -> Register:
        """The people and groups."""
        return self.derived.register

    @cached_property
    def finder(self) -> Finder:
        """The index of people’s names, made at the first question."""
        return Finder(self.register.people)

    @cached_property
    def by_id(self) -> Mapping[str, Record]:
        """People by address, older addresses included: those of ids that were joined, and of mentions once proposed."""
        found = {one: record for record in self.register.people for one in (record.id, *record.redirects)}
        for node, address in self.derived.subjects.of.items():
            if node.startswith("m:") and address in found:
                found.setdefault(person_id([bare(node)], self.key), found[address])
        return found

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """Every statement by id: accepted, retracted, open, and rejected ones of the reports."""
        found = {
            s.id: replace(s, state=State.REJECTED)
            for r in self.reports.values()
            for s in rejected(r, self.held)
        }
        found.update((s.id, s) for s in self.told)
        found.update((s.id, s) for r in self.reports.values() for s in r.open.statements)
        found.update((s.id, s) for s in (*self.held.retracted, *self.held.statements))
        return found

    def address(self, node: str) -> str:
        """Return the address of a subject as a statement names it."""
        return self.derived.subjects.address(node)

    def name(self, node: str) -> str:
        """Return the name under which a subject is shown; empty for a group."""
        record = self.by_id.get(self.address(node))
        if record is not None:
            return record.name
        return next(iter(self.derived.subjects.names.get(self.address(node), ())), "")


def hold(workspace: Workspace, *, today: date) -> Holding:
    """Return what the workspace holds, proposals included."""
    with uncollected():
        return _hold(workspace, today)


def _hold(workspace: Workspace, today: date) -> Holding:
    lane = workspace.private()
    held = of_lane(lane)
    reports = reports_of(workspace, lane.entries, held)
    told = told_by_partners(workspace, held.links)
    derived = _derived(workspace, held, reports, told, today)
    _before[workspace] = derived
    return Holding(held, derived, reports, lane.entries, workspace.key, told)


def _derived(
    workspace: Workspace,
    held: Held,
    reports: Mapping[str, Report],
    told: tuple[Statement, ...],
    today: date,
) -> Derived:
    if any(isinstance(report.held, Packed) for report in reports.values()):
        own, open_ = (*held.statements, *told), AsAsked(reports.values(), lambda report: report.open)
        return derive_in_parts(own, open_, held.links, today=today, key=workspace.key)
    return derive_all(
        (*held.statements, *(s for r in reports.values() for s in r.open.statements), *told),
        held.links,
        today=today,
        presented=tuple(p for r in reports.values() for p in r.found.presented),
        key=workspace.key,
        before=_before.get(workspace),
    )


def hold_as_of(workspace: Workspace, day: date) -> Holding:
    """Return what we held at the end of ``day``: accepted facts only."""
    lane = workspace.private()
    held = as_of(lane.entries, lane.received, day)
    derived = derive_all(held.statements, held.links, today=day, key=workspace.key)
    return Holding(held, derived, {}, lane.entries, workspace.key)


def hold_on(workspace: Workspace, day: date) -> Holding:
    """Return what, by all that is accepted today, was true on ``day``."""
    lane = workspace.private()
    held = of_lane(lane)
    derived = derive_all(_true_on(held, day), held.links, today=day, key=workspace.key)
    return Holding(held, derived, {}, lane.entries, workspace.key)


def _true_on(held: Held, day: date) -> tuple[Statement, ...]:
    """Return what had happened by ``day``, and who those people are: a name is true before it is written down."""
    happened = on(held.statements, day)
    there = {held.links.address.get(one, one) for s in happened for one in s.subjects}
    known = {s.id for s in happened}
    traits = (s for s in held.statements if type_property(s.type).trait and s.id not in known)
    return (
        *happened,
        *(s for s in traits if any(held.links.address.get(one, one) in there for one in s.subjects)),
    )
