"""People as a workbook for spreadsheets (XLSX). Every cell is text: nothing in it can run as a formula."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import Any

from habeas.publish.edition import Edition
from habeas.publish.outputs.tables import PEOPLE, people_rows
from habeas.publish.pieces import Piece, Read

PATH = "data/people.xlsx"
LONGEST = 32_767  # characters that a cell can hold (ECMA-376)
_STAMP = re.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z")
_MOMENT = (2000, 1, 1, 0, 0, 0)


def pieces(edition: Edition) -> Iterator[Piece]:
    """Return the workbook."""
    yield Piece(PATH, edition.whole("workbook"), partial(_workbook, edition))


def _workbook(edition: Edition, _read: Read) -> bytes:
    # read here, as it takes a third of a second, and most of the times that something is published nothing changed
    from openpyxl import Workbook  # type: ignore[import-untyped]
    from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # type: ignore[import-untyped]

    def cell(text: str) -> Any:
        made = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)[:LONGEST])
        if text:
            made.data_type = "s"  # text, whatever it begins with
        return made

    book = Workbook(write_only=True)
    sheet = book.create_sheet("people")
    sheet.freeze_panes = "A2"
    for row in (PEOPLE, *people_rows(edition)):
        sheet.append([cell(text) for text in row])
    out = io.BytesIO()
    book.save(out)
    return _without_clock(out.getvalue(), edition.today.isoformat())


def _without_clock(data: bytes, day: str) -> bytes:
    """Return the same workbook without the moment at which it was made, so that equal editions have equal bytes."""
    out = io.BytesIO()
    stamp = f"{day}T00:00:00Z".encode()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            inside = old.read(name)
            if name == "docProps/core.xml":
                inside = _STAMP.sub(stamp, inside)
            info = zipfile.ZipInfo(name, _MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, inside)
    return out.getvalue()
