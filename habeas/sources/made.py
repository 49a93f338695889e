"""Puts a Document together from the text that a format reader found."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from habeas.model.document import Document, PageBox
from habeas.model.reason import Reason
from habeas.sources.limits import check_text
from habeas.sources.stated import Stated

NOTHING_STATED = Stated()
PART = b"habeas1/part"


def make_document(
    data: bytes,
    reader: str,
    text: str,
    *,
    stated: Stated = NOTHING_STATED,
    links: tuple[str, ...] = (),
    boxes: tuple[PageBox, ...] = (),
    notes: tuple[Reason, ...] = (),
) -> Document:
    """Return the Document of ``text``, read from the capture ``data`` by ``reader`` (``html/1``).

    Raises SourceError where the text is empty or too long.
    """
    check_text(text)
    return Document(
        capture=_hash_of(data),
        reader=reader,
        text=text,
        text_sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        title=stated.title,
        published=stated.published,
        edited=stated.edited,
        links=links,
        boxes=boxes,
        published_at=stated.published_at,
        notes=notes + stated.notes,
    )


@lru_cache(maxsize=1)
def _hash_of(data: bytes) -> str:
    """Return the SHA-256 of a file, counted once however many documents it holds."""
    return hashlib.sha256(data).hexdigest()


def as_parts(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Return the documents of a file that holds several, each with its part; the same words of the same moment once."""
    found: dict[str, Document] = {}
    for one in documents:
        part = part_of(one)
        found.setdefault(part, replace(one, part=part))
    return tuple(found.values())


def part_of(document: Document) -> str:
    """Return the hex SHA-256 of a document's text and of when it was published, as exactly as its file states that."""
    when = document.published_at or document.published or ""
    return hashlib.sha256(PART + bytes.fromhex(document.text_sha256) + when.encode("utf-8")).hexdigest()
