"""OpenDocument texts (.odt, from LibreOffice): their words in order, notes at the end.

Deleted words (tracked changes) and comments are no part of the text; headers and footers of pages are not read.
Source: OpenDocument 1.3, part 3 (content.xml).
"""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree

from habeas.model.document import Document
from habeas.model.reason import Reason
from habeas.sources.errors import SourceError
from habeas.sources.format import Format
from habeas.sources.lines import Lines
from habeas.sources.made import make_document
from habeas.sources.office_zip import OPENDOCUMENT, Parts, locked, unpack
from habeas.sources.stated import Stated, tidy_title

_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_LINK: Final = "{http://www.w3.org/1999/xlink}href"
# What each element is on a web page: its lines fall as they would there.
_AS_HTML = {
    f"{_TEXT}p": "p",
    f"{_TEXT}h": "h1",
    f"{_TEXT}list-item": "li",
    f"{_TEXT}list": "ul",
    f"{_TABLE}table": "table",
    f"{_TABLE}table-row": "tr",
    f"{_TABLE}table-cell": "td",
}
_NOT_TEXT = frozenset((f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}sequence-decls"))
_MOST_SPACES = 1_000


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Return the one document of an .odt; raise SourceError if it is broken, a bomb, or holds no words."""
    del name
    parts = unpack(data, OPENDOCUMENT)
    if b"encryption-data" in parts.by_name.get("META-INF/manifest.xml", b""):
        raise locked(OPENDOCUMENT)
    body = _tree(parts, "content.xml").find(f"{_OFFICE}body")
    lines, notes = Lines(), list[ElementTree.Element]()
    if body is not None:
        _say(lines, body, notes)
    for note in notes:
        lines.enter("p")
        _say(lines, note, [])
        lines.leave("p")
    text = lines.text()
    if not text.strip():
        raise SourceError(
            "The document holds no words, perhaps only pictures.",
            "Print it to a PDF and add that, where tesseract is installed; or type what matters into a .txt file.",
        )
    links = tuple(dict.fromkeys(_links(body))) if body is not None else ()
    stated = Stated(title=_title(parts))
    return (make_document(data, "odt/1", text, stated=stated, links=links, notes=_beside(parts)),)


def _tree(parts: Parts, name: str) -> ElementTree.Element:
    try:
        # no part with a document type declaration comes this far (office_zip refuses it)
        return ElementTree.fromstring(parts.by_name[name])  # noqa: S314
    except (KeyError, ElementTree.ParseError, ValueError, RecursionError) as error:
        raise SourceError("The document is broken inside.", OPENDOCUMENT.way_out) from error


def _say(lines: Lines, root: ElementTree.Element, notes: list[ElementTree.Element]) -> None:
    """Say all words under ``root``; footnotes go to ``notes``. No recursion: hostile files nest thousands deep."""
    waiting: list[ElementTree.Element | tuple[str, str]] = [root]
    while waiting:
        one = waiting.pop()
        if isinstance(one, tuple):
            what, said = one
            lines.leave(said) if what == "leave" else lines.say(said)
            continue
        if one.tail and one is not root:
            waiting.append(("say", one.tail))
        if one.tag in _NOT_TEXT:
            continue
        if one.tag == f"{_TEXT}note":
            notes.extend(one.findall(f"{_TEXT}note-body"))
            lines.say("".join(one.findtext(f"{_TEXT}note-citation") or ""))
            continue
        _blank(lines, one)
        tag = _AS_HTML.get(one.tag)
        if tag:
            lines.enter(tag)
            waiting.append(("leave", tag))
        waiting.extend(reversed(list(one)))
        if one.text:
            waiting.append(("say", one.text))


def _blank(lines: Lines, one: ElementTree.Element) -> None:
    """Say the blank space that OpenDocument writes as elements."""
    if one.tag == f"{_TEXT}line-break":
        lines.enter("br")
        lines.leave("br")
    elif one.tag in (f"{_TEXT}tab", f"{_TEXT}s"):
        lines.say(" ")


def _links(body: ElementTree.Element) -> list[str]:
    found = (one.get(_LINK) or "" for one in body.iter(f"{_TEXT}a"))
    return [one for one in found if one.startswith(("http://", "https://"))]


def _title(parts: Parts) -> str | None:
    if "meta.xml" not in parts.by_name:
        return None
    found = next(_tree(parts, "meta.xml").iter(f"{_DC}title"), None)
    return tidy_title(found.text if found is not None else None)


def _beside(parts: Parts) -> tuple[Reason, ...]:
    if not parts.pictures:
        return ()
    what = f"{parts.pictures} pictures" if parts.pictures > 1 else "a picture"
    return (
        Reason(
            "source.odt-beside",
            f"Not read from this document: {what}. Look there yourself.",
            (("what", what),),
        ),
    )


def _prepare() -> None:
    import codecs

    ElementTree.fromstring("<x/>")  # noqa: S314 - our own word
    assert codecs.lookup("cp437")  # in which old zips name their parts


def _recognises(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04") and b"application/vnd.oasis.opendocument.text" in data[:200]


FORMAT = Format(
    id="odt",
    called="an OpenDocument text",
    media="application/vnd.oasis.opendocument.text",
    extensions=(".odt",),
    recognises=_recognises,
    read=read,
    isolated=True,
    sure=True,
    prepare=_prepare,
)
