"""Verb: look at a list that somebody else keeps (a state list, a court calendar), and compare it with the last look.

The first snapshot is only kept. Of every later one that differs, what appeared, what is gone and which cells changed is
told, and becomes proposals that rest on both snapshots. A list that is as it was is not kept again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from habeas.exchange.lists.mapping import ListMapping
from habeas.exchange.lists.snapshot import Snapshot
from habeas.exchange.lists.snapshots import Changes, Standing, compare_snapshots
from habeas.exchange.lists.watched import guess_watched
from habeas.fetch.child import LimitedReader
from habeas.fetch.folder import read_file
from habeas.fetch.page import fetch_page, is_address
from habeas.fetch.proxy import Proxy
from habeas.fetch.warc import ENDING, MEDIA
from habeas.model.capture import Capture, CaptureKind
from habeas.model.document import Document
from habeas.record.errors import RecordError
from habeas.sources.errors import SourceError
from habeas.sources.sniff import sniff
from habeas.sources.tables import tables_of
from habeas.store.errors import StoreError
from habeas.store.workspace import Workspace
from habeas.workflows.list_reading import read_mapping
from habeas.workflows.list_readings import keep_mapping, kept_mapping, mapping_of
from habeas.workflows.refused import Refused
from habeas.workflows.watch_list import Source

STATE: Final = "watched lists"  # address or path of each: the capture of its last snapshot
ALL: Final = "*"
_ONE_EVENT: Final = "hearing"  # a row that is one event is said whole again where a part of it changes
_LONG: Final = 80  # characters of a row or a cell in the log


@dataclass(frozen=True, slots=True)
class Told:
    """One difference for the log: ``what`` is appeared, gone or changed; ``row`` is ``sheet!number``."""

    what: str
    row: str
    words: str


@dataclass(frozen=True, slots=True)
class ListLooked:
    """What one look gave: ``words`` for the log, the differences, and whether a new snapshot was kept."""

    words: str
    told: tuple[Told, ...] = ()
    kept: bool = False


@dataclass(frozen=True, slots=True)
class _Got:
    """A list as it was got: its bytes as they are kept, its texts, and how it came."""

    data: bytes
    documents: tuple[Document, ...]
    media: str
    name: str | None
    url: str | None


def look_at_list(workspace: Workspace, source: Source, proxy: Proxy | None, *, now: int) -> ListLooked:
    """Get the list, compare it with its last snapshot and keep it where it differs; raise SourceError where it cannot be read."""
    got = _get(source, proxy)
    day = datetime.fromtimestamp(now, UTC).date().isoformat()
    last = workspace.setting(STATE, {}).get(source.place)
    before = workspace.documents(last) if last else ()
    if before and [one.text_sha256 for one in before] == [one.text_sha256 for one in got.documents]:
        return ListLooked("nothing new.")
    mapping = replace(_mapping(source, got), as_of=day, only={}, snapshot=Snapshot(source.says, day))
    rows = sum(len(table.rows) for table in tables_of(one.text for one in got.documents))
    if not before:
        _keep(workspace, source, got, mapping, now)
        return ListLooked(
            f"kept as the first snapshot ({rows} rows). From now on it is told what changes in it.", (), True
        )
    earlier = mapping_of(workspace, last)
    then, there = (tables_of(one.text for one in documents) for documents in (before, got.documents))
    changes = compare_snapshots(then, there, (earlier, mapping), leave_out=source.leave_out)
    if not changes:
        return ListLooked("nothing new: no row changed.")
    with workspace.transaction():
        capture = _keep(workspace, source, got, _later(mapping, earlier, last, changes, day), now)
        keep_mapping(workspace, last, _earlier(earlier, capture, changes, day))
    told = tuple(_told(changes, earlier, mapping))
    words = ", ".join(
        f"{len(rows)} {what}"
        for what, rows in (
            ("appeared", changes.appeared),
            ("gone", changes.gone),
            ("changed", changes.changed),
        )
        if rows
    )
    return ListLooked(f"{words}; {changes.same} as before.", told, True)


def _get(source: Source, proxy: Proxy | None) -> _Got:
    with LimitedReader() as reader:
        if not is_address(source.place):
            data = read_file(Path(source.place))
            name = Path(source.place).name
            return _Got(data, reader.read_tables(name, data), sniff(name, data).format.media, name, None)
        page = fetch_page(source.place, allow_network=True, proxy=proxy)
        documents = reader.read_tables(f"list{ENDING}", page.archive)
        return _Got(page.archive, documents, MEDIA, None, page.final_address)


def _mapping(source: Source, got: _Got) -> ListMapping:
    if source.mapping is None:
        return guess_watched(tables_of(one.text for one in got.documents), source.says)
    try:
        return read_mapping(Path(source.mapping))
    except Refused as error:
        raise SourceError(str(error), "") from error


def _keep(workspace: Workspace, source: Source, got: _Got, mapping: ListMapping, now: int) -> str:
    """Keep a snapshot with how it is read, and that it is the last one; return its capture's hash."""
    capture = Capture(
        sha256=hashlib.sha256(got.data).hexdigest(),
        media=got.media,
        size=len(got.data),
        got=now,
        kind=CaptureKind.PAGE if got.url else CaptureKind.FILE,
        name=got.name,
        publisher=source.publisher,
        url=got.url,
        published=mapping.as_of,
    )
    try:
        with workspace.transaction():
            workspace.add_capture(got.data, capture, got.documents)
            keep_mapping(workspace, capture.sha256, _joined(kept_mapping(workspace, capture.sha256), mapping))
            every: dict[str, Any] = dict(workspace.setting(STATE, {}))
            workspace.set_setting(STATE, {**every, source.place: capture.sha256})
    except (RecordError, StoreError) as error:
        raise SourceError(f"The snapshot could not be kept: {error}", "") from error
    return capture.sha256


def _later(mapping: ListMapping, earlier: ListMapping, last: str, changes: Changes, day: str) -> ListMapping:
    """Return how the new snapshot is read: only what differs from the one before says anything."""
    between = _between(earlier, day)
    source_says = mapping.snapshot.says if mapping.snapshot else ""
    only: dict[str, tuple[str, ...]] = {one.label: (ALL,) for one in changes.appeared}
    was: dict[str, str] = {}
    for one in changes.changed:
        sheet = mapping.of(one.after.sheet)
        fields = {column.index: column.field for column in sheet.columns} if sheet else {}
        found = [
            name for cell in one.cells if (name := fields.get(cell.column if cell.column is not None else -1))
        ]
        if found:  # a changed cell that nothing is read from is told in the log alone
            whole = source_says == _ONE_EVENT
            only[one.after.label] = (ALL,) if whole else ("name", *dict.fromkeys(found))
            was[one.after.label] = one.before.label
    came = {one.label: between for one in changes.appeared}
    mark = Snapshot(source_says, day, last, None, came, {}, was)
    return replace(mapping, only=only, snapshot=mark)


def _earlier(earlier: ListMapping, capture: str, changes: Changes, day: str) -> ListMapping:
    """Return how the snapshot before is read now: of rows that are gone it says so."""
    mark = earlier.snapshot
    if mark is None:
        return earlier
    between = _between(earlier, day)
    only = dict(earlier.only or {})
    for one in changes.gone:
        only[one.label] = tuple(dict.fromkeys((*only.get(one.label, ()), "name")))
    gone = {**mark.gone, **{one.label: between for one in changes.gone}}
    return replace(earlier, only=only, snapshot=replace(mark, after=capture, gone=gone))


def _between(earlier: ListMapping, day: str) -> str:
    """Return between which days something changed: the last look's and this one's."""
    first = earlier.snapshot.day if earlier.snapshot else day
    return f"{first}/{day}" if first < day else day


def _joined(kept: ListMapping | None, mapping: ListMapping) -> ListMapping:
    """Return how a list is read that came once more as it had been: what was proposed then stays proposed."""
    old, new = (kept.snapshot if kept else None), mapping.snapshot
    if kept is None or old is None or new is None:
        return mapping
    both = replace(
        new, came={**old.came, **new.came}, gone={**old.gone, **new.gone}, was={**old.was, **new.was}
    )
    return replace(mapping, only={**(kept.only or {}), **(mapping.only or {})}, snapshot=both)


def _told(changes: Changes, earlier: ListMapping, mapping: ListMapping) -> Iterator[Told]:
    for one in changes.appeared:
        yield Told("appeared", one.label, _row_words(one, mapping))
    for one in changes.gone:
        yield Told("gone", one.label, _row_words(one, earlier))
    for pair in changes.changed:
        cells = "; ".join(
            f"{cell.header}: {_short(cell.was) or 'empty'} -> {_short(cell.now) or 'empty'}"
            for cell in pair.cells
        )
        yield Told("changed", pair.after.label, f"{_row_words(pair.after, mapping)}: {cells}")


def _row_words(one: Standing, mapping: ListMapping) -> str:
    """Return who a row is about, or its first words."""
    sheet = mapping.of(one.sheet)
    names = [one.row.cell(column.index) for column in sheet.names] if sheet else []
    words = " ".join(filter(None, names)) or ", ".join(filter(None, one.row.cells[:4]))
    return f"{_short(words)} (row {one.row.number})"


def _short(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG]}…"
