"""Web archives (.warc, .warc.gz, and .wacz, which is a zip of them): one document a page that was got.

Read are the answers that hold a page, a PDF, a Word file or a text; pictures, styles and scripts are left out, and
so are answers other than "OK". When a page was got is not when it was published: the archive's day goes into a note.
Each record is weighed as it is unpacked, whatever length it states. Source: ISO 28500 (WARC 1.1), WACZ 1.1.1.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from habeas.model.document import Document
from habeas.model.reason import Reason
from habeas.sources.errors import SourceError
from habeas.sources.format import Format
from habeas.sources.formats.within import prepare_parts, read_inside
from habeas.sources.limits import MAX_BYTES, MAX_LINK, MAX_PARTS, MAX_RATIO, MAX_UNPACKED, RATIO_FROM
from habeas.sources.made import as_parts

_READER = "warc/1"
_WAY_OUT = "Make the archive again, or save the page as .html or as a PDF and add that."
_TOO_MUCH = (
    "The web archive unpacks to far more than its size, or than can be read. It was not unpacked further."
)
_HELD = ("response", "resource", "conversion")
_PAGES = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain", "application/msword")
_CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class _Got:
    """What was got from one address."""

    address: str
    day: str | None
    media: str
    data: bytes


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Return a document for each page of the archive; raise SourceError if it holds none."""
    del name
    found: dict[tuple[str, str], Document] = {}
    broken: list[str] = []
    for got in _everything(data, broken):
        try:
            inside = read_inside(got.data, got.address.rsplit("/", 1)[-1], got.media, data, _READER)
        except SourceError:
            broken.append(got.address)
            continue
        for one in inside:
            found.setdefault((got.address, one.text_sha256), _from(one, got))
    if not found:
        raise SourceError("The web archive holds no page with words, or is not complete.", _WAY_OUT)
    documents = list(found.values())
    return as_parts((replace(documents[0], notes=documents[0].notes + _note(broken)), *documents[1:]))


def last_answer(data: bytes) -> tuple[str, bytes]:
    """Return the address and the bytes of the last answer that an archive holds, whatever they are.

    Of a page that was got, the answers before it are the way there. Raises SourceError where there is none.
    """
    last = None
    for one in _everything(data, [], only_pages=False):
        last = one
    if last is None:
        raise SourceError("The web archive holds no answer, or is not complete.", _WAY_OUT)
    return last.address, last.data


def _everything(data: bytes, broken: list[str], *, only_pages: bool = True) -> Iterator[_Got]:
    room = [min(MAX_UNPACKED * 4, max(RATIO_FROM, MAX_RATIO * len(data)))]
    for archive in _archives(data, room):
        yield from _records(archive, room, broken, only_pages=only_pages)


def _archives(data: bytes, room: list[int]) -> Iterator[bytes]:
    """Yield the bytes of a .warc, or of every one inside a .wacz."""
    if not data.startswith(b"PK\x03\x04"):
        yield data
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = [
                one for one in packed.infolist() if one.filename.lower().endswith((".warc", ".warc.gz"))
            ]
            if len(packed.infolist()) > MAX_PARTS:
                raise SourceError("The web archive has too many parts, as no real one has.", _WAY_OUT)
            for member in members:
                with packed.open(member) as part:
                    yield _weighed(part, room)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        LookupError,
        RuntimeError,
    ) as error:
        if isinstance(error, SourceError):
            raise
        raise SourceError("The web archive is broken or not complete.", _WAY_OUT) from error


def _weigh_packed(archive: bytes) -> None:
    """Raise SourceError for a packed archive that is far larger inside: its parser would go through all that it passes over."""
    room = min(MAX_UNPACKED * 4, max(RATIO_FROM, MAX_RATIO * len(archive)))
    while archive.startswith(b"\x1f\x8b"):  # each record is packed by itself
        packed = zlib.decompressobj(31)
        try:
            while not packed.eof and archive:
                room -= len(packed.decompress(archive, _CHUNK))
                archive = packed.unconsumed_tail
                if room < 0:
                    raise SourceError(_TOO_MUCH, _WAY_OUT)
        except zlib.error:
            return  # what stands before it is read all the same
        archive = packed.unused_data


def _records(
    archive: bytes, room: list[int], broken: list[str], *, only_pages: bool = True
) -> Iterator[_Got]:
    from warcio.archiveiterator import ArchiveIterator  # loaded on first use

    _weigh_packed(archive)
    try:
        for record in ArchiveIterator(io.BytesIO(archive), no_record_parse=False):
            got = _got(record, room, only_pages) if record.rec_type in _HELD else None
            if got is not None:
                yield got
    except (SourceError, MemoryError):
        raise
    except Exception as error:
        # The parser trusts its input: what a broken record does is one of a dozen exceptions. What came before stands.
        broken.append(f"the rest of it ({type(error).__name__})")


def _got(record: Any, room: list[int], only_pages: bool) -> _Got | None:
    address = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    if not address.startswith(("http://", "https://", "file:", "urn:")):
        return None
    http = record.http_headers
    if http is not None and http.get_statuscode() != "200":
        return None
    stated = (http.get_header("Content-Type") if http else None) or record.rec_headers.get_header(
        "Content-Type"
    )
    media = str(stated or "").partition(";")[0].strip().lower()
    if only_pages and media and not media.startswith(_PAGES) and "officedocument" not in media:
        return None
    date = str(record.rec_headers.get_header("WARC-Date") or "")[:10]
    return _Got(address[:MAX_LINK], date or None, media, _weighed(record.content_stream(), room))


def _weighed(stream: Any, room: list[int]) -> bytes:
    """Return all of a stream, unless it holds more than there is room for."""
    kept = bytearray()
    while chunk := stream.read(_CHUNK):
        room[0] -= len(chunk)
        kept += chunk
        if room[0] < 0 or len(kept) > MAX_BYTES:
            raise SourceError(_TOO_MUCH, _WAY_OUT)
    return bytes(kept)


def _from(document: Document, got: _Got) -> Document:
    when = f" on {got.day}" if got.day else ""
    words = f"The archive got this page{when} from {got.address}."
    note = Reason("source.saved-from", words, (("address", got.address), ("day", got.day or "")))
    links = (got.address, *document.links) if got.address.startswith("http") else document.links
    return replace(document, links=tuple(dict.fromkeys(links)), notes=(*document.notes, note))


def _note(broken: list[str]) -> tuple[Reason, ...]:
    if not broken:
        return ()
    named = ", ".join(one[:120] for one in broken[:5])
    words = f"{len(broken)} parts of the archive could not be read: {named}."
    return (Reason("source.warc-broken", words, (("parts", named),)),)


def _prepare() -> None:
    import gzip

    prepare_parts()
    head = b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: urn:x\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n\r\nx\r\n\r\n"
    room = [_CHUNK]
    assert list(_records(head, room, [])) and list(_records(gzip.compress(head), room, []))


def _recognises(data: bytes) -> bool:
    if data.startswith(b"WARC/"):
        return True
    if data.startswith(b"\x1f\x8b"):
        try:
            return zlib.decompressobj(47).decompress(data[:4096], 16).startswith(b"WARC/")
        except zlib.error:
            return False
    return data.startswith(b"PK\x03\x04") and b"datapackage.json" in data and b".warc" in data


FORMAT = Format(
    id="warc",
    called="a web archive",
    media="application/warc",
    extensions=(".warc", ".wacz"),
    recognises=_recognises,
    read=read,
    isolated=True,
    sure=True,
    prepare=_prepare,
)
