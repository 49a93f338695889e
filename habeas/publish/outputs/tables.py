"""The same facts as tables: people.csv and statements.csv, UTF-8 with a mark so that spreadsheets read them right."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from habeas.model.record import Record
from habeas.model.statement import Evidence
from habeas.publish.edition import Edition
from habeas.publish.held import holding, where
from habeas.publish.links import web_address
from habeas.publish.pieces import Piece

BYTE_ORDER_MARK = "\ufeff"
PEOPLE = (
    "mode", "id", "name", "names", "held", "held_as_of", "status", "since", "place", "not_known", "earlier_ids",
)  # fmt: skip
STATEMENTS = (
    "mode", "id", "people", "type", "field", "value", "value_lang", "modality", "certainty", "said_by",
    "quote", "quote_lang", "publisher", "published", "url", "origin", "published_here",
)  # fmt: skip


def pieces(edition: Edition) -> Iterator[Piece]:
    """Return the two tables."""
    rests = edition.whole("tables")
    yield Piece("data/people.csv", rests, lambda _: _table(PEOPLE, people_rows(edition)))
    yield Piece("data/statements.csv", rests, lambda _: _table(STATEMENTS, statement_rows(edition)))


def people_rows(edition: Edition) -> Iterator[list[str]]:
    """Return the rows of the table of people, without the names of the columns."""
    return (_person(edition.mode, record) for record in edition.register.people)


def guarded(text: str) -> str:
    """Return ``text`` so that no spreadsheet runs it as a formula: an apostrophe before what would start one."""
    start = text.lstrip(" \u00a0\ufeff")[:1]
    return (
        f"'{text}"
        if start in ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", "|")
        and text
        else text
    )


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    # nearly every cell begins with a letter or a digit
    writer.writerows([cell if cell[:1].isalnum() else guarded(cell) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK + out.getvalue().replace("\x00", "\ufffd")).encode("utf-8")


def _person(mode: str, record: Record) -> list[str]:
    held = {True: "yes", False: "no", None: ""}[record.held]
    start, place = holding(record), where(record)
    return [
        mode,
        record.id,
        record.name,
        "; ".join(record.names),
        held,
        record.held_as_of or "",
        record.status,
        (start.date or "") if start else "",
        place.value if place else "",
        "; ".join(item for item, known in record.completeness if not known),
        "; ".join(record.redirects),
    ]


def statement_rows(edition: Edition) -> Iterator[list[str]]:
    """One row for each value of each statement in each source; a statement without a value has one with none."""
    for statement in edition.in_order():
        values = [
            (name, value.value, value.lang or "")
            for name, found in sorted(statement.fields.items())
            for value in found
        ] or [("", "", "")]
        who = (edition.mode, statement.id, "; ".join(statement.subjects), statement.type)
        voice = (
            str(statement.modality or ""),
            str(statement.certainty),
            "; ".join([v.value for v in statement.said_by]),
        )
        sources = [_source(evidence) for evidence in statement.evidence]
        for value in values:
            for source in sources:
                yield [*who, *value, *voice, *source, statement.day]


def _source(evidence: Evidence) -> tuple[str, ...]:
    return (
        evidence.text,
        evidence.lang,
        evidence.publisher or "",
        evidence.published or "",
        web_address(evidence.url) or "",
        evidence.origin or "",
    )
