"""Opens a zip of XML without trusting it: weighed by what it declares, then by what really comes out.

A bomb lies in one of three ways: by much more inside than outside, by sizes that are not true, or by XML that
names itself over and over. The first two are counted here, before and while unpacking; for the third, a part with
a document type declaration is refused (Office writes none).
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

from habeas.sources.errors import SourceError
from habeas.sources.limits import MAX_PARTS, MAX_RATIO, MAX_UNPACKED, RATIO_FROM

_CHUNK = 65_536
_XML = (".xml", ".rels")
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Packed:
    """A kind of zip of XML: what a volunteer ``calls`` it, where its pictures lie, and the ``way_out`` of a broken one.

    ``limit`` is what it may unpack to (bytes); ``locked`` and ``trusted`` are the ways out of one with a password, and of one
    that looks made to do harm.
    """

    called: str
    pictures: str
    way_out: str
    limit: int = MAX_UNPACKED
    locked: str = "Open it with the password and save it without one."
    trusted: str = "If you trust it, open it elsewhere and save its text as .txt."


_ANEW = "Get it again from where it came from, or open it in Word or LibreOffice and save it anew."
WORD = Packed("Word document", "word/media/", _ANEW)
OPENDOCUMENT = Packed("OpenDocument text", "Pictures/", _ANEW)


@dataclass(frozen=True, slots=True)
class Parts:
    """The XML parts of a document by name, unpacked, and how many pictures stand beside them."""

    by_name: dict[str, bytes]
    pictures: int = 0

    def text(self, name: str) -> str:
        """Return a part as text, empty where there is none."""
        return self.by_name.get(name, b"").decode("utf-8", "replace")

    def packed_anew(self) -> bytes:
        """Return a plain zip of the parts, without pictures and without the original's tricks."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
            for name, content in self.by_name.items():
                archive.writestr(zipfile.ZipInfo(name), content)
        return buffer.getvalue()


def unpack(data: bytes, kind: Packed = WORD) -> Parts:
    """Return the XML parts of the zip ``data``; raise SourceError if it is broken, locked, or too much inside."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            weigh(members, len(data), kind)
            pictures = sum(member.filename.startswith(kind.pictures) for member in members)
            return Parts(_read_all(archive, members, len(data), kind), pictures)
    except SourceError:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        LookupError,
        RuntimeError,
        UnicodeError,
        OverflowError,
    ) as error:
        raise SourceError(f"The {kind.called} is broken or not complete.", kind.way_out) from error


def weigh(members: list[zipfile.ZipInfo], packed: int, kind: Packed) -> None:
    """Refuse by what the zip says about itself, before anything is unpacked; ``packed`` is its size in bytes."""
    if len(members) > MAX_PARTS:
        raise too_much(f"it has {len(members):,} parts, the limit is {MAX_PARTS:,}", kind)
    if any(member.flag_bits & 0x1 for member in members):
        raise locked(kind)
    check(sum(member.file_size for member in members), packed, kind)


def _read_all(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], packed: int, kind: Packed
) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    total = 0
    for member in members:
        if not member.filename.lower().endswith(_XML) or member.filename in found:
            continue
        chunks = []
        with archive.open(member) as part:
            while chunk := part.read(_CHUNK):
                total += len(chunk)
                check(total, packed, kind)
                chunks.append(chunk)
        content = b"".join(chunks)
        if any(doctype in content for doctype in _DOCTYPES):
            raise too_much(f"a part of it defines its own XML, as no {kind.called} does", kind)
        found[member.filename] = content
    return found


def check(unpacked: int, packed: int, kind: Packed) -> None:
    """Refuse a zip of ``packed`` bytes of which ``unpacked`` have come out, or would: too many, or too many for its size."""
    if unpacked > kind.limit:
        raise too_much(f"it would unpack to more than {kind.limit // 1_000_000} MB", kind)
    if unpacked > RATIO_FROM and unpacked > MAX_RATIO * packed:
        raise too_much(f"it would unpack to more than {MAX_RATIO} times its size", kind)


def locked(kind: Packed) -> SourceError:
    """Return what is said of a zip with a password."""
    return SourceError(f"The {kind.called} is locked with a password.", kind.locked)


def too_much(what: str, kind: Packed) -> SourceError:
    """Return what is said of a zip that looks made to do harm."""
    return SourceError(f"The {kind.called} looks made to do harm: {what}. It was not unpacked.", kind.trusted)
