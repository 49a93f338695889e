"""A people's list from a file: its bytes, its sheets as texts, how its columns are read, and what its rows say.

Nothing is kept here and no workspace is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from habeas.exchange.lists.layout import guess_mapping
from habeas.exchange.lists.mapping import ListMapping, MappingError, from_yaml
from habeas.exchange.lists.returning import label
from habeas.exchange.lists.rows import ListRow, PassedOver, ahead, rows_of_table
from habeas.fetch.folder import read_file
from habeas.fetch.reader import Captured, ReadResult, read_given, read_one
from habeas.model.document import Document
from habeas.model.reason import Reason
from habeas.sources.errors import SourceError
from habeas.sources.tables import Table, is_table, table_of, tables_of
from habeas.workflows.refused import Refused


@dataclass(frozen=True)
class ListFile:
    """A list as it was read: the original, its texts, and the mapping that was guessed or given."""

    name: str
    capture: Captured
    documents: tuple[Document, ...]
    mapping: ListMapping

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The sheets, whole."""
        return tables_of(document.text for document in self.documents)

    @property
    def notes(self) -> tuple[Reason, ...]:
        """What a person should know of the file and of how it was read."""
        of_file = tuple(note for document in self.documents for note in document.notes)
        return of_file + tuple(note for sheet in self.mapping.sheets for note in sheet.notes)

    @cached_property
    def said(self) -> tuple[ListRow | PassedOver, ...]:
        """What every row of every sheet says, in order."""
        return tuple(found for table in self.tables for found in said_by(table, self.mapping))

    @property
    def rows(self) -> Iterator[ListRow]:
        """The rows that are about somebody."""
        return (found for found in self.said if isinstance(found, ListRow))

    @property
    def passed_over(self) -> Iterator[PassedOver]:
        """The rows that are about nobody."""
        return (found for found in self.said if isinstance(found, PassedOver))


def said_by(table: Table, mapping: ListMapping) -> Iterator[ListRow | PassedOver]:
    """Yield what the rows of a sheet, or of a piece of one, say."""
    sheet = mapping.of(table.sheet)
    if sheet is None:
        return
    for found in rows_of_table(table, sheet):
        if mapping.as_of is not None and isinstance(found, ListRow):
            found = ahead(found, mapping.as_of)
        if mapping.only is None or isinstance(found, PassedOver):
            yield found
        elif label(found) in mapping.only:
            listed = mapping.snapshot.of(label(found)) if mapping.snapshot else None
            yield replace(found, only=mapping.only[label(found)], listed=listed)


def read_list(path: Path, mapping: ListMapping | None = None, *, today: date) -> ListFile:
    """Return the list in a file; raise Refused where the file cannot be read or is no table.

    ``today``: releases after it are expected ones, unless the mapping names another day.
    """
    return _list_in(str(path), read_one(path), mapping, today)


def read_given_list(name: str, data: bytes, mapping: ListMapping | None = None, *, today: date) -> ListFile:
    """Return the list in a file that is given as its name and bytes, as :func:`read_list` does one on the disk."""
    [found] = read_given([(name, data)])
    return _list_in(name, found, mapping, today)


def _list_in(name: str, found: ReadResult, mapping: ListMapping | None, today: date) -> ListFile:
    if found.error is not None or found.capture is None:
        raise Refused(f"{name}: {found.error or 'nothing could be read from it.'}")
    if not is_table(found.documents[0].reader):
        raise Refused(
            f"{name}: this is no spreadsheet and no table. `habeas add` takes in reports; "
            "a list is saved as .xlsx, .ods or .csv."
        )
    used = mapping or guess_mapping(tables_of(document.text for document in found.documents))
    used = used if used.as_of else replace(used, as_of=today.isoformat())
    return ListFile(found.name, found.capture, found.documents, used)


def read_mapping(path: Path) -> ListMapping:
    """Return the mapping in a file; raise Refused where it is none."""
    try:
        return from_yaml(read_file(path).decode("utf-8"))
    except SourceError as error:
        raise Refused(f"{path}: {error}") from error
    except UnicodeDecodeError as error:
        raise Refused(f"{path}: the mapping is not UTF-8. Save it as UTF-8.") from error
    except MappingError as error:
        raise Refused(f"{path}: {error}") from error


def rows_of_text(text: str, mapping: ListMapping) -> Iterator[ListRow]:
    """Yield what the rows of one document of a list say of people."""
    return (found for found in said_by(table_of(text), mapping) if isinstance(found, ListRow))
