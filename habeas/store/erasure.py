"""Erasing: values, salts, texts and bytes go; digests stay, and an ``erase`` entry says that it was us.

One transaction appends the erase entries, empties the leaves, and removes what nothing points to any more:
bytes without a standing capture, texts without document or evidence, their readings and file names. Then the
disk is cleaned (files overwritten, SQLite's write-ahead log cut, PostgreSQL's tables rewritten); until that is
done the erasure is “erased, clean-up waiting”, and every opening tries again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connections
from django.db.models import QuerySet

from habeas.record import cbor
from habeas.record.draft import Draft
from habeas.record.entry import Entry
from habeas.record.erasure import Named, erase_draft
from habeas.record.lanes import Scope
from habeas.store import blobs
from habeas.store.binding import state_folder
from habeas.store.database import BUSY_SECONDS
from habeas.store.desk_values import drop_derived, set_setting, setting
from habeas.store.errors import StoreError, plain_errors
from habeas.store.layout import Layout, write_atomically
from habeas.store.models import BlobRow, DocumentRow, GivenName, LeafRow, ReadingRow, TextRow
from habeas.store.transactions import in_transaction

WAITING = "clean-up waiting"  # the desk setting that lists what is still to be destroyed on the disk

type Targets = Mapping[bytes, Collection[str]]
"""Which leaves of which entries: entry id (32 bytes) to leaf names."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done: the ``erase`` entries, and whether nothing of it is left on the disk (``clean``)."""

    entries: tuple[Entry, ...]
    clean: bool


@dataclass(frozen=True, slots=True)
class OwnLane:
    """A lane of ours: its entries, and what appends drafts to the chain that this device writes for it.

    ``append`` is None where another device writes it: then our private lane, the first, says what is to be erased there.
    """

    entries: tuple[Entry, ...]
    append: Callable[[Sequence[Draft]], tuple[Entry, ...]] | None


type Found = tuple[OwnLane, list[tuple[Entry, Collection[str]]]]
"""A lane, and what is to be erased in it."""


def hollow(alias: str, lanes: Iterable[OwnLane], targets: Targets) -> tuple[Entry, ...]:
    """Append the erase entries for ``targets`` and empty their leaves, within the caller's transaction.

    Each is erased by its own lane; the first of ``lanes`` is the private one. Raises StoreError for an entry that is in none of them, RecordError for what
    cannot be erased.
    """
    found: list[Found] = []
    wanted, own = dict(targets), tuple(lanes)
    for lane in own:
        here = [(entry, wanted.pop(entry.id)) for entry in lane.entries if entry.id in wanted]
        if here:
            found.append((lane, here))
    if wanted:
        raise StoreError(
            f"{len(wanted)} of the entries to erase are not in our lanes.",
            "Only what we wrote can be erased by us.",
        )
    written = _say_so(own[0], found)
    for _, here in found:
        for entry, names in here:
            for leaf in entry.leaves:
                if leaf.name in names:
                    rows = LeafRow.objects.using(alias).filter(entry__entry=entry.id, name=leaf.name)
                    rows.update(salt=None, value=None, digest=leaf.digest)
    drop_derived(alias)
    return written


def _say_so(private: OwnLane, found: list[Found]) -> tuple[Entry, ...]:
    """Append the erase entries: each lane's in its own chain, those of lanes that another device writes in our private one."""
    written: list[Entry] = []
    elsewhere = [row for lane, here in found if lane.append is None for row in here]
    for lane, here in found:
        if lane.append is not None:
            also, elsewhere = (elsewhere, []) if lane is private else ([], elsewhere)
            written += lane.append([erase_draft([*here, *also])])
    if elsewhere and private.append is not None:
        written += private.append([erase_draft(elsewhere)])
    return tuple(written)


def empty_leaves(alias: str, named: Iterable[Named]) -> int:
    """Empty the leaves that erase entries name and that still hold a value; return how many entries lost one."""
    emptied: set[bytes] = set()
    for entry, name, digest in named:
        rows = LeafRow.objects.using(alias).filter(entry__entry=entry, name=name, value__isnull=False)
        if rows.update(salt=None, value=None, digest=digest):
            emptied.add(entry)
    drop_derived(alias)
    return len(emptied)


def drop_orphans(alias: str) -> tuple[str, ...]:
    """Remove rows that nothing in the private lane points to any more; return the hashes of bytes to destroy."""
    captures, texts = _pointed_at(alias)
    bytes_held = BlobRow.objects.using(alias)
    gone = [sha for sha in _all(bytes_held, "sha256") if sha not in captures]
    for rows, column in (
        (bytes_held, "sha256"),
        (DocumentRow.objects.using(alias), "capture"),
        (GivenName.objects.using(alias), "capture"),
    ):
        _keep_only(rows, column, captures)
    texts.update(_all(DocumentRow.objects.using(alias), "text"))
    _keep_only(TextRow.objects.using(alias), "sha256", texts)
    _keep_only(ReadingRow.objects.using(alias), "text", texts)
    return tuple(sha.hex() for sha in gone)


def _keep_only(rows: QuerySet[Any], column: str, wanted: set[bytes]) -> None:
    for key, value in list(rows.values_list("pk", column)):
        if bytes(value) not in wanted:
            rows.filter(pk=key).delete()


def note_waiting(alias: str, hashes: Iterable[str]) -> None:
    """Note, within the transaction, what must still be destroyed on the disk."""
    set_setting(alias, WAITING, sorted({*(setting(alias, WAITING, [])), *hashes}))


def clean_up(layout: Layout, alias: str, log: bytes) -> bool:
    """Destroy on the disk what erasures left waiting; return whether nothing waits any more."""
    if in_transaction(alias):
        return False
    waiting = setting(alias, WAITING, None)
    if waiting is None:
        return True
    for sha256 in waiting:
        if not BlobRow.objects.using(alias).filter(sha256=bytes.fromhex(sha256)).exists():
            blobs.destroy(layout, sha256)  # unless the same bytes were added again since
    _drop_offers(layout)
    _write_files(layout, alias, log)
    if not _forget_old_pages(alias):
        return False
    set_setting(alias, WAITING, None)
    return True


def _drop_offers(layout: Layout) -> None:
    """Take back what partners could fetch: it was sealed before the erasure, and may hold what was erased."""
    with plain_errors("Taking back what was offered"):
        for file in sorted(layout.offered.glob("*/*")) if layout.offered.is_dir() else ():
            file.unlink(missing_ok=True)


def known_erasures(layout: Layout, log: bytes) -> dict[bytes, set[str]]:
    """Return what the erasure files of a log name, in the workspace and on this device."""
    found: dict[bytes, set[str]] = {}
    for file in (layout.erasures, device_file(log)):
        with plain_errors("Reading the erasure file"):
            text = file.read_text(encoding="utf-8") if file.is_file() else ""
        for entry, names in read_file(text).items():
            found.setdefault(entry, set()).update(names)
    return found


def device_file(log: bytes) -> Path:
    """Return where this device keeps a log's erasure file, outside every workspace and backup."""
    return state_folder() / "erasures" / f"{log.hex()}.txt"


def read_file(text: str) -> dict[bytes, set[str]]:
    """Return what an erasure file names; lines that are none are passed over (a cut last line)."""
    found: dict[bytes, set[str]] = {}
    for line in text.splitlines():
        entry, _, name = line.partition(" ")
        if len(entry) == 64 and name and set(entry) <= set("0123456789abcdef"):
            found.setdefault(bytes.fromhex(entry), set()).add(name)
    return found


def _pointed_at(alias: str) -> tuple[set[bytes], set[bytes]]:
    """Return the hashes of captures and of texts that leaves of the private lane still name."""
    leaves = LeafRow.objects.using(alias).filter(entry__chain__scope=Scope.PRIVATE.value, value__isnull=False)
    captures = {
        cbor.octets(cbor.decode(bytes(value)), 32, "sha256")
        for value in leaves.filter(entry__kind="capture", name="sha256").values_list("value", flat=True)
    }
    texts: set[bytes] = set()
    for value in leaves.filter(entry__kind="claim", name="evidence").values_list("value", flat=True):
        items = cbor.decode(bytes(value))
        for item in items if isinstance(items, tuple) else ():
            found = item.get("text") if isinstance(item, Mapping) else None
            if isinstance(found, bytes):
                texts.add(found)
    return captures, texts


def _write_files(layout: Layout, alias: str, log: bytes) -> None:
    """Write the erasure file anew: entry ids and leaf names of every hole; no value, no digest."""
    known = known_erasures(layout, log)
    holes = LeafRow.objects.using(alias).filter(value__isnull=True, entry__chain__log__log=log)
    for entry, name in holes.values_list("entry__entry", "name"):
        known.setdefault(bytes(entry), set()).add(name)
    lines = [f"{entry.hex()} {name}\n" for entry, names in sorted(known.items()) for name in sorted(names)]
    with plain_errors("Noting the erasure"):
        for file in (layout.erasures, device_file(log)):
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(file, "".join(lines).encode())


def _forget_old_pages(alias: str) -> bool:
    """Have the database give up old copies of what was erased; return whether it could.

    SQLite overwrote the values themselves (``secure_delete``); its write-ahead log is cut when nobody reads.
    PostgreSQL rewrites the tables; its own log and its backups are the business of whoever runs the server.
    """
    with plain_errors("Cleaning the database"), connections[alias].cursor() as cursor:
        if connections[alias].vendor == "postgresql":
            for table in (
                "record_leaf",
                "record_received_entry",
                "record_text",
                "derived_document",
                "derived_reading",
                "desk_given_name",
                "desk_question",
                "desk_search",
            ):
                cursor.execute(f"VACUUM FULL {table}")
            return True
        cursor.execute("PRAGMA busy_timeout = 500")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1_000}")
    return not busy


def _all(rows: QuerySet[Any], column: str) -> list[bytes]:
    return [bytes(value) for value in rows.values_list(column, flat=True)]
