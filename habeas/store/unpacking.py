"""Restores a backup into a new folder, as a new device: the chains it brings are closed, and new ones begun.

Rows are copied into tables of our own making, the record is verified as if it came from a stranger, every
erasure that this device knows of is carried out again, and only then does the folder become a workspace.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import sqlcipher3

from habeas.record.errors import RecordError
from habeas.record.header import log_id
from habeas.record.lanes import Scope
from habeas.record.verify import Weight, verify
from habeas.store import blobs, device, erasure, opening, setup
from habeas.store.archive import DATABASE, ROWS, Archive, Part, blob_name, key_name
from habeas.store.database import Database
from habeas.store.desk_values import set_setting
from habeas.store.errors import StoreError, plain_errors
from habeas.store.keys import SIZE, Keys
from habeas.store.lanes import LaneReader
from habeas.store.layout import REAL, Layout, Marker, owner_only
from habeas.store.models import BlobRow, Log
from habeas.store.opening import Opened
from habeas.store.packing import Rows
from habeas.store.paper import AskSheets
from habeas.store.rows import copy
from habeas.store.sealed_file import is_sealed, open_sealed
from habeas.store.vault import Ask, Secret
from habeas.store.writer import Writer

NOTHING = "Nothing was restored."


def unpack(
    file: Path,
    layout: Layout,
    *,
    database: Database,
    served: bool,
    clock: Callable[[], int],
    random: Callable[[int], bytes],
    erasures: Iterable[Path] = (),
    even_expired: bool = False,
    ask: Ask | None = None,
    secret: Secret | None = None,
    sheets: AskSheets | None = None,
) -> Opened:
    """Make a workspace in the folder (empty or absent) of the backup in ``file``, and open it.

    ``erasures`` are erasure files beside those that this device keeps; ``ask`` is called for the secret of a sealed
    backup, which opens the new workspace too; ``secret`` seals the workspace made of an open one;
    ``sheets`` is called for two sheets of a root key that is on paper. Raises StoreError, and then leaves nothing.
    """
    with plain_errors("Reading the backup"):
        own = secret_of(file, ask)
        inside = open_sealed(file, own) if own else None
    with plain_errors("Reading the backup"), Archive(file, inside) as archive:
        if archive.manifest.expires < clock() and not even_expired:
            raise expired(archive)
        if archive.manifest.mode == REAL and own is None:
            raise StoreError(
                "This backup says of a real workspace that it was not sealed, and every real one is.",
                "Use another copy of the backup.",
                kept=NOTHING,
            )
        keys = _keys(archive, random)
        layout, locks = opening.sealed_layout(layout, own or secret, random)
        mode = archive.manifest.mode
        with opening.making(layout, keys, database, mode, served=served, locks=locks) as alias:
            _fill(archive, layout, alias)
            verify_rows(archive, alias, keys.identity)
            device.begin_chains(alias, keys, device.root_of(keys, sheets), ts=clock(), random=random)
            marker = Marker(random(8).hex(), mode, database, sealed=locks is not None)
            opened = opening.opened(layout, marker, alias, keys)
            _erase_again(Writer(opened, clock=clock, random=random), opened, erasures)
            opening.finish(layout, marker, keys)
    return opened


def secret_of(file: Path, ask: Ask | None) -> Secret | None:
    """Ask for the secret of a sealed backup; None for an open one."""
    if not is_sealed(file):
        return None
    if ask is None:
        raise StoreError(
            "The backup is sealed and needs the passphrase of its workspace.",
            "Run this in a terminal, where it can be asked for, or name a key file in HABEAS_KEY_FILE.",
            kept=NOTHING,
        )
    return ask()


def _keys(archive: Archive, random: Callable[[int], bytes]) -> Keys:
    """Return the keys in the backup, with a new signing key and number for this device."""
    parts = {name: part for name, part in archive.manifest.keys.items() if name != ROWS}
    found = {name: archive.read(key_name(name), part) for name, part in parts.items()}
    if any(len(key) != SIZE for key in found.values()):
        raise StoreError(
            "The keys in the backup are damaged.", "Use another copy of the backup.", kept=NOTHING
        )
    return Keys(**found, signing=random(SIZE), device=random(SIZE))


def _fill(archive: Archive, layout: Layout, alias: str) -> None:
    """Bring rows and originals over."""
    key = archive.manifest.keys.get(ROWS)
    rows = Rows(layout.tmp / "restored.sqlite", archive.read(key_name(ROWS), key) if key else None)
    extract(archive, DATABASE, archive.manifest.database, rows.file)
    refuse_foreign_schema(rows)
    with attached(rows) as source:
        copy(source, alias)
    rows.file.unlink()
    set_setting(alias, erasure.WAITING, None)
    BlobRow.objects.using(alias).update(key=None)  # those of the old place open nothing here
    for sha256, size in archive.manifest.blobs.items():
        place = blobs.place(layout, sha256)
        place.parent.mkdir(mode=0o700, exist_ok=True)
        if layout.vault is None:
            extract(archive, blob_name(sha256), Part(size, sha256), place)
        else:
            _seal_in(archive, layout, alias, Part(size, sha256))


def _seal_in(archive: Archive, layout: Layout, alias: str, part: Part) -> None:
    """Bring one original over, encrypted with a new key."""
    fresh = blobs.fresh_key(layout)
    data = archive.read(blob_name(part.sha256), part)
    blobs.move_in(layout, blobs.write_aside(layout, data, part.sha256, fresh), part.sha256)
    BlobRow.objects.using(alias).filter(sha256=bytes.fromhex(part.sha256)).update(key=fresh)


def extract(archive: Archive, name: str, part: Part, file: Path) -> None:
    """Write one part of a backup to a new file, forced to the disk."""
    with open(file, "xb", opener=owner_only) as out:
        archive.copy(name, part, out.write)
        out.flush()
        os.fsync(out.fileno())


@contextmanager
def attached(rows: Rows) -> Iterator[str]:
    """Give the rows' file an alias, its tables brought to this version of the program."""
    alias = f"restore-{os.getpid()}"
    settings = rows.settings
    settings["OPTIONS"]["init_command"] = "PRAGMA trusted_schema = OFF"
    setup.attach_settings(alias, settings)
    try:
        setup.migrate(alias)
        yield alias
    finally:
        setup.detach(alias)


def refuse_foreign_schema(rows: Rows) -> None:
    """Refuse a database file that is damaged, or that would do more than hold rows (triggers, views, modules)."""
    connection = rows.connect()
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        kinds = connection.execute("SELECT type, coalesce(sql, '') FROM sqlite_master").fetchall()
    except sqlcipher3.DatabaseError:
        sound, kinds = False, []
    finally:
        connection.close()
    foreign = any(kind not in ("table", "index") or "VIRTUAL" in sql.upper()[:20] for kind, sql in kinds)
    if not sound or foreign:
        raise StoreError(
            "The database in the backup is damaged, or is not one of ours.",
            "Use another copy of the backup.",
            kept=NOTHING,
        )


def verify_rows(archive: Archive, alias: str, root: bytes) -> None:
    """Refuse a record that is not what was written and signed, or not that of the backup's own root key (raw, public)."""
    ours = [bytes(log) for log in Log.objects.using(alias).filter(ours=True).values_list("log", flat=True)]
    try:
        chains = LaneReader(alias).chains()
        report = verify(
            (entry for chain in chains for entry in chain.entries),
            (head for chain in chains for head in chain.heads),
        )
        refused = next(iter((*report.of(Weight.REFUSED), *report.of(Weight.WAITING))), None)
        why = refused.words if refused else ""
        modes = {chain.mode for chain, _ in report.chains}
    except (RecordError, StoreError) as error:
        why, modes = getattr(error, "sentence", str(error)), set()
    if not why and (ours != [log_id(root)] or archive.manifest.log != ours[0].hex()):
        why = "its keys are not those of its record."
    if not why and modes != {archive.manifest.mode}:
        why = "its record is of another mode than it says."
    if why:
        raise StoreError(
            f"The record in the backup does not stand: {why}", "Use another backup.", kept=NOTHING
        )


def _erase_again(writer: Writer, opened: Opened, files: Iterable[Path]) -> None:
    """Carry out every known erasure of what the backup brought back, in every lane of ours."""
    known = erasure.known_erasures(opened.layout, opened.log)
    for file in files:
        for entry, names in erasure.read_file(file.read_text(encoding="utf-8", errors="replace")).items():
            known.setdefault(entry, set()).update(names)
    lanes = [writer.reader.entries(scope)[0] for scope in (Scope.PRIVATE, Scope.PUBLIC)]
    lanes += [writer.reader.entries(Scope.PARTNERS, one.audience)[0] for one in writer.partners.all()]
    entries = (entry for lane in lanes for entry in lane)
    back = {entry.id: known[entry.id] & set(entry.fields) for entry in entries if entry.id in known}
    targets = {entry: names for entry, names in back.items() if names}
    if targets:
        writer.erase(targets)


def expired(archive: Archive) -> StoreError:
    """Return the refusal of a backup whose time is over."""
    day = datetime.fromtimestamp(archive.manifest.expires, UTC).date()
    return StoreError(
        f"This backup expired on {day}: since then somebody in it may have asked not to be kept.",
        "Use a newer backup. If this is the only one, restore it with --expired, and check who has asked since.",
        kept=NOTHING,
    )
