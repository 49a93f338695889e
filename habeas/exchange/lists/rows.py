"""A row of cells put together: who it is about, the values of its fields, and what was kept but not understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from habeas.exchange.lists.cell_dates import DateHabit, read_date
from habeas.exchange.lists.cell_law import read_articles, read_term
from habeas.exchange.lists.cell_names import NameRead, is_unknown, looks_like_name, read_names
from habeas.exchange.lists.cell_words import read_place, read_status, tidy
from habeas.exchange.lists.headers import totals, unit_said
from habeas.exchange.lists.mapping import DATE_FIELDS, Column, SheetMapping
from habeas.exchange.lists.snapshot import Listed
from habeas.exchange.lists.words import plain_words
from habeas.model.edtf import Edtf
from habeas.sources.tables import Row, Table

_SHORT = 40  # characters of a cell that may say “total”


@dataclass(frozen=True, slots=True)
class CellValue:
    """One value of a row: in the field's notation, the words of its cell, and the column (None: from the name's cell)."""

    value: str
    words: str
    column: int | None


@dataclass(frozen=True, slots=True)
class ListRow:
    """What one row says of one person. A row that names several makes several, numbered by ``ordinal`` from 0.

    ``problems`` are sentences about cells that could not be read (their words are kept in the row); ``unread`` are
    those cells: header or column letter, and words. ``listed``: what it says by standing in a list that is watched.
    """

    sheet: str
    row: Row
    ordinal: int
    name: str
    values: Mapping[str, tuple[CellValue, ...]]
    problems: tuple[str, ...] = ()
    unread: tuple[tuple[str, str], ...] = field(default=())
    only: tuple[str, ...] | None = None
    listed: Listed | None = None

    def says(self, name: str) -> bool:
        """Whether the row says the field anew (of an export of ours that came back, only what was changed)."""
        return self.only is None or "*" in self.only or name in self.only

    def one(self, name: str) -> str | None:
        """Return the value of a field that has one, or None."""
        found = self.values.get(name)
        return found[0].value if found else None


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A row that is about nobody: a title, a total, a repeated header, an empty name. ``why`` is a few words."""

    sheet: str
    row: Row
    why: str


def rows_of_table(table: Table, mapping: SheetMapping) -> Iterator[ListRow | PassedOver]:
    """Yield what each row below the header says, in order."""
    if not mapping.names:
        return
    reader = _Reader(table, mapping)
    for row in table.rows:
        if row.number in mapping.header:
            continue
        if row.number < mapping.data_from:
            yield PassedOver(table.sheet, row, "above the header")
            continue
        yield from reader.read(row)


def ahead(row: ListRow, as_of: str) -> ListRow:
    """Return the row with a release after the day ``as_of`` as an expected one: a list cannot tell what has not happened."""
    told = row.values.get("released")
    first = Edtf.parse(told[0].value).earliest if told else None
    if told is None or first is None or first.isoformat() <= as_of:
        return row
    values = {name: found for name, found in row.values.items() if name != "released"}
    values.setdefault("release_expected", told)
    words = f"“{told[0].words[:60]}” is a release after {as_of}: read as the one that is expected"
    return replace(row, values=values, problems=(*row.problems, words))


class _Reader:
    """One sheet's mapping, ready for many rows."""

    def __init__(self, table: Table, mapping: SheetMapping) -> None:
        self.table, self.mapping = table, mapping
        self.names = mapping.names
        self.headers = {column.header for column in mapping.columns if column.header}
        named = {column.index for column in self.names}
        self.rest = tuple(c for c in mapping.columns if c.index not in named)
        self.habits = {
            c.index: DateHabit(mapping.month_first, table.old_epoch, c.field == "born") for c in self.rest
        }
        self.units = {c.index: unit_said(c.header) for c in self.rest if c.field == "term"}

    def read(self, row: Row) -> Iterator[ListRow | PassedOver]:
        people = self._people(row)
        why = self._nobody(row, people)
        if why:
            yield PassedOver(self.table.sheet, row, why)
            return
        values, problems, unread = self._values(row)
        for ordinal, person in enumerate(people):
            own = dict(values)
            if person.born and "born" not in own:
                own["born"] = (CellValue(person.born, person.born, None),)
            if person.others:
                others = tuple(CellValue(other, other, None) for other in person.others)
                own["other_name"] = (*own.get("other_name", ()), *others)
            beside = tuple((self.names[0].header or self.names[0].letter, words) for words in person.remarks)
            yield ListRow(
                self.table.sheet, row, ordinal, person.name, own, tuple(problems), (*unread, *beside)
            )

    def _people(self, row: Row) -> tuple[NameRead, ...]:
        if len(self.names) == 1:
            return read_names(row.cell(self.names[0].index))
        words = [tidy(row.cell(c.index)) for c in self.names]
        parts = [word for word in words if word and not is_unknown(word)]
        if not parts:
            return ()
        found = read_names(" ".join(parts).replace(",", " "))
        return found[:1]

    def _nobody(self, row: Row, people: tuple[NameRead, ...]) -> str:
        """Return why a row is about nobody, or an empty text."""
        filled = [cell for cell in row.cells if cell]
        if any(" ".join(plain_words(cell)) in totals() for cell in filled[:2] if len(cell) < _SHORT):
            return "a total"
        if sum(cell in self.headers for cell in filled) >= max(2, len(filled) - 1):
            return "the header again"
        if not people:
            return "no name"
        if len(filled) == 1 and not looks_like_name(filled[0]):
            return "a title"
        return ""

    def _values(
        self, row: Row
    ) -> tuple[dict[str, tuple[CellValue, ...]], list[str], tuple[tuple[str, str], ...]]:
        values: dict[str, tuple[CellValue, ...]] = {}
        problems: list[str] = []
        unread: list[tuple[str, str]] = []
        for column in self.rest:
            words = row.cell(column.index)
            if not words:
                continue
            where = column.header or column.letter
            if column.field is None:
                unread.append((where, words))
                continue
            if is_unknown(words):
                continue
            read, remark = self._cell(column, words)
            if remark:
                problems.append(f"{where}: {remark}")
            if read:
                values[column.field] = tuple(CellValue(value, words, column.index) for value in read)
            else:
                unread.append((where, words))
        return values, problems, tuple(unread)

    def _cell(self, column: Column, words: str) -> tuple[tuple[str, ...], str]:
        """Return the values of a cell and a remark about them."""
        name = column.field
        if name in DATE_FIELDS:
            date = read_date(words, self.habits[column.index])
            return ((date.value,) if date.value else ()), date.remark
        if name == "articles":
            articles = read_articles(words)
            return articles, "" if articles else f"no article was found in “{words[:60]}”"
        if name == "term":
            term = read_term(words, self.units.get(column.index))
            return ((term.value,) if term.value else ()), term.remark
        if name == "status":
            return (read_status(words) or tidy(words),), ""
        if name == "other_name":
            return tuple(part for one in words.split(";") if (part := tidy(one))), ""
        if name == "place":
            return (read_place(words),), ""
        return (tidy(words),), ""
