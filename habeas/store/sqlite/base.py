"""Django's SQLite backend, carried by sqlcipher3 instead of the interpreter's own sqlite3.

Why: the interpreters in use bring SQLite 3.40, too old to forget deleted words (FTS5 ``secure-delete``), and one
driver serves both the plain and the encrypted database. Differences from Django's backend: the cursor class, the
adapters (sqlcipher3 keeps its own), and limits that Django asks with ``getlimit``, which sqlcipher3 lacks.

OPTIONS understood beside Django's: ``key`` (32 raw bytes; SQLCipher's raw key, given before any other statement).
"""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Mapping
from typing import Any

from django.db.backends.sqlite3 import base as django_sqlite
from django.db.backends.sqlite3._functions import register as register_functions
from django.db.backends.sqlite3.features import DatabaseFeatures as DjangoFeatures
from django.db.backends.sqlite3.operations import DatabaseOperations as DjangoOperations
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from sqlcipher3 import dbapi2 as Database

# SQLite's own defaults, lower than what the wheel was built with: a statement that fits here fits everywhere.
MAX_PARAMETERS = 32_766
MAX_COLUMNS = 2_000

# What every connection is told before Django uses it. WAL: readers never wait for the writer. FULL: a head that
# was signed and perhaps sent must survive a power cut, else the chain would fork. secure_delete: erased values
# are overwritten. temp_store: no intermediate result reaches the disk.
PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA legacy_alter_table = OFF",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
)

Database.register_converter("bool", b"1".__eq__)
Database.register_converter("date", lambda value: parse_date(value.decode()))
Database.register_converter("time", lambda value: parse_time(value.decode()))
Database.register_converter("datetime", lambda value: parse_datetime(value.decode()))
Database.register_converter("timestamp", lambda value: parse_datetime(value.decode()))
Database.register_adapter(decimal.Decimal, str)
Database.register_adapter(datetime.date, lambda value: value.isoformat())
Database.register_adapter(datetime.datetime, lambda value: value.isoformat(" "))


class DatabaseFeatures(DjangoFeatures):  # type: ignore[misc]
    """Django's features, with the parameter limit as a constant."""

    max_query_params = MAX_PARAMETERS


class DatabaseOperations(DjangoOperations):  # type: ignore[misc]
    """Django's operations, without asking the connection for its limits."""

    def _quote_params_for_last_executed_query(self, params: Any) -> tuple[Any, ...]:
        quoted: tuple[Any, ...] = ()
        cursor = self.connection.connection.cursor()
        try:
            for start in range(0, len(params), MAX_COLUMNS):
                part = params[start : start + MAX_COLUMNS]
                sql = "SELECT " + ", ".join(["QUOTE(?)"] * len(part))
                quoted += cursor.execute(sql, part).fetchone()
        finally:
            cursor.close()
        return quoted


class CursorWrapper(Database.Cursor):  # type: ignore[misc]
    """A cursor that takes Django's ``%s`` placeholders."""

    convert_query = django_sqlite.SQLiteCursorWrapper.convert_query

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement."""
        if params is None:
            return super().execute(query)
        names = list(params) if isinstance(params, Mapping) else None
        return super().execute(self.convert_query(query, param_names=names), params)

    def executemany(self, query: str, param_list: Any) -> Any:
        """Run one statement for each set of parameters."""
        rows = list(param_list)
        names = list(rows[0]) if rows and isinstance(rows[0], Mapping) else None
        return super().executemany(self.convert_query(query, param_names=names), rows)


class DatabaseWrapper(django_sqlite.DatabaseWrapper):  # type: ignore[misc]
    """One connection of one thread."""

    Database = Database
    features_class = DatabaseFeatures
    ops_class = DatabaseOperations

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the file, unlock it if it has a key, and set what every connection needs."""
        params = dict(conn_params)
        key = params.pop("key", None)
        connection = Database.connect(**params)
        try:
            if key is not None:
                connection.execute(f"PRAGMA key = \"x'{bytes(key).hex()}'\"")
            for statement in (*PRAGMAS, *self.init_commands):
                connection.execute(statement)
            register_functions(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def create_cursor(self, name: str | None = None) -> Any:  # noqa: ARG002
        """Return a cursor of our own class (``name`` is for databases with server-side cursors)."""
        return self.connection.cursor(factory=CursorWrapper)
