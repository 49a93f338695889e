"""PDF: the text of each page in reading order, every line with its place on the page.

Lines and hyphens stay as printed: a word broken at a line's end keeps its hyphen and its break. A sign for which
the file names no letter becomes U+FFFD, and the document says how many there are. Published dates are not taken:
a PDF knows when it was made, not when its text was published.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.model.document import Document, PageBox
from habeas.model.reason import Reason
from habeas.sources.errors import OCR_WAY_OUT, PicturesError, SourceError
from habeas.sources.format import Format
from habeas.sources.limits import MAX_PAGES, MAX_TEXT, MAX_UNKNOWN_SHARE, check_text
from habeas.sources.made import make_document
from habeas.sources.pdf_lines import UNKNOWN, Line, page_lines
from habeas.sources.stated import Stated, tidy_title

if TYPE_CHECKING:
    import pypdfium2


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Return the one document of a PDF; raise SourceError if it is broken, locked, or pictures only."""
    del name
    import pypdfium2  # loaded on first use: a large library that most commands do not need

    try:
        with pypdfium2.PdfDocument(data) as pdf:
            pages = len(pdf)
            if pages > MAX_PAGES:
                raise SourceError(
                    f"The PDF has {pages:,} pages; the limit is {MAX_PAGES:,}.",
                    "Split it into several files and add those.",
                )
            lines_by_page = _read_pages(pdf, pages)
            title = _title(pdf)
    except pypdfium2.PdfiumError as error:
        raise _explained(error) from error
    return (_put_together(data, lines_by_page, Stated(title=title)),)


def _title(pdf: pypdfium2.PdfDocument) -> str | None:
    try:
        title = tidy_title(pdf.get_metadata_value("Title"))
    except UnicodeDecodeError:
        return None  # a damaged title says nothing, and the text may be sound
    return None if title and title.lower() == "untitled" else title


def _read_pages(pdf: pypdfium2.PdfDocument, pages: int) -> list[list[Line]]:
    """Return the lines of each page; stop at once where the text grows past the limit."""
    found: list[list[Line]] = []
    room = MAX_TEXT
    for number in range(pages):
        lines = page_lines(pdf, number, room)
        room -= sum(len(line.text) + 1 for line in lines)
        found.append(lines)
    return found


def _put_together(data: bytes, lines_by_page: list[list[Line]], stated: Stated) -> Document:
    parts: list[str] = []
    boxes: list[PageBox] = []
    at = 0
    for page, lines in enumerate(lines_by_page, start=1):
        for line in lines:
            if line.box and line.text:
                boxes.append(PageBox(at, at + len(line.text), page, line.box))
            parts.append(line.text)
            at += len(line.text) + 1
    text = "\n".join(parts)
    if not text.strip():
        raise PicturesError(
            f"The PDF has {_pages(len(lines_by_page))} and no text in them; they are probably pictures (a scan).",
            OCR_WAY_OUT,
        )
    check_text(text)
    notes = (*_notes_on_signs(text), *_notes_on_pages(lines_by_page))
    return make_document(data, "pdf/1", text, stated=stated, boxes=tuple(boxes), notes=notes)


def _notes_on_signs(text: str) -> tuple[Reason, ...]:
    unknown = text.count(UNKNOWN)
    if not unknown:
        return ()
    if unknown > MAX_UNKNOWN_SHARE * len(text):
        raise SourceError(
            "The PDF draws its letters without saying which letters they are.",
            "Open it, copy the words or print it anew from the program that made it, and save them as .txt.",
        )
    words = f"{unknown} signs in this PDF have no known letter; they are shown as {UNKNOWN}. Look at the page itself."
    return (Reason("source.pdf-unknown-letters", words, (("count", str(unknown)),)),)


def _notes_on_pages(lines_by_page: list[list[Line]]) -> tuple[Reason, ...]:
    bare = [
        str(page)
        for page, lines in enumerate(lines_by_page, start=1)
        if not any(line.text.strip() for line in lines)
    ]
    if not bare:
        return ()
    which = ", ".join(bare[:20]) + (" and more" if len(bare) > 20 else "")
    words = f"No text on page {which}: pictures or blank. What a picture says was not read."
    return (Reason("source.pdf-bare-pages", words, (("pages", ",".join(bare[:20])),)),)


def _explained(error: Exception) -> SourceError:
    if getattr(error, "err_code", None) in _LOCKED:
        return SourceError(
            "The PDF is locked with a password.",
            "Open it with the password and print it to a new PDF, or save its text as .txt.",
        )
    return SourceError(
        "The PDF is broken or not complete.",
        "Get it again from where it came from, or print it to a new PDF.",
    )


_LOCKED = (4, 5)  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count:,} pages"


def _prepare() -> None:
    import pypdfium2

    assert pypdfium2.raw


def _recognises(data: bytes) -> bool:
    head = data[:1024]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n\x00").startswith(b"%PDF-"):
        return True
    # Some programs put bytes before the header; then the end mark must be there as well.
    return b"%PDF-" in head and b"startxref" in data[-2048:]


FORMAT = Format(
    id="pdf",
    called="a PDF",
    media="application/pdf",
    extensions=(".pdf",),
    recognises=_recognises,
    read=read,
    isolated=True,
    sure=True,
    prepare=_prepare,
)
