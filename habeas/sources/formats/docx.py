"""Word documents (.docx): their words as Word shows them, footnotes at the end.

A .docx is a zip of XML, so it is weighed before it is unpacked (``sources/office_zip.py``). Pictures are left out;
deleted words (tracked changes) and comments are no part of the text; headers and footers of pages are not read.
"""

from __future__ import annotations

import io
import re
from html import unescape

from habeas.model.document import Document
from habeas.model.reason import Reason
from habeas.sources.errors import SourceError
from habeas.sources.format import Format
from habeas.sources.formats.html import parse_page
from habeas.sources.made import make_document
from habeas.sources.office_zip import Parts, unpack
from habeas.sources.page_says import read_links
from habeas.sources.stated import Stated, tidy_title
from habeas.sources.visible import visible_text

# The arrow that the converter puts after each footnote to lead back: no word of the document.
_BACK_ARROW = re.compile(r'<a href="#(?:foot|end)note-ref-[0-9]{1,9}">↑</a>')
_TITLE = re.compile(r"<dc:title>([^<]{1,2000})</dc:title>")
_WAY_OUT = "Open it in Word or LibreOffice and save it as .docx anew, or save its text as .txt."


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Return the one document of a .docx; raise SourceError if it is broken, a bomb, or holds no words."""
    del name
    parts = unpack(data)
    markup = _BACK_ARROW.sub("", _to_html(parts.packed_anew()))
    page = parse_page(f"<!doctype html><body>{markup}")
    text = visible_text(page.root) if page.root else ""
    if not text.strip():
        raise SourceError(
            "The Word document holds no words, perhaps only pictures.",
            "Print it to a PDF and add that, where tesseract is installed; or type what matters into a .txt file.",
        )
    stated, links = Stated(title=_title(parts)), read_links(page)
    return (make_document(data, "docx/1", text, stated=stated, links=links, notes=_notes(parts)),)


def _to_html(data: bytes) -> str:
    import mammoth  # loaded on first use

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            convert_image=mammoth.images.img_element(lambda _: {}),
            include_default_style_map=True,
            include_embedded_style_map=False,
        )
    except MemoryError:
        raise
    except Exception as error:
        # The converter trusts its input: broken parts surface as a dozen kinds of exception.
        raise SourceError("The Word document is broken inside.", _WAY_OUT) from error
    return str(result.value)


def _notes(parts: Parts) -> tuple[Reason, ...]:
    """Say what the document holds beside its text."""
    beside = [
        what
        for what, beginning in _BESIDE
        if any(name.startswith(beginning) and b"<w:t" in content for name, content in parts.by_name.items())
    ]
    if parts.pictures:
        beside.append(f"{parts.pictures} pictures" if parts.pictures > 1 else "a picture")
    if not beside:
        return ()
    words = f"Not read from this Word document: {', '.join(beside)}. Look there yourself."
    return (Reason("source.docx-beside", words, (("what", ", ".join(beside)),)),)


_BESIDE = (
    ("page headers", "word/header"),
    ("page footers", "word/footer"),
    ("comments", "word/comments"),
)


def _title(parts: Parts) -> str | None:
    core = parts.text("docProps/core.xml")
    match = _TITLE.search(core)
    if not match:
        return None
    return tidy_title(unescape(match[1]))


def _prepare() -> None:
    import codecs
    import xml.dom.expatbuilder  # the converter's parser loads it only when it parses

    import mammoth

    assert xml.dom.expatbuilder and mammoth and codecs.lookup("cp437")  # in which old zips name their parts


def _recognises(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04") and b"[Content_Types].xml" in data and b"word/" in data


FORMAT = Format(
    id="docx",
    called="a Word document",
    media="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    extensions=(".docx",),
    recognises=_recognises,
    read=read,
    isolated=True,
    sure=True,
    prepare=_prepare,
)
