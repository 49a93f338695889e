"""What a spreadsheet's reader would not notice: hidden rows and columns, merged cells, formulas, the day that counts as 0.

Looks through the XML of the sheets, piece by piece, and counts; keeps nothing of it. Refuses a zip that is locked,
broken, or much larger inside than it may be, by what it declares and by what really comes out.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field

from habeas.model.reason import Reason
from habeas.sources.errors import SourceError
from habeas.sources.limits import MAX_SHEET_UNPACKED
from habeas.sources.office_zip import Packed, check, too_much, weigh

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FILEPASS = re.compile(
    rb"\x09\x08\x10\x00\x00\x06.{14}(?:\x2f\x00|\xe1\x00.{4}\xc1\x00.{4}.{0,200}?\x2f\x00)", re.S
)
_CHUNK = 262_144
_LONGEST_TAG = 100_000
# Tags of both formats; every one is bounded by the next < or >, so that each letter is looked at a few times at most.
_FORMULA = re.compile(rb"<(?:\w{1,8}:)?f[\s>/]|\btable:formula=")
_MERGED = re.compile(
    rb"<(?:\w{1,8}:)?mergeCell\s|<table:table-cell\s[^<>]{0,400}?number-(?:columns|rows)-spanned="
)
_HIDDEN = re.compile(
    rb"<(?:(?:\w{1,8}:)?(?:row|col)\s[^<>]{0,400}?\bhidden=\"(?:1|true)\"[^<>]{0,200}"
    rb"|table:table-(?:row|column)\s[^<>]{0,400}?visibility=\"(?:collapse|filter)\"[^<>]{0,200})"
)
_SPAN = re.compile(rb"\bmin=\"(\d{1,6})\"[^<>]{0,200}?\bmax=\"(\d{1,6})\"")
_REPEATED = re.compile(rb"(?:rows|columns)-repeated=\"(\d{1,7})\"")
_EPOCH = re.compile(rb"<(?:\w{1,8}:)?workbookPr\s[^<>]{0,400}?\bdate1904=\"(?:1|true)\"")
_ENCRYPTION = re.compile(rb"<(?:\w{1,12}:)?encryption-data[\s>/]")
_SHEETS = re.compile(r"xl/worksheets/[^/]{1,80}\.xml|content\.xml")
SHEET = Packed(
    "spreadsheet",
    "xl/media/",
    "Get it again from where it came from, or open it in Excel or LibreOffice and save it as .xlsx anew.",
    MAX_SHEET_UNPACKED,
    "Open it with the password and save it without one, then add that and destroy it.",
    "If you trust it, copy the filled part into a new spreadsheet and save that.",
)
# No kind of file is named: a text looks the same from outside.
LOCKED = SourceError("The file is locked with a password.", SHEET.locked)
_BROKEN = SourceError("The spreadsheet is broken or not complete.", SHEET.way_out)


@dataclass(slots=True)
class Marks:
    """Counts over all sheets; ``old_epoch``: day numbers count from 1904 (files from old Macs)."""

    hidden_rows: int = 0
    hidden_columns: int = 0
    merged: int = 0
    formulas: int = 0
    old_epoch: bool = False
    hidden_sheets: list[str] = field(default_factory=list)

    def notes(self) -> tuple[Reason, ...]:
        """Return what a volunteer should know before she trusts the list."""
        found = []
        counts = {
            "hidden-rows": (self.hidden_rows, "Hidden rows in the file: {n}. They were read too."),
            "hidden-columns": (
                self.hidden_columns,
                "Hidden columns in the file: {n}. They were read too.",
            ),
            "merged": (
                self.merged,
                "Merged cells in the file: {n}. One that goes over several rows was read in each.",
            ),
            "formulas": (
                self.formulas,
                "Cells computed by formulas: {n}. The values from when it was last saved were read.",
            ),
        }
        for rule, (number, words) in counts.items():
            if number:
                found.append(Reason(f"sheet.{rule}", words.format(n=number), (("n", str(number)),)))
        if self.hidden_sheets:
            names = ", ".join(f"“{name[:40]}”" for name in self.hidden_sheets[:10])
            found.append(Reason("sheet.hidden-sheets", f"Hidden sheets were read too: {names}.", ()))
        if self.old_epoch:
            found.append(
                Reason("sheet.epoch-1904", "Days are counted from 1904 in this file; that was heeded.", ())
            )
        return tuple(found)


def is_locked(data: bytes) -> bool:
    """Whether an old container holds an encrypted workbook."""
    return _ENCRYPTED in data or _FILEPASS.search(data, 0, 65_536) is not None


def marks_of(data: bytes) -> Marks:
    """Return what is counted in the zip ``data``; raise SourceError where it is locked, broken or a bomb."""
    marks = Marks()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            weigh(archive.infolist(), len(data), SHEET)
            total = 0
            for member in archive.infolist():
                total = _walk(archive, member, marks, total, len(data))
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
    ) as error:
        raise _BROKEN from error
    return marks


def _walk(archive: zipfile.ZipFile, member: zipfile.ZipInfo, marks: Marks, total: int, packed: int) -> int:
    """Read one part to its end, counting its bytes; look into it where it is a sheet."""
    looked_at = _is_looked_at(member.filename)
    rest = b""
    with archive.open(member) as part:
        while chunk := part.read(_CHUNK):
            total += len(chunk)
            check(total, packed, SHEET)
            if looked_at:
                whole = rest + chunk
                end = whole.rfind(b"<")  # a tag is looked at when all of it is there
                end = len(whole) if end < 0 or len(whole) - end > _LONGEST_TAG else end
                _count(marks, whole[:end])
                rest = whole[end:]
    _count(marks, rest)
    return total


def _is_looked_at(name: str) -> bool:
    return name in ("xl/workbook.xml", "META-INF/manifest.xml") or _SHEETS.fullmatch(name) is not None


def _count(marks: Marks, xml: bytes) -> None:
    """Count what a stretch of XML holds; whole tags only. Names may carry a prefix (``x:row``)."""
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise too_much("a part of it defines its own XML, as no spreadsheet does", SHEET)
    if b"encryption-data" in xml and _ENCRYPTION.search(xml):
        raise LOCKED
    marks.formulas += len(_FORMULA.findall(xml))
    marks.merged += len(_MERGED.findall(xml))
    if b"hidden=" in xml or b"visibility=" in xml:
        for tag in _HIDDEN.findall(xml):
            number = _SPAN.search(tag)
            repeated = _REPEATED.search(tag)
            columns = b"col" in tag[:40].split(None, 1)[0]
            if columns and number:
                marks.hidden_columns += max(1, min(int(number[2]) - int(number[1]) + 1, 16_384))
            elif columns:
                marks.hidden_columns += int(repeated[1]) if repeated else 1
            else:
                marks.hidden_rows += int(repeated[1]) if repeated else 1
    marks.old_epoch = marks.old_epoch or _EPOCH.search(xml) is not None
