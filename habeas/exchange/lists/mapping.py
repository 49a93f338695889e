"""Which column is what: the noun that the guess returns, a person may change, and a small YAML file keeps.

list: 1                        # the version of this shape
sheets:
  - sheet: Лист1
    header: [3]                # numbers of the header rows; [] where there are none
    dates: day first           # how 3/4/2022 is meant here, or: month first
    columns: {A: name, B: born, E: articles}
    aside: {C: "Фото"}         # columns that are only kept, with what their header says
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import yaml

from habeas.exchange.lists.snapshot import Snapshot, from_json
from habeas.model.reason import Reason

FIELDS = (
    "born",
    "arrested",
    "sentenced",
    "released",
    "release_expected",
    "articles",
    "term",
    "place",
    "facility",
    "status",
)
NAME_FIELDS = ("name", "surname", "given", "patronymic")
OTHER_FIELDS = ("other_name", "age", "id", "note", "gender", "occupation")
DATE_FIELDS = ("born", "arrested", "sentenced", "released", "release_expected", "listed", "hearing")
ALL_FIELDS = (*NAME_FIELDS, *FIELDS, *OTHER_FIELDS)
WATCHED_FIELDS = (
    "listed",
    "hearing",
    "court",
    "judge",
    "key",
)  # of state lists and court calendars (watched.py)
VERSION = 1
_MOST_COLUMNS = 16_384
_DAY_FIRST, _MONTH_FIRST = "day first", "month first"


class MappingError(ValueError):
    """A mapping cannot be used; the text says what is wrong and how to mend it."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column (``index`` from 0): its header, the field that it fills (None: only kept), and why."""

    index: int
    header: str
    field: str | None
    reason: Reason

    @property
    def letter(self) -> str:
        """The column as spreadsheets name it: A, B ... AA."""
        return letter_of(self.index)


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """How one sheet is read. ``header`` are row numbers; rows up to the last of them are no data.

    ``sheet`` empty: any sheet. ``month_first``: 3/4/2022 is the fourth of March.
    """

    sheet: str
    header: tuple[int, ...] = ()
    columns: tuple[Column, ...] = ()
    month_first: bool = False
    notes: tuple[Reason, ...] = field(default=())

    def column(self, name: str) -> Column | None:
        """Return the column that fills a field, or None."""
        return next((one for one in self.columns if one.field == name), None)

    @property
    def names(self) -> tuple[Column, ...]:
        """The columns that make the name, as they stand."""
        whole = self.column("name")
        parts = tuple(one for one in self.columns if one.field in ("surname", "given", "patronymic"))
        return (whole,) if whole is not None and not any(p.field == "surname" for p in parts) else parts

    @property
    def data_from(self) -> int:
        """The number of the first row that may hold data."""
        return max(self.header, default=0) + 1


@dataclass(frozen=True, slots=True)
class ListMapping:
    """How a file's sheets are read. ``only``: the rows (``sheet!number``) and fields that count, in an export that came back.

    ``as_of`` is the day (ISO 8601) on which the list was first read: a release after it is one that is expected.
    ``snapshot`` is there for a list that somebody else keeps and we watch.
    """

    sheets: tuple[SheetMapping, ...]
    only: Mapping[str, tuple[str, ...]] | None = None
    as_of: str | None = None
    snapshot: Snapshot | None = None

    def of(self, sheet: str) -> SheetMapping | None:
        """Return how a sheet is read: its own mapping, or the one for any sheet."""
        own = next((one for one in self.sheets if one.sheet == sheet), None)
        return own or next((one for one in self.sheets if not one.sheet), None)


def letter_of(index: int) -> str:
    """Return the letters of a column counted from 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def index_of(letters: str) -> int | None:
    """Return the column (from 0) that letters name, or None for no column."""
    if not letters.isascii() or not letters.isalpha() or len(letters) > 3:
        return None
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1 if index <= _MOST_COLUMNS else None


def to_yaml(mapping: ListMapping) -> str:
    """Return the small file that a person may keep and change; it holds headers, and nobody's data."""
    sheets = []
    for one in mapping.sheets:
        sheets.append(
            {
                "sheet": one.sheet,
                "header": list(one.header),
                "dates": _MONTH_FIRST if one.month_first else _DAY_FIRST,
                "columns": {column.letter: column.field for column in one.columns if column.field},
                "aside": {column.letter: column.header for column in one.columns if not column.field},
            }
        )
    body: dict[str, Any] = {"list": VERSION, "sheets": sheets}
    if mapping.as_of is not None:
        body["as_of"] = mapping.as_of
    if mapping.only is not None:
        body["only"] = {row: list(fields) for row, fields in mapping.only.items()}
    if mapping.snapshot is not None:
        body["snapshot"] = mapping.snapshot.to_json()
    return yaml.safe_dump(body, allow_unicode=True, sort_keys=False, default_flow_style=None, width=100)


def from_yaml(text: str) -> ListMapping:
    """Return the mapping in ``text``; raise MappingError, with what to mend, for what is none."""
    try:
        body = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise MappingError(
            f"The mapping is no YAML{where}. Look at the indent, colon and quotes there."
        ) from error
    if not isinstance(body, Mapping) or not isinstance(body.get("sheets"), list):
        raise MappingError(
            "The mapping has no list “sheets”. Have one written with --write-mapping, and change that."
        )
    if body.get("list") != VERSION:
        raise MappingError(f"The mapping is of version {body.get('list')}; this Habeas reads {VERSION}.")
    sheets = tuple(_sheet(one) for one in body["sheets"])
    try:
        snapshot = from_json(body.get("snapshot"))
    except ValueError as error:
        raise MappingError(f"{error}. Take it out of the mapping.") from error
    return ListMapping(sheets, _only(body.get("only")), _as_of(body.get("as_of")), snapshot)


def _as_of(day: Any) -> str | None:
    if day is None:
        return None
    try:
        return date.fromisoformat(str(day)).isoformat()
    except ValueError as error:
        raise MappingError("“as_of” is a day, written as 2026-11-22.") from error


def _only(rows: Any) -> dict[str, tuple[str, ...]] | None:
    if rows is None:
        return None
    if not isinstance(rows, Mapping) or not all(isinstance(fields, list) for fields in rows.values()):
        raise MappingError("“only” is written as {Sheet!12: [term]}.")
    return {str(row): tuple(map(str, fields)) for row, fields in rows.items()}


def _sheet(one: Any) -> SheetMapping:
    if not isinstance(one, Mapping) or not isinstance(one.get("columns"), Mapping):
        raise MappingError("A sheet of the mapping has no “columns”. Write them as {A: name, B: born}.")
    header = one.get("header") or []
    if not isinstance(header, list) or not all(type(n) is int and n > 0 for n in header):
        raise MappingError("“header” is a list of row numbers: [1], or [] where there is none.")
    dates = one.get("dates", _DAY_FIRST)
    if dates not in (_DAY_FIRST, _MONTH_FIRST):
        raise MappingError(f"“dates” is “{_DAY_FIRST}” or “{_MONTH_FIRST}”.")
    columns = [_column(letters, name) for letters, name in one["columns"].items()]
    aside = one.get("aside") or {}
    if not isinstance(aside, Mapping):
        raise MappingError('“aside” is written as {C: "header"}.')
    columns += [replace(_column(letters, None), header=str(words)) for letters, words in aside.items()]
    sheet = str(one.get("sheet") or "")
    return SheetMapping(
        sheet, tuple(header), tuple(sorted(columns, key=lambda c: c.index)), dates == _MONTH_FIRST
    )


def _column(letters: Any, name: Any) -> Column:
    index = index_of(str(letters))
    if index is None:
        raise MappingError(f"“{letters}” is no column. Columns are A, B ... AA.")
    if name is not None and name not in (*ALL_FIELDS, *WATCHED_FIELDS):
        raise MappingError(f"“{name}” is no field. Use one of: {', '.join(ALL_FIELDS)}.")
    return Column(index, "", name, Reason("list.mapping", "as the mapping says"))
