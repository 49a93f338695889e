"""Proposals from a watched list rest on two snapshots: on the row, and on what stands in the snapshot beside it.

Of a row with a changed cell the earlier snapshot's row is the second evidence; of a row that is gone the head of the
later snapshot's table is, in which anybody can look that the row is not there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace

from habeas.exchange.lists.mapping import ListMapping
from habeas.model.capture import Capture
from habeas.model.document import Document
from habeas.model.statement import Evidence, Statement
from habeas.register.proposals import Proposals
from habeas.sources.tables import Row, Table, table_of
from habeas.store.workspace import Workspace


def beside_neighbours(
    workspace: Workspace,
    document: Document,
    mapping: ListMapping,
    found: Proposals,
    captures: Mapping[str, Capture],
) -> Proposals:
    """Return the proposals of one text of a snapshot with the evidence of the snapshot beside it."""
    mark = mapping.snapshot
    if mark is None or not (mark.was or mark.gone):
        return found
    table = table_of(document.text)
    earlier = _Neighbour(workspace, captures.get(mark.before or "")) if mark.was else None
    later = _Neighbour(workspace, captures.get(mark.after or "")) if mark.gone else None
    statements = []
    for statement in found.statements:
        label = _label(table, statement)
        more = earlier.row(mark.was[label]) if earlier is not None and label in mark.was else None
        if later is not None and label in mark.gone and statement.type == mark.says:
            more = later.head(table.sheet)
        statements.append(
            statement if more is None else replace(statement, evidence=(*statement.evidence, more))
        )
    return replace(found, statements=tuple(statements))


def _label(table: Table, statement: Statement) -> str:
    start = statement.evidence[0].start if statement.evidence else None
    place = bisect_right([row.start for row in table.rows], start or 0) - 1
    return f"{table.sheet}!{table.rows[max(place, 0)].number}" if table.rows else ""


class _Neighbour:
    """A snapshot beside the one that is read: its rows by name, looked up once."""

    def __init__(self, workspace: Workspace, capture: Capture | None) -> None:
        self.capture = capture
        self.rows: dict[str, tuple[Document, Row]] = {}
        self.heads: dict[str, tuple[Document, Row]] = {}
        for document in workspace.documents(capture.sha256) if capture else ():
            table = table_of(document.text)
            for row in table.rows:
                self.rows[f"{table.sheet}!{row.number}"] = (document, row)
                self.heads.setdefault(table.sheet, (document, row))

    def row(self, label: str) -> Evidence | None:
        """Return a row as evidence."""
        return self._evidence(self.rows.get(label))

    def head(self, sheet: str) -> Evidence | None:
        """Return the first row of a sheet as evidence, or of any sheet where that one is gone too."""
        return self._evidence(self.heads.get(sheet) or next(iter(self.heads.values()), None))

    def _evidence(self, found: tuple[Document, Row] | None) -> Evidence | None:
        if found is None or self.capture is None:
            return None
        document, row = found
        return Evidence(
            capture=self.capture.sha256,
            stretches=(row.line,),
            text_sha256=document.text_sha256,
            start=row.start,
            end=row.start + len(row.line),
            publisher=self.capture.publisher,
            published=self.capture.published,
            url=self.capture.url,
        )
