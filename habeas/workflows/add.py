"""Verb: take reports in. Each file is captured, read into text, and its claims are proposed; nothing is decided.

A file that cannot be read is refused with one sentence and takes nothing else with it. One that we hold already is
known: only what a newer reader finds is added, and what we are told about it for the first time.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import batched
from pathlib import Path
from typing import Self

from habeas.claims.read import reader_version
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
from habeas.workflows.read_many import read_many
from habeas.workflows.reports import captures_of, keep_proposals
from habeas.workflows.uncollected import uncollected

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
_AT_ONCE = 1_000  # documents of one file
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
    with _Fresh(workspace) as fresh:
        for found in results:
            yield _take(workspace, found, about, now, fresh)


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


def _take(workspace: Workspace, found: ReadResult, about: About, now: int, fresh: _Fresh) -> Taken:
    if found.error is not None or found.capture is None:
        return Taken(found.name, "refused", found.error or "nothing could be read from it")
    capture = _capture(found.capture, about, now, found.documents)
    try:
        if found.capture.url and all(workspace.text(d.text_sha256) is not None for d in found.documents):
            return Taken(found.name, "known", None, found.documents)
        added = workspace.add_capture(found.capture.data, capture, found.documents)
        if added.known:
            capture = _told_since(workspace, capture, about)
    except (StoreError, RecordError) as error:
        return Taken(found.name, "refused", str(error))
    people, claims = _read_all(workspace, found.documents, capture, fresh, new=not added.read_before)
    status = "known" if added.known else "added"
    documents = tuple(replace(d, published=d.published_by(capture.published)) for d in found.documents)
    return Taken(found.name, status, None, documents, people, claims)


def _read_all(
    workspace: Workspace, documents: Sequence[Document], capture: Capture, fresh: _Fresh, *, new: bool
) -> tuple[int, int]:
    """Read every document and keep its proposals; return how many people and claims there are.

    What was read before is not read again: most of a channel's next export; ``new``: none of them was. A part at a time, so
    that a long export takes no more memory than a short one.
    """
    people = claims = 0
    with uncollected() if len(documents) > _AT_ONCE else nullcontext():
        for some in batched(documents, _AT_ONCE):
            for reading in _readings(workspace, some, capture, fresh, new=new):
                people += sum(1 for person in reading.people if person.role == "subject")
                claims += len(reading.claims)
    return people, claims


def _readings(
    workspace: Workspace, documents: Sequence[Document], capture: Capture, fresh: _Fresh, *, new: bool
) -> list[Reading]:
    """Return what these documents say; lists in their order, then what was known, then what is new."""
    listed = [d for d in documents if is_table(d.reader)]
    prose = [(d, d.published_by(capture.published)) for d in documents if not is_table(d.reader)]
    texts = () if new else [document.text_sha256 for document, _ in prose]
    kept = workspace.readings(reader_version(), texts)
    known = [kept(document.text_sha256, published) for document, published in prose]
    asked = [
        (document.text, published)
        for (document, published), reading in zip(prose, known, strict=True)
        if reading is None
    ]
    read = read_many(asked)
    fresh.take(read)
    tables = [read_document(workspace, d, d.published_by(capture.published)) for d in listed]
    return [*tables, *(reading for reading in known if reading is not None), *read]


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
