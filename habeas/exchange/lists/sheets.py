"""What we hold as tables for a spreadsheet: a sheet of people, one of events, one of sources, with ids for the way back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from habeas.exchange.lists.headers import NOT_PEOPLE
from habeas.exchange.lists.mapping import FIELDS
from habeas.exchange.lists.ours import OurPerson
from habeas.model.statement import Statement

PEOPLE_HEADER = (
    "id",
    "name",
    "other_name",
    *(name for name in FIELDS if name != "status"),
    "gender",
    "occupation",
)
_BETWEEN = "; "
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name and its rows, the header first; all cells are text."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def sheets_of(people: Mapping[str, OurPerson], statuses: Mapping[str, str]) -> tuple[Sheet, ...]:
    """Return the sheets; ``statuses`` gives each person's derived status by her address."""
    return (_people(people.values(), statuses), _events(people.values()), _sources(people.values()))


def _people(people: Iterable[OurPerson], statuses: Mapping[str, str]) -> Sheet:
    rows: list[tuple[str, ...]] = [(*PEOPLE_HEADER, f"{NOT_PEOPLE}status")]
    for person in people:
        cells = [own_cell(person, name) for name in PEOPLE_HEADER[1:]]
        rows.append((person.id, *cells, statuses.get(person.id, "")))
    return Sheet("people", tuple(rows))


def own_cell(person: OurPerson, name: str) -> str:
    """Return what stands in a person's cell: of values that cannot stand side by side the newest; all are in “events”."""
    if name == "name":
        return person.names[0]
    if name == "other_name":
        return _BETWEEN.join(dict.fromkeys([*person.names[1:], *person.other_names]))
    values = person.values.get(name, [])
    return _BETWEEN.join(values) if name == "articles" else "".join(values[-1:])


def _events(people: Iterable[OurPerson]) -> Sheet:
    names: dict[str, None] = {}
    for person in people:
        for statement in person.statements:
            names.update(dict.fromkeys(statement.fields))
    parts = sorted(names)
    rows: list[tuple[str, ...]] = [
        (f"{NOT_PEOPLE}event", "about", "kind", "how", *parts, "voice", "quote", "taken from")
    ]
    for person in people:
        for one in person.statements:
            values = [_BETWEEN.join(v.value for v in one.fields.get(part, ())) for part in parts]
            rows.append((one.id, person.id, one.type, one.modality or "", *values, *_origin(one)))
    return Sheet("events", tuple(rows))


def _origin(statement: Statement) -> tuple[str, str, str]:
    voice = _BETWEEN.join(value.value for value in statement.said_by)
    quote = " | ".join(" ".join(evidence.text.split()) for evidence in statement.evidence)
    return voice, quote, _BETWEEN.join(dict.fromkeys(evidence.capture for evidence in statement.evidence))


def _sources(people: Iterable[OurPerson]) -> Sheet:
    found: dict[str, tuple[str, ...]] = {}
    for person in people:
        for statement in person.statements:
            for one in statement.evidence:
                found[one.capture] = (one.capture, one.publisher or "", one.published or "", one.url or "")
    return Sheet("sources", ((f"{NOT_PEOPLE}source", "publisher", "day", "address"), *found.values()))


def safe_in_csv(cell: str) -> str:
    """Return a cell that no spreadsheet program takes for a formula: an apostrophe stands before what could be one."""
    return f"'{cell}" if cell.startswith(_DANGEROUS) else cell


def from_csv(cell: str) -> str:
    """Return a cell without the apostrophe that ``safe_in_csv`` put before it."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_DANGEROUS) else cell
