"""The child that looks at pages of one PDF: draws one as a picture, or says where its signs stand.

Started by pdf_pages.py as ``python -m habeas.fetch.pdf_pages_child CPU_SECONDS MEMORY_BYTES draw|look PAGES...`` (from 0) with the PDF on
standard input. Before it looks at the file it gives up what every limited child gives up; it answers on standard output: a
PNG in grey, or JSON. A page whose number is not there, or that is broken, is left out.
"""

from __future__ import annotations

import json
import struct
import sys
import zlib
from typing import Any, Final

from habeas.fetch.child_main import give_up_everything_else
from habeas.sources.errors import SourceError
from habeas.sources.limits import MAX_TEXT
from habeas.sources.pdf_places import page_shape

_WIDTH: Final = 1240  # dots of a page: sharp on a screen where the report's column is half as wide
_MOST_HEIGHT: Final = 4000
_GREYS: Final = bytes((value * 15 + 127) // 255 for value in range(256))  # sixteen greys: text needs no more
_HEAD: Final = b"\x89PNG\r\n\x1a\n"


def main(arguments: list[str]) -> int:
    """Read one PDF from standard input and answer what is asked of it."""
    cpu_seconds, memory, what, *pages = arguments
    data = sys.stdin.buffer.read()
    import pypdfium2

    give_up_everything_else(int(memory))
    _allow(int(cpu_seconds))
    numbers = [int(one) for one in pages]
    try:
        with pypdfium2.PdfDocument(data) as pdf:
            answer = _drawn(pdf, numbers[0]) if what == "draw" else _looked_at(pdf, numbers)
    except (pypdfium2.PdfiumError, SourceError, IndexError, MemoryError):
        return 1
    sys.stdout.buffer.write(answer)
    return 0


def _allow(seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: the clock of whoever started us remains
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _looked_at(pdf: Any, numbers: list[int]) -> bytes:
    found = {}
    for number in numbers:
        if number >= len(pdf):
            continue
        shape = page_shape(pdf, number, MAX_TEXT)
        lines = [
            [text, [[round(side, 1) for side in frame] if frame else None for frame in frames]]
            for text, frames in shape.lines
        ]
        found[str(number)] = [shape.width, shape.height, lines]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _drawn(pdf: Any, number: int) -> bytes:
    page = pdf[number]
    width, height = page.get_size()
    scale = min(_WIDTH / max(width, 1), _MOST_HEIGHT / max(height, 1))
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        return png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
    finally:
        bitmap.close()
        page.close()


def png(grey: bytes, width: int, height: int, stride: int) -> bytes:
    """Return a picture (a byte a dot, rows ``stride`` bytes apart) as a PNG of sixteen greys."""
    rows = []
    for y in range(height):
        row = grey[y * stride : y * stride + width].translate(_GREYS) + bytes(width % 2)
        pairs = (int.from_bytes(row[0::2], "big") << 4) | int.from_bytes(row[1::2], "big")
        rows.append(b"\0" + pairs.to_bytes(len(row) // 2, "big"))
    head = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    return _HEAD + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
