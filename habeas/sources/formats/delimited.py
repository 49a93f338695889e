"""Tables as text (.csv, .tsv): which sign parts the cells is found in the file itself.

Encodings as for any text (byte-order mark, UTF-8, UTF-16, a stated guess of cp1251, koi8-u ...). The ending of the
name decides that it is a table: nothing in the bytes does.
"""

from __future__ import annotations

import csv
import io

from habeas.model.document import Document
from habeas.sources.decode import decode
from habeas.sources.errors import SourceError
from habeas.sources.format import Format
from habeas.sources.limits import MAX_CELLS
from habeas.sources.made import make_document
from habeas.sources.tables import Table, rows_of, texts_of

READER = "csv/1"
SIGNS = ";,\t|"
_LOOKED_AT = 60  # lines
_LONGEST_CELL = 1_000_000
_STATED = "sep="


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Return the table as documents; raise SourceError where it is no text or no table."""
    del name
    decoded = decode(data)
    text = decoded.text.removeprefix("\ufeff")
    sign, skipped = _stated(text) or (find_sign(text), 0)
    rows = rows_of(_cells(text, sign, skipped), 1 + skipped)
    if not rows:
        raise SourceError("The table holds no filled cell.", "Get it again from where it came from.")
    table = Table("", 1, rows)  # a file's name is no evidence: the sheet of a text has none
    notes = decoded.notes
    documents = []
    for piece in texts_of(table):
        documents.append(make_document(data, READER, piece, notes=notes))
        notes = ()
    return tuple(documents)


def _stated(text: str) -> tuple[str, int] | None:
    """Return the sign that Excel's own first line (“sep=;”) names, and that a line is to be passed over."""
    first = text[:20].split("\n", 1)[0].strip("\r")
    return (
        (first[len(_STATED) :], 1) if first.startswith(_STATED) and len(first) == len(_STATED) + 1 else None
    )


def find_sign(text: str) -> str:
    """Return the sign between cells: the one that parts most lines into equally many, more than one, cells."""
    best, chosen = (0.0, 0), ","
    sample = "\n".join(text[:200_000].splitlines()[:_LOOKED_AT])
    for sign in SIGNS:
        try:
            widths = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=sign) if row]
        except csv.Error:
            continue
        wide = [width for width in widths if width > 1]
        if not wide:
            continue
        common = max(set(wide), key=wide.count)
        score = (wide.count(common) / len(widths), common)
        if score > best:
            best, chosen = score, sign
    return chosen


def _cells(text: str, sign: str, skipped: int) -> list[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    rows: list[list[str]] = []
    count = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign):
            count += len(row)
            if count > MAX_CELLS:
                raise SourceError(
                    f"The table has more than {MAX_CELLS:,} cells.", "Split it into several files."
                )
            rows.append(row)
    except csv.Error as error:
        raise SourceError(
            f"The table cannot be read from row {len(rows) + 1} on ({error}).",
            "Open it in Excel or LibreOffice and save it as .xlsx.",
        ) from error
    return rows[skipped:]


FORMAT = Format(
    id="csv",
    called="a table (CSV)",
    media="text/csv",
    extensions=(".csv", ".tsv"),
    recognises=lambda _: False,
    read=read,
    isolated=True,
)
