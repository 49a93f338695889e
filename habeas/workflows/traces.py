"""What tells of one person, wherever it stands: in our own lane, in reports, in lanes for others. Whoever forgets her begins here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from habeas.claims.fingerprints import fingerprints_of
from habeas.identity.judgements import bare
from habeas.model.document import Document
from habeas.model.statement import Statement
from habeas.record.entry import Entry
from habeas.record.erasure import ERASABLE
from habeas.review.narrow import narrow_subject
from habeas.review.spotting import Spotter
from habeas.workflows.holding import Holding, Report
from habeas.workflows.not_kept import sounds
from habeas.workflows.partner_wider import Wider
from habeas.workflows.refused import Refused

_ID = 32  # hex digits of somebody whom we accepted; proposed people have another address

type Targets = dict[bytes, set[str]]
"""Entries to be emptied, and the names of their leaves that go."""


class Traces:
    """One person, and all that tells of her: ``nodes`` by which statements name her, ``ids``, ``mentions``, ``names``, ``year`` of birth;
    ``claims`` that are about her alone, once :meth:`private` was asked.
    """

    def __init__(self, holding: Holding, address: str) -> None:
        self._holding, self.address = holding, address
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
        return bool(self.passages(report, hers=True)) or bool(self.spotter.find(_words(report.document)))

    def passages(self, report: Report, *, hers: bool) -> list[tuple[int, int]]:
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

    def spotter_in(self, report: Report) -> Spotter:
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

    def named(self, report: Report) -> list[tuple[int, int]]:
        """Return where the reader found her in a report."""
        reading = report.reading
        prints = fingerprints_of(reading, report.document.root)
        return [
            (span.start, span.end)
            for one in reading.people
            if f"m:{prints[one.id]}" in self.nodes
            for span in one.mentions
        ]

    def stands_with_others(self, reports: list[Report]) -> bool:
        """Whether a file tells of others too."""
        return any(self.passages(one, hers=False) for one in reports)

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
