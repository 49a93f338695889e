"""Brings over what another device of this group wrote, from a backup of it: the union of both, each chain by its own writer.

The backup is read as a stranger's: rows into a database of our own making, the record verified. Then chain by chain what is
missing here is appended, never changed; erasures of either are carried out on both; texts and originals follow the entries that
name them. Several transactions, each of which leaves a sound workspace: what a cut leaves undone, the same backup finishes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import batched
from pathlib import Path
from typing import Any, Final

from habeas.record import cbor
from habeas.record.erasure import erasures
from habeas.record.keys import certificates
from habeas.record.lanes import Scope
from habeas.store import blobs, erasure, unpacking
from habeas.store.archive import DATABASE, ROWS, Archive, Part, blob_name, key_name
from habeas.store.desk_values import setting
from habeas.store.errors import StoreError, plain_errors
from habeas.store.merging_partners import merge_partners
from habeas.store.models import (
    BlobRow,
    Chain,
    Device,
    DocumentRow,
    EntryRow,
    GivenName,
    HeadRow,
    LeafRow,
    Log,
    TextRow,
)
from habeas.store.opening import Opened
from habeas.store.packing import Rows
from habeas.store.transactions import writing
from habeas.store.vault import Ask
from habeas.store.writer import Writer

AT_ONCE: Final = 500  # entries of one write
NOTHING: Final = "Nothing was taken over."
TRAVEL: Final = "travel"  # the setting of a workspace for a journey


@dataclass(frozen=True, slots=True)
class Merged:
    """What came over: entries of our own chains, originals, entries of partners; and how many erasures were carried out here."""

    entries: int
    originals: int
    theirs: int
    erased: int


def merge(opened: Opened, writer: Writer, file: Path, *, ask: Ask | None, now: int) -> Merged:
    """Take over what the backup ``file`` of another device of ours holds and this one does not. Raises StoreError."""
    with plain_errors("Reading the backup"):
        own = unpacking.secret_of(file, ask)
        inside = unpacking.open_sealed(file, own) if own else None
    with plain_errors("Taking over from the backup"), Archive(file, inside) as archive:
        _refuse_others(archive, opened, now)
        rows = _rows(archive, opened)
        try:
            unpacking.refuse_foreign_schema(rows)
            with unpacking.attached(rows) as source:
                unpacking.verify_rows(archive, source, opened.keys.identity)
                _refuse_two_histories(opened, source)
                entries = bring_chains(opened.alias, source, now, opened.keys.writer)
                theirs = merge_partners(opened.alias, source, now)
                originals = _merge_originals(archive, opened, source)
        finally:
            rows.file.unlink(missing_ok=True)
    _hand_over(opened, writer)
    erased = _carry_out(opened, writer)
    return Merged(entries, originals, theirs, erased)


def _refuse_others(archive: Archive, opened: Opened, now: int) -> None:
    if archive.manifest.log != opened.log.hex() or archive.manifest.mode != opened.mode:
        raise StoreError(
            "This backup is of another group’s workspace.",
            "From partners take bundles: `habeas receive`.",
            kept=NOTHING,
        )
    if setting(opened.alias, TRAVEL, False):
        raise StoreError(
            "This workspace is for a journey, and holds only what was collected on it.",
            "Bring its backup home, and run `habeas sync` there.",
            kept=NOTHING,
        )
    if archive.manifest.expires < now:
        raise unpacking.expired(archive)


def _rows(archive: Archive, opened: Opened) -> Rows:
    key = archive.manifest.keys.get(ROWS)
    rows = Rows(opened.layout.tmp / "merged.sqlite", archive.read(key_name(ROWS), key) if key else None)
    rows.file.unlink(missing_ok=True)
    unpacking.extract(archive, DATABASE, archive.manifest.database, rows.file)
    return rows


def _ours(alias: str) -> list[Chain]:
    return list(Chain.objects.using(alias).filter(log__ours=True).order_by("pk"))


def _last(alias: str, chain: Chain) -> int:
    found = (
        EntryRow.objects.using(alias)
        .filter(chain=chain)
        .order_by("-seq")
        .values_list("seq", flat=True)
        .first()
    )
    return int(found or 0)


def _refuse_two_histories(opened: Opened, source: str) -> None:
    """Refuse where a chain went on in two places: the list of keys, or a chain that a copied folder wrote on."""
    here = {bytes(one.lane): one for one in _ours(opened.alias)}
    for there in _ours(source):
        mine = here.get(bytes(there.lane))
        if mine is None:
            continue
        common = min(_last(opened.alias, mine), _last(source, there))
        ids = [
            bytes(EntryRow.objects.using(alias).get(chain=chain, seq=common).entry)
            for alias, chain in ((opened.alias, mine), (source, there))
        ]
        ahead = _last(source, there) > common and bytes(mine.writer) == opened.keys.writer
        if ids[0] != ids[1] or (ahead and mine.closed is None):
            raise StoreError(
                "The two devices wrote one list of keys without each other."
                if there.scope == Scope.KEYS.value
                else "Two copies of one folder wrote the same chain.",
                "Stop using one of them: restore the other’s backup into a new folder, and enter there what is missing.",
                kept=NOTHING,
            )


def bring_chains(
    alias: str, source: str, now: int, writer: bytes, scopes: Collection[str] = tuple(Scope)
) -> int:
    """Append to each chain of ours in ``scopes`` what it lacks and ``source`` holds; return how many entries that were.

    ``writer`` is the raw key of this device: of its own chains it knows best who writes them.
    """
    came = 0
    log = Log.objects.using(alias).get(ours=True)
    for there in (one for one in _ours(source) if one.scope in scopes):
        with writing(alias):
            mine, _ = Chain.objects.using(alias).get_or_create(
                lane=there.lane,
                defaults={
                    "log": log,
                    "audience": there.audience,
                    "scope": there.scope,
                    "mode": there.mode,
                    "writer": there.writer,
                },
            )
            if mine.writer != there.writer and bytes(mine.writer) != writer:
                Chain.objects.using(alias).filter(pk=mine.pk).update(writer=there.writer)  # a renewed key
        after = _last(alias, mine)
        wanted = EntryRow.objects.using(source).filter(chain=there, seq__gt=after).order_by("seq")
        for part in batched(wanted.iterator(chunk_size=AT_ONCE), AT_ONCE):
            with writing(alias):
                _append(alias, source, mine, there, part, now)
            came += len(part)
    with writing(alias):
        for device in Device.objects.using(source).order_by("pk"):
            Device.objects.using(alias).get_or_create(
                key=device.key, defaults={"since": device.since, "until": device.until}
            )
    return came


def _append(alias: str, source: str, mine: Chain, there: Chain, part: tuple[EntryRow, ...], now: int) -> None:
    leaves = LeafRow.objects.using(source).filter(entry__in=[row.pk for row in part])
    by_entry: dict[int, list[LeafRow]] = {}
    for leaf in leaves:
        by_entry.setdefault(leaf.entry_id, []).append(leaf)
    made = EntryRow.objects.using(alias).bulk_create(
        EntryRow(chain=mine, seq=row.seq, entry=row.entry, header=row.header, kind=row.kind, received=now)
        for row in part
    )
    LeafRow.objects.using(alias).bulk_create(
        LeafRow(entry=new, name=leaf.name, salt=leaf.salt, value=leaf.value, digest=leaf.digest)
        for row, new in zip(part, made, strict=True)
        for leaf in by_entry.get(row.pk, ())
    )
    heads = HeadRow.objects.using(source).filter(chain=there, seq__gte=part[0].seq, seq__lte=part[-1].seq)
    HeadRow.objects.using(alias).bulk_create(
        HeadRow(chain=mine, seq=head.seq, signed=head.signed) for head in heads
    )


def _merge_originals(archive: Archive, opened: Opened, source: str) -> int:
    """Bring over texts, documents, names of files and bytes that are not here; return how many originals came."""
    alias = opened.alias
    came = 0
    for blob in BlobRow.objects.using(source).order_by("pk"):
        sha256 = bytes(blob.sha256)
        if (
            BlobRow.objects.using(alias).filter(sha256=sha256).exists()
            or sha256.hex() not in archive.manifest.blobs
        ):
            continue
        key = blobs.fresh_key(opened.layout)
        data = archive.read(blob_name(sha256.hex()), Part(blob.size, sha256.hex()))
        blobs.move_in(opened.layout, blobs.write_aside(opened.layout, data, sha256.hex(), key), sha256.hex())
        with writing(alias):
            BlobRow.objects.using(alias).create(sha256=sha256, size=blob.size, media=blob.media, key=key)
        came += 1
    for part in batched(_missing(alias, source), 100):
        with writing(alias):
            for row in part:
                row.pk = None
                row.save(using=alias, force_insert=True)
    return came


def _missing(alias: str, source: str) -> Iterator[Any]:
    """Yield the rows of texts, documents and given names that stand only in ``source``."""
    columns: tuple[tuple[Any, tuple[str, ...]], ...] = (
        (TextRow, ("sha256",)),
        (DocumentRow, ("capture", "reader", "place")),
        (GivenName, ("capture",)),
    )
    for model, names in columns:
        here = {_key(row) for row in model.objects.using(alias).values_list(*names)}
        for row in model.objects.using(source).order_by("pk").iterator(chunk_size=100):
            if _key(getattr(row, name) for name in names) not in here:
                yield row


def _key(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(bytes(one) if isinstance(one, bytes | memoryview) else one for one in values)


def _hand_over(opened: Opened, writer: Writer) -> None:
    """Close our chains for audiences that a device of ours certified later writes: two must never write for others at once."""
    alias, keys = opened.alias, writer.reader.entries(Scope.KEYS)[0]
    order = {key: place for place, key in enumerate(certificates(keys))}
    wider = [one for one in _ours(alias) if one.scope in (Scope.PARTNERS.value, Scope.PUBLIC.value)]
    begun = {one.pk: order.get(_begun_by(alias, one), -1) for one in wider}
    with writing(alias):
        for one in wider:
            if bytes(one.writer) != opened.keys.writer or one.closed is not None:
                continue
            later = any(
                bytes(other.audience) == bytes(one.audience)
                and other.closed is None
                and bytes(other.writer) != opened.keys.writer
                and begun[other.pk] > begun[one.pk]
                for other in wider
            )
            if later:
                Chain.objects.using(alias).filter(pk=one.pk).update(closed=_last(alias, one))


def _begun_by(alias: str, chain: Chain) -> bytes:
    """Return the raw key of the device that began a chain, as its first entry says."""
    leaf = LeafRow.objects.using(alias).get(entry__chain=chain, entry__seq=1, name="writer")
    found = cbor.decode(bytes(leaf.value))
    return found if isinstance(found, bytes) else b""


def _carry_out(opened: Opened, writer: Writer) -> int:
    """Carry out on our rows every erasure that either device said; say it in the lanes that this device writes."""
    reader, alias = writer.reader, opened.alias
    private = erasures(reader.entries(Scope.PRIVATE)[0]).get(opened.log, frozenset())
    asked: dict[bytes, set[str]] = {}
    for lane in writer.wider_lanes():
        if lane.append is None:
            continue
        said = erasures(lane.entries).get(opened.log, frozenset())
        there = {entry.id for entry in lane.entries}
        for entry, name, _ in (one for one in private if one[0] in there and one not in said):
            asked.setdefault(entry, set()).add(name)
    if asked:
        writer.erase(asked)
    with writing(alias):
        erased = erasure.empty_leaves(alias, _all_named(writer, opened.log))
        if erased:
            erasure.note_waiting(alias, erasure.drop_orphans(alias))
    reader.forget()
    writer.clean_up()
    return erased + len(asked)


def _all_named(writer: Writer, log: bytes) -> Iterator[tuple[bytes, str, bytes]]:
    yield from erasures(writer.reader.entries(Scope.PRIVATE)[0]).get(log, frozenset())
    for lane in writer.wider_lanes():
        yield from erasures(lane.entries).get(log, frozenset())
