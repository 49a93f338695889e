"""Two snapshots of one table: which rows appeared, which are gone, and which cells changed.

A row is the same row where all its cells are the same, wherever it stands; else where a key that both snapshots have once
is the same (a number of the entry, the name with the day of birth, the name); else where at least half of its cells are.
Columns that only count rows say nothing. Columns are known by their headers, so that one that moved is no change.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from habeas.exchange.lists.mapping import ListMapping, SheetMapping, letter_of
from habeas.exchange.lists.words import plain_words
from habeas.sources.tables import Row, Table

_TELLING = 30  # a cell that more rows share than these does not tell which row is meant
_HALF = 2
type _Cells = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that changed: its header, what stood there and what stands there (empty: nothing); ``column`` of the later one."""

    header: str
    was: str
    now: str
    column: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A row of a snapshot, with its sheet."""

    sheet: str
    row: Row

    @property
    def label(self) -> str:
        """The row's name within its file."""
        return f"{self.sheet}!{self.row.number}"


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that stands in both snapshots, with the cells that differ."""

    before: Standing
    after: Standing
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two snapshots, each in the order of its table; ``same`` counts rows that did not change."""

    appeared: tuple[Standing, ...] = ()
    gone: tuple[Standing, ...] = ()
    changed: tuple[Changed, ...] = ()
    same: int = 0

    def __bool__(self) -> bool:
        return bool(self.appeared or self.gone or self.changed)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row as it is compared: its cells under their headers, without those that only count."""

    at: Standing
    cells: Mapping[str, str]
    columns: Mapping[str, int]
    keys: tuple[str, ...]

    @property
    def whole(self) -> _Cells:
        return tuple(sorted(self.cells.items()))


def compare_snapshots(
    before: Sequence[Table],
    after: Sequence[Table],
    mappings: tuple[ListMapping, ListMapping],
    *,
    leave_out: Collection[str] = (),
) -> Changes:
    """Return what changed from one snapshot to the next; ``leave_out`` are headers whose cells do not count."""
    out = {" ".join(plain_words(one)) for one in leave_out}
    old = [line for table in before for line in _lines(table, mappings[0].of(table.sheet), out)]
    new = [line for table in after for line in _lines(table, mappings[1].of(table.sheet), out)]
    old, new, same = _without_equal(old, new)
    pairs: list[tuple[_Line, _Line]] = []
    for level in range(3):
        old, new = _paired(old, new, lambda line, level=level: line.keys[level], pairs)  # type: ignore[misc]
    old, new = _alike(old, new, pairs)
    changed = [Changed(a.at, b.at, _cells(a, b)) for a, b in pairs]
    return Changes(
        tuple(line.at for line in new),
        tuple(line.at for line in old),
        tuple(sorted((one for one in changed if one.cells), key=lambda one: one.after.row.number)),
        same + sum(1 for one in changed if not one.cells),
    )


def _lines(table: Table, mapping: SheetMapping | None, out: Collection[str]) -> list[_Line]:
    head = next((row for row in table.rows if mapping and row.number == max(mapping.header, default=0)), None)
    first = mapping.data_from if mapping else 1
    rows = [row for row in table.rows if row.number >= first]
    names = _headers(head, table.width)
    kept = [n for n in names if not _counts(rows, n) and " ".join(plain_words(names[n])) not in out]
    found = []
    for row in rows:
        if head is not None and row.cells == head.cells:
            continue  # the header once more
        cells = {names[n]: cell for n in kept if (cell := row.cell(n))}
        if cells:
            columns = {names[n]: n for n in kept}
            found.append(_Line(Standing(table.sheet, row), cells, columns, _keys(row, mapping)))
    return found


def _headers(head: Row | None, width: int) -> dict[int, str]:
    """Return what each column is called: its header, and its letter where two have one header or none."""
    said = [head.cell(n) if head else "" for n in range(width)]
    times = Counter(said)
    return {n: one if one and times[one] == 1 else f"column {letter_of(n)}" for n, one in enumerate(said)}


def _counts(rows: Sequence[Row], column: int) -> bool:
    """Whether a column holds nothing but 1, 2, 3 ... in the order of the rows."""
    cells = [cell.rstrip(".") for row in rows if (cell := row.cell(column))]
    if len(cells) < 2 or not all(cell.isdecimal() and len(cell) < 8 for cell in cells):
        return False
    return all(int(b) == int(a) + 1 for a, b in pairwise(cells))


def _keys(row: Row, mapping: SheetMapping | None) -> tuple[str, str, str]:
    """Return the keys of a row, the surest first, each empty where the row has none."""
    if mapping is None:
        return ("", "", "")
    own = mapping.column("id") or mapping.column("key")
    born = mapping.column("born")
    name = " ".join(word for column in mapping.names for word in plain_words(row.cell(column.index)))
    day = row.cell(born.index) if born else ""
    return (row.cell(own.index) if own else "", f"{name}\x1f{day}" if name and day else "", name)


def _without_equal(old: list[_Line], new: list[_Line]) -> tuple[list[_Line], list[_Line], int]:
    counts = Counter(line.whole for line in new)
    rest, same = [], Counter[_Cells]()
    for line in old:
        if counts[line.whole] > same[line.whole]:
            same[line.whole] += 1
        else:
            rest.append(line)
    fresh = []
    left = Counter(same)
    for line in new:
        if left[line.whole]:
            left[line.whole] -= 1
        else:
            fresh.append(line)
    return rest, fresh, sum(same.values())


def _paired(
    old: list[_Line], new: list[_Line], key: Callable[[_Line], str], pairs: list[tuple[_Line, _Line]]
) -> tuple[list[_Line], list[_Line]]:
    """Pair the rows whose key stands once among those left of either snapshot; return the others."""
    once_old, once_new = _once(old, key), _once(new, key)
    both = {one for one in once_old if one in once_new}
    pairs += [(once_old[one], once_new[one]) for one in once_old if one in both]
    return [line for line in old if key(line) not in both], [line for line in new if key(line) not in both]


def _once(lines: Iterable[_Line], key: Callable[[_Line], str]) -> dict[str, _Line]:
    found: dict[str, list[_Line]] = defaultdict(list)
    for line in lines:
        if key(line):
            found[key(line)].append(line)
    return {one: rows[0] for one, rows in found.items() if len(rows) == 1}


def _alike(
    old: list[_Line], new: list[_Line], pairs: list[tuple[_Line, _Line]]
) -> tuple[list[_Line], list[_Line]]:
    """Pair rows of which at least half of the cells are the same, where no other row is as near."""
    standing: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, line in enumerate(old):
        for cell in line.whole:
            standing[cell].append(place)
    taken: set[int] = set()
    rest = []
    for line in new:
        shared = Counter(
            place
            for cell in line.whole
            if len(standing.get(cell, ())) <= _TELLING
            for place in standing.get(cell, ())
            if place not in taken
        )
        best = shared.most_common(2)
        near = bool(best) and best[0][1] * _HALF >= max(len(line.cells), len(old[best[0][0]].cells))
        if near and best[0][1] > 1 and (len(best) == 1 or best[1][1] < best[0][1]):
            taken.add(best[0][0])
            pairs.append((old[best[0][0]], line))
        else:
            rest.append(line)
    return [line for place, line in enumerate(old) if place not in taken], rest


def _cells(before: _Line, after: _Line) -> tuple[Cell, ...]:
    """Return the cells that differ, in the order of the later table's columns; a column that is new or gone is none."""
    names = [name for name in after.columns if name in before.columns]
    return tuple(
        Cell(name, before.cells.get(name, ""), after.cells.get(name, ""), after.columns[name])
        for name in names
        if before.cells.get(name, "") != after.cells.get(name, "")
    )
