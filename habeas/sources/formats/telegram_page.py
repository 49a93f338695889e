"""A channel or chat as Telegram Desktop exports it (HTML pages): one document a message.

A long export is several pages (messages.html, messages2.html ...), each a file of its own; its styles and pictures
lie beside. The shape is that of the exports of Telegram Desktop; times stand in the title of each message's clock,
with the zone since version 3. Whether a page is of a channel or of a chat it does not say, so its name is kept as
no publisher.
"""

from __future__ import annotations

import re
from dataclasses import replace

from selectolax.lexbor import LexborNode

from habeas.model.document import Document
from habeas.model.reason import Reason
from habeas.sources.decode import decode
from habeas.sources.errors import SourceError
from habeas.sources.format import Format
from habeas.sources.formats.html import parse_page
from habeas.sources.limits import MAX_LINK, MAX_LINKS, MAX_META
from habeas.sources.made import as_parts, make_document
from habeas.sources.page_says import declared_encoding
from habeas.sources.stated import Stated, parse_stated
from habeas.sources.visible import visible_text

_CLOCK = re.compile(r"(\d{2})\.(\d{2})\.(\d{4}) (\d{2}:\d{2}:\d{2})(?: UTC([+-]\d{2}:\d{2}))?")
_REPLIED = re.compile(r"message(\d{1,15})$")
_WAY_OUT = "Export the channel again with Telegram Desktop, and add the .json or the .html files of it."


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Return a document for each message with words; raise SourceError if the page holds none."""
    del name
    decoded = decode(data, declared_encoding(data))
    page = parse_page(decoded.text)
    documents = [
        document
        for node in page.css("div.message.default")
        if (document := _document(data, node)) is not None
    ]
    if not documents:
        raise SourceError("The page of a Telegram export holds no message with words.", _WAY_OUT)
    return as_parts((replace(documents[0], notes=decoded.notes + documents[0].notes), *documents[1:]))


def _document(data: bytes, message: LexborNode) -> Document | None:
    words = message.css_first("div.text")
    text = visible_text(words).strip("\n") if words is not None else ""
    if words is None or not text.strip():
        return None
    made = make_document(data, "telegrampage/1", text, stated=_stated(message), links=_links(words))
    return replace(
        made, forwarded_from=_forwarded(message), reply_to=_replied(message), media=_media(message)
    )


def _stated(message: LexborNode) -> Stated:
    clock = message.css_first("div.body > div.date.details") or message.css_first("div.date.details")
    match = _CLOCK.match((clock.attributes.get("title") or "") if clock is not None else "")
    if not match:
        return Stated()
    written = parse_stated(f"{match[3]}-{match[2]}-{match[1]}T{match[4]}{match[5] or ''}")
    if written is None:
        return Stated()
    words = f"Telegram's export dates this message {written.day}."
    note = Reason("source.published-stated", words, (("day", written.day), ("where", "export")))
    return Stated(None, written.day, written.moment, None, (note,))


def _forwarded(message: LexborNode) -> str | None:
    """Return who said it first: the name over a forwarded body, without the clock that stands in it."""
    name = message.css_first("div.forwarded.body div.from_name")
    if name is None:
        return None
    said = "".join(child.text_content or "" for child in name.iter(include_text=True) if child.tag == "-text")
    return " ".join(said.split())[:MAX_META] or None


def _replied(message: LexborNode) -> str | None:
    link = message.css_first("div.reply_to a[href]")
    match = _REPLIED.search((link.attributes.get("href") or "") if link is not None else "")
    return match[1] if match else None


def _media(message: LexborNode) -> tuple[str, ...]:
    nodes = message.css("div.media_wrap a[href]")
    paths = (node.attributes.get("href") or "" for node in nodes)
    return tuple(dict.fromkeys(path[:MAX_LINK] for path in paths if path and "://" not in path))[:MAX_LINKS]


def _links(words: LexborNode) -> tuple[str, ...]:
    found = (node.attributes.get("href") or "" for node in words.css("a[href]"))
    usable = (one for one in found if one.startswith(("http://", "https://")) and len(one) <= MAX_LINK)
    return tuple(dict.fromkeys(usable))[:MAX_LINKS]


def _recognises(data: bytes) -> bool:
    head = data[:20_000]
    return b'class="page_wrap"' in head and b'class="history"' in head and b"<html" in head[:2048].lower()


FORMAT = Format(
    id="telegrampage",
    called="a page of a Telegram export",
    media="text/html",
    extensions=(),
    recognises=_recognises,
    read=read,
    isolated=True,
)
