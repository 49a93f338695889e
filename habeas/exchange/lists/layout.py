"""Where a sheet's header stands and what its columns are: by the words of the header, and by what the cells hold.

The header need not be the first row: titles, empty rows and a row of groups may stand above it. Where there is none,
or it says something else than the cells hold, the cells decide, and that is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from habeas.exchange.lists.cell_dates import writes_month_first
from habeas.exchange.lists.columns import Guess, guess_columns
from habeas.exchange.lists.contents import Content, content_of
from habeas.exchange.lists.headers import ASIDE, LONGEST, NOT_PEOPLE, said
from habeas.exchange.lists.mapping import DATE_FIELDS, NAME_FIELDS, Column, ListMapping, SheetMapping
from habeas.model.reason import Reason
from habeas.sources.tables import Row, Table

_LOOKED_AT = 40  # rows in which a header is looked for
_SAMPLE_ROWS = 400
_MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class _Header:
    """A candidate: its row numbers, the words of each column, and how many fields it names."""

    rows: tuple[int, ...]
    words: Mapping[int, str]
    fields: frozenset[str]
    weight: float


_NONE = _Header((), {}, frozenset(), 0.0)


def guess_mapping(tables: Sequence[Table]) -> ListMapping:
    """Return how each sheet of a file is to be read. A sheet in which nobody is named gets no columns."""
    return ListMapping(tuple(guess_sheet(table) for table in tables))


def guess_sheet(table: Table) -> SheetMapping:
    """Return how a sheet is to be read."""
    if table.rows and table.rows[0].cell(0).startswith(NOT_PEOPLE):
        return SheetMapping(table.sheet, (table.rows[0].number,))  # events and sources of an export of ours
    header = _find_header(table.rows[:_LOOKED_AT])
    data = [row for row in table.rows if row.number > max(header.rows, default=0)][:_SAMPLE_ROWS]
    width = min(max((len(row.cells) for row in (*data, *table.rows[:_LOOKED_AT])), default=0), _MOST_COLUMNS)
    contents = {n: content_of([row.cell(n) for row in data]) for n in range(width)}
    guesses = guess_columns(header.words, contents)
    if not any(guess.field in NAME_FIELDS for guess in guesses.values()):
        remark = Reason(
            "list.no-names",
            f"In sheet “{table.sheet}” no column holds names of people; it was kept, not read.",
            (("sheet", table.sheet),),
        )
        return SheetMapping(table.sheet, header.rows, _columns(width, header, {}, contents), notes=(remark,))
    dates = [n for n, guess in guesses.items() if guess.field in DATE_FIELDS]
    turned = writes_month_first([row.cell(n) for n in dates for row in data])
    notes = _notes(table, header, turned)
    return SheetMapping(table.sheet, header.rows, _columns(width, header, guesses, contents), turned, notes)


def _columns(
    width: int, header: _Header, guesses: Mapping[int, Guess], contents: Mapping[int, Content]
) -> tuple[Column, ...]:
    kept = Reason("list.aside", "not understood; its cells are kept with the row")
    found = []
    for n in range(width):
        guess = guesses.get(n)
        if guess is not None or contents[n].filled or header.words.get(n):
            reason = guess.reason if guess else kept
            found.append(Column(n, header.words.get(n, ""), guess.field if guess else None, reason))
    return tuple(found)


def _notes(table: Table, header: _Header, turned: bool) -> tuple[Reason, ...]:
    notes, sheet = [], (("sheet", table.sheet),)
    if not header.rows:
        words = (
            f"Sheet “{table.sheet}” has no header that is understood; columns were guessed by their cells."
        )
        notes.append(Reason("list.no-header", words, sheet))
    if turned:
        words = f"In sheet “{table.sheet}” dates with strokes have the month first."
        notes.append(Reason("list.month-first", words, sheet))
    return tuple(notes)


def _find_header(rows: Sequence[Row]) -> _Header:
    best = _NONE
    for place, row in enumerate(rows):
        one = _candidate((row.number,), dict(enumerate(row.cells)))
        if _better(one, best):
            best = one
        if place + 1 < len(rows) and _may_head(rows[place + 1]):
            two = _candidate((row.number, rows[place + 1].number), _joined(row, rows[place + 1]))
            if len(two.fields) > len(best.fields) and len(two.fields) > len(one.fields):
                best = two
    return best if len(best.fields) >= 2 or (best.fields & {"name", "surname"}) else _NONE


def _better(one: _Header, best: _Header) -> bool:
    return (len(one.fields), one.weight) > (len(best.fields), best.weight)


def _candidate(rows: tuple[int, ...], words: dict[int, str]) -> _Header:
    """Weigh a row (or two) as a header: how many fields its cells name, and how plainly."""
    fields: dict[str, float] = {}
    understood = filled = 0
    for text in words.values():
        if not text:
            continue
        filled += 1
        found = said(text) if len(text) <= LONGEST else ()
        if found:
            understood += 1
            if found[0].field != ASIDE:
                fields[found[0].field] = max(fields.get(found[0].field, 0.0), found[0].score)
    if understood * 3 < filled:  # a row of data in which a word or two happen to be known
        return _NONE
    kept = {n: text for n, text in words.items() if text and len(text) <= LONGEST}
    return _Header(rows, kept, frozenset(fields), sum(fields.values()))


def _may_head(row: Row) -> bool:
    """Whether a row can be the second of two header rows: words only, some of which a header has."""
    filled = [cell for cell in row.cells if cell]
    digits = sum(any(letter.isdigit() for letter in cell) for cell in filled)
    return bool(filled) and digits == 0 and any(said(cell) for cell in filled)


def _joined(upper: Row, lower: Row) -> dict[int, str]:
    """Put two header rows together: a group's words stand over all columns up to the next group."""
    words: dict[int, str] = {}
    group = ""
    for n in range(max(len(upper.cells), len(lower.cells))):
        above, below = upper.cell(n), lower.cell(n)
        group = above or (group if below else "")
        words[n] = f"{group} {below}".strip() if below and below != group else above
    return words
