"""Everything that a person names, read one after another: files, folders, and with leave addresses.

Each file ends in one ReadResult, with its documents or with one sentence; what fails takes nothing else with it.
Nothing is stored here. Ctrl-C passes through at once and leaves no process behind.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from habeas.fetch.child import DEFAULT_LIMITS, ChildLimits, LimitedReader
from habeas.fetch.folder import FoundFile, expand, printable, read_file
from habeas.fetch.page import fetch_page, is_address
from habeas.fetch.proxy import Proxy
from habeas.fetch.warc import ENDING
from habeas.model.document import Document
from habeas.sources.errors import SourceError
from habeas.sources.sniff import sniff

UNKNOWN_MEDIA = "application/octet-stream"

Progress = Callable[[int, int, str], None]
"""Called before each file with how many are done, how many there are, and its name; and once at the end."""


@dataclass(frozen=True, slots=True)
class Captured:
    """The original bytes as they came: ``name`` is the file's path or the address, ``url`` the address it was got at."""

    name: str
    data: bytes
    sha256: str
    media: str
    url: str | None = None

    @property
    def size(self) -> int:
        """The number of bytes."""
        return len(self.data)


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What became of one file: its documents, or ``error`` (one sentence with the way out, without its name).

    ``capture`` is there whenever the bytes were got, also where they could not be read.
    """

    name: str
    capture: Captured | None = None
    documents: tuple[Document, ...] = ()
    error: str | None = None


def read_all(
    items: Iterable[str | Path],
    *,
    allow_network: bool = False,
    proxy: Proxy | None = None,
    on_progress: Progress | None = None,
    limits: ChildLimits = DEFAULT_LIMITS,
) -> Iterator[ReadResult]:
    """Yield one result for each file, page or refusal that ``items`` (paths and addresses) come to, in order.

    Pages come through ``proxy``, where there is one; what is kept of each is the web archive of its coming.
    """
    targets = [target for item in items for target in _targets(item)]
    tell = on_progress or _silent
    with LimitedReader(limits) as reader:
        for done, target in enumerate(targets):
            tell(done, len(targets), target.name)
            yield _read_one(target, reader, allow_network, proxy)
    tell(len(targets), len(targets), "")


def read_one(path: Path, *, limits: ChildLimits = DEFAULT_LIMITS) -> ReadResult:
    """Return what becomes of one file (no folder, no address)."""
    with LimitedReader(limits) as reader:
        return _read_one(FoundFile(printable(path), path), reader, allow_network=False)


def read_given(
    files: Iterable[tuple[str, bytes]], *, limits: ChildLimits = DEFAULT_LIMITS
) -> Iterator[ReadResult]:
    """Yield one result for each file that is given as its name and its bytes; none of it touches the disk."""
    with LimitedReader(limits) as reader:
        for name, data in files:
            yield _read_bytes(name, data, reader)


def _read_bytes(name: str, data: bytes, reader: LimitedReader) -> ReadResult:
    capture = Captured(name, data, hashlib.sha256(data).hexdigest(), _media(name, data))
    try:
        return ReadResult(name, capture, reader.read(name, data))
    except SourceError as error:
        return ReadResult(name, capture, error=str(error))


def _targets(item: str | Path) -> Iterator[FoundFile]:
    if isinstance(item, str) and is_address(item):
        yield FoundFile(item)
    else:
        yield from expand(Path(item))


def _read_one(
    target: FoundFile, reader: LimitedReader, allow_network: bool, proxy: Proxy | None = None
) -> ReadResult:
    capture, page = None, None
    try:
        if target.error:
            raise target.error
        if target.path is None:
            page = fetch_page(target.name, allow_network=allow_network, proxy=proxy)
            name, data, url = f"page{ENDING}", page.archive, page.final_address
        else:
            name, data, url = target.path.name, read_file(target.path), None
        capture = Captured(target.name, data, hashlib.sha256(data).hexdigest(), _media(name, data), url)
        try:
            return ReadResult(target.name, capture, reader.read(name, data))
        except SourceError:
            if page is not None:  # a page is refused in its own words, not in those of its archive
                reader.read(page.file_name, page.data)
            raise
    except SourceError as error:
        return ReadResult(target.name, capture, error=str(error))


def _media(name: str, data: bytes) -> str:
    try:
        return sniff(name, data).format.media
    except SourceError:
        return UNKNOWN_MEDIA


def _silent(done: int, total: int, name: str) -> None:
    """Tell nobody."""
