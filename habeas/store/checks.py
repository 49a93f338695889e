"""Is what is stored what was stored? The bytes for the record's own verification, and the rest checked here.

Nothing raises for damage: a verification goes on, to say all that is wrong.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from habeas.record import cbor
from habeas.record.errors import RecordError
from habeas.record.heads import SignedHead, decode_head
from habeas.store import blobs
from habeas.store.errors import StoreError
from habeas.store.lanes import stored_rows
from habeas.store.models import BlobRow, EntryRow, HeadRow, TextRow
from habeas.store.opening import Opened
from habeas.store.transactions import reading


@dataclass(frozen=True, slots=True)
class Checked:
    """``rows`` are the stored entries' bytes and ``heads`` the signed heads, for ``habeas.record.verify``;
    ``problems`` are sentences about rows, texts and originals that are not what they were.
    """

    rows: tuple[bytes, ...]
    heads: tuple[SignedHead, ...]
    problems: tuple[str, ...]


def check(opened: Opened) -> Checked:
    """Read all that is stored, at one moment, and check rows, texts and originals against their hashes."""
    alias = opened.alias
    with reading(alias):
        rows = tuple(data for data, _ in stored_rows(EntryRow.objects.using(alias)))
        heads, problems = _heads(alias)
        problems += _misplaced(alias)
        problems += _changed_texts(alias)
        held = list(BlobRow.objects.using(alias).order_by("id").values_list("sha256", "size", "key"))
    for sha256, size, key in held:
        try:
            blobs.check(opened.layout, bytes(sha256).hex(), size, bytes(key) if key else None)
        except StoreError as error:
            problems.append(f"{error.sentence} {error.way_out}")
    return Checked(rows, tuple(heads), tuple(problems))


def _heads(alias: str) -> tuple[list[SignedHead], list[str]]:
    heads, problems = [], []
    for number, signed in HeadRow.objects.using(alias).order_by("pk").values_list("pk", "signed"):
        try:
            heads.append(decode_head(bytes(signed)))
        except RecordError as error:
            problems.append(f"Signed head {number} cannot be read: {error}.")
    return heads, problems


def _misplaced(alias: str) -> Iterator[str]:
    """Yield the entries whose row says another place, kind or id than their header (which is what is signed)."""
    columns = ("chain__lane", "seq", "kind", "entry", "header")
    for lane, seq, kind, entry, header in EntryRow.objects.using(alias).values_list(*columns):
        try:
            said = cbor.decode(bytes(header))
        except RecordError:
            continue  # the verification of the record says so
        wanted = {"lane": bytes(lane), "seq": seq, "kind": kind}
        fits = isinstance(said, Mapping) and all(said.get(name) == value for name, value in wanted.items())
        if not fits or hashlib.sha256(b"habeas1/h" + bytes(header)).digest() != bytes(entry):
            yield f"Entry {seq} of chain {bytes(lane).hex()[:8]} is stored under another name than its own."


def _changed_texts(alias: str) -> Iterator[str]:
    for sha256, text in TextRow.objects.using(alias).values_list("sha256", "text").iterator():
        if hashlib.sha256(bytes(text)).digest() != bytes(sha256):
            yield f"The text {bytes(sha256).hex()[:12]} was changed in the database; take it from a backup."
