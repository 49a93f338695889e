"""Verb: throw away what was derived and make it anew: texts from the originals, proposals from the texts, the register.

The record is not touched: a rebuild of the same record by the same program gives the same digest, everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from habeas.fetch.child import LimitedReader
from habeas.fetch.reader import Progress
from habeas.model.capture import Capture, CaptureKind
from habeas.register.passages import MovedPassage, moved_passages
from habeas.sources.errors import SourceError
from habeas.sources.tables import is_table
from habeas.store.errors import StoreError
from habeas.store.workspace import Workspace
from habeas.workflows.holding import Holding, hold
from habeas.workflows.list_readings import kept_mapping
from habeas.workflows.read_many import read_many
from habeas.workflows.reports import captures_of, forget
from habeas.workflows.time_stamps import PROOFS


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """``holding`` as it now is; ``read`` counts the texts read again, ``moved`` are those (hashes) that read otherwise
    than before; ``kept`` are captures (hashes) whose original can no longer be read: their text stays as it was.
    ``passages`` are those of accepted statements whose report has a newer text: the older one is kept, and they hold in it.
    """

    holding: Holding
    read: int
    moved: tuple[str, ...]
    kept: tuple[str, ...]
    passages: tuple[MovedPassage, ...] = ()


def rebuild(workspace: Workspace, *, today: date, on_progress: Progress | None = None) -> Rebuilt:
    """Read every original and every text again, and derive everything from the record and what was read."""
    kept = _read_originals(workspace, on_progress or _silent)
    forget(workspace)
    before = hold(workspace, today=today)
    # what a table says is derived from its rows at every look, and kept nowhere
    prose = {one: report for one, report in before.reports.items() if not is_table(report.document.reader)}
    again = read_many([(report.document.text, report.published) for report in prose.values()])
    moved = tuple(  # asked before the new readings take the place of the old
        one for (one, report), now in zip(prose.items(), again, strict=True) if report.reading != now
    )
    workspace.keep_readings(again)
    forget(workspace)
    after = hold(workspace, today=today)
    return Rebuilt(after, len(again), moved, kept, _passages(after))


def _passages(holding: Holding) -> tuple[MovedPassage, ...]:
    newest: dict[str, dict[str, str]] = {}
    for report in holding.reports.values():
        document = report.document
        newest.setdefault(document.capture, {})[document.text_sha256] = document.text
    return moved_passages(holding.held.statements, newest)


def _read_originals(workspace: Workspace, tell: Progress) -> tuple[str, ...]:
    """Keep the texts that newer readers make of the originals; return the captures that cannot be read."""
    captures = captures_of(workspace.private().entries).values()
    originals = [one for one in captures if one.kind is not CaptureKind.TOLD and one.media not in PROOFS]
    kept = []
    with LimitedReader() as reader:
        for done, capture in enumerate(originals):
            tell(done, len(originals), workspace.given_name(capture.sha256) or capture.sha256[:12])
            try:
                _read_original(workspace, capture, reader)
            except (SourceError, StoreError):
                kept.append(capture.sha256)
    tell(len(originals), len(originals), "")
    return tuple(kept)


def _read_original(workspace: Workspace, capture: Capture, reader: LimitedReader) -> None:
    data = workspace.blob(capture.sha256)
    if data is None:
        return
    name = workspace.given_name(capture.sha256) or capture.url or ""
    mapping = kept_mapping(workspace, capture.sha256)
    watched = mapping is not None and mapping.snapshot is not None
    documents = reader.read_tables(name, data) if watched else reader.read(name, data)
    known = {document.reader for document in workspace.documents(capture.sha256)}
    if any(document.reader not in known for document in documents):
        workspace.add_capture(data, capture, documents)


def _silent(done: int, total: int, name: str) -> None:
    """Tell nobody."""
