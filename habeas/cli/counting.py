"""How `habeas stats` prints its totals and tables: each with what it counts and by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from habeas.register.statistics import Row, Table


def print_stats(totals: Mapping[str, int | None], tables: Iterable[Table]) -> None:
    """Print the totals, then each table."""
    for name, number in totals.items():
        print(f"{name.replace('_', ' ')}: {'no upper end' if number is None else number}")
    for table in tables:
        print(f"By {table.id}, counting {table.unit}. {table.rule}")
        if not table.rows:
            print("  nothing yet: only what is accepted is counted")
        for row in table.rows:
            print(f"  {number_words(row)}  {row.words}")


def number_words(row: Row) -> str:
    """Return a number or a range: 3, 3 to 5, at least 3."""
    if row.most is None:
        return f"at least {row.least}"
    return str(row.least) if row.least == row.most else f"{row.least} to {row.most}"
