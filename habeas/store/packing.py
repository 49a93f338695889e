"""Makes a backup: one file with the rows as they are at one moment, the original bytes, and the keys.

On SQLite the rows are taken with its online backup, while others go on writing. From PostgreSQL the same tables
are copied, in one snapshot, into the same kind of SQLite file: a backup of either restores into either.
Nothing is encrypted yet, and a backup says so where it is made.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlcipher3
from django.db import connections

from habeas.store import archive, blobs, setup
from habeas.store.archive import Manifest, Part, blob_name, key_name
from habeas.store.database import sqlite_settings
from habeas.store.desk import tables_in_backup
from habeas.store.errors import StoreError, plain_errors
from habeas.store.layout import owner_only, sync_folder
from habeas.store.opening import Opened
from habeas.store.rows import copy
from habeas.store.transactions import reading

DAY = 86_400


@dataclass(frozen=True, slots=True)
class Backup:
    """What was written: the file, its size, how many originals it holds, until when it may be kept (unix seconds).

    ``damaged``: hashes of originals that are not what they were on the disk; they are not in it.
    """

    file: Path
    size: int
    originals: int
    expires: int
    damaged: tuple[str, ...]


def write(opened: Opened, file: Path, *, ts: int, days: int) -> Backup:
    """Write a backup of the workspace to ``file``, which must not exist; on any failure there is no such file."""
    if file.exists():
        raise StoreError(f"{file} exists already.", "Name a file that does not.")
    rows = opened.layout.tmp / f"backup.{os.getpid()}.sqlite"
    partial = file.with_name(f".{file.name}.{os.getpid()}.part")
    with plain_errors("Making the backup"):
        try:
            _snapshot(opened, rows)
            held, damaged = _originals(opened, rows)
            manifest = _manifest(opened, rows, held, damaged, ts=ts, days=days)
            with open(partial, "xb", opener=owner_only) as out:
                archive.write(out, manifest, _parts(opened, rows, manifest))
                out.flush()
                os.fsync(out.fileno())
            partial.replace(file)
            sync_folder(file.parent)
        finally:
            partial.unlink(missing_ok=True)
            rows.unlink(missing_ok=True)
    return Backup(file, file.stat().st_size, len(held), manifest.expires, damaged)


def _snapshot(opened: Opened, rows: Path) -> None:
    """Write the tables that belong into a backup to the SQLite file ``rows``, as they are at one moment."""
    with open(rows, "xb", opener=owner_only):
        pass
    if connections[opened.alias].vendor == "postgresql":
        _copy_of_server(opened, rows)
    else:
        connections[opened.alias].ensure_connection()
        target = sqlcipher3.connect(str(rows), isolation_level=None)
        try:
            connections[opened.alias].connection.backup(target)
        finally:
            target.close()
    _strip(rows)


def _copy_of_server(opened: Opened, rows: Path) -> None:
    alias = f"backup-{os.getpid()}"
    setup.attach_settings(alias, sqlite_settings(rows))
    try:
        setup.migrate(alias)
        with reading(opened.alias):
            copy(opened.alias, alias)
    finally:
        setup.detach(alias)


def _strip(rows: Path) -> None:
    """Empty the tables that do not belong into a backup, and leave one file without traces of them."""
    connection = sqlcipher3.connect(str(rows), isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA secure_delete = ON")
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        for name in names:
            if not name.startswith("sqlite_") and name not in tables_in_backup():
                connection.execute(f'DELETE FROM "{name}"')  # noqa: S608  (a name from our own schema)
        connection.execute("VACUUM")
    finally:
        connection.close()


def _originals(opened: Opened, rows: Path) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return the originals that the rows name (hash to size), and the hashes of those that are damaged."""
    connection = sqlcipher3.connect(str(rows), isolation_level=None)
    try:
        named = [
            (bytes(sha256).hex(), size)
            for sha256, size in connection.execute("SELECT sha256, size FROM record_blob")
        ]
    finally:
        connection.close()
    held, damaged = {}, []
    for sha256, size in sorted(named):
        try:
            blobs.check(opened.layout, sha256, size)
            held[sha256] = size
        except StoreError:
            damaged.append(sha256)
    return held, tuple(damaged)


def _manifest(
    opened: Opened, rows: Path, held: dict[str, int], damaged: tuple[str, ...], *, ts: int, days: int
) -> Manifest:
    with rows.open("rb") as source:
        database = Part(rows.stat().st_size, hashlib.file_digest(source, "sha256").hexdigest())
    keys = {name: _key(opened, name) for name in archive.KEYS}
    return Manifest(
        mode=opened.mode,
        log=opened.log.hex(),
        made=ts,
        expires=ts + days * DAY,
        database=database,
        keys={name: Part(len(key), hashlib.sha256(key).hexdigest()) for name, key in keys.items()},
        blobs=held,
        damaged=damaged,
    )


def _parts(opened: Opened, rows: Path, manifest: Manifest) -> Iterator[tuple[str, bytes | Path]]:
    yield archive.DATABASE, rows
    for name in manifest.keys:
        yield key_name(name), _key(opened, name)
    for sha256 in manifest.blobs:
        yield blob_name(sha256), blobs.place(opened.layout, sha256)


def _key(opened: Opened, name: str) -> bytes:
    key: bytes = getattr(opened.keys, name)
    return key
