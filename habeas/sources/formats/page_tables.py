"""The tables of a web page as tables: for lists and court calendars that are watched, row by row.

Read only where somebody asks for it (``sources.read.read_tables``): as a report, the same page is its visible text.
A cell over several rows or columns says in each what it says. Tables that hold tables are frames of the page, and only
what stands in them is read. A page without a table is read line by line, so that it can be compared all the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from selectolax.lexbor import LexborNode

from habeas.model.document import Document
from habeas.sources.decode import decode
from habeas.sources.errors import SourceError
from habeas.sources.format import Format
from habeas.sources.formats import delimited, html, sheet, warc
from habeas.sources.limits import MAX_CELLS, MAX_SHEETS
from habeas.sources.made import make_document
from habeas.sources.page_says import declared_encoding
from habeas.sources.tables import Table, rows_of, texts_of
from habeas.sources.visible import visible_text

READER = "table/1"
_LONGEST_SPAN = 1_000  # browsers stop at 1,000 columns and 65,534 rows
_LONGEST_NAME = 100
_TOO_MUCH = SourceError(
    "The page holds more tables or cells than a list has.", "Name the address of the list itself."
)


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Return the tables of a page, of a web archive's last answer, of a spreadsheet or of a table of text.

    Raises SourceError where the file is none of these or cannot be read.
    """
    if not warc.FORMAT.recognises(data):
        return _read(data, name)
    address, answer = warc.last_answer(data)
    capture = hashlib.sha256(data).hexdigest()
    return tuple(replace(one, capture=capture) for one in _read(answer, address.partition("?")[0]))


def _read(data: bytes, name: str) -> tuple[Document, ...]:
    if sheet.FORMAT.recognises(data):
        return sheet.FORMAT.read(data, name)
    if html.FORMAT.recognises(data) or not name.lower().endswith(delimited.FORMAT.extensions):
        return _read_page(data)
    return delimited.FORMAT.read(data, name)


def _read_page(data: bytes) -> tuple[Document, ...]:
    page = html.parse_page(decode(data, declared_encoding(data)).text)
    tables = [table for table in _tables(page.root) if table.rows] if page.root else []
    if not tables and page.root:
        lines = visible_text(page.root).split("\n")
        tables = [Table("page", 1, rows_of(line.split("\t") for line in lines))]
    documents = tuple(make_document(data, READER, text) for table in tables for text in texts_of(table))
    if not documents:
        raise SourceError(
            "The page holds no visible words; its list is probably loaded by a script.",
            "Look for an address that gives the list itself, as .csv, .xlsx or a plain page.",
        )
    return documents


def _tables(root: LexborNode) -> Iterator[Table]:
    """Yield the tables that hold rows of their own, in order; one without a caption is named by its place."""
    place = 0
    room = MAX_CELLS
    for node in root.css("table"):
        if any(one.mem_id != node.mem_id for one in node.css("table")):
            continue
        rows = _rows(node, room)
        if sum(len(row) for row in rows) < 2:
            continue
        room -= sum(len(row) for row in rows)
        place += 1
        if place > MAX_SHEETS:
            raise _TOO_MUCH
        caption = node.css_first("caption")
        words = " ".join(visible_text(caption).split())[:_LONGEST_NAME] if caption else ""
        yield Table(words or f"table {place}", place, rows_of(rows))


def _rows(table: LexborNode, room: int) -> list[list[str]]:
    if sum(_span(cell, "colspan") for cell in table.css("td, th")) > room:  # before any of them is made
        raise _TOO_MUCH
    rows: list[list[str]] = []
    waiting: dict[int, tuple[str, int]] = {}  # a column, and the cell that still reaches down into it
    for row in table.css("tr"):
        cells: list[str] = []
        for cell in row.css("td, th"):
            _reach(cells, waiting)
            text = " ".join(visible_text(cell).split())
            for _ in range(_span(cell, "colspan")):
                if (down := _span(cell, "rowspan") - 1) > 0:
                    waiting[len(cells)] = (text, down)
                cells.append(text)
        _reach(cells, waiting)
        room -= len(cells)
        if room < 0:
            raise _TOO_MUCH
        rows.append(cells)
    return rows


def _reach(cells: list[str], waiting: dict[int, tuple[str, int]]) -> None:
    """Add the cells that reach down from rows above to where the next cell stands."""
    while len(cells) in waiting:
        text, left = waiting.pop(len(cells))
        if left > 1:
            waiting[len(cells)] = (text, left - 1)
        cells.append(text)


def _span(cell: LexborNode, name: str) -> int:
    written = (cell.attributes.get(name) or "1").strip()
    known = written.isascii() and written.isdecimal() and len(written) < 5
    return max(1, min(int(written), _LONGEST_SPAN)) if known else 1


def _prepare() -> None:
    for one in (sheet.FORMAT, delimited.FORMAT, warc.FORMAT, html.FORMAT):
        one.prepare()


FORMAT = Format(
    id="tables",
    called="a page with a table",
    media="text/html",
    extensions=(),
    recognises=lambda _: False,
    read=read,
    isolated=True,
    prepare=_prepare,
)
