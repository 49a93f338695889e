"""Verb: what we have accepted, as a spreadsheet to work in and to bring back. A working copy: it says ONLY-FOR-US.

.xlsx holds three sheets (people, events, sources), .csv the people alone. Every cell is text, so that none can act
as a formula, and every row of a person has her id: `habeas import` finds her again by it.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

from habeas.exchange.lists.ours import our_people
from habeas.exchange.lists.sheets import Sheet, safe_in_csv, sheets_of
from habeas.model.statement import State
from habeas.store.layout import write_atomically
from habeas.store.workspace import Workspace
from habeas.workflows.holding import hold
from habeas.workflows.refused import Refused

MARK = "ONLY-FOR-US"
_WIDTHS = (34, 30, 24)
_LONGEST = 32_767  # characters that Excel takes in one cell


def export_list(workspace: Workspace, file: Path, *, today: date) -> int:
    """Write everybody whom we have accepted to ``file``; return how many people.

    Raises Refused where its name does not say that it is only for us, or its ending is neither .xlsx nor .csv.
    """
    check_name(file)
    if file.suffix.lower() not in (".xlsx", ".csv"):
        raise Refused(f"{file}: nothing was exported. The name must end in .xlsx, .csv or .wacz.")
    holding = hold(workspace, today=today)
    people = our_people(holding.held.statements, holding.held.links)
    statuses = {r.id: r.status for r in holding.register.people if r.state is not State.PROPOSED}
    sheets = sheets_of(people, statuses)
    data = _csv(sheets[0]) if file.suffix.lower() == ".csv" else _xlsx(sheets)
    try:
        write_atomically(file, data)
    except OSError as error:
        raise Refused(f"{file} cannot be written ({error.strerror}). Nothing was exported.") from error
    return len(people)


def check_name(file: Path) -> None:
    """Raise Refused where the name of a working copy does not say that it is only for us."""
    if MARK not in file.name:
        raise Refused(
            f"{file}: nothing was exported. It would hold what nobody else may see: "
            f"its name must say {MARK}, such as list-{MARK}.xlsx."
        )


def _csv(sheet: Sheet) -> bytes:
    """Return a sheet as CSV with a byte-order mark, by which Excel knows UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([[safe_in_csv(cell) for cell in row] for row in sheet.rows])
    return text.getvalue().encode("utf-8-sig")


def _xlsx(sheets: tuple[Sheet, ...]) -> bytes:
    """Return the sheets as a workbook: headers frozen, ids narrow, all cells text."""
    from openpyxl import Workbook  # type: ignore[import-untyped]
    from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # type: ignore[import-untyped]
    from openpyxl.styles import Font  # type: ignore[import-untyped]

    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        page.freeze_panes = "C2" if sheet.name == "people" else "A2"
        page.oddHeader.center.text = MARK
        for place, width in enumerate(_WIDTHS):
            page.column_dimensions["ABC"[place]].width = width
        for number, row in enumerate(sheet.rows):
            cells = []
            for text in row:
                cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST])
                cell.data_type = "s"  # never a formula
                cell.number_format = "@"
                if number == 0:
                    cell.font = Font(bold=True)
                cells.append(cell)
            page.append(cells)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()
