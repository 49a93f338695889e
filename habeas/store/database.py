"""Where a workspace's rows lie: an SQLite file in the folder, or a PostgreSQL database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from habeas.store.errors import StoreError

BUSY_SECONDS = 20
SQLITE_FILE = "habeas.sqlite"
POSTGRES = ("postgresql://", "postgres://")


@dataclass(frozen=True, slots=True)
class Database:
    """``address`` is a file name within the workspace, or a ``postgresql://`` address."""

    address: str = SQLITE_FILE

    @property
    def is_postgres(self) -> bool:
        """Whether this is a server's database."""
        return self.address.startswith(POSTGRES)

    def for_django(self, folder: Path, key: bytes | None = None) -> dict[str, Any]:
        """Return Django's settings for this database of the workspace in ``folder``; ``key`` encrypts an SQLite file."""
        if self.is_postgres:
            return _postgres(self.address)
        return sqlite_settings(folder / self.address, **({"key": key} if key else {}))


def sqlite_settings(file: Path, **options: Any) -> dict[str, Any]:
    """Return Django's settings for the SQLite database in ``file``.

    IMMEDIATE: a transaction that will write takes the write lock at its beginning and waits for it, where a
    deferred one would fail at the first write with “locked”, however long it may wait.
    """
    return {
        "ENGINE": "habeas.store.sqlite",
        "NAME": str(file),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": BUSY_SECONDS, **options},
    }


def _postgres(address: str) -> dict[str, Any]:
    try:
        from psycopg import ProgrammingError
        from psycopg.conninfo import conninfo_to_dict
    except ImportError as error:
        raise StoreError(
            "This workspace lies in a PostgreSQL database, and the driver for it is not installed.",
            "Install habeas[postgres].",
        ) from error
    try:
        parts: Mapping[str, Any] = conninfo_to_dict(address)
    except ProgrammingError as error:
        raise StoreError(
            f"The database address in habeas.toml cannot be read ({str(error).strip()}).",
            "Write it as postgresql://user@host/name.",
        ) from error
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    settings: dict[str, Any] = {known[name]: str(value) for name, value in parts.items() if name in known}
    others = {name: value for name, value in parts.items() if name not in known}
    return {"ENGINE": "django.db.backends.postgresql", **settings, "OPTIONS": others}
