"""Verb: take reports in. Each file is captured, read into text, and its claims are proposed; nothing is decided.

A file that cannot be read is refused with one sentence and takes nothing else with it. One that we hold already is
known: only what a newer reader finds is added, and what we are told about it for the first time.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import batched
from pathlib import Path
from typing import Self

from habeas.claims.reader_version import reader_version
from habeas.fetch.proxy import Proxy
from habeas.fetch.reader import Captured, Progress, ReadResult, read_all, read_given
from habeas.model.capture import Capture, CaptureKind
from habeas.model.document import Document
from habeas.model.reading import Reading
from habeas.record.errors import RecordError
from habeas.sources.tables import is_table
from habeas.store.errors import StoreError
from habeas.store.workspace import Workspace
from habeas.workflows.list_readings import read_document
from habeas.workflows.read_many import TOGETHER, Asked, read_ahead
from habeas.workflows.reports import captures_of, keep_proposals

NETWORK_IN_DEMO = (
    "a demo workspace never connects to the network. Add files, or make a workspace with `habeas init`"
)


@dataclass(frozen=True, slots=True)
class About:
    """What the person who adds a report knows of it. ``published`` is EDTF or None."""

    published: str | None = None
    publisher: str | None = None
    url: str | None = None


NOTHING_KNOWN = About()
_PAGES_AT_ONCE = 50  # readings that are kept together


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file: ``status`` is added, known or refused (then ``reason`` is one sentence)."""

    name: str
    status: str
    reason: str | None = None
    documents: tuple[Document, ...] = ()
    people: int = 0
    claims: int = 0


def add(
    workspace: Workspace,
    items: Iterable[str | Path],
    about: About = NOTHING_KNOWN,
    *,
    now: int,
    allow_network: bool = False,
    proxy: Proxy | None = None,
    on_progress: Progress | None = None,
) -> Generator[Taken, None, None]:
    """Take in every file, page or folder of ``items``; yield what became of each, in order. ``now``: unix seconds.

    Whoever may stop in the middle closes it (``contextlib.closing``) before the workspace, so that what was read is kept. Pages come through ``proxy``, where there is one. A page that says word for word what we hold is known.
    """
    if workspace.mode == "demo" and allow_network:
        raise StoreError(f"Nothing was fetched: {NETWORK_IN_DEMO}.", "", kept="")
    about = About(_composed(about.published), _composed(about.publisher), _composed(about.url))
    found = read_all(items, allow_network=allow_network, proxy=proxy, on_progress=on_progress)
    yield from _take_all(workspace, found, about, now)


def add_given(
    workspace: Workspace, files: Iterable[tuple[str, bytes]], about: About = NOTHING_KNOWN, *, now: int
) -> Iterator[Taken]:
    """Take in files that are given as name and bytes, as :func:`add` does those on the disk."""
    about = About(_composed(about.published), _composed(about.publisher), _composed(about.url))
    yield from _take_all(workspace, read_given(files), about, now)


def _composed(text: str | None) -> str | None:
    """Return a text in the one Unicode form that the record keeps (NFC)."""
    return unicodedata.normalize("NFC", text) if text else None


def _take_all(workspace: Workspace, results: Iterable[ReadResult], about: About, now: int) -> Iterator[Taken]:
    """Take in one file after another; while some are read, on all cores, the next ones are kept already."""
    coming = (part for found in results for part in _parts(workspace, found, about, now))
    with _Fresh(workspace) as fresh, closing(read_ahead(coming)) as read:
        for file, readings in read:
            file.count(readings)
            fresh.take(readings)
            if file.parts == 0:
                yield file.told()


class _Fresh:
    """What was read and is not kept yet. Readings are a help for the next look; they are kept some pages at a time, since a
    transaction for each page costs more than writing it. What is lost with the program is read again.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._waiting: list[Reading] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.keep()

    def take(self, readings: Iterable[Reading]) -> None:
        """Keep these soon."""
        self._waiting.extend(readings)
        if len(self._waiting) >= _PAGES_AT_ONCE:
            self.keep()

    def keep(self) -> None:
        """Keep all that wait."""
        waiting, self._waiting = self._waiting, []
        keep_proposals(self._workspace, waiting)


@dataclass(slots=True)
class _File:
    """A file that is under way: what became of it so far, and how many ``parts`` of it are still to be read."""

    taken: Taken
    parts: int = 1
    people: int = 0
    claims: int = 0

    def count(self, readings: Iterable[Reading]) -> None:
        """Add what one part of it says."""
        self.parts -= 1
        self.add(readings)

    def add(self, readings: Iterable[Reading]) -> None:
        """Add what was found."""
        for reading in readings:
            self.people += sum(1 for person in reading.people if person.role == "subject")
            self.claims += len(reading.claims)

    def told(self) -> Taken:
        """Return what became of it."""
        return replace(self.taken, people=self.people, claims=self.claims)


type _Part = tuple[_File, Sequence[Asked]]


def _parts(workspace: Workspace, found: ReadResult, about: About, now: int) -> Iterator[_Part]:
    """Keep a file; yield what is to be read of it, of a long export a part at a time."""
    if found.error is not None or found.capture is None:
        yield _File(Taken(found.name, "refused", found.error or "nothing could be read from it")), ()
        return
    capture = _capture(found.capture, about, now, found.documents)
    try:
        if found.capture.url and all(workspace.text(d.text_sha256) is not None for d in found.documents):
            yield _File(Taken(found.name, "known", None, found.documents)), ()
            return
        added = workspace.add_capture(found.capture.data, capture, found.documents)
        if added.known:
            capture = _told_since(workspace, capture, about)
    except (StoreError, RecordError) as error:
        yield _File(Taken(found.name, "refused", str(error))), ()
        return
    documents = tuple(replace(d, published=d.published_by(capture.published)) for d in found.documents)
    file = _File(Taken(found.name, "known" if added.known else "added", None, documents))
    yield from _asked(workspace, file, new=not added.read_before)


def _asked(workspace: Workspace, file: _File, *, new: bool) -> Iterator[_Part]:
    """Yield the texts of a file that are to be read.

    What was read before is not read again: most of a channel's next export; ``new``: none of them was. Lists are read at once.
    """
    file.parts = max(1, -(-len(file.taken.documents) // TOGETHER))
    for some in batched(file.taken.documents, TOGETHER) if file.taken.documents else ((),):
        file.add(read_document(workspace, one, one.published) for one in some if is_table(one.reader))
        prose = [one for one in some if not is_table(one.reader)]
        kept = workspace.readings(reader_version(), () if new else [one.text_sha256 for one in prose])
        known = [kept(one.text_sha256, one.published) for one in prose]
        file.add(reading for reading in known if reading is not None)
        yield (
            file,
            [(d.text, d.published) for d, reading in zip(prose, known, strict=True) if reading is None],
        )


def _told_since(workspace: Workspace, capture: Capture, about: About) -> Capture:
    """Add to the record what is told of a known capture for the first time; return what is known of it then."""
    from habeas.store.captures import capture_draft

    with workspace.transaction():
        known = captures_of(workspace.private().entries).get(capture.sha256, capture)
        now = replace(
            known,
            publisher=about.publisher or known.publisher,
            url=about.url or known.url or capture.url,
            published=about.published or known.published,
        )
        if now != known:
            workspace.append_private([capture_draft(replace(now, got=capture.got))])
    return now


def _capture(captured: Captured, about: About, now: int, documents: Sequence[Document]) -> Capture:
    publishers = {document.publisher for document in documents}
    stated = publishers.pop() if len(publishers) == 1 else None
    # the days of several reports in one file stay with each of them
    stated_day = documents[0].published if len(documents) == 1 and not documents[0].part else None
    return Capture(
        sha256=captured.sha256,
        media=captured.media,
        size=captured.size,
        got=now,
        kind=CaptureKind.PAGE if captured.url else CaptureKind.FILE,
        name=None if captured.url else Path(captured.name).name,
        publisher=about.publisher or _composed(stated),
        url=about.url or captured.url,
        published=about.published or stated_day,
    )
