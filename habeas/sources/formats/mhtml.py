"""Pages saved whole (.mhtml, from Chrome, Edge and old Internet Explorer): the page itself, its frames left out.

An .mhtml is a letter whose first web page is the one that was saved; the day in it is when it was saved, not when
it was published. Scripts in it are never run: its words are read as of any page.
"""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage

from habeas.model.document import Document
from habeas.model.reason import Reason
from habeas.sources.errors import SourceError
from habeas.sources.format import Format
from habeas.sources.formats.mail import content, header, parsed, parts_of
from habeas.sources.formats.within import prepare_parts, read_inside
from habeas.sources.saved_page import saved_note, web_address

_READER = "mhtml/1"
_WAY_OUT = "Open it in a browser, and save it as a web page (.html) or print it to a PDF."


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Return the one document of a saved page; raise SourceError if it holds no page."""
    del name
    letter = parsed(data)
    pages = [part for part, media in parts_of(letter) if media in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise SourceError("The saved page (MHTML) holds no page, or is not complete.", _WAY_OUT)
    (document, *_) = read_inside(content(pages[0]), "page.html", "text/html", data, _READER)
    address = _address(letter, pages[0])
    links = (address, *document.links) if address else document.links
    return (
        replace(
            document, links=tuple(dict.fromkeys(links)), notes=document.notes + _notes(address, len(pages))
        ),
    )


def _address(letter: EmailMessage, page: EmailMessage) -> str | None:
    for holder, name in ((letter, "Snapshot-Content-Location"), (page, "Content-Location")):
        found = web_address(header(holder, name) or "")
        if found:
            return found
    return None


def _notes(address: str | None, pages: int) -> tuple[Reason, ...]:
    found = [saved_note(address)] if address else []
    if pages > 1:
        words = f"{pages - 1} frames of the page were not read. Look at them yourself."
        found.append(Reason("source.mhtml-frames", words, (("frames", str(pages - 1)),)))
    return tuple(found)


def _recognises(data: bytes) -> bool:
    head = data[:8192].replace(b"\r\n", b"\n").partition(b"\n\n")[0].lower()
    # a letter with pictures in it is built alike, but it was sent: it has a number
    related = b"multipart/related" in head and b"mime-version:" in head and b"message-id:" not in head
    return related and (
        b"snapshot-content-location:" in head or b"saved by" in head or b'type="text/html"' in head
    )


FORMAT = Format(
    id="mhtml",
    called="a saved page (MHTML)",
    media="multipart/related",
    extensions=(".mhtml", ".mht"),
    recognises=_recognises,
    read=read,
    isolated=True,
    prepare=prepare_parts,
)
