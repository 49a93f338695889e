"""Reports in which others stand too, kept without one person: a redacted copy, and the others' statements said again on it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from habeas.claims.fingerprints import fingerprints_of
from habeas.claims.read import read
from habeas.model.capture import Capture
from habeas.model.document import Document
from habeas.model.statement import Statement
from habeas.record.draft import Draft
from habeas.record.entry import Entry
from habeas.register.proposals import proposals
from habeas.review.redact import Moved, Redacted, redact, restated
from habeas.sources.tables import is_table
from habeas.store.workspace import Workspace
from habeas.workflows.holding import Holding, Report
from habeas.workflows.list_readings import keep_mapping, kept_mapping, mapping_of, table_proposals
from habeas.workflows.traces import Traces

MEDIA, READER = "text/plain", "redacted/1"


class Redaction:
    """Keeps copies of reports without ``her``. In the caller's transaction."""

    def __init__(self, workspace: Workspace, holding: Holding, her: Traces) -> None:
        self._workspace, self._holding, self._her = workspace, holding, her

    def redacted(self, reports: list[Report]) -> Moved | None:
        """Keep a copy of the file without her, and return what moved where; None where nobody else stands in it."""
        if not self._her.stands_with_others(reports):
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
        if (mapping := kept_mapping(self._workspace, old.sha256)) is not None:
            keep_mapping(self._workspace, sha256, mapping)  # a list is read on as it was read
        return Moved(bytes.fromhex(sha256), {bytes.fromhex(one): cut for one, cut in texts.items()})

    def _capture(self, old: Capture, sha256: str, size: int) -> Capture:
        url = (
            old.url
            if old.url and not self._her.spotter.find(old.url.replace("-", " ").replace("_", " "))
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
            title=redact(old.title, self._her.spotter).text if old.title else None,
            published=old.published,
            published_at=old.published_at,
            publisher=old.publisher,
            part=part,
        )

    def restate(self, moved: Moved) -> list[Entry]:
        """Say the others' statements again on the redacted texts; return the entries whose passages are to be emptied."""
        standing = {bytes.fromhex(s.id) for s in self._holding.held.statements} - self._her.claims
        resting = [
            e
            for e in self._holding.entries
            if e.kind == "claim"
            and e.id in standing
            and any(row.get("text") in moved.texts for row in e.maps("evidence"))
        ]
        fresh = self._fresh(moved)
        drafts = [
            Draft("claim", restated(e, moved, self._her.ids, _settled(e, moved, fresh))) for e in resting
        ]
        self._workspace.append_private(drafts)
        return resting

    def _fresh(self, moved: Moved) -> list[Statement]:
        """Return what the redacted texts propose, so that what is settled already is not asked again."""
        found: list[Statement] = []
        sha256 = moved.capture.hex()
        capture = Capture(sha256, MEDIA, 0, 0)
        for document in self._workspace.documents(sha256):
            if is_table(document.reader):
                mapping = mapping_of(self._workspace, sha256)
                told = table_proposals(document, capture, mapping, document.published)[1]
            else:
                reading = read(document.text, published=document.published)
                told = proposals(
                    reading, capture, fingerprints_of(reading, document.root), root=document.root
                )
            found += told.statements
        return found

    def _redact(self, report: Report) -> Redacted:
        return redact(
            report.document.text,
            self._her.spotter_in(report),
            self._her.named(report),
            self._her.passages(report, hers=True),
            self._her.passages(report, hers=False),
        )


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
