"""Kinds of files that people send and that this version does not read: what each is, and the way out."""

from __future__ import annotations

from habeas.sources.errors import OCR_WAY_OUT, PicturesError, SourceError

_OCR = OCR_WAY_OUT
_UNPACK = "Unpack it and add the files that were in it."
_SAVE_AS = "Open it in the program that made it and save it as .docx, .pdf or .txt."
_WRITE = "Write down what it says in a .txt file and add that."
_LIST = "Copy the part that matters into a .txt file and add that."

# First bytes, what it is, way out. Source: the formats' own specifications.
_BY_BYTES: tuple[tuple[bytes, str, str], ...] = (
    (b"\xff\xd8\xff", "a picture (JPEG)", _OCR),
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)", _OCR),
    (b"GIF8", "a picture (GIF)", _OCR),
    (b"II*\x00", "a picture (TIFF)", _OCR),
    (b"MM\x00*", "a picture (TIFF)", _OCR),
    (b"AT&TFORM", "a scanned document (DjVu)", _SAVE_AS),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old or a password-protected Office file",
        "Open it in Word or LibreOffice, take the password off if it has one, and save it as .docx.",
    ),
    (b"{\\rtf", "rich text (RTF)", _SAVE_AS),
    (b"\x1f\x8b", "a packed file (gzip)", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a packed file (7z)", _UNPACK),
    (b"Rar!\x1a\x07", "a packed file (RAR)", _UNPACK),
    (b"BZh9", "a packed file (bzip2)", _UNPACK),
    (b"\xfd7zXZ\x00", "a packed file (xz)", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a packed file (zstd)", _UNPACK),
    (b"SQLite format 3\x00", "a database (SQLite)", _LIST),
    (b"ID3\x03", "a sound recording", _WRITE),
    (b"OggS\x00", "a sound recording", _WRITE),
    (b"\x1aE\xdf\xa3", "a film", _WRITE),
    (b"\x7fELF", "a program", "Do not open it; ask who sent it for the text itself."),
)
# Names of parts inside a zip that tell what it is.
_BY_PART: tuple[tuple[bytes, str, str], ...] = (
    (b"ppt/presentation", "a set of slides", _SAVE_AS),
    (b"application/epub+zip", "an e-book", _SAVE_AS),
)
# Endings of files that are text, but not a report: reading them as prose would invent sentences.
_BY_NAME: dict[str, tuple[str, str]] = {
    ".json": ("data (JSON)", _LIST),
    ".jsonl": ("data (JSON)", _LIST),
    ".xml": ("data (XML)", _LIST),
    ".svg": ("a drawing (SVG)", _WRITE),
}


def explain_foreign(data: bytes, extension: str) -> SourceError | None:
    """Return why ``data`` cannot be read if it is of a kind that is known but not read here, else None."""
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        for part, what, way_out in _BY_PART:
            if part in data:
                return _unread(what, way_out)
        if extension in (".xlsx", ".xlsm", ".ods"):
            return SourceError(
                "The spreadsheet is broken or not complete.", "Get it again from where it came from."
            )
        if extension == ".docx":
            return SourceError(
                "The Word document is broken or not complete.", "Get it again from where it came from."
            )
        return _unread("a packed file (zip)", _UNPACK)
    for first, what, way_out in _BY_BYTES:
        if data.startswith(first):
            return _unread(what, way_out, PicturesError if what.startswith("a picture") else SourceError)
    if data[4:8] == b"ftyp":
        return _unread("a film, a recording or a picture of a phone", _WRITE)
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return _unread("a picture, a recording or a film", _WRITE)
    if extension in _BY_NAME:
        return _unread(*_BY_NAME[extension])
    return None


def _unread(what: str, way_out: str, kind: type[SourceError] = SourceError) -> SourceError:
    return kind(f"The file is {what}, which this version does not read.", way_out)
