"""Records as JSON (a list, or an object a line) as tables: exports of registers, and entities of FollowTheMoney.

A record is a row; its keys are the header, in the order in which they first come. What is nested stands under the key and
the one above it (``charge article``), several values of one key in one cell with ``; `` between. Of FollowTheMoney each
schema is a sheet: people under the names of our own fields, everything else as it came, to be kept and not read as people.
Source of that shape: followthemoney.tech.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from habeas.model.document import Document
from habeas.model.reason import Reason
from habeas.sources.decode import decode
from habeas.sources.errors import SourceError
from habeas.sources.format import Format
from habeas.sources.limits import MAX_CELLS, MAX_SHEETS
from habeas.sources.made import make_document
from habeas.sources.tables import Table, rows_of, texts_of

READER = "records/1"
NO_PEOPLE = (
    "habeas:"  # begins the header of a sheet in which nobody is to be looked for (exchange/lists/headers.py)
)
_BETWEEN = "; "
_DEEPEST = 12  # levels that are looked into
_LONGEST_KEY = 200
_PEOPLE = ("Person",)
# Properties of FollowTheMoney under the names of our fields; every name after the first is another name.
_OURS = {
    "name": "name",
    "alias": "other_name",
    "weakAlias": "other_name",
    "previousName": "other_name",
    "birthDate": "born",
    "gender": "gender",
    "position": "occupation",
    "notes": "note",
}
_WAY_OUT = "Export it again from the program that wrote it, or save it as .csv."
_BROKEN = SourceError("The file of records (JSON) is broken or not complete.", _WAY_OUT)


def read(data: bytes, name: str) -> tuple[Document, ...]:
    """Return the records as tables; raise SourceError where the file is broken or holds no records."""
    del name
    records, broken = _records(decode(data).text)
    if not records:
        raise SourceError("The file is data (JSON), but holds no list of records.", _WAY_OUT)
    tables = _tables(records)
    if len(tables) > MAX_SHEETS:
        raise SourceError("The file holds more kinds of records than a list has.", _WAY_OUT)
    notes: tuple[Reason, ...] = ()
    if broken:
        words = f"Lines that could not be read as records: {broken}. The others were read."
        notes = (Reason("records.broken", words, (("n", str(broken)),)),)
    documents = []
    for table in tables:
        for text in texts_of(table):
            documents.append(make_document(data, READER, text, notes=notes))
            notes = ()  # told once
    if not documents:
        raise SourceError("The records hold no word.", _WAY_OUT)
    return tuple(documents)


def _records(text: str) -> tuple[list[Mapping[str, Any]], int]:
    """Return the records of a text, and how many lines were none."""
    text = text.removeprefix("\ufeff").strip()
    whole = _parsed(text) if text.startswith("[") or "\n" not in text else None
    if isinstance(whole, list):
        return [one for one in whole if isinstance(one, dict)], 0
    if isinstance(whole, dict):
        return [whole], 0
    if text.startswith("["):
        raise _BROKEN
    lines = [line for line in text.split("\n") if line.strip()]
    found = [_parsed(line) for line in lines]
    records: list[Mapping[str, Any]] = [one for one in found if isinstance(one, dict)]
    if len(records) * 2 < len(lines):
        raise _BROKEN
    return records, len(lines) - len(records)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _tables(records: Sequence[Mapping[str, Any]]) -> list[Table]:
    by_schema: dict[str, list[dict[str, str]]] = {}
    for record in records:
        schema = record.get("schema")
        if isinstance(schema, str) and isinstance(record.get("properties"), dict):
            by_schema.setdefault(schema[:60], []).append(_entity(record, schema))
        else:
            by_schema.setdefault("", []).append(_flat(record))
    return [
        Table(schema or "records", place, rows_of(_rows(rows, schema)))
        for place, (schema, rows) in enumerate(by_schema.items(), 1)
    ]


def _rows(records: Sequence[Mapping[str, str]], schema: str) -> Iterator[list[str]]:
    header = list(dict.fromkeys(key for record in records for key in record))
    if len(header) * (len(records) + 1) > MAX_CELLS:
        raise SourceError("The file holds more cells than a list has.", _WAY_OUT)
    people = schema in ("", *_PEOPLE)
    yield header if people else [f"{NO_PEOPLE}{header[0]}", *header[1:]]
    for record in records:
        yield [record.get(key, "") for key in header]


def _entity(entity: Mapping[str, Any], schema: str) -> dict[str, str]:
    """Return an entity of FollowTheMoney as a row."""
    person = schema in _PEOPLE
    found: dict[str, list[str]] = {"id": [_text(entity.get("id"))]}
    for key, values in entity["properties"].items():
        told = [text for one in (values if isinstance(values, list) else [values]) if (text := _text(one))]
        ours = _OURS.get(key, key) if person else key
        if ours == "name" and person:
            found["name"], told, ours = told[:1], told[1:], "other_name"
        if told:
            found.setdefault(ours[:_LONGEST_KEY], []).extend(told)
    return {key: _BETWEEN.join(dict.fromkeys(values)) for key, values in found.items()}


def _flat(record: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for key, text in _leaves(record, (), _DEEPEST):
        found.setdefault(key, []).append(text)
    own = next(
        (key for key in found if key.split()[-1:] == ["id"]), "id"
    )  # the outermost, which stands first
    found = {"id" if key == own else key: values for key, values in found.items()}
    return {key: _BETWEEN.join(dict.fromkeys(filter(None, values))) for key, values in found.items()}


def _leaves(value: Any, path: tuple[str, ...], deep: int) -> Iterable[tuple[str, str]]:
    """Yield every value with its key, and the key above it; what lies deeper than is looked into stays JSON."""
    if isinstance(value, dict) and deep:
        for key, inner in value.items():
            yield from _leaves(inner, (*path, str(key)), deep - 1)
    elif isinstance(value, list) and deep:
        for inner in value:
            yield from _leaves(inner, path, deep - 1)
    else:
        yield " ".join(path[-2:])[:_LONGEST_KEY], _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _recognises(data: bytes) -> bool:
    head = data[:65_536].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"["):
        return head[1:200].lstrip().startswith(b"{")
    if not head.startswith(b"{"):
        return False
    first, _, rest = head.partition(b"\n")
    entity = b'"schema"' in first and b'"properties"' in first
    return first.rstrip().endswith(b"}") and (entity or rest.lstrip().startswith(b"{"))


FORMAT = Format(
    id="records",
    called="a file of records (JSON)",
    media="application/json",
    extensions=(".jsonl", ".ndjson", ".ftm"),
    recognises=_recognises,
    read=read,
    isolated=True,
)
