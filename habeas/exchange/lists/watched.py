"""How a list that is watched is read: as a list of people, with the columns that only state lists and court calendars have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from habeas.exchange.lists.columns import guess_columns
from habeas.exchange.lists.contents import content_of
from habeas.exchange.lists.headers import LONGEST, said
from habeas.exchange.lists.layout import guess_mapping
from habeas.exchange.lists.mapping import WATCHED_FIELDS, Column, ListMapping, SheetMapping
from habeas.exchange.lists.words import Pattern, patterns, plain_words
from habeas.model.reason import Reason
from habeas.packs.loader import load
from habeas.sources.tables import Row, Table

_LOOKED_AT = 10  # rows in which a header is looked for
_LEAST_KNOWN = 2  # of its cells that must be understood
_SAMPLE_ROWS = 400
PACK = "vocabulary/watched_columns.yml"
_OF: dict[str, tuple[str, ...]] = {
    "state_listing": ("listed", "key"),
    "wanted": ("listed", "key"),
    "hearing": ("hearing", "court", "judge", "key"),
}
# A calendar tells of no verdict and no arrest: such a guess by the word “date” or “court” is its own column.
_NOT_IN = {
    "hearing": ("sentenced", "arrested", "released", "term", "place"),
    "state_listing": ("arrested",),
    "wanted": (),
}


@cache
def _patterns() -> tuple[tuple[str, Pattern], ...]:
    pack = load(PACK)
    found = []
    for name, line in pack.data["fields"].items():
        if name not in WATCHED_FIELDS:
            raise pack.error(
                ("fields", name),
                f"“{name}” is no column of a watched list.",
                f"use one of: {', '.join(WATCHED_FIELDS)}.",
            )
        found += [(name, pattern) for pattern in patterns(str(line))]
    return tuple(found)


def guess_watched(tables: Sequence[Table], says: str) -> ListMapping:
    """Return how the tables of a watched list are to be read; ``says`` is what its rows say."""
    guessed = guess_mapping(tables)
    sheets = [
        one if one.header else _with_header(one, table)
        for one, table in zip(guessed.sheets, tables, strict=True)
    ]
    return replace(guessed, sheets=tuple(_sheet(sheet, says) for sheet in sheets))


def _with_header(sheet: SheetMapping, table: Table) -> SheetMapping:
    """Return the mapping of a table whose header only a calendar has (“Дата, Время, Обвиняемый”)."""
    head = next((row for row in table.rows[:_LOOKED_AT] if _is_head(row)), None)
    if head is None:
        return sheet
    data = [row for row in table.rows if row.number > head.number][:_SAMPLE_ROWS]
    words = dict(enumerate(head.cells))
    contents = {n: content_of([row.cell(n) for row in data]) for n in range(table.width)}
    guesses = guess_columns(words, contents)
    aside = Reason("list.aside", "not understood; its cells are kept with the row")
    columns = []
    for n in range(table.width):
        guess = guesses.get(n)
        columns.append(
            Column(n, words.get(n, ""), guess.field if guess else None, guess.reason if guess else aside)
        )
    return SheetMapping(sheet.sheet, (head.number,), tuple(columns), sheet.month_first)


def _is_head(row: Row) -> bool:
    filled = [cell for cell in row.cells if cell]
    known = [cell for cell in filled if len(cell) <= LONGEST and (said(cell) or _told(cell))]
    return len(known) >= _LEAST_KNOWN and not any(letter.isdigit() for cell in filled for letter in cell)


def _told(header: str, says: str | None = None) -> str | None:
    """Return the column of a watched list that a header tells; the longest pattern wins."""
    words = plain_words(header)
    wanted = _OF[says] if says else WATCHED_FIELDS
    told = [(p.weight, name) for name, p in _patterns() if name in wanted and p.covers(words) is not None]
    return max(told)[1] if told else None


def _sheet(sheet: SheetMapping, says: str) -> SheetMapping:
    taken: set[str] = set()
    columns = []
    for column in sheet.columns:
        free = column.field is None or column.field in _NOT_IN[says]
        found = _told(column.header, says) if free else None
        if found is not None and found not in taken:
            taken.add(found)
            words = f"the header “{column.header}” says {found}"
            columns.append(replace(column, field=found, reason=Reason("list.header", words)))
        else:
            columns.append(replace(column, field=None) if free else column)
    return replace(sheet, columns=tuple(columns))
