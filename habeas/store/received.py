"""What partners told us, as it is kept: their keys, their chains, and the lanes that are read from them.

An entry counts once the bundle that brought it has landed, which one row says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import cast

from django.db.models import Max, Q

from habeas.exchange.keyring import Keyring
from habeas.exchange.manifest import Seen
from habeas.record.entry import Entry, decode_entry, encode_entry
from habeas.record.erasure import Named, erasures
from habeas.record.heads import decode_head, encode_head
from habeas.record.lanes import Mode, Scope
from habeas.record.order import in_order
from habeas.record.partner_lanes import ReceivedLane
from habeas.store.models import Part, ReceivedChain, ReceivedEntry, ReceivedHead
from habeas.store.transactions import reading

LANDING, LANDED, STAGED = "landing", "landed", "staged"
COUNTS = Q(part=None) | Q(part__state=LANDED)


@dataclass(frozen=True, slots=True)
class ReceivedPosition:
    """How far a partner's chain has come here: its last entry that counts, and where it has two histories (or None)."""

    log: bytes
    lane: bytes
    scope: Scope
    seq: int
    head: bytes
    frozen: int | None


class Received:
    """Reads what came from partners into one workspace."""

    def __init__(self, alias: str, clock: Callable[[], int]) -> None:
        self._alias, self._clock = alias, clock

    def chain(self, log: bytes, lane: bytes) -> ReceivedChain | None:
        """Return the row of a partner's chain, if anything of it is here."""
        return ReceivedChain.objects.using(self._alias).filter(log=log, lane=lane).first()

    def position(self, log: bytes, lane: bytes) -> ReceivedPosition | None:
        """Return how far a partner's chain has come here, or None."""
        row = self.chain(log, lane)
        return None if row is None else self._position(row)

    def positions(self, log: bytes) -> tuple[ReceivedPosition, ...]:
        """Return how far each chain of a partner has come here."""
        with reading(self._alias):
            rows = ReceivedChain.objects.using(self._alias).filter(log=log).order_by("pk")
            return tuple(self._position(row) for row in rows)

    def chains_of(self, log: bytes, writer: bytes) -> tuple[bytes, ...]:
        """Return the chains of a partner that the device with the raw key ``writer`` began."""
        with reading(self._alias):
            rows = ReceivedChain.objects.using(self._alias).filter(log=log, writer=writer)
            return tuple(bytes(lane) for lane in rows.order_by("pk").values_list("lane", flat=True))

    def seen(self, log: bytes) -> tuple[Seen, ...]:
        """Return what we hold of a partner's chains: our receipt to it, and to it alone."""
        return tuple(Seen(one.log, one.lane, one.seq, one.head) for one in self.positions(log) if one.seq)

    def state(self) -> tuple[int, int, int]:
        """Return numbers that change whenever something came, was frozen, or was erased by its origin."""
        with reading(self._alias):
            entries = ReceivedEntry.objects.using(self._alias).filter(COUNTS).count()
            frozen = ReceivedChain.objects.using(self._alias).exclude(frozen=None).count()
            parts = Part.objects.using(self._alias).filter(state=LANDED).count()
        return entries, frozen, parts

    def _position(self, row: ReceivedChain) -> ReceivedPosition:
        rows = ReceivedEntry.objects.using(self._alias).filter(COUNTS, chain=row)
        if row.frozen is not None:
            rows = rows.filter(seq__lt=row.frozen)
        last = rows.order_by("-seq").values_list("seq", "entry").first() or (0, bytes(32))
        return ReceivedPosition(
            bytes(row.log), bytes(row.lane), Scope(row.scope), last[0], bytes(last[1]), row.frozen
        )

    def highest(self, row: ReceivedChain) -> int:
        """Return the greatest number that is here of a chain, in whichever history."""
        rows = ReceivedEntry.objects.using(self._alias).filter(COUNTS, chain=row)
        return int(rows.aggregate(Max("seq"))["seq__max"] or 0)

    def lanes(self, log: bytes | None = None) -> tuple[ReceivedLane, ...]:
        """Return what partners told us (or one of them), audience by audience, each in Order."""
        with reading(self._alias):
            rows = ReceivedChain.objects.using(self._alias).exclude(scope=Scope.KEYS.value).order_by("pk")
            if log is not None:
                rows = rows.filter(log=log)
            together: dict[tuple[bytes, bytes], list[ReceivedChain]] = {}
            for row in rows:
                together.setdefault((bytes(row.log), bytes(row.audience)), []).append(row)
            return tuple(self._lane(*place, chains) for place, chains in together.items())

    def _lane(self, log: bytes, audience: bytes, chains: list[ReceivedChain]) -> ReceivedLane:
        entries: list[Entry] = []
        received: dict[bytes, int] = {}
        frozen: dict[bytes, int] = {}
        for chain in chains:
            rows = ReceivedEntry.objects.using(self._alias).filter(COUNTS, chain=chain)
            if chain.frozen is not None:
                frozen[bytes(chain.lane)] = chain.frozen
                rows = rows.filter(seq__lt=chain.frozen)
            for data, at in rows.order_by("seq").values_list("data", "received").iterator(chunk_size=2_000):
                entry = decode_entry(bytes(data))
                entries.append(entry)
                received[entry.id] = at
        mode = cast(Mode, chains[0].mode)
        return ReceivedLane(log, audience, mode, in_order(entries, received), received, frozen)

    def keyring(self, log: bytes) -> Keyring | None:
        """Return a partner's keys as far as we know them."""
        rows = ReceivedEntry.objects.using(self._alias).filter(chain__log=log, chain__scope=Scope.KEYS.value)
        told = rows.order_by("seq").values_list("data", "chain")
        entries, chains = [decode_entry(bytes(data)) for data, _ in told], {chain for _, chain in told}
        if not entries:
            return None
        heads = ReceivedHead.objects.using(self._alias).filter(chain__in=chains, seq__lte=len(entries))
        last = heads.order_by("-seq").values_list("signed", flat=True)[:1]
        return Keyring(tuple(entries), tuple(decode_head(bytes(head)) for head in last))

    def keep_keyring(self, ring: Keyring) -> None:
        """Keep a partner's keys, which were checked, beside what is known; within the caller's transaction."""
        first = ring.entries[0]
        chain, _ = ReceivedChain.objects.using(self._alias).get_or_create(
            log=ring.log,
            lane=ring.lane,
            defaults={
                "audience": first.octets("audience"),
                "scope": Scope.KEYS.value,
                "mode": ring.mode,
                "writer": first.octets("writer"),
            },
        )
        known = chain.entries.using(self._alias).count()
        ReceivedEntry.objects.using(self._alias).bulk_create(
            entry_row(chain, None, entry, self._clock()) for entry in ring.entries[known:]
        )
        for head in ring.heads:
            if head.lane == ring.lane:
                ReceivedHead.objects.using(self._alias).get_or_create(
                    signed=encode_head(head), defaults={"chain": chain, "seq": head.seq}
                )

    def fork(self, log: bytes, lane: bytes) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
        """Return the signed heads of a chain, and the headers of its entries from where it has two histories."""
        chain = ReceivedChain.objects.using(self._alias).get(log=log, lane=lane)
        heads = chain.heads.using(self._alias).order_by("seq", "pk").values_list("signed", flat=True)
        rows = (
            chain.entries.using(self._alias).filter(COUNTS, seq__gte=chain.frozen or 1).order_by("seq", "pk")
        )
        headers = (decode_entry(bytes(data)).header.encode() for data in rows.values_list("data", flat=True))
        return tuple(map(bytes, heads)), tuple(headers)

    def claim_ids(self, log: bytes) -> frozenset[bytes]:
        """Return the ids of all claims that came from a partner."""
        rows = ReceivedEntry.objects.using(self._alias).filter(COUNTS, chain__log=log, kind="claim")
        return frozenset(bytes(one) for one in rows.values_list("entry", flat=True))

    def explained(self, log: bytes, audience: bytes, bundle: bytes) -> frozenset[Named]:
        """Return what the erase entries of one audience of a partner name, those of the landing ``bundle`` included."""
        rows = ReceivedEntry.objects.using(self._alias).filter(
            COUNTS | Q(part__bundle=bundle), chain__log=log, chain__audience=audience, kind="erase"
        )
        entries = [decode_entry(bytes(data)) for data in rows.values_list("data", flat=True)]
        return erasures(entries).get(log, frozenset())


def entry_row(
    chain: ReceivedChain, part: object, entry: Entry, received: int, data: bytes = b""
) -> ReceivedEntry:
    """Return the row of an entry that came."""
    return ReceivedEntry(
        chain=chain,
        part=part,
        seq=entry.seq,
        entry=entry.id,
        kind=entry.kind,
        data=data or encode_entry(entry),
        received=received,
    )


def held_ids(alias: str, chain: ReceivedChain, first: int, last: int) -> dict[int, set[bytes]]:
    """Return the ids that count, by number, within a range of a chain."""
    rows = ReceivedEntry.objects.using(alias).filter(COUNTS, chain=chain, seq__gte=first, seq__lte=last)
    found: dict[int, set[bytes]] = {}
    for seq, entry in rows.values_list("seq", "entry"):
        found.setdefault(seq, set()).add(bytes(entry))
    return found


def erase_again(alias: str, log: bytes, named: Iterable[Named]) -> int:
    """Destroy, in what came from ``log``, the values that its own erase entries name; return how many entries lost one."""
    by_entry: dict[bytes, set[tuple[str, bytes]]] = {}
    for entry_id, name, digest in named:
        by_entry.setdefault(entry_id, set()).add((name, digest))
    changed = 0
    ids = sorted(by_entry)
    for start in range(0, len(ids), 500):
        rows = ReceivedEntry.objects.using(alias).filter(chain__log=log, entry__in=ids[start : start + 500])
        for row in rows:
            entry = decode_entry(bytes(row.data))
            leaves = tuple(
                leaf.erase() if (leaf.name, leaf.digest) in by_entry[entry.id] else leaf
                for leaf in entry.leaves
            )
            if leaves != entry.leaves and entry.kind in ("capture", "claim", "decision"):
                row.data = encode_entry(Entry(entry.header, leaves))
                row.save(using=alias, update_fields=["data"])
                changed += 1
    return changed
