"""Words off pictures and scanned PDFs, where tesseract is installed: a program of its own, started by a limited child.

Nothing of it is installed with Habeas; where it is missing, the file is refused with the way to install it.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Final

from habeas.model.document import Document
from habeas.model.reason import Reason
from habeas.sources.errors import SourceError
from habeas.sources.limits import MAX_TEXT
from habeas.sources.made import make_document

READER: Final = "ocr/1"
LANGUAGES: Final = ("bel", "rus", "ukr", "pol", "eng")
_LATIN: Final = ("pol", "eng")
_SECONDS: Final = 600.0  # a page takes some seconds; a scan of a hundred pages must be able to come through
_WAY_OUT: Final = "Copy out what it says into a .txt file and add that."
_TOO_LONG: Final = SourceError(
    "Reading the words off the picture took too long, and was stopped.", "Add fewer pages at once."
)


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that tesseract can read here, of those that we want; none where it is not installed."""
    program = shutil.which("tesseract")
    if program is None:
        return ()
    try:
        told = subprocess.run(  # noqa: S603 - the program that was found, and no word of the user's
            [program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    there = {line.strip() for line in told.stdout.splitlines()}
    return tuple(one for one in LANGUAGES if one in there)


def read_pictures(data: bytes) -> tuple[Document, ...] | None:
    """Return the one document that is read off a picture or a scanned PDF; None where tesseract is not installed.

    Raises SourceError where no word can be read.
    """
    program, known = shutil.which("tesseract"), languages()
    if program is None or not known:
        return None
    pages = _pages(data, program, _sets(known))
    text = "\n\n".join(page for page in pages if page)[:MAX_TEXT]
    if not text:
        raise SourceError("No word could be read off the picture.", _WAY_OUT)
    return (make_document(data, READER, text, notes=_notes(known, len(pages))),)


def _sets(known: tuple[str, ...]) -> list[str]:
    """Return the sets of languages that a page is tried in: either script by itself, and both."""
    latin = [one for one in known if one in _LATIN]
    other = [one for one in known if one not in _LATIN]
    return ["+".join(one) for one in ([*other], [*latin], [*known] if latin and other else []) if one]


def _pages(data: bytes, program: str, sets: list[str]) -> list[str]:
    command = [sys.executable, "-s", "-P", "-m", "habeas.fetch.ocr_child", program, *sets]
    environment = {"PYTHONPATH": str(Path(__file__).resolve().parents[2]), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell, no word of the user's in it
            command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
            cwd="/", timeout=_SECONDS, check=False, close_fds=True,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise _TOO_LONG from error
    with contextlib.suppress(ValueError, TypeError, KeyError):
        body = json.loads(done.stdout)
        if "error" in body:
            raise SourceError(str(body["error"])[:500], _WAY_OUT)
        return [str(page)[:MAX_TEXT] for page in body["pages"]]
    raise SourceError("The picture made its reader crash: it is broken, or made to do harm.", _WAY_OUT)


def _notes(known: tuple[str, ...], pages: int) -> tuple[Reason, ...]:
    words = (
        f"The words were read off {pages} {'picture' if pages == 1 else 'pictures'} by a program and may be wrong: "
        "compare names, numbers and dates with the picture."
    )
    notes = [Reason("source.ocr", words, (("pages", str(pages)),))]
    missing = [one for one in LANGUAGES if one not in known]
    if missing:
        told = ", ".join(missing)
        more = f"Not installed here, so not read in it: {told} (Debian: apt-get install tesseract-ocr-{missing[0]})."
        notes.append(Reason("source.ocr-languages", more, (("missing", told),)))
    return tuple(notes)
