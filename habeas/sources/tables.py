"""A table as text and back: one line a row, so that a row can be quoted like any sentence of a report.

A sheet becomes documents of at most SHEET_TEXT characters: the first line names the sheet (``[Sheet 1]``, its place
among the sheets and, where Excel counts from 1904, that), every other line is the number of the row, a tab, and its
cells with tabs between. A line break within a cell becomes U+2028, a tab a space; empty cells at the end are cut and
empty rows left out. Nothing else is changed: what stands in a cell can be quoted as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

READERS = ("sheet/", "csv/", "table/", "records/")  # of documents that are tables
SHEET_TEXT = 60_000  # characters of one document: a text may travel to partners up to 64 KiB
BREAK = "\u2028"
_IN_CELL = str.maketrans(
    {"\t": " ", "\r": None, "\n": BREAK, "\v": BREAK, "\f": BREAK, "\x00": None, "\x85": BREAK}
)
_EPOCH = "1904"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the sheet (from 1), its cells, and where its cells begin in the document's text."""

    number: int
    cells: tuple[str, ...]
    start: int = 0

    @property
    def line(self) -> str:
        """The cells as they stand in the text."""
        return "\t".join(self.cells)

    def cell(self, column: int) -> str:
        """Return the text of a cell (columns from 0), empty where there is none."""
        return self.cells[column] if 0 <= column < len(self.cells) else ""

    def place(self, column: int) -> tuple[int, int]:
        """Return where a cell begins and ends in the document's text."""
        start = self.start + sum(len(cell) + 1 for cell in self.cells[:column])
        return start, start + len(self.cell(column))


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet, or a piece of it: ``place`` counts sheets from 1; ``old_epoch``: its day numbers count from 1904."""

    sheet: str
    place: int
    rows: tuple[Row, ...]
    old_epoch: bool = False

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max((len(row.cells) for row in self.rows), default=0)


def is_table(reader: str) -> bool:
    """Whether a document made by ``reader`` is a table, or a piece of one."""
    return reader.startswith(READERS)


def tidy_cell(text: str) -> str:
    """Return a cell's text on one line, without blanks around it."""
    return text.translate(_IN_CELL).strip(" \u00a0\ufeff" + BREAK)


def texts_of(table: Table) -> Iterator[str]:
    """Yield the texts of a sheet, each of at most SHEET_TEXT characters (a longer row stands alone)."""
    head = f"[{tidy_cell(table.sheet)}]\t{table.place}" + (f"\t{_EPOCH}" if table.old_epoch else "")
    lines, size = [head], len(head)
    for row in table.rows:
        line = f"{row.number}\t{row.line}"
        if size + len(line) + 1 > SHEET_TEXT and len(lines) > 1:
            yield "\n".join(lines)
            lines, size = [head], len(head)
        lines.append(line)
        size += len(line) + 1
    if len(lines) > 1:
        yield "\n".join(lines)


def table_of(text: str) -> Table:
    """Return the table that ``text`` holds; of a text that is none, a table without rows."""
    head, _, rest = text.partition("\n")
    name, *facts = head.split("\t")
    place = int(facts[0]) if facts and facts[0].isdecimal() and len(facts[0]) < 6 else 1
    rows, start = [], len(head) + 1
    for line in rest.split("\n"):
        number, tab, cells = line.partition("\t")
        if tab and number.isascii() and number.isdecimal() and len(number) < 10:
            rows.append(Row(int(number), tuple(cells.split("\t")), start + len(number) + 1))
        start += len(line) + 1
    return Table(name.removeprefix("[").removesuffix("]"), place, tuple(rows), _EPOCH in facts[1:])


def tables_of(texts: Iterable[str]) -> tuple[Table, ...]:
    """Return the whole sheets that the texts of one file hold, pieces put together (row places are lost)."""
    found: dict[int, Table] = {}
    rows: dict[int, list[Row]] = {}
    for text in texts:
        piece = table_of(text)
        found.setdefault(piece.place, piece)
        rows.setdefault(piece.place, []).extend(piece.rows)
    return tuple(
        Table(one.sheet, place, tuple(rows[place]), one.old_epoch) for place, one in sorted(found.items())
    )


def rows_of(values: Iterable[Sequence[str]], first: int = 1) -> tuple[Row, ...]:
    """Return rows made of tidied cell texts; ``first`` is the number of the first. Empty ones are left out."""
    rows = []
    for number, cells in enumerate(values, first):
        kept = [tidy_cell(cell) for cell in cells]
        while kept and not kept[-1]:
            kept.pop()
        if kept:
            rows.append(Row(number, tuple(kept)))
    return tuple(rows)
