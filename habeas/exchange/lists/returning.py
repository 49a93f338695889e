"""An export of ours that comes back: only what somebody changed in it says anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from habeas.exchange.lists.mapping import FIELDS, ListMapping
from habeas.exchange.lists.ours import OurPerson
from habeas.exchange.lists.rows import ListRow
from habeas.exchange.lists.sheets import from_csv, own_cell

ALL = "*"
_COMPARED = ("name", "other_name", *(name for name in FIELDS if name != "status"), "gender", "occupation")


def label(row: ListRow) -> str:
    """Return the name of a row within its file."""
    return f"{row.sheet}!{row.row.number}"


def returns(rows: Iterable[ListRow], ours: Mapping[str, OurPerson]) -> bool:
    """Whether a list is an export of ours: a row has the id of somebody whom we hold."""
    return any(row.one("id") in ours for row in rows)


def changed(rows: Iterable[ListRow], ours: Mapping[str, OurPerson]) -> dict[str, tuple[str, ...]]:
    """Return the rows that say something new, by label: the fields that do, or ``*`` for somebody whom we do not hold."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        person = ours.get(row.one("id") or "")
        fields = (ALL,) if person is None else tuple(n for n in _COMPARED if _is_new(row, n, person))
        if fields:
            found[label(row)] = tuple(dict.fromkeys((*found.get(label(row), ()), *fields)))
    return found


def _is_new(row: ListRow, name: str, person: OurPerson) -> bool:
    if name == "name":
        return not person.holds("name", [from_csv(row.name)])
    cells = row.values.get(name, ())
    if not cells or from_csv(cells[0].words) == own_cell(person, name):
        return False
    return not person.holds(name, [cell.value for cell in cells])


def only_changed(mapping: ListMapping, rows: Mapping[str, tuple[str, ...]]) -> ListMapping:
    """Return the mapping by which only those rows, and of them only those fields, say anything."""
    return replace(mapping, only=dict(rows))
