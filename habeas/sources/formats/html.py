"""Web pages and files saved from them: the full visible text."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from habeas.model.document import Document
from habeas.sources.decode import decode
from habeas.sources.errors import SourceError
from habeas.sources.format import Format
from habeas.sources.limits import MAX_NESTING
from habeas.sources.made import make_document
from habeas.sources.page_says import declared_encoding, read_links, read_stated
from habeas.sources.saved_page import saved_from, saved_note
from habeas.sources.visible import visible_text

_OPENING = re.compile(rb"<(?:!doctype html|html|head|body)[\s>]")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
# Closed by the parser itself or never open: they do not nest, however many a page leaves unclosed.
_NOT_NESTING = frozenset(
    [
        "p",
        "li",
        "td",
        "th",
        "tr",
        "dt",
        "dd",
        "option",
        "br",
        "hr",
        "img",
        "input",
        "meta",
        "link",
        "area",
        "base",
        "col",
        "embed",
        "source",
        "track",
        "wbr",
        "param",
        "thead",
        "tbody",
    ]
)


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Return the one document of a web page; raise SourceError if it holds no visible text."""
    del name
    decoded = decode(data, declared_encoding(data))
    page = parse_page(decoded.text)
    text = visible_text(page.root) if page.root else ""
    if not text.strip():
        raise SourceError(
            "The page holds no visible text; its words are probably loaded by a script or drawn in a picture.",
            "Open it in a browser, copy the words and save them as .txt, or print the page to a PDF.",
        )
    stated, links, notes = read_stated(page), read_links(page), decoded.notes
    address = saved_from(decoded.text)
    if address:
        links, notes = tuple(dict.fromkeys((address, *links))), (*notes, saved_note(address))
    return (make_document(data, "html/1", text, stated=stated, links=links, notes=notes),)


def parse_page(markup: str) -> LexborHTMLParser:
    """Return the tree of ``markup``; raise SourceError where it is nested deeper than any real page."""
    _check_nesting(markup)
    return LexborHTMLParser(markup)


def _check_nesting(markup: str) -> None:
    """Count open elements roughly: the parser's own time grows with the square of the depth."""
    if markup.count("<") <= MAX_NESTING:
        return
    open_by_tag: dict[str, int] = {}
    depth = 0
    for closing, written in _TAG.findall(markup):
        tag = written.lower()
        if tag in _NOT_NESTING:
            continue
        if not closing:
            open_by_tag[tag] = open_by_tag.get(tag, 0) + 1
            depth += 1
        elif open_by_tag.get(tag):
            open_by_tag[tag] -= 1
            depth -= 1
        if depth > MAX_NESTING:
            raise SourceError(
                f"The page opens more than {MAX_NESTING:,} elements inside one another, as no real page does.",
                "Open it in a browser, copy the words and save them as .txt.",
            )


def _recognises(data: bytes) -> bool:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"<?xml"):
        return b"<html" in head
    if head.startswith(b"<!--"):
        return b"<html" in head or b"<!doctype html" in head
    return _OPENING.match(head) is not None


FORMAT = Format(
    id="html",
    called="a web page",
    media="text/html",
    extensions=(".html", ".htm", ".xhtml"),
    recognises=_recognises,
    read=read,
    isolated=True,
)
