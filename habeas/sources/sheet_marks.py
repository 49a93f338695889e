"""What a spreadsheet's reader would not notice: hidden rows and columns, merged cells, formulas, the day that counts as 0.

Walks the XML of the sheets with expat, piece by piece, and counts; keeps nothing of it. Refuses a zip that is locked,
broken, or much larger inside than it may be, by what it declares and by what really comes out.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from habeas.model.reason import Reason
from habeas.sources.errors import SourceError
from habeas.sources.limits import MAX_PARTS, MAX_RATIO, MAX_SHEET_UNPACKED, RATIO_FROM

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FILEPASS = re.compile(
    rb"\x09\x08\x10\x00\x00\x06.{14}(?:\x2f\x00|\xe1\x00.{4}\xc1\x00.{4}.{0,200}?\x2f\x00)", re.S
)
_CHUNK = 262_144
_SHEETS = re.compile(r"xl/worksheets/[^/]{1,80}\.xml|content\.xml")
_LOCKED = SourceError(
    "The spreadsheet is locked with a password.",
    "Open it with the password and save it without one, then import that and destroy it.",
)
_BROKEN = SourceError(
    "The spreadsheet is broken or not complete.",
    "Get it again from where it came from, or open it in Excel or LibreOffice and save it as .xlsx anew.",
)


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
            _weigh(archive.infolist(), len(data))
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
    except expat.ExpatError as error:
        raise _BROKEN from error
    return marks


def _weigh(members: list[zipfile.ZipInfo], packed: int) -> None:
    if len(members) > MAX_PARTS:
        raise _too_much(f"it has {len(members):,} parts, the limit is {MAX_PARTS:,}")
    if any(member.flag_bits & 0x1 for member in members):
        raise _LOCKED
    _check(sum(member.file_size for member in members), packed)


def _check(unpacked: int, packed: int) -> None:
    if unpacked > MAX_SHEET_UNPACKED:
        raise _too_much(f"it would unpack to more than {MAX_SHEET_UNPACKED // 1_000_000} MB")
    if unpacked > RATIO_FROM and unpacked > MAX_RATIO * packed:
        raise _too_much(f"it would unpack to more than {MAX_RATIO} times its size")


def _walk(archive: zipfile.ZipFile, member: zipfile.ZipInfo, marks: Marks, total: int, packed: int) -> int:
    """Read one part to its end, counting its bytes; look into it where it is a sheet."""
    parser = _parser(marks, member.filename) if _is_looked_at(member.filename) else None
    with archive.open(member) as part:
        while chunk := part.read(_CHUNK):
            total += len(chunk)
            _check(total, packed)
            if parser is not None:
                parser.Parse(chunk, False)
    if parser is not None:
        parser.Parse(b"", True)
    return total


def _is_looked_at(name: str) -> bool:
    return name in ("xl/workbook.xml", "META-INF/manifest.xml") or _SHEETS.fullmatch(name) is not None


def _parser(marks: Marks, name: str) -> expat.XMLParserType:
    parser = expat.ParserCreate()

    def entity(*_: object) -> None:
        raise _too_much("a part of it defines its own XML, as no spreadsheet does")

    parser.EntityDeclHandler = entity
    parser.StartElementHandler = _counter(marks, name)
    return parser


def _counter(marks: Marks, name: str) -> Callable[[str, dict[str, str]], None]:
    """Return what looks at each element of the part ``name``."""

    def excel(tag: str, facts: dict[str, str]) -> None:
        if tag == "f":
            marks.formulas += 1
        elif tag == "row" and facts.get("hidden") in ("1", "true"):
            marks.hidden_rows += 1
        elif tag == "col" and facts.get("hidden") in ("1", "true"):
            marks.hidden_columns += _span(facts)
        elif tag == "mergeCell":
            marks.merged += 1
        elif tag == "workbookPr" and facts.get("date1904") in ("1", "true"):
            marks.old_epoch = True

    def open_document(tag: str, facts: dict[str, str]) -> None:
        if "table:formula" in facts:
            marks.formulas += 1
        if "table:number-columns-spanned" in facts or "table:number-rows-spanned" in facts:
            marks.merged += 1
        hidden = facts.get("table:visibility") in ("collapse", "filter")
        if hidden and tag == "table:table-row":
            marks.hidden_rows += _number(facts.get("table:number-rows-repeated"))
        elif hidden and tag == "table:table-column":
            marks.hidden_columns += _number(facts.get("table:number-columns-repeated"))
        elif tag == "manifest:encryption-data":
            raise _LOCKED

    return open_document if name in ("content.xml", "META-INF/manifest.xml") else excel


def _span(facts: dict[str, str]) -> int:
    low, high = _number(facts.get("min")), _number(facts.get("max"))
    return max(1, min(high - low + 1, 16_384))


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 8 else 1


def _too_much(what: str) -> SourceError:
    return SourceError(
        f"The spreadsheet looks made to do harm: {what}. It was not unpacked.",
        "If you trust it, copy the filled part into a new spreadsheet and save that.",
    )
