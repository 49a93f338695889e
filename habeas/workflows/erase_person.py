"""Verb: forget a person: everything about her, in every lane of ours, in reports, proposals and caches; and do not register her again.

Reports in which nobody else stands are destroyed. Of the others a redacted copy takes the place: the old bytes and texts go, the
others' statements are said again on the new text. All of it in one transaction; then the disk is cleaned.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from habeas.claims.fingerprints import fingerprints_of
from habeas.claims.read import read
from habeas.identity.judgements import bare
from habeas.model.capture import Capture
from habeas.model.document import Document
from habeas.model.statement import Statement
from habeas.record.draft import Draft
from habeas.record.entry import Entry
from habeas.record.erasure import ERASABLE
from habeas.record.errors import RecordError
from habeas.register.proposals import proposals
from habeas.register.statements import of_lane
from habeas.review.narrow import narrow_subject
from habeas.review.redact import Moved, Redacted, redact, restated
from habeas.review.spotting import Spotter
from habeas.review.widening import WidenError
from habeas.sources.tables import is_table
from habeas.store import searches
from habeas.store.questions import forget
from habeas.store.workspace import Workspace
from habeas.workflows import two_people
from habeas.workflows.decide import Decider
from habeas.workflows.holding import Holding, Report, hold
from habeas.workflows.look import the_one
from habeas.workflows.not_kept import put_on_list, sounds
from habeas.workflows.partner_wider import Wider, wider_lanes
from habeas.workflows.refused import Refused
from habeas.workflows.steady import steady

MEDIA, READER = "text/plain", "redacted/1"
_ID = 32  # hex digits of somebody whom we accepted; proposed people have another address


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
            her = _Her(workspace, holding, the_one(holding, person).id)
            two_people.check(workspace, two_people.forgetting(her.address), who.by)
            targets = her.private()
            destroyed, redacted = 0, 0
            for reports in her.reports():
                moved = her.redacted(reports)
                _aim_capture(targets, holding, reports[0].capture.sha256)
                destroyed, redacted = destroyed + (moved is None), redacted + (moved is not None)
                for entry in her.restate(moved) if moved else ():
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
    her = _Her(workspace, holding, the_one(holding, person).id)
    files = her.reports()
    kept = sum(her.stands_with_others(reports) for reports in files)
    shown = sum(
        1
        for wider in wider_lanes(workspace)
        for s in of_lane(wider.read()).statements
        if set(s.subjects) & {x for one in her.nodes for x in wider.map(holding).subjects.get(one, ())}
    )
    return WouldGo(len(her.private()) + len(files), len(files) - kept, kept, shown)


type Targets = dict[bytes, set[str]]


class _Her:
    """One person, and all that tells of her."""

    def __init__(self, workspace: Workspace, holding: Holding, address: str) -> None:
        self._workspace, self._holding, self.address = workspace, holding, address
        record, subjects = holding.by_id.get(address), holding.derived.subjects
        if record is None:
            raise Refused("Nothing was erased: there is nobody at this address.")
        self.nodes = {record.id, address, *(node for node, of in subjects.of.items() if of == record.id)}
        self.ids = frozenset(bytes.fromhex(one) for one in self.nodes if len(one) == 32)
        self.mentions = frozenset(bytes.fromhex(bare(one)) for one in self.nodes if one.startswith("m:"))
        self.names = {record.name, *record.names, *subjects.names.get(record.id, ())}
        self._same = {heard for name in self.names if (heard := sounds(name)) is not None}
        self._add_mentions(subjects.of)
        self.spotter = Spotter(self.names)
        self.year = next((b.value[:4] for b in record.beliefs if b.property == "born"), None)
        self.claims: set[bytes] = set()

    def _add_mentions(self, known: Mapping[str, str]) -> None:
        """Count people of her name as her where nobody of ours said who they are: proposed, refused, or known by name alone."""
        accepted = {node for node, of in known.items() if len(of) == _ID and of not in self.nodes}
        for report in self._holding.reports.values():
            for s in report.found.statements:
                for node, names in s.names.items():
                    if node not in accepted and any(sounds(name) in self._same for name in names):
                        self.nodes.add(node)
        self.mentions |= frozenset(bytes.fromhex(bare(one)) for one in self.nodes if one.startswith("m:"))

    def private(self) -> Targets:
        """Return the claims and decisions of our own lane that are about her alone."""
        entries = [
            e for e in self._holding.entries if e.kind in ERASABLE and any(not x.erased for x in e.leaves)
        ]
        self.claims = {
            e.id
            for e in entries
            if e.kind == "claim" and e.ids("subjects") and set(e.ids("subjects")) <= self.ids
        }
        refused = self.mentions | {
            bytes.fromhex(s.id)
            for report in self._holding.reports.values()
            for s in report.found.statements
            if s.subjects and set(s.subjects) <= self.nodes
        }
        hers = [e for e in entries if e.id in self.claims or self._decides_of_her(e, refused)]
        return {e.id: {x.name for x in e.leaves if not x.erased} for e in hers}

    def _decides_of_her(self, entry: Entry, fingerprints: frozenset[bytes]) -> bool:
        if entry.kind != "decision":
            return False
        named = {entry.octets(name) for name in ("id", "a", "b", "subject", "fingerprint")} - {None}
        about = set(entry.ids("claims")) | set(entry.ids("of"))
        return bool(named & (self.ids | fingerprints)) or (bool(about) and about <= self.claims)

    def reports(self) -> list[list[Report]]:
        """Return the reports that name her or tell of her, those of one file together."""
        together: dict[str, list[Report]] = {}
        for report in self._holding.reports.values():
            together.setdefault(report.capture.sha256, []).append(report)
        return [row for row in together.values() if any(self._tells(one) for one in row)]

    def _tells(self, report: Report) -> bool:
        return bool(self._passages(report, hers=True)) or bool(self.spotter.find(_words(report.document)))

    def _passages(self, report: Report, *, hers: bool) -> list[tuple[int, int]]:
        """Return where statements stand in a report that are about her alone, or (not ``hers``) about others too."""
        statements: Iterable[Statement] = (
            *self._holding.held.statements,
            *self._holding.held.retracted,
            *report.found.statements,
        )
        return [
            (e.start, e.end)
            for s in statements
            if (bool(s.subjects) and set(s.subjects) <= self.nodes) is hers
            for e in s.evidence
            if e.text_sha256 == report.document.text_sha256 and e.start is not None and e.end is not None
        ]

    def _spotter(self, report: Report) -> Spotter:
        """Return what finds her name in a report, and leaves those alone who stand in it too."""
        statements = (*report.found.statements, *self._holding.held.statements)
        here = [s for s in statements if any(e.capture == report.capture.sha256 for e in s.evidence)]
        names = self._holding.derived.subjects.names
        spare = {
            name
            for s in here
            for one in set(s.subjects) - self.nodes
            for name in (*s.names.get(one, ()), *names.get(one, ()))
            if sounds(name) not in self._same
        }
        return Spotter(self.names, spare)

    def _named(self, report: Report) -> list[tuple[int, int]]:
        """Return where the reader found her in a report."""
        prints = fingerprints_of(report.reading, report.document.root)
        return [
            (span.start, span.end)
            for one in report.reading.people
            if f"m:{prints[one.id]}" in self.nodes
            for span in one.mentions
        ]

    def _redact(self, report: Report) -> Redacted:
        return redact(
            report.document.text,
            self._spotter(report),
            self._named(report),
            self._passages(report, hers=True),
            self._passages(report, hers=False),
        )

    def stands_with_others(self, reports: list[Report]) -> bool:
        """Whether a file tells of others too."""
        return any(self._passages(one, hers=False) for one in reports)

    def redacted(self, reports: list[Report]) -> Moved | None:
        """Keep a copy of the file without her, and return what moved where; None where nobody else stands in it."""
        if not self.stands_with_others(reports):
            return None
        texts = {one.document.text_sha256: self._redact(one) for one in reports}
        data = "\n\n".join(one.text for one in texts.values()).encode()
        sha256 = hashlib.sha256(data).hexdigest()
        old = reports[0].capture
        self._workspace.add_capture(
            data,
            self._capture(old, sha256, len(data)),
            [self._document(one.document, sha256, texts[one.document.text_sha256]) for one in reports],
        )
        return Moved(bytes.fromhex(sha256), {bytes.fromhex(one): cut for one, cut in texts.items()})

    def _capture(self, old: Capture, sha256: str, size: int) -> Capture:
        url = (
            old.url
            if old.url and not self.spotter.find(old.url.replace("-", " ").replace("_", " "))
            else None
        )
        return replace(old, sha256=sha256, media=MEDIA, size=size, url=url, name=None, captured="redacted")

    def _document(self, old: Document, capture: str, redacted: Redacted) -> Document:
        text = redacted.text
        part = hashlib.sha256(b"redacted" + text.encode()).hexdigest() if old.part else None
        return Document(
            capture,
            old.reader if is_table(old.reader) else READER,
            text,
            hashlib.sha256(text.encode()).hexdigest(),
            title=redact(old.title, self.spotter).text if old.title else None,
            published=old.published,
            published_at=old.published_at,
            publisher=old.publisher,
            part=part,
        )

    def restate(self, moved: Moved) -> list[Entry]:
        """Say the others' statements again on the redacted texts; return the entries whose passages are to be emptied."""
        standing = {bytes.fromhex(s.id) for s in self._holding.held.statements} - self.claims
        resting = [
            e
            for e in self._holding.entries
            if e.kind == "claim"
            and e.id in standing
            and any(row.get("text") in moved.texts for row in e.maps("evidence"))
        ]
        fresh = self._fresh(moved)
        drafts = [Draft("claim", restated(e, moved, self.ids, _settled(e, moved, fresh))) for e in resting]
        self._workspace.append_private(drafts)
        return resting

    def _fresh(self, moved: Moved) -> list[Statement]:
        """Return what the redacted texts propose, so that what is settled already is not asked again."""
        found: list[Statement] = []
        sha256 = moved.capture.hex()
        for document in self._workspace.documents(sha256):
            if not is_table(document.reader):
                reading = read(document.text, published=document.published)
                capture = Capture(sha256, MEDIA, 0, 0)
                prints = fingerprints_of(reading, document.root)
                found += proposals(reading, capture, prints, root=document.root).statements
        return found

    def in_wider(self, wider: Wider) -> Targets:
        """Take her out of a wider lane; return what is to be emptied there."""
        found: Targets = {}
        there = wider.map(self._holding)
        for address in self.nodes:
            for subject in there.subjects.get(address, ()):
                entries = wider.read().entries
                made = narrow_subject(subject, entries, self.names, ())
                wider.append(made.again)
                found |= {e.id: {x.name for x in e.leaves if not x.erased} for e in made.erase}
        return found


def _words(document: Document) -> str:
    return "\n".join(filter(None, (document.title, document.text)))


def _aim_capture(targets: Targets, holding: Holding, sha256: str) -> None:
    """Aim at the entries that name a file, so that its bytes and texts go."""
    for entry in holding.entries:
        if entry.kind == "capture" and entry.octets("sha256") == bytes.fromhex(sha256):
            targets[entry.id] = {x.name for x in entry.leaves if not x.erased}


def _settled(entry: Entry, moved: Moved, fresh: Iterable[Statement]) -> bytes | None:
    """Return the fingerprint of the proposal on the new text that a restated claim settles, or None."""
    places = [moved.evidence(row).get("at") for row in entry.maps("evidence")]
    for one in fresh:
        for e in one.evidence:
            touches = (
                e.start is not None
                and e.end is not None
                and any(isinstance(at, list) and at[0] < e.end and e.start < at[1] for at in places)
            )
            if one.type == entry.text("type") and touches:
                return bytes.fromhex(one.id)
    return None
