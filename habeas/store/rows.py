"""Copies rows from one database to another, table by table: the bridge between SQLite, PostgreSQL and a backup.

The source's own schema is not trusted or taken over: what fits our models is copied into tables that our own
migrations made.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections, transaction

from habeas.store.desk import tables_in_backup

AT_ONCE = 1_000


def models_in_backup() -> list[type[Any]]:
    """Return the models whose tables a backup holds, each behind those that it refers to."""
    wanted = tables_in_backup()
    found = {
        m._meta.db_table: m for m in apps.get_models(include_auto_created=True) if m._meta.db_table in wanted
    }
    ordered: dict[str, type[Any]] = {}

    def put(table: str) -> None:
        if table in ordered:
            return
        for field in found[table]._meta.concrete_fields:
            target = field.related_model._meta.db_table if field.is_relation else table
            if target != table and target in found:
                put(target)
        ordered[table] = found[table]

    for table in sorted(found):
        put(table)
    return list(ordered.values())


def copy(source: str, target: str) -> None:
    """Copy all rows of the tables in a backup from the alias ``source`` into the empty tables of ``target``."""
    models = models_in_backup()
    with transaction.atomic(using=target):
        for model in models:
            rows = model._base_manager.using(source).order_by("pk").iterator(chunk_size=AT_ONCE)
            for part in _parts(rows):
                model._base_manager.using(target).bulk_create(part)
        connection = connections[target]
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)


def _parts(rows: Iterable[Any]) -> Iterable[list[Any]]:
    part: list[Any] = []
    for row in rows:
        part.append(row)
        if len(part) == AT_ONCE:
            yield part
            part = []
    if part:
        yield part
