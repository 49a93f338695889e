"""Puts rows into a table as one statement many times: making a model and its SQL of each row costs more than all the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from django.db import connections
from django.db.models import Model


def insert(
    alias: str,
    table: type[Model],
    columns: tuple[str, ...],
    rows: Iterable[Sequence[object]],
    *,
    known_stay: bool = False,
) -> int:
    """Insert ``rows``, each with the values of ``columns``; return how many were put there.

    With ``known_stay`` what is there already (by a rule of uniqueness) stays as it is and is not counted. The caller holds the
    transaction.
    """
    told = list(rows)
    if not told:
        return 0
    with connections[alias].cursor() as cursor:
        cursor.executemany(_statement(table, columns, known_stay), told)
        return int(cursor.rowcount)


@cache
def _statement(table: type[Model], columns: tuple[str, ...], known_stay: bool) -> str:
    named = ", ".join(str(table._meta.get_field(column).column) for column in columns)
    values = ", ".join(["%s"] * len(columns))
    stay = " ON CONFLICT DO NOTHING" if known_stay else ""
    return f"INSERT INTO {table._meta.db_table} ({named}) VALUES ({values}){stay}"  # noqa: S608 - names of our own tables
