"""Bytes to text: which encoding it is, and how we know.

Order: byte-order mark, valid UTF-8, the encoding that the file declares, and last, for old pages that declare
nothing, a guess that is stated as one. What is none of these is refused, never read with replacement characters:
the text is evidence.
Source of the names of encodings: WHATWG Encoding Standard (the labels that pages in our languages use).
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from habeas.model.reason import Reason
from habeas.sources.errors import SourceError
from habeas.sources.guess import guess_encoding
from habeas.sources.limits import MAX_CONTROL_SHARE

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a page may declare, and the decoder for it. ISO-8859-1 and ASCII mean windows-1252 (WHATWG).
_DECLARABLE = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "windows-1251": "cp1251",
    "cp1251": "cp1251",
    "x-cp1251": "cp1251",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "koi8-ru": "koi8-u",
    "iso-8859-5": "iso8859-5",
    "ibm866": "cp866",
    "cp866": "cp866",
    "x-mac-cyrillic": "mac-cyrillic",
    "iso-8859-2": "iso8859-2",
    "windows-1250": "cp1250",
    "cp1250": "cp1250",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "windows-1252": "cp1252",
    "iso-8859-15": "iso8859-15",
    "windows-1257": "cp1257",
    "iso-8859-13": "iso8859-13",
}
# Every codec that reading may need, so that the limited child can load them before it closes the door.
CODECS = tuple(sorted({*_DECLARABLE.values(), *(name for _, name in _MARKS)}))
_WAY_OUT = "Open it in the program that made it and save it as plain text in UTF-8."


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding it was in, and what a volunteer should know about that (often nothing)."""

    text: str
    encoding: str
    notes: tuple[Reason, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Return the text of ``data`` exactly as encoded, a byte-order mark dropped; raise SourceError if it is none.

    ``declared`` is the encoding that the file itself names, as written there.
    """
    decoded = _decode(data, declared)
    _check_is_text(decoded.text)
    return decoded


def _decode(data: bytes, declared: str | None) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_strictly(data[len(mark) :], encoding), encoding)
    label = (declared or "").strip().lower()
    codec = _DECLARABLE.get(label)
    try:
        # Valid UTF-8 with a letter outside ASCII in it is practically never anything else, whatever is declared.
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        broken = error
    if codec and codec != "utf-8":
        try:
            return Decoded(data.decode(codec), codec)
        except UnicodeDecodeError:
            pass  # it does not hold what it declares: look at the bytes instead
    _check_is_not_noise(data)
    return _guessed(data, broken)


def _guessed(data: bytes, broken: UnicodeDecodeError) -> Decoded:
    guess = None if _is_mostly_utf8(data) else guess_encoding(data, broken.start)
    if guess is None:
        raise _invalid_utf8(data, broken.start)
    words = (
        f"The file does not say how its letters are encoded. They were read as {guess.called} ({guess.why}): "
        "check that the words look right."
    )
    note = Reason("source.encoding-guessed", words, (("encoding", guess.called),))
    return Decoded(guess.text, guess.codec, (note,))


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            raise _invalid_utf8(data, error.start) from error
        raise SourceError(
            f"The file says that it is {encoding.upper()}, but from byte {error.start} on it is not.",
            _WAY_OUT,
        ) from error


def _invalid_utf8(data: bytes, at: int) -> SourceError:
    line = data.count(b"\n", 0, at) + 1
    return SourceError(
        f"The text is not valid UTF-8 (first wrong byte: number {at + 1}, line {line}) "
        "and in no other encoding that Habeas knows: it is damaged.",
        _WAY_OUT,
    )


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether most of the bytes outside ASCII form valid UTF-8: then the file is UTF-8 with damage in it."""
    outside = len(data.translate(None, _ASCII))
    valid = len(data.decode("utf-8", "ignore").encode("utf-8").translate(None, _ASCII))
    return valid * 2 > outside


_ASCII = bytes(range(0x80))


def _check_is_not_noise(data: bytes) -> None:
    """Raise SourceError for bytes that hold zeros or many controls: no 8-bit text does."""
    sample = data[:65_536]
    if b"\x00" in sample or len(sample.translate(None, _CONTROLS)) < len(sample) * (1 - 0.02):
        raise _not_text()


_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1a\x1b") | {0x7F})


def _check_is_text(text: str) -> None:
    controls = len(text) - len(text.translate(_NO_CONTROLS))
    if controls > len(text) * MAX_CONTROL_SHARE:
        raise _not_text()


_NO_CONTROLS = dict.fromkeys(set(range(0x20)) - set(b"\t\n\v\f\r") | {0x7F})


def _not_text() -> SourceError:
    return SourceError(
        "The file holds binary data, no text that can be read.",
        "If it comes from a program, save or export it there as text, .docx or .pdf.",
    )
