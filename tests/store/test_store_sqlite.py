"""The database backend: what Django asks of it, and what every connection is told."""

import datetime
import decimal

import pytest
from django.db import connection as _default
from django.db import connections, transaction
from django.db.utils import DatabaseError, IntegrityError, OperationalError

from habeas.store import setup
from habeas.store.database import Database, sqlite_settings
from habeas.store.errors import StoreError
from habeas.store.models import Log, Setting


@pytest.fixture
def plain(tmp_path):
    """An alias for an empty database with our tables."""
    setup.attach_settings("plain", sqlite_settings(tmp_path / "plain.sqlite", transaction_mode="IMMEDIATE"))
    setup.migrate("plain")
    yield "plain"
    setup.detach("plain")


def pragma(alias, name):
    with connections[alias].cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("foreign_keys", 1),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("busy_timeout", 20_000),
    ],
)
def test_every_connection_is_told(plain, name, value):
    assert pragma(plain, name) == value


def test_it_brings_its_own_sqlite(plain):
    with connections[plain].cursor() as cursor:
        version = cursor.execute("SELECT sqlite_version()").fetchone()[0]
    assert tuple(int(part) for part in version.split(".")) >= (3, 42)
    assert connections[plain].get_database_version() == tuple(int(part) for part in version.split("."))


def test_a_transaction_takes_the_write_lock_at_its_beginning(plain, tmp_path):
    other = {
        **sqlite_settings(tmp_path / "plain.sqlite"),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 0},
    }
    setup.attach_settings("other", other)
    try:
        with (
            transaction.atomic(using=plain),
            pytest.raises(OperationalError, match="locked"),
            transaction.atomic(using="other"),
        ):
            pass
    finally:
        setup.detach("other")


def test_values_of_all_kinds_go_through(plain):
    given = [
        b"\0bytes",
        "тэкст",
        7,
        2.5,
        None,
        decimal.Decimal("1.50"),
        datetime.date(2026, 3, 22),
        datetime.datetime(2026, 3, 22, 1, 2, 3),
    ]
    with connections[plain].cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(["%s"] * len(given)), given)
        row = cursor.fetchone()
        cursor.execute("SELECT %(a)s || '%%'", {"a": "100"})
        assert cursor.fetchone() == ("100%",)
        cursor.executemany("INSERT INTO desk_setting (name, value) VALUES (%s, %s)", [("a", "1"), ("b", "2")])
        cursor.executemany(
            "INSERT INTO desk_setting (name, value) VALUES (%(n)s, %(v)s)", [{"n": "c", "v": "3"}]
        )
    assert row == (b"\0bytes", "тэкст", 7, 2.5, None, "1.50", "2026-03-22", "2026-03-22 01:02:03")
    assert list(Setting.objects.using(plain).order_by("name").values_list("value", flat=True)) == [
        "1",
        "2",
        "3",
    ]


def test_queries_with_very_many_values_are_cut(plain):
    names = [f"n{number}" for number in range(40_000)]
    Setting.objects.using(plain).bulk_create([Setting(name=name, value="1") for name in names[:2_000]])
    assert Setting.objects.using(plain).count() == 2_000
    assert connections[plain].features.max_query_params < len(names)


def test_the_last_query_can_be_shown(plain):
    connections[plain].force_debug_cursor = True
    try:
        list(Setting.objects.using(plain).filter(name__in=["it's", "б"]))
        assert "'it''s'" in connections[plain].queries[-1]["sql"]
    finally:
        connections[plain].force_debug_cursor = False


def test_errors_are_djangos(plain):
    Log.objects.using(plain).create(log=b"1" * 32, root=b"r" * 32, ours=True)
    with pytest.raises(IntegrityError):
        Log.objects.using(plain).create(log=b"1" * 32, root=b"r" * 32, ours=True)
    with pytest.raises(DatabaseError), connections[plain].cursor() as cursor:
        cursor.execute("SELEC")


def test_a_keyed_database_opens_with_its_key_only(tmp_path):
    file = tmp_path / "keyed.sqlite"
    setup.attach_settings("keyed", sqlite_settings(file, key=b"k" * 32))
    setup.migrate("keyed")
    Setting.objects.using("keyed").create(name="a", value="canary in the mine")
    setup.detach("keyed")
    assert b"canary" not in file.read_bytes()
    assert b"SQLite format" not in file.read_bytes()
    for options, opens in (({"key": b"k" * 32}, True), ({"key": b"x" * 32}, False), ({}, False)):
        setup.attach_settings("keyed", sqlite_settings(file, **options))
        try:
            assert Setting.objects.using("keyed").get().value == "canary in the mine"
            assert opens
        except DatabaseError:
            assert not opens
        finally:
            setup.detach("keyed")


def test_without_a_workspace_every_query_is_refused():
    from django.core.exceptions import ImproperlyConfigured

    with pytest.raises(ImproperlyConfigured):
        Setting.objects.count()
    assert not _default.in_atomic_block


@pytest.mark.parametrize("address", ["postgresql://[", "postgresql://u@h/x?no=1"])
def test_a_bad_address_of_a_server_is_named(tmp_path, address):
    with pytest.raises(StoreError, match="postgresql://user@host/name"):
        Database(address).for_django(tmp_path)


def test_a_server_that_does_not_answer_is_named(tmp_path):
    from habeas.store.workspace import Workspace

    with pytest.raises(StoreError, match="does not answer"):
        Workspace.create(tmp_path / "w", database=Database(f"postgresql://u@/x?host={tmp_path}"))
    assert not (tmp_path / "w").exists()
