"""Web archives packed as one file that replay programs open (WACZ 1.1.1): the archives, an index, the list of pages, checksums.

Source: specs.webrecorder.net/wacz/1.1.1 and /cdxj/0.1.0. The archives themselves are put in unchanged, byte by byte.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from habeas import __version__

_HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer in an archive: where it lies in it, and what it says of itself."""

    address: str
    moment: str
    media: str
    status: str
    digest: str
    file: str
    offset: int
    length: int


def wacz_of(archives: Mapping[str, bytes], *, title: str, created: str) -> bytes:
    """Return the packed file of web archives (WARC, by file name); ``created`` is a moment in UTC (``2026-03-22T18:30:00Z``).

    Raises ValueError where one of them is no web archive.
    """
    answers = [answer for name, data in archives.items() for answer in _answers(name, data)]
    parts = {f"archive/{name}": data for name, data in archives.items()}
    parts["indexes/index.cdx"] = "".join(sorted(map(_indexed, answers))).encode()
    parts["pages/pages.jsonl"] = _lines(_pages(answers))
    resources = [
        {"name": path.rpartition("/")[2], "path": path, "hash": _hash(data), "bytes": len(data)}
        for path, data in parts.items()
    ]
    package = _json(
        {
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "title": title,
            "created": created,
            "software": f"Habeas {__version__}",
            "resources": resources,
        }
    )
    digest = _json({"path": "datapackage.json", "hash": _hash(package)})
    return _zipped({**parts, "datapackage.json": package, "datapackage-digest.json": digest})


def _answers(name: str, data: bytes) -> Iterator[_Answer]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    records = ArchiveIterator(io.BytesIO(data))
    try:
        for record in records:
            offset = records.get_record_offset()
            said, http = record.rec_headers.get_header, record.http_headers
            address, moment = str(said("WARC-Target-URI") or ""), str(said("WARC-Date") or "")
            kind = str(http.get_header("Content-Type") or "") if http else str(said("Content-Type") or "")
            status = http.get_statuscode() if http else "200"
            digest = str(said("WARC-Payload-Digest") or "")
            records.read_to_end(record)
            if record.rec_type in ("response", "resource") and address and moment:
                media = kind.partition(";")[0].strip().lower()
                length = records.get_record_length()
                yield _Answer(address, moment, media, status, digest, name, offset, length)
    except (ArchiveLoadFailed, EOFError, OSError) as error:
        raise ValueError(f"{name} is no web archive, or is not complete") from error


def _indexed(answer: _Answer) -> str:
    """Return the line of the index: sort key, moment, and where the answer lies."""
    body = {
        "url": answer.address,
        "mime": answer.media,
        "status": answer.status,
        "digest": answer.digest,
        "length": str(answer.length),
        "offset": str(answer.offset),
        "filename": answer.file,
    }
    when = "".join(filter(str.isdecimal, answer.moment))[:14]
    return f"{sort_key(answer.address)} {when} {json.dumps(body)}\n"


def sort_key(address: str) -> str:
    """Return an address in the form by which archives are sorted (SURT): its host turned round, letters made small."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    turned = host if host.replace(".", "").isdecimal() else ",".join(reversed(host.split(".")))
    port = f":{parts.port}" if parts.port else ""
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return f"{turned}{port}){parts.path or '/'}{'?' if query else ''}{query}".lower()


def _pages(answers: list[_Answer]) -> Iterator[dict[str, str]]:
    yield {"format": "json-pages-1.0", "id": "pages", "title": "All pages"}
    for number, one in enumerate(answers, 1):
        if one.status == "200" and one.media in _HTML:
            yield {"id": str(number), "url": one.address, "ts": one.moment, "title": one.address}


def _lines(rows: Iterator[dict[str, str]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def _json(body: dict[str, Any]) -> bytes:
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode()


def _hash(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return the zip: archives stored as they are, so that a program can read a page out of the middle of the file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for path, data in parts.items():
            entry = zipfile.ZipInfo(path)  # of no day: the same archives give the same file
            entry.compress_type = zipfile.ZIP_STORED if path.startswith("archive/") else zipfile.ZIP_DEFLATED
            packed.writestr(entry, data)
    return out.getvalue()
