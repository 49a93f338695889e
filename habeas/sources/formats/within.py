"""Files inside a file: what a letter, a saved page or a web archive holds, read as what each one is.

The formats that hold no other files, in the order of recognising. A document found inside names the outer file as
its capture, because those are the bytes that we keep.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from habeas.model.document import Document
from habeas.sources.errors import SourceError
from habeas.sources.format import Format
from habeas.sources.formats import docx, html, odt, pdf, txt

PARTS: tuple[Format, ...] = (pdf.FORMAT, docx.FORMAT, odt.FORMAT, html.FORMAT)


def read_inside(data: bytes, name: str, media: str, outer: bytes, reader: str) -> tuple[Document, ...]:
    """Return the documents of the file ``data`` found inside ``outer``; none where it is no report.

    ``media`` is its stated media type, ``reader`` the outer reader and its version. Raises SourceError where it is a
    report, but cannot be read.
    """
    found = next((one for one in PARTS if one.recognises(data)), None)
    if found is None and media in ("text/html", "application/xhtml+xml"):
        found = html.FORMAT
    if found is None and media == "text/plain":
        found = txt.FORMAT
    if found is None:
        return ()
    capture = hashlib.sha256(outer).hexdigest()
    return tuple(replace(one, capture=capture, reader=reader) for one in found.read(data, name))


def read_what_can_be(
    parts: list[tuple[bytes, str, str]], outer: bytes, reader: str
) -> tuple[list[tuple[str, Document]], list[str]]:
    """Read (bytes, name, media) one after another; return the documents with their names, and the names of those refused."""
    found: list[tuple[str, Document]] = []
    refused: list[str] = []
    for data, name, media in parts:
        try:
            found.extend((name, one) for one in read_inside(data, name, media, outer, reader))
        except SourceError:
            refused.append(name)
    return found, refused


def prepare_parts() -> None:
    """Load all that reading a file inside a file may need."""
    for one in PARTS:
        one.prepare()
