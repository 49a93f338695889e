"""From rows to lanes. The only place where the handles of the door are made: each from one audience's rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from threading import Lock
from types import MappingProxyType

from django.db.models import QuerySet

from habeas.record import cbor
from habeas.record.entry import Entry, entry_of
from habeas.record.errors import RecordError
from habeas.record.heads import SignedHead, decode_head
from habeas.record.lanes import Received, Scope
from habeas.record.order import in_order
from habeas.store.errors import StoreError
from habeas.store.models import Chain, EntryRow, HeadRow
from habeas.store.transactions import in_transaction, reading


@dataclass(frozen=True, slots=True)
class StoredChain:
    """One chain as it is stored: for checking, sending and backing up.

    ``log``, ``writer`` 32 bytes, ``lane``, ``audience`` 16; ``closed`` is the last number of a chain that this
    workspace will not write again, else None. ``received``: see the lanes of ``habeas.record``.
    """

    log: bytes
    lane: bytes
    audience: bytes
    scope: Scope
    writer: bytes
    closed: int | None
    entries: tuple[Entry, ...]
    heads: tuple[SignedHead, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of one chain so far: entries by their place, and when each arrived."""

    entries: tuple[Entry, ...] = ()
    received: tuple[int, ...] = ()


type Extent = tuple[tuple[bytes, int], ...]
type End = tuple[bytes, int, bytes]
"""How far a chain has come: its lane id, and the number and the id of its last entry."""

type Ordered = tuple[tuple[Entry, ...], Received]


class LaneReader:
    """Reads the chains of one workspace, and remembers what it read: an entry changes only by erasure.

    What is new is read since the last time; an ``erase`` entry among it makes all be read again. Within a
    transaction nothing is remembered, since it may yet be undone.
    """

    def __init__(self, alias: str) -> None:
        self._alias = alias
        self._lock = Lock()
        self._known: dict[bytes, _Read] = {}
        self._ordered: dict[tuple[Scope, bytes | None], tuple[Extent, Ordered]] = {}

    def forget(self) -> None:
        """Read everything anew from now on: rows were emptied that were read before."""
        with self._lock:
            self._known.clear()
            self._ordered.clear()

    def chains(self, *scopes: Scope) -> tuple[StoredChain, ...]:
        """Return every chain of ours in these scopes (default: all), by lane id, with entries and signed heads."""
        with reading(self._alias):
            return tuple(self._stored(row) for row in self._chain_rows(scopes or tuple(Scope)))

    def entries(self, scope: Scope, audience: bytes | None = None) -> Ordered:
        """Return the entries of all chains of ours in ``scope``, in Order, and by entry id when each arrived here.

        A lane for partners is named by its ``audience`` too: there are several.
        """
        place = (scope, audience)
        with self._lock, reading(self._alias):
            rows = self._chain_rows((scope,))
            read = self._read([row for row in rows if audience in (None, bytes(row.audience))])
            extent = tuple((lane, len(one.entries)) for lane, one in read.items())
            known, ordered = self._ordered.get(place, (None, None))
            if ordered is None or known != extent or in_transaction(self._alias):
                ordered = _order(read.values())
            if not in_transaction(self._alias):
                self._known.update(read)
                self._ordered[place] = extent, ordered
        return ordered

    def ends(self, scope: Scope) -> tuple[End, ...]:
        """Return how far each chain of ours in ``scope`` has come, without reading it."""
        with reading(self._alias):
            found = [
                (
                    bytes(row.lane),
                    row.entries.using(self._alias).order_by("-seq").values_list("seq", "entry").first(),
                )
                for row in self._chain_rows((scope,))
            ]
        return tuple((lane, last[0], bytes(last[1])) for lane, last in found if last)

    def since(self, scope: Scope, known: Mapping[bytes, int]) -> tuple[Entry, ...]:
        """Return what was appended to our chains in ``scope`` behind the ``known`` numbers, by chain."""
        with reading(self._alias):
            return tuple(
                entry
                for row in self._chain_rows((scope,))
                for entry in _load(
                    row.entries.using(self._alias).filter(seq__gt=known.get(bytes(row.lane), 0))
                ).entries
            )

    def _chain_rows(self, scopes: Iterable[Scope]) -> list[Chain]:
        chains = Chain.objects.using(self._alias).select_related("log").filter(log__ours=True)
        return list(chains.filter(scope__in=[scope.value for scope in scopes]).order_by("lane"))

    def _stored(self, row: Chain) -> StoredChain:
        heads = HeadRow.objects.using(self._alias).filter(chain=row).order_by("seq")
        return StoredChain(
            log=bytes(row.log.log),
            lane=bytes(row.lane),
            audience=bytes(row.audience),
            scope=Scope(row.scope),
            writer=bytes(row.writer),
            closed=row.closed,
            entries=_load(row.entries.using(self._alias)).entries,
            heads=tuple(decode_head(bytes(head)) for head in heads.values_list("signed", flat=True)),
        )

    def _read(self, chains: Sequence[Chain]) -> dict[bytes, _Read]:
        read: dict[bytes, _Read] = {}
        holes = False
        for chain in chains:
            known = self._known.get(bytes(chain.lane), _Read())
            fresh = _load(chain.entries.using(self._alias).filter(seq__gt=len(known.entries)))
            holes = holes or (bool(self._known) and any(entry.kind == "erase" for entry in fresh.entries))
            read[bytes(chain.lane)] = _Read(known.entries + fresh.entries, known.received + fresh.received)
        if holes:
            return {bytes(chain.lane): _load(chain.entries.using(self._alias)) for chain in chains}
        return read


def _order(chains: Collection[_Read]) -> Ordered:
    received = {entry.id: at for one in chains for entry, at in zip(one.entries, one.received, strict=True)}
    entries = in_order((entry for one in chains for entry in one.entries), received)
    return entries, MappingProxyType(received)


def _load(rows: QuerySet[EntryRow]) -> _Read:
    """Read entries with their leaves, and check that each holds what its header names."""
    try:
        read = [(entry_of(header, leaves), received) for header, leaves, received in _apart(rows)]
    except RecordError as error:
        raise StoreError(
            f"The record is not what was written: {error}.",
            "Run `habeas verify` to see all that is wrong, and restore the last backup into a new folder.",
            kept="",
        ) from error
    return _Read(tuple(entry for entry, _ in read), tuple(received for _, received in read))


def stored_rows(rows: QuerySet[EntryRow]) -> Iterator[tuple[bytes, int]]:
    """Yield each entry's bytes, as the record writes them, and when it arrived; all in one statement, unchecked."""
    for header, leaves, received in _apart(rows):
        yield cbor.encode({"header": header, "leaves": leaves}), received


def _apart(rows: QuerySet[EntryRow]) -> Iterator[tuple[bytes, list[cbor.CborValue], int]]:
    """Yield each entry's header, the rows of its leaves in the order of their names, and when it arrived."""
    columns = ("pk", "header", "received", "leaves__name", "leaves__salt", "leaves__value", "leaves__digest")
    found = rows.order_by("chain", "seq").values_list(*columns).iterator(chunk_size=2_000)
    for _, together in groupby(found, key=itemgetter(0)):
        lines = list(together)
        leaves: list[cbor.CborValue] = [
            (name, bytes(salt), bytes(value)) if digest is None else (name, bytes(digest))
            for *_, name, salt, value, digest in sorted(lines, key=itemgetter(3))
            if name is not None
        ]
        yield bytes(lines[0][1]), leaves, lines[0][2]
