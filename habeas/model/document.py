"""The text of a capture, with the way back to its bytes."""

from __future__ import annotations

from dataclasses import dataclass, field

from habeas.model.reason import Reason


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
    ``html/1``. Metadata is what the format itself states; all of it optional: ``published`` is EDTF, the day as
    written there; ``published_at`` and ``edited`` are moments in UTC (``2026-03-22T18:30:00Z``), ``edited`` a day
    where no more is stated. ``notes`` are what a volunteer should know of the reading: a guessed encoding, a wrong
    extension, where the date stands, pages without text. ``publisher`` is who published it, where the format states
    that (a channel's export, a feed). ``part`` (64 hex digits) is there where one file holds several documents: it is
    the same for the same words of the same moment, so that a message that comes again in a later export is known.
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
    published_at: str | None = None
    notes: tuple[Reason, ...] = ()
    publisher: str | None = None
    part: str | None = None

    @property
    def root(self) -> str:
        """What the fingerprints of its proposals are made of: the part where the file holds several, else the capture."""
        return self.part or self.capture

    def published_by(self, told: str | None) -> str | None:
        """Return when it was published (EDTF): as we were ``told`` of the file, but a part of a file keeps its own day."""
        return (self.published or told) if self.part else (told or self.published)
