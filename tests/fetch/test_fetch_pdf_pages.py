"""Pages of a PDF as pictures, and frames that lie on the words they name, however the page is cut and turned."""

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from habeas.fetch.pdf_pages import draw, look
from habeas.fetch.pdf_pages_child import png
from habeas.sources.pdf_places import around

WORDS = "Hanna Kavalchuk was detained"


def pages():
    """Four pages turned by a quarter each, the last one cut; on each one line of words."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(400, 400))
    for turned in (0, 90, 180, 270):
        canvas.setPageRotation(turned)
        if turned == 270:
            canvas.setCropBox((40, 60, 380, 390))
        canvas.drawString(90, 300, WORDS)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def dots(picture):
    """The greys (0 black to 15 white) of a PNG as rows."""
    width, height, bits, kind = struct.unpack(">IIBB", picture[16:26])
    assert (bits, kind) == (4, 0)
    at, packed = 33, b""
    while picture[at + 4 : at + 8] == b"IDAT":
        size = int.from_bytes(picture[at : at + 4], "big")
        packed += picture[at + 8 : at + 8 + size]
        at += size + 12
    flat, step = zlib.decompress(packed), 1 + (width + 1) // 2
    rows = [flat[y * step + 1 : (y + 1) * step] for y in range(height)]
    return [[grey for pair in row for grey in (pair >> 4, pair & 15)][:width] for row in rows]


def test_frames_lie_on_their_words_on_every_page():
    data = pages()
    shapes = look(data, [1, 2, 3, 4])
    assert sorted(shapes) == [1, 2, 3, 4]
    for number, shape in shapes.items():
        [(text, frames)] = shape.lines
        assert text == WORDS
        rows = dots(draw(data, number))
        scale = len(rows[0]) / shape.width
        left, top, right, bottom = (round(side * scale) for side in around(frames))
        inside = sum(grey < 8 for row in rows[top - 2 : bottom + 2] for grey in row[left - 2 : right + 2])
        assert inside == sum(grey < 8 for row in rows for grey in row) > 300, number
        first = around(frames[:5])  # and a part of the words has a part of the frame
        share = (first[2] - first[0]) * (first[3] - first[1]) / ((right - left) * (bottom - top) / scale**2)
        assert share < 0.35, number


def test_what_is_no_page_or_no_pdf_gives_nothing():
    data = pages()
    assert draw(data, 5) is None
    assert draw(data[: len(data) // 3], 1) is None
    assert draw(b"<html>", 1) is None
    assert look(b"%PDF-1.7\n%%EOF", [1]) == {}
    assert sorted(look(data, [1, 9])) == [1]


@pytest.mark.parametrize("width", [1, 7, 8])
@given(st.data())
def test_a_picture_is_what_was_drawn_in_sixteen_greys(width, data):
    height = data.draw(st.integers(1, 5))
    stride = width + 3
    grey = data.draw(st.binary(min_size=stride * height, max_size=stride * height))
    rows = dots(png(grey, width, height, stride))
    assert rows == [[(grey[y * stride + x] * 15 + 127) // 255 for x in range(width)] for y in range(height)]
