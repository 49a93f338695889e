"""Spreadsheets (.xlsx, .ods, .xls): every sheet as lines of cells, with the values that formulas had when it was saved.

The cells are read by python-calamine, in the limited child; the zip is weighed before, and what a reader cannot see
on the screen (hidden rows, columns and sheets), merged cells and formulas are counted and told in notes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from habeas.model.document import Document
from habeas.sources.errors import SourceError
from habeas.sources.format import Format
from habeas.sources.limits import MAX_CELLS, MAX_RATIO, MAX_SHEETS, RATIO_FROM
from habeas.sources.made import make_document
from habeas.sources.sheet_marks import LOCKED, OLE, Marks, is_locked, marks_of
from habeas.sources.tables import Table, rows_of, texts_of

READER = "sheet/1"
_WAY_OUT = "Open it in Excel or LibreOffice and save it as .xlsx anew."
_BROKEN = SourceError("The spreadsheet is broken or not complete.", f"Get it again, or: {_WAY_OUT}")
_NOON = time(0, 0)


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Return the sheets as documents, long ones in pieces; raise SourceError for a broken, locked or lying file."""
    del name
    if data.startswith(OLE) and is_locked(data):
        raise LOCKED
    marks = Marks() if data.startswith(OLE) else marks_of(data)
    tables = [table for table in _tables(data, marks) if table.rows]
    if not tables:
        raise SourceError("The spreadsheet holds no filled cell.", "Get it again from where it came from.")
    notes = marks.notes()
    documents = []
    for table in tables:
        for text in texts_of(table):
            documents.append(make_document(data, READER, text, notes=notes))
            notes = ()  # told once
    return tuple(documents)


def _tables(data: bytes, marks: Marks) -> Iterable[Table]:
    import python_calamine as calamine

    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            names = [one.name for one in book.sheets_metadata if one.typ == calamine.SheetTypeEnum.WorkSheet]
            hidden = [
                one.name for one in book.sheets_metadata if one.visible != calamine.SheetVisibleEnum.Visible
            ]
            marks.hidden_sheets.extend(name for name in hidden if name in names)
            if len(names) > MAX_SHEETS:
                raise _too_much(f"it has {len(names):,} sheets, the limit is {MAX_SHEETS}")
            sheets = [(place, book.get_sheet_by_name(name)) for place, name in enumerate(names, 1)]
            return [_table(one, place, marks, len(data)) for place, one in sheets]
    except calamine.PasswordError as error:
        raise LOCKED from error
    except (calamine.CalamineError, OSError, ValueError, OverflowError, RuntimeError) as error:
        if isinstance(error, SourceError):
            raise
        raise _BROKEN from error


def _table(sheet: Any, place: int, marks: Marks, size: int) -> Table:
    if sheet.total_height * sheet.total_width > MAX_CELLS:
        raise _too_much(
            f"sheet “{sheet.name[:60]}” is {sheet.total_height:,} rows by {sheet.total_width:,} columns"
        )
    # empty rows before the first filled one are skipped by the library, and rows must keep their numbers
    first = (sheet.start[0] if sheet.start else 0) + 1
    left = [""] * (sheet.start[1] if sheet.start else 0)
    values = [[*left, *map(cell_text, row)] for row in sheet.to_python(skip_empty_area=True)]
    if sheet.total_height * sheet.total_width > RATIO_FROM:
        filled = sum(1 for row in values for cell in row if cell)
        if filled > max(RATIO_FROM, MAX_RATIO * size):
            raise _too_much(f"sheet “{sheet.name[:60]}” says the same row or cell {filled:,} times over")
    _fill_down(values, sheet.merged_cell_ranges or (), first)
    return Table(sheet.name, place, rows_of(values, first), marks.old_epoch)


def _fill_down(values: list[list[str]], merged: Iterable[tuple[Any, Any]], first: int) -> None:
    """Let a cell that is merged over several rows say in each what it says in the first: so it looks on the screen."""
    room = MAX_CELLS
    for (top, column), (bottom, _) in merged:
        above = top + 1 - first
        room -= bottom - top
        if not 0 <= above < len(values) or room < 0 or column >= len(values[above]):
            continue
        for row in values[above + 1 : above + 1 + bottom - top]:
            if column < len(row) and not row[column]:
                row[column] = values[above][column]


def cell_text(value: object) -> str:
    """Return a cell's value as text: days as 2022-03-15, whole numbers without a point, yes and no as TRUE, FALSE."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return (
            value.date().isoformat()
            if value.time() == _NOON
            else value.isoformat(sep=" ", timespec="minutes")
        )
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return "" if value is None else str(value)


def _too_much(what: str) -> SourceError:
    return SourceError(
        f"The spreadsheet looks made to do harm, or too large: {what}. It was not read.",
        "If you trust it, copy the filled part into a new spreadsheet and save that.",
    )


def is_workbook(data: bytes) -> bool:
    """Whether a zip holds an Excel workbook or an OpenDocument spreadsheet, or an old file an Excel workbook."""
    if data.startswith(OLE):
        return is_locked(data) or "Workbook".encode("utf-16-le") in data
    return data.startswith(b"PK\x03\x04") and (
        b"xl/workbook" in data or b"application/vnd.oasis.opendocument.spreadsheet" in data[:512]
    )


def prepare() -> None:
    """Load all that reading will need: the library that reads cells, and old zips' letters."""
    import codecs

    import python_calamine

    assert python_calamine and codecs.lookup("cp437")
    cell_text(datetime(2000, 1, 1).strftime("%Y"))  # noqa: DTZ001 - loads what dates load late


FORMAT = Format(
    id="sheet",
    called="a spreadsheet",
    media="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    extensions=(".xlsx", ".xlsm", ".ods", ".xls"),
    recognises=is_workbook,
    read=read,
    isolated=True,
    sure=True,
    prepare=prepare,
)
