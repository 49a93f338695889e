"""The text of a capture, with the way back to its bytes."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the text in one language (``be``, ``be-Latn``, ``ru``, ``uk``, ``pl``, ``en`` or ``und``)."""

    start: int
    end: int
    lang: str


@dataclass(frozen=True, slots=True)
class PageBox:
    """Where a stretch stands on a page of a PDF: page from 1, box in points from the lower left corner."""

    start: int
    end: int
    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Document:
    """The immutable text that one reader made of one capture.

    ``text`` is as decoded (a byte-order mark dropped, nothing normalised, no newline folded); ``text_sha256``
    is the SHA-256 of its UTF-8, in hex. ``reader`` names the format reader and its version, for example
    ``html/1``. Metadata is what the format itself states; all of it optional.
    """

    capture: str
    reader: str
    text: str
    text_sha256: str
    title: str | None = None
    published: str | None = None
    edited: str | None = None
    forwarded_from: str | None = None
    reply_to: str | None = None
    media: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    boxes: tuple[PageBox, ...] = field(default=())
