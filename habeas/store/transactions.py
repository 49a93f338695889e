"""The two ways to the rows: a write that holds the lock from its beginning, and a read of one moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connections, transaction

from habeas.store.errors import plain_errors
from habeas.store.models import Chain


@contextmanager
def writing(alias: str) -> Iterator[None]:
    """Hold one write transaction over all that the block does: all of it is kept, or nothing.

    SQLite: IMMEDIATE, the one write lock. PostgreSQL: every chain that may still be written is locked at once, in
    one order, so that two such blocks wait for each other and never block each other for good.
    """
    with plain_errors("Writing to the workspace"), transaction.atomic(using=alias):
        if connections[alias].vendor == "postgresql":
            _lock_chains(alias)
        yield


@contextmanager
def reading(alias: str) -> Iterator[None]:
    """Let all queries of the block see the database as it is at one moment, without holding up a writer."""
    connection = connections[alias]
    if connection.in_atomic_block:
        yield
        return
    begin = (
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if connection.vendor == "postgresql" else "BEGIN"
    )
    with plain_errors("Reading the workspace"), connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def in_transaction(alias: str) -> bool:
    """Whether what is read now may yet be undone."""
    return bool(connections[alias].in_atomic_block)


def after_commit(alias: str, do: Callable[[], object]) -> None:
    """Have ``do`` called once all that the current transaction wrote is kept."""
    transaction.on_commit(do, using=alias)


def _lock_chains(alias: str) -> None:
    """Take the advisory lock of every open chain, in the order of their ids, until the transaction ends."""
    lanes = Chain.objects.using(alias).filter(closed=None).order_by("lane").values_list("lane", flat=True)
    with connections[alias].cursor() as cursor:
        for lane in lanes:
            key = int.from_bytes(bytes(lane)[:8], "big", signed=True)
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])
