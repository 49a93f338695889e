"""Makes a backup: one file with the rows as they are at one moment, the original bytes, and the keys.

On SQLite the rows are taken with its online backup, while others go on writing. From PostgreSQL the same tables
are copied, in one snapshot, into the same kind of SQLite file: a backup of either restores into either.
Of a sealed workspace the rows lie encrypted on their way, with a key of their own, and the whole file is sealed.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

import sqlcipher3
from django.db import connections

from habeas.store import archive, blobs, setup
from habeas.store.archive import Manifest, Part, blob_name, key_name
from habeas.store.database import sqlite_settings
from habeas.store.desk import tables_in_backup
from habeas.store.errors import StoreError, plain_errors
from habeas.store.layout import owner_only, whole
from habeas.store.opening import Opened
from habeas.store.rows import copy
from habeas.store.sealed_file import SealedWriter
from habeas.store.transactions import reading
from habeas.store.vault import SIZE

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
    rows = Rows(opened.layout.tmp / f"backup.{os.getpid()}.sqlite", _rows_key(opened))
    with plain_errors("Making the backup"):
        try:
            _snapshot(opened, rows)
            held, keys, damaged = _originals(opened, rows)
            manifest = _manifest(opened, rows, held, damaged, ts=ts, days=days)
            with whole(file) as out:
                _write_archive(opened, out, manifest, _parts(opened, rows, manifest, keys))
        finally:
            rows.file.unlink(missing_ok=True)
    return Backup(file, file.stat().st_size, len(held), manifest.expires, damaged)


@dataclass(frozen=True, slots=True)
class Rows:
    """The SQLite file in which the rows travel, and its key (32 bytes) where they may not lie open."""

    file: Path
    key: bytes | None

    def connect(self) -> sqlcipher3.Connection:
        """Return a connection to it."""
        connection = sqlcipher3.connect(str(self.file), isolation_level=None)
        if self.key is not None:
            connection.execute(f"PRAGMA key = \"x'{self.key.hex()}'\"")
        return connection

    @property
    def settings(self) -> dict[str, Any]:
        """Django's settings for it."""
        return sqlite_settings(self.file, **({"key": self.key} if self.key else {}))


def _rows_key(opened: Opened) -> bytes | None:
    return secrets.token_bytes(SIZE) if opened.layout.vault else None


def _write_archive(
    opened: Opened, out: IO[bytes], manifest: Manifest, parts: Iterator[tuple[str, bytes | Path]]
) -> None:
    """Write the archive, through a seal where the workspace has one."""
    vault = opened.layout.vault
    if vault is None:
        archive.write(out, manifest, parts)
        return
    sealed = SealedWriter(out, vault, opened.layout.locks.read_bytes())
    archive.write(cast(IO[bytes], sealed), manifest, parts)
    sealed.finish()


def _snapshot(opened: Opened, rows: Rows) -> None:
    """Write the tables that belong into a backup to the SQLite file ``rows``, as they are at one moment."""
    with open(rows.file, "xb", opener=owner_only):
        pass
    if connections[opened.alias].vendor == "postgresql":
        _copy_of_server(opened, rows)
    else:
        connections[opened.alias].ensure_connection()
        target = rows.connect()
        try:
            connections[opened.alias].connection.backup(target)
        finally:
            target.close()
    _strip(rows)


def _copy_of_server(opened: Opened, rows: Rows) -> None:
    alias = f"backup-{os.getpid()}"
    setup.attach_settings(alias, rows.settings)
    try:
        setup.migrate(alias)
        with reading(opened.alias):
            copy(opened.alias, alias)
    finally:
        setup.detach(alias)


def _strip(rows: Rows) -> None:
    """Empty the tables that do not belong into a backup, and leave one file without traces of them."""
    connection = rows.connect()
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


type Keyed = dict[str, bytes | None]


def _originals(opened: Opened, rows: Rows) -> tuple[dict[str, int], Keyed, tuple[str, ...]]:
    """Return the originals that the rows name (hash to size, and to key), and the hashes of those that are damaged."""
    connection = rows.connect()
    try:
        named = [
            (bytes(sha256).hex(), size, bytes(key) if key else None)
            for sha256, size, key in connection.execute("SELECT sha256, size, key FROM record_blob")
        ]
    finally:
        connection.close()
    held: dict[str, int] = {}
    keys: Keyed = {}
    damaged: list[str] = []
    for sha256, size, key in sorted(named):
        try:
            blobs.check(opened.layout, sha256, size, key)
            held[sha256], keys[sha256] = size, key
        except StoreError:
            damaged.append(sha256)
    return held, keys, tuple(damaged)


def _manifest(
    opened: Opened, rows: Rows, held: dict[str, int], damaged: tuple[str, ...], *, ts: int, days: int
) -> Manifest:
    with rows.file.open("rb") as source:
        database = Part(rows.file.stat().st_size, hashlib.file_digest(source, "sha256").hexdigest())
    keys = {name: _key(opened, rows, name) for name in _key_names(opened, rows)}
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


def _parts(opened: Opened, rows: Rows, manifest: Manifest, keys: Keyed) -> Iterator[tuple[str, bytes | Path]]:
    yield archive.DATABASE, rows.file
    for name in manifest.keys:
        yield key_name(name), _key(opened, rows, name)
    for sha256 in manifest.blobs:
        if opened.layout.vault is None:
            yield blob_name(sha256), blobs.place(opened.layout, sha256)
        else:
            yield blob_name(sha256), blobs.read(opened.layout, sha256, keys[sha256])


def _key_names(opened: Opened, rows: Rows) -> tuple[str, ...]:
    keys = archive.keys_in(opened.mode, root=opened.keys.root is not None)
    return (*keys, archive.ROWS) if rows.key else keys


def _key(opened: Opened, rows: Rows, name: str) -> bytes:
    key: bytes = rows.key if name == archive.ROWS and rows.key else getattr(opened.keys, name)
    return key
