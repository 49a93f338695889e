"""What the workspace holds on a day: the record, the open proposals, and everything derived from both.

Every verb that shows or decides starts from a Holding. It is derived anew from the lane and the cached readings;
`Held` (the record), `reports` (what was read) and `derived` (the register) are its three parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from habeas.claims.fingerprints import fingerprints_of
from habeas.claims.read import read, reader_version
from habeas.identity.judgements import bare
from habeas.identity.people import person_id
from habeas.identity.properties import type_property
from habeas.model.capture import Capture, CaptureKind
from habeas.model.document import Document
from habeas.model.reading import Reading
from habeas.model.record import Record, Register
from habeas.model.statement import State, Statement
from habeas.record.entry import Entry
from habeas.record.lanes import PrivateLane
from habeas.register.asof import as_of, on
from habeas.register.derive import Derived, derive_all
from habeas.register.proposals import Proposals, proposals
from habeas.register.statements import Held, of_lane
from habeas.store.errors import StoreError
from habeas.store.workspace import Workspace


@dataclass(frozen=True)
class Report:
    """One document that we hold: where it came from, how it was read, and what of that is still open.

    ``id`` is the text's hash; ``found`` is all that the reader proposes, settled or not.
    """

    document: Document
    capture: Capture
    reading: Reading
    found: Proposals
    open: Proposals
    name: str | None = None

    @property
    def id(self) -> str:
        """The address of the report: the hash of its text."""
        return self.document.text_sha256

    @property
    def published(self) -> str | None:
        """When it was published (EDTF), as we were told, else as the format states."""
        return self.capture.published or self.document.published

    @property
    def lang(self) -> str:
        """The language most of it is in."""
        return self.reading.languages[0] if self.reading.languages else "und"

    @property
    def title(self) -> str:
        """The title that the format states, else the first words of the text."""
        if self.document.title:
            return self.document.title
        first = next((line.strip() for line in self.document.text.splitlines() if line.strip()), "")
        return first if len(first) <= 90 else first[:90].rsplit(" ", 1)[0] + " …"


@dataclass(frozen=True)
class Holding:
    """The record of one moment and what follows from it. ``key`` is the workspace key, of which proposed addresses are made."""

    held: Held
    derived: Derived
    reports: Mapping[str, Report] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    key: bytes = b""

    @property
    def register(self) -> Register:
        """The people and groups."""
        return self.derived.register

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


def rejected(report: Report, held: Held) -> tuple[Statement, ...]:
    """Return the proposals of a report that we rejected."""
    return tuple(s for s in report.found.statements if s.id in held.links.rejected)


def hold(workspace: Workspace, *, today: date) -> Holding:
    """Return what the workspace holds, proposals included."""
    lane = workspace.private()
    held = of_lane(lane)
    reports = {report.id: report for report in _reports(workspace, lane, held)}
    statements = (*held.statements, *(s for r in reports.values() for s in r.open.statements))
    presented = tuple(p for r in reports.values() for p in r.found.presented)
    derived = derive_all(statements, held.links, today=today, presented=presented, key=workspace.key)
    return Holding(held, derived, reports, lane.entries, workspace.key)


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


def captures_of(entries: Iterable[Entry]) -> dict[str, Capture]:
    """Return the captures that the private lane names, by hash; a later entry adds and corrects."""
    found: dict[str, Capture] = {}
    for entry in entries:
        sha256 = entry.octets("sha256")
        if entry.kind != "capture" or sha256 is None:
            continue
        told = {name: entry.text(name) for name in ("publisher", "url", "published", "captured", "voice")}
        known = found.get(sha256.hex())
        if known is None:
            size, got = entry.get("size", 0), entry.get("got", entry.ts)
            voice = told["voice"]
            known = Capture(
                sha256=sha256.hex(),
                media=entry.text("media") or "",
                size=size if isinstance(size, int) else 0,
                got=got if isinstance(got, int) else entry.ts,
                kind=CaptureKind.TOLD if voice else CaptureKind.FILE,
                use_for=entry.text("for"),
            )
        found[known.sha256] = replace(
            known,
            publisher=told["publisher"] or known.publisher,
            url=told["url"] or known.url,
            published=told["published"] or known.published,
            captured=told["captured"] or known.captured,
            voice=told["voice"] or known.voice,
        )
    return found


def _reports(workspace: Workspace, lane: PrivateLane, held: Held) -> Iterable[Report]:
    captures = captures_of(lane.entries)
    fresh = []
    for document in workspace.documents():
        capture = captures.get(document.capture)
        if capture is None:
            continue
        published = capture.published or document.published
        reading = workspace.reading(document.text_sha256, reader_version(), published)
        if reading is None:
            reading = read(document.text, published=published)
            fresh.append(reading)
        prints = fingerprints_of(reading, capture.sha256)
        found = proposals(reading, capture, prints)
        done = held.links.settled | held.links.rejected
        still = Proposals(tuple(s for s in found.statements if s.id not in done), found.presented)
        yield Report(document, capture, reading, found, still, workspace.given_name(document.capture))
    keep_proposals(workspace, fresh)


def keep_proposals(workspace: Workspace, readings: Sequence[Reading]) -> None:
    """Remember what was read: a help for the next look, so that a full or locked disk refuses nothing."""
    if readings:
        with suppress(StoreError):
            workspace.keep_readings(readings)
