"""What `habeas import --dry-run --json` prints of a list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from habeas.exchange.lists.mapping import FIELDS, ListMapping
from habeas.exchange.lists.rows import ListRow, PassedOver
from habeas.model.reason import Reason

_BESIDE = ("other_name", "gender", "occupation", "age", "id", "note")


def list_json(
    said: Iterable[ListRow | PassedOver], mapping: ListMapping, notes: Iterable[Reason]
) -> dict[str, Any]:
    """Return the object: every row with its fields, rows passed over, the mapping, remarks."""
    said = tuple(said)
    return {
        "rows": [_row(one) for one in said if isinstance(one, ListRow)],
        "passed_over": [
            {"sheet": one.sheet, "row": one.row.number, "why": one.why}
            for one in said
            if isinstance(one, PassedOver)
        ],
        "sheets": [
            {
                "sheet": sheet.sheet,
                "header": list(sheet.header),
                "dates": "month first" if sheet.month_first else "day first",
                "columns": [
                    {"column": c.letter, "header": c.header, "field": c.field, "reason": c.reason.words}
                    for c in sheet.columns
                ],
            }
            for sheet in mapping.sheets
        ],
        "notes": [note.words for note in notes],
    }


def _row(row: ListRow) -> dict[str, Any]:
    """One person of one row; ``fields`` holds every field, null (or no article) where nothing is said."""
    fields: dict[str, Any] = {name: row.one(name) for name in FIELDS}
    fields["articles"] = [value.value for value in row.values.get("articles", ())]
    beside = {name: [v.value for v in row.values[name]] for name in _BESIDE if name in row.values}
    return {
        "sheet": row.sheet,
        "row": row.row.number,
        "name": row.name,
        "fields": fields,
        "beside": beside,
        "problems": list(row.problems),
        "unread": [{"column": where, "words": words} for where, words in row.unread],
    }
