"""Verb: take reports in. Each file is captured, read into text, and its claims are proposed; nothing is decided.

A file that cannot be read is refused with one sentence and takes nothing else with it; one that we hold already
is known, and only what a newer reader finds is added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from habeas.claims.read import read
from habeas.claims.read import reader_version as phrases_version
from habeas.fetch.reader import Captured, Progress, ReadResult, read_all
from habeas.model.capture import Capture, CaptureKind
from habeas.model.document import Document
from habeas.store.errors import StoreError
from habeas.store.workspace import Workspace

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
    on_progress: Progress | None = None,
) -> Iterator[Taken]:
    """Take in every file, page or folder of ``items``; yield what became of each, in order. ``now``: unix seconds."""
    if workspace.mode == "demo" and allow_network:
        raise StoreError(f"Nothing was fetched: {NETWORK_IN_DEMO}.", "", kept="")
    for found in read_all(items, allow_network=allow_network, on_progress=on_progress):
        yield _take(workspace, found, about, now)


def _take(workspace: Workspace, found: ReadResult, about: About, now: int) -> Taken:
    if found.error is not None or found.capture is None:
        return Taken(found.name, "refused", found.error or "nothing could be read from it")
    try:
        added = workspace.add_capture(
            found.capture.data, _capture(found.capture, about, now), found.documents
        )
        readings = [read(d.text, published=about.published or d.published) for d in found.documents]
        workspace.keep_readings(readings)
    except StoreError as error:
        return Taken(found.name, "refused", str(error))
    status = "known" if added.known else "added"
    people = sum(1 for reading in readings for person in reading.people if person.role == "subject")
    return Taken(
        found.name, status, None, found.documents, people, sum(len(reading.claims) for reading in readings)
    )


def _capture(captured: Captured, about: About, now: int) -> Capture:
    return Capture(
        sha256=captured.sha256,
        media=captured.media,
        size=captured.size,
        got=now,
        kind=CaptureKind.PAGE if captured.url else CaptureKind.FILE,
        name=None if captured.url else Path(captured.name).name,
        publisher=about.publisher,
        url=about.url or captured.url,
        published=about.published,
    )


def reader_version() -> str:
    """Return the reader whose proposals are kept; another version reads anew."""
    return phrases_version()
