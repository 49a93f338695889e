"""People as a workbook for spreadsheets (XLSX). Every cell is text: nothing in it can run as a formula."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from string import ascii_uppercase
from xml.sax.saxutils import escape

from habeas.publish.edition import Edition
from habeas.publish.outputs.tables import PEOPLE, people_rows
from habeas.publish.pieces import Piece, Read

PATH = "data/people.xlsx"
LONGEST = 32_767  # characters that a cell can hold (ECMA-376)
_STAMP = re.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z")
_SHEET = "xl/worksheets/sheet1.xml"
_NO_ROWS = re.compile(rb"<sheetData ?/>|<sheetData></sheetData>")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ENDS = {"\r": "&#13;"}  # otherwise read as an end of line
_MOMENT = (2000, 1, 1, 0, 0, 0)


def pieces(edition: Edition) -> Iterator[Piece]:
    """Return the workbook."""
    yield Piece(PATH, edition.whole("workbook"), partial(_workbook, edition))


def _workbook(edition: Edition, _read: Read) -> bytes:
    # read here, as it takes a third of a second, and most of the times that something is published nothing changed
    from openpyxl import Workbook  # type: ignore[import-untyped]

    book = Workbook(write_only=True)
    book.create_sheet("people").freeze_panes = "A2"
    empty = io.BytesIO()
    book.save(empty)
    rows = [_row(number, row) for number, row in enumerate((PEOPLE, *people_rows(edition)), 1)]
    return _filled(empty.getvalue(), "".join(rows).encode("ascii", "xmlcharrefreplace"), edition.today)


def _row(number: int, texts: Sequence[str]) -> str:
    """Return a row of the sheet, every cell a text whatever it begins with.

    Written here and not by the library, which takes ten times as long; a test holds both equal.
    """
    cells = [_cell(f"{column}{number}", text) for column, text in zip(ascii_uppercase, texts, strict=False)]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(place: str, text: str) -> str:
    if not text:
        return f'<c r="{place}" t="inlineStr"></c>'
    told = _NOT_IN_XML.sub("\ufffd", text)[:LONGEST]
    kept = ' xml:space="preserve"' if told != told.strip() else ""
    return f'<c r="{place}" t="inlineStr"><is><t{kept}>{escape(told, _ENDS)}</t></is></c>'


def _filled(empty: bytes, rows: bytes, day: date) -> bytes:
    """Return the ``empty`` workbook with ``rows``, and without the moment at which it was made: equal editions have equal bytes."""
    out = io.BytesIO()
    stamp = f"{day.isoformat()}T00:00:00Z".encode()
    with zipfile.ZipFile(io.BytesIO(empty)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            inside = old.read(name)
            if name == "docProps/core.xml":
                inside = _STAMP.sub(stamp, inside)
            if name == _SHEET:
                before, after = _NO_ROWS.split(inside)
                inside = b"%s<sheetData>%s</sheetData>%s" % (before, rows, after)
            info = zipfile.ZipInfo(name, _MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, inside)
    return out.getvalue()
