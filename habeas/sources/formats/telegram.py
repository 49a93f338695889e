"""A channel or chat as Telegram Desktop exports it (JSON): one document a message.

The day of a message is the day in the export's own time zone, as its writer saw it; the moment beside it is in UTC.
Who wrote a message in a chat is a private matter and is not kept; a channel's name is its publisher. Service
messages (somebody joined, something was pinned) are no reports. Source of the shape: the exports of Telegram
Desktop 2 to 5 (``date_unixtime`` and ``edited_unixtime`` since version 3).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from habeas.model.document import Document
from habeas.model.reason import Reason
from habeas.sources.decode import decode
from habeas.sources.errors import SourceError
from habeas.sources.format import Format
from habeas.sources.limits import MAX_LINK, MAX_LINKS, MAX_META
from habeas.sources.made import as_parts, make_document
from habeas.sources.stated import Stated, parse_stated

_READER = "telegram/1"
_CHANNELS = ("public_channel", "private_channel")
_MEDIA = ("photo", "file")
_WAY_OUT = "Export the channel again with Telegram Desktop (format: machine-readable JSON)."


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Return a document for each message with words; raise SourceError if there is none, or no export."""
    del name
    documents = []
    wordless = 0
    for chat in _chats(_body(data)):
        publisher = chat.get("name") if chat.get("type") in _CHANNELS else None
        for message in _dicts(chat.get("messages")):
            text = _words(message)
            if message.get("type") != "message":
                continue
            if not text.strip():
                wordless += 1
                continue
            documents.append(_document(data, message, text, _short(publisher)))
    if not documents:
        raise SourceError("The Telegram export holds no message with words.", _WAY_OUT)
    return as_parts((replace(documents[0], notes=documents[0].notes + _note(wordless)), *documents[1:]))


def _body(data: bytes) -> dict[str, Any]:
    try:
        body = json.loads(decode(data).text)
    except (ValueError, RecursionError) as error:
        if isinstance(error, SourceError):
            raise
        raise SourceError("The Telegram export is broken or not complete.", _WAY_OUT) from error
    if not isinstance(body, dict):
        raise SourceError("The file is data (JSON), but no Telegram export.", _WAY_OUT)
    return body


def _chats(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the one chat of an export, or all of an export of the whole account."""
    if "messages" in body:
        yield body
    for folder in ("chats", "left_chats"):
        inside = body.get(folder)
        if isinstance(inside, dict):
            yield from _dicts(inside.get("list"))


def _document(data: bytes, message: dict[str, Any], text: str, publisher: str | None) -> Document:
    made = make_document(data, _READER, text, stated=_stated(message), links=_links(message))
    replied = message.get("reply_to_message_id")
    return replace(
        made,
        publisher=publisher,
        forwarded_from=_short(message.get("forwarded_from")),
        reply_to=str(replied) if isinstance(replied, int) else None,
        media=_media(message),
    )


def _stated(message: dict[str, Any]) -> Stated:
    written = parse_stated(_short(message.get("date")) or "")
    moment = _moment(message.get("date_unixtime"))
    day = written.day if written else moment and moment[:10]
    edited = _moment(message.get("edited_unixtime"))
    if edited is None and (changed := parse_stated(_short(message.get("edited")) or "")):
        edited = changed.day
    words = f"Telegram's export dates this message {day}."
    notes = (Reason("source.published-stated", words, (("day", day), ("where", "export"))),) if day else ()
    return Stated(None, day, moment, None if edited and edited.startswith("1970") else edited, notes)


def _moment(seconds: object) -> str | None:
    """Return unix seconds, which the export writes as text, as a moment in UTC."""
    if not isinstance(seconds, str | int) or not str(seconds).isascii() or not str(seconds).isdigit():
        return None
    try:
        return f"{datetime.fromtimestamp(int(seconds), UTC):%Y-%m-%dT%H:%M:%SZ}" if int(seconds) else None
    except (ValueError, OverflowError, OSError):
        return None


def _words(message: dict[str, Any]) -> str:
    """Return the text of a message: a string, or a list of strings and of pieces with a format."""
    text = message.get("text")
    if isinstance(text, str):
        return text
    pieces = text if isinstance(text, list) else []
    said = [piece if isinstance(piece, str) else _piece(piece) for piece in pieces]
    return "".join(said)


def _piece(piece: object) -> str:
    text = piece.get("text") if isinstance(piece, dict) else None
    return text if isinstance(text, str) else ""


def _links(message: dict[str, Any]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for holder in ("text", "text_entities"):
        for piece in _dicts(message.get(holder)):
            address = piece.get("href") if piece.get("type") == "text_link" else None
            address = piece.get("text") if piece.get("type") == "link" else address
            if isinstance(address, str) and len(address) <= MAX_LINK and "://" in address[:12]:
                found.setdefault(address)
    return tuple(found)[:MAX_LINKS]


def _media(message: dict[str, Any]) -> tuple[str, ...]:
    """Return the files beside the export that belong to the message; one that was not saved is told in brackets."""
    named = (message.get(kind) for kind in _MEDIA)
    return tuple(path[:MAX_LINK] for path in named if isinstance(path, str) and path)


def _note(wordless: int) -> tuple[Reason, ...]:
    if not wordless:
        return ()
    words = f"{wordless} messages without words (pictures, stickers, recordings) were not read. Look at them yourself."
    return (Reason("source.telegram-wordless", words, (("messages", str(wordless)),)),)


def _dicts(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, dict))


def _short(value: object) -> str | None:
    return (value[:MAX_META] or None) if isinstance(value, str) else None


def _recognises(data: bytes) -> bool:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.startswith(b"{"):
        return False
    whole = b'"personal_information"' in head or b'"about": "Here is the data' in head
    return whole or (b'"messages"' in head and b'"type"' in head and b'"id"' in head)


FORMAT = Format(
    id="telegram",
    called="a Telegram export (JSON)",
    media="application/json",
    extensions=(".json",),
    recognises=_recognises,
    read=read,
    isolated=True,
)
