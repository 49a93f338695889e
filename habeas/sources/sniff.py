"""What a file really is: its bytes decide, its name only helps.

A wrong extension is common (a page saved as .txt, a PDF without any): the file is read as what it is, and the
document says so in a note.
"""

from __future__ import annotations

from dataclasses import dataclass

from habeas.model.reason import Reason
from habeas.sources.errors import SourceError
from habeas.sources.foreign import explain_foreign
from habeas.sources.format import Format
from habeas.sources.formats import FORMATS, txt
from habeas.sources.limits import check_size


@dataclass(frozen=True, slots=True)
class Sniffed:
    """The format to read with, and a note where the name says something else."""

    format: Format
    notes: tuple[Reason, ...] = ()


def sniff(name: str, data: bytes) -> Sniffed:
    """Return what ``data`` is; raise SourceError where it is empty, too large or of a kind that is not read."""
    check_size(len(data))
    extension = extension_of(name)
    named = next((one for one in FORMATS if extension in one.extensions), None)
    known = next((one for one in FORMATS if one.recognises(data)), None)
    if known is not None:
        # a page may well be named .md or .php: only a name that claims another known format is wrong
        return Sniffed(
            known, () if named is None or named.media == known.media else (_wrong_name(extension, known),)
        )
    foreign = explain_foreign(data, extension)
    if foreign is not None:
        raise foreign
    if named is None:
        return Sniffed(txt.FORMAT)
    if named.sure:
        return Sniffed(txt.FORMAT, (_wrong_name(extension, txt.FORMAT),))
    return Sniffed(named)


def extension_of(name: str) -> str:
    """Return the ending of a file name in small letters (``.html``), empty where it has none."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    stem, dot, ending = last.rpartition(".")
    return f".{ending.lower()}" if dot and stem and len(ending) <= 10 else ""


def _wrong_name(extension: str, real: Format) -> Reason:
    words = f"The file is named {extension}, but it is {real.called} and was read as that."
    return Reason("source.wrong-extension", words, (("extension", extension), ("format", real.id)))


def misnamed(name: str, error: SourceError) -> SourceError:
    """Return ``error`` with the wrong name told first, for a file that is not what its name says nor text."""
    called = next((one.called for one in FORMATS if extension_of(name) in one.extensions and one.sure), None)
    if called is None:
        return error
    return SourceError(
        f"The file is named {extension_of(name)}, but it is not {called}, and no text either.",
        "Get it again from where it came from, or open it in the program that made it and save it anew.",
    )
