"""PDF: lines as printed, each with its place; what has no letters says so."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from habeas.model.document import Document
from habeas.sources import limits
from habeas.sources.errors import SourceError
from habeas.sources.formats import pdf as pdf_format
from habeas.sources.read import read_bytes


def make(*pages: list[str | None], font: str = "Helvetica", **options) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, **options)
    for lines in pages:
        canvas.setFont(font, 12)
        for number, line in enumerate(lines):
            if line:
                canvas.drawString(72, 720 - 16 * number, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def read(*pages: list[str | None], **options) -> Document:
    (document,) = read_bytes("a.pdf", make(*pages, **options))
    return document


def test_every_line_has_its_box_and_the_box_its_words() -> None:
    document = read(["Held since May,", "said her sister."], ["Second page."])
    assert document.text == "Held since May,\nsaid her sister.\nSecond page."
    assert [(document.text[box.start : box.end], box.page) for box in document.boxes] == [
        ("Held since May,", 1),
        ("said her sister.", 1),
        ("Second page.", 2),
    ]
    left, bottom, right, top = document.boxes[0].box
    assert (round(left), round(bottom)) in {(72, 717), (73, 717), (73, 718), (73, 719)}
    assert left < right < 180 and bottom < 724 < top < 735


def test_a_hyphen_at_the_line_end_stays_with_its_break() -> None:
    assert read(["She was de-", "tained on 3 May."]).text == "She was de-\ntained on 3 May."


def test_a_gap_between_lines_ends_a_paragraph() -> None:
    lines = [
        "Two held",
        None,
        "A first line of text",
        "and a second one.",
        None,
        "Another paragraph",
        "of two lines.",
    ]
    assert read(lines).text == (
        "Two held\n\nA first line of text\nand a second one.\n\nAnother paragraph\nof two lines."
    )


def test_evenly_spaced_lines_are_no_paragraphs() -> None:
    assert "\n\n" not in read(["one", None, "two", None, "three", None, "four"]).text


def test_title_is_taken_and_the_day_of_making_is_no_publication() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setTitle("List of those held")
    canvas.drawString(72, 720, "Held.")
    canvas.save()
    (document,) = read_bytes("a.pdf", buffer.getvalue())
    assert (document.title, document.published) == ("List of those held", None)
    assert read(["Held."]).title is None


def test_a_damaged_title_does_not_lose_the_text() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pageCompression=0)
    canvas.setTitle("\U0001d538")  # two halves in UTF-16; the second is now overwritten
    canvas.drawString(72, 720, "Held.")
    canvas.save()
    damaged = buffer.getvalue().replace(b"\\335", b"\\040")
    assert damaged != buffer.getvalue()
    (document,) = read_bytes("a.pdf", damaged)
    assert (document.text, document.title) == ("Held.", None)


def test_pages_without_text_are_named() -> None:
    document = read(["First."], [], ["Third."])
    assert "page 2" in document.notes[0].words


def test_signs_without_a_letter_are_shown_as_such_and_counted() -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))  # has no ą and no ż: a font that lacks letters
    document = read(["Danuta Wąsowska lives in Łomża and was held there since May."], font="Vera")
    assert "W\ufffdsowska" in document.text and document.notes[0].words.startswith("2 signs")
    with pytest.raises(SourceError, match="without saying which letters"):
        read(["ąąąąąąążżżżżż a"], font="Vera")


def test_locked_broken_and_pictures_only() -> None:
    with pytest.raises(SourceError, match=r"locked with a password\. Open it with the password"):
        read(["x"], encrypt=StandardEncryption("secret"))
    with pytest.raises(SourceError, match="broken or not complete"):
        read_bytes("a.pdf", make(["x"])[:500])
    with pytest.raises(SourceError, match=r"has 2 pages and no text.*Install tesseract"):
        read([], [])


def test_too_many_pages_and_too_much_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_format, "MAX_PAGES", 2)
    with pytest.raises(SourceError, match="has 3 pages; the limit is 2"):
        read(["a"], ["b"], ["c"])
    monkeypatch.setattr(pdf_format, "MAX_TEXT", 20)
    monkeypatch.setattr(limits, "MAX_TEXT", 20)
    with pytest.raises(SourceError, match="the limit for one report is 20"):
        read(["fifteen letters"], ["fifteen letters"])


def test_bytes_before_the_header_do_not_hide_a_pdf() -> None:
    (document,) = read_bytes("a", b"\r\n" + make(["Held."]))
    assert document.reader == "pdf/1"
