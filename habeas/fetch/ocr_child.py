"""The child that reads words off one picture or one scanned PDF: draws pages, hands each to tesseract, answers in JSON.

Started by ocr.py as ``python -m habeas.fetch.ocr_child TESSERACT LANGUAGES...`` with the file on standard input. It has no key, no
database and an environment with nothing in it; before it looks at the file it gives up, for itself and for what it starts,
memory and time beyond a limit, writing to any file, and core dumps.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from types import ModuleType

resource: ModuleType | None
try:
    import resource
except ImportError:  # Windows
    resource = None

_MEMORY = 3_000_000_000  # five languages' models and one large page
_CPU_SECONDS = 300  # of each process
_DOTS = 300  # an inch: what tesseract is trained for
_POINTS = 72
_MOST_PAGES = 200
_MOST_DOTS = 60_000_000  # of one page: an A3 page at 400 dots an inch has 31 million
_PAGE_SECONDS = 120
_COLUMNS, _A_WORD = 12, "5"  # of tesseract's table: its cells, and the level of its rows that are words
_BROKEN = "The picture is broken, or of a kind that tesseract does not read."


def main(arguments: list[str]) -> int:
    """Read one file from standard input and print what its pages say."""
    program, *sets = arguments
    data = sys.stdin.buffer.read()
    import pypdfium2

    _give_up()
    try:
        pages = _drawn(pypdfium2, data) if data.startswith(b"%PDF") else iter((data,))
        answer: dict[str, object] = {"pages": [_words(page, program, sets) for page in pages]}
    except ValueError as error:
        answer = {"error": str(error)}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))
    return 0


def _give_up() -> None:
    if resource is None:
        return
    for limit, value in (
        ("RLIMIT_AS", _MEMORY),
        ("RLIMIT_CPU", _CPU_SECONDS),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_NOFILE", 64),
    ):
        with contextlib.suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, limit), (value, value))


def _drawn(pdfium: ModuleType, data: bytes) -> Iterator[bytes]:
    """Yield the pages of a PDF as pictures (PGM: grey, a byte a dot)."""
    with pdfium.PdfDocument(data) as pdf:
        if len(pdf) > _MOST_PAGES:
            raise ValueError(f"The scan has {len(pdf):,} pages; the limit is {_MOST_PAGES}.")
        for number in range(len(pdf)):
            page = pdf[number]
            width, height = page.get_size()
            scale = _DOTS / _POINTS
            if width * height * scale * scale > _MOST_DOTS:
                scale = (_MOST_DOTS / max(width * height, 1)) ** 0.5
            bitmap = page.render(scale=scale, grayscale=True)
            rows = bytes(bitmap.buffer)
            lines = (rows[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height))
            yield b"P5\n%d %d\n255\n" % (bitmap.width, bitmap.height) + b"".join(lines)
            bitmap.close()
            page.close()


def _words(picture: bytes, program: str, sets: list[str]) -> str:
    """Return what a page says, as the set of languages reads it whose words tesseract itself is surest of.

    One script alone keeps letters of the other out of its words (an English “Piatro” is no “Ріаїго”).
    """
    return max((_read(picture, program, languages) for languages in sets), key=lambda read: read[0])[1]


def _read(picture: bytes, program: str, languages: str) -> tuple[float, str]:
    """Return how sure tesseract is (0..100, by letters), and the words, a line a line."""
    try:
        done = subprocess.run(  # noqa: S603 - the program that was found; the picture is on its standard input
            [program, "stdin", "stdout", "-l", languages, "--dpi", str(_DOTS), "tsv"], input=picture,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=_PAGE_SECONDS, check=False,
            env={"OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise ValueError("Reading the words off a page took too long, and was stopped.") from error
    except BrokenPipeError as error:
        raise ValueError(_BROKEN) from error
    if done.returncode != 0:
        raise ValueError(_BROKEN)
    lines: dict[tuple[str, ...], list[str]] = {}
    sure, letters = 0.0, 0
    for row in done.stdout.decode("utf-8", "replace").split("\n")[1:]:
        cells = row.split("\t")
        if len(cells) == _COLUMNS and cells[0] == _A_WORD and cells[-1].strip():
            lines.setdefault(tuple(cells[1:5]), []).append(cells[-1].strip())
            sure += float(cells[10]) * len(cells[-1])
            letters += len(cells[-1])
    text, paragraph = "", None
    for place, words in lines.items():
        text += ("" if paragraph is None else "\n" if place[:3] == paragraph else "\n\n") + " ".join(words)
        paragraph = place[:3]
    return (sure / letters if letters else 0.0), text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
