"""Our lanes for partners: one for each named set of them, and the handles by which they are read and sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, Sum
from django.db.models.functions import Length

from habeas.exchange import limits
from habeas.exchange.keyring import Keyring
from habeas.record import cbor
from habeas.record.draft import Draft
from habeas.record.entry import Entry, decode_entry
from habeas.record.heads import SignedHead, decode_head
from habeas.record.keys import start_chain
from habeas.record.lanes import PartnerLane, Scope
from habeas.record.partner_lanes import PartnerChain
from habeas.store.append import append, begin, other_device
from habeas.store.lanes import LaneReader, stored_rows
from habeas.store.models import Chain, EntryRow, HeadRow, LeafRow, Log
from habeas.store.opening import Opened
from habeas.store.transactions import reading, writing

AT_ONCE = 250  # entries read at a time, so that a long chain is never in memory as a whole


@dataclass(frozen=True, slots=True)
class OwnPartnerLane:
    """A lane of ours for partners: its audience (16 bytes), the logs it is for, and the chain that this device writes
    (None: another device does).
    """

    audience: bytes
    to: tuple[bytes, ...]
    lane: bytes | None


class PartnerLanes:
    """Makes, lists, reads and writes the lanes for partners of one open workspace."""

    def __init__(
        self, opened: Opened, reader: LaneReader, *, clock: Callable[[], int], random: Callable[[int], bytes]
    ) -> None:
        self._opened, self._reader, self._clock, self._random = opened, reader, clock, random
        self._alias = opened.alias

    def all(self) -> tuple[OwnPartnerLane, ...]:
        """Return our lanes for partners, in the order in which they were begun."""
        with reading(self._alias):
            rows = Chain.objects.using(self._alias).filter(log__ours=True, scope=Scope.PARTNERS.value)
            found: dict[bytes, OwnPartnerLane] = {}
            for row in rows.order_by("pk"):
                known = found.get(bytes(row.audience))
                mine = row.closed is None and bytes(row.writer) == self._opened.keys.writer
                lane = bytes(row.lane) if mine else (known.lane if known else None)
                found[bytes(row.audience)] = OwnPartnerLane(bytes(row.audience), self._to(row), lane)
        return tuple(found.values())

    def lane_for(self, to: Iterable[bytes]) -> OwnPartnerLane:
        """Return the lane for exactly these logs; begin it where there is none. Its audience never changes."""
        wanted = tuple(sorted(set(to)))
        with writing(self._alias):
            known = next((one for one in self.all() if one.to == wanted), None)
            if known is not None:
                return known
            log = Log.objects.using(self._alias).get(ours=True)
            now, mode = self._clock(), self._opened.mode
            started = start_chain(
                self._opened.log,
                Scope.PARTNERS,
                mode,
                self._opened.keys.signing,
                ts=now,
                salt=lambda: self._random(16),
                to=wanted,
            )
            begin(self._alias, log, started, mode=mode, received=now)
            return OwnPartnerLane(started.audience, wanted, started.position.lane)

    def read(self, audience: bytes) -> PartnerLane:
        """Return what one set of partners may know, in Order."""
        entries, received = self._reader.entries(Scope.PARTNERS, audience)
        return PartnerLane(self._opened.log, audience, self._opened.mode, entries, received)

    def append(self, audience: bytes, drafts: Sequence[Draft]) -> tuple[Entry, ...]:
        """Add entries to a lane for partners, each under its own signed head; return them."""
        lane = next(one.lane for one in self.all() if one.audience == audience)
        if lane is None:
            raise other_device(Scope.PARTNERS.value)
        seed = self._opened.keys.signing
        return append(self._alias, lane, drafts, seed, ts=self._clock(), salt=lambda: self._random(16))

    def chains_for(self, log: bytes) -> tuple[PartnerChain, ...]:
        """Return the chains of every lane that is for the group ``log``, the one that is still written first.

        (What an older chain lost by erasure is explained by the newer one.)
        """
        with reading(self._alias):
            rows = Chain.objects.using(self._alias).select_related("log").filter(log__ours=True)
            rows = [row for row in rows.filter(scope=Scope.PARTNERS.value) if log in self._to(row)]
        rows.sort(key=lambda row: (row.closed is not None, -row.pk))
        return tuple(self._handle(row) for row in rows)

    def keys_chain(self) -> PartnerChain:
        """Return our keys chain as it is sent where there is nothing else: with it go our receipts."""
        with reading(self._alias):
            row = (
                Chain.objects.using(self._alias)
                .select_related("log")
                .get(log__ours=True, scope=Scope.KEYS.value)
            )
        return self._handle(row)

    def ring(self) -> Keyring:
        """Return our public keys, up to the last head that the root signed."""
        chain = self.keys_chain()
        rows = HeadRow.objects.using(self._alias).filter(chain__lane=chain.lane)
        last = decode_head(bytes(rows.order_by("-seq").values_list("signed", flat=True)[0]))
        entries = tuple(map(decode_entry, chain.rows(1, last.seq)))
        return Keyring(entries, (last,))

    def sizes(self, lane: bytes, after: int) -> Iterator[tuple[int, bytes, int]]:
        """Yield number, id and size of each entry of a chain of ours behind entry ``after``."""
        for start in range(after + 1, self.last(lane) + 1, AT_ONCE):
            rows = EntryRow.objects.using(self._alias).filter(
                chain__lane=lane, seq__gte=start, seq__lt=start + AT_ONCE
            )
            told = rows.order_by("seq").values_list("seq", "entry", flat=False)
            for (seq, entry), (data, _) in zip(told, stored_rows(rows), strict=True):
                yield seq, bytes(entry), len(data) + 5

    def fits_one_part(self, lane: bytes, after: int) -> bool:
        """Whether everything behind entry ``after`` surely fits one bundle, told without reading it."""
        rows = EntryRow.objects.using(self._alias).filter(chain__lane=lane, seq__gt=after)
        told = rows.aggregate(count=Count("pk"), headers=Sum(Length("header")))
        leaves = LeafRow.objects.using(self._alias).filter(entry__chain__lane=lane, entry__seq__gt=after)
        held = leaves.aggregate(count=Count("pk"), values=Sum(Length("value")))
        most = (told["headers"] or 0) + 64 * told["count"] + (held["values"] or 0) + 200 * held["count"]
        return told["count"] <= limits.ENTRIES and most <= limits.PLAIN

    def erasures_behind(self, lane: bytes, after: int) -> int:
        """Return how many entries of a chain of ours behind entry ``after`` erase something."""
        return (
            EntryRow.objects.using(self._alias).filter(chain__lane=lane, seq__gt=after, kind="erase").count()
        )

    def is_closed(self, lane: bytes) -> bool:
        """Whether no device writes this chain of ours any more."""
        return Chain.objects.using(self._alias).filter(lane=lane).exclude(closed=None).exists()

    def last(self, lane: bytes) -> int:
        """Return the number of the last entry of a chain of ours."""
        row = EntryRow.objects.using(self._alias).filter(chain__lane=lane).order_by("-seq").first()
        return row.seq if row else 0

    def entry_id(self, lane: bytes, seq: int) -> bytes | None:
        """Return the id of one entry of a chain of ours; of number 0 it is 32 zero bytes."""
        if seq == 0:
            return bytes(32)
        row = EntryRow.objects.using(self._alias).filter(chain__lane=lane, seq=seq).first()
        return bytes(row.entry) if row else None

    def _handle(self, row: Chain) -> PartnerChain:
        lane, alias = bytes(row.lane), self._alias

        def rows(first: int, last: int) -> Iterator[bytes]:
            for start in range(first, last + 1, AT_ONCE):
                end = min(start + AT_ONCE, last + 1)
                part = EntryRow.objects.using(alias).filter(chain__lane=lane, seq__gte=start, seq__lt=end)
                yield from (data for data, _ in stored_rows(part))

        def heads(seq: int) -> tuple[SignedHead, ...]:
            there = HeadRow.objects.using(alias).filter(chain__lane=lane, seq=seq).order_by("pk")
            return tuple(decode_head(bytes(head)) for head in there.values_list("signed", flat=True))

        return PartnerChain(bytes(row.log.log), lane, rows, heads)

    def _to(self, row: Chain) -> tuple[bytes, ...]:
        return partner_logs(self._alias, row)


def partner_logs(alias: str, row: Chain) -> tuple[bytes, ...]:
    """Return the logs that a chain of ours is written for, as its first entry says."""
    leaf = LeafRow.objects.using(alias).get(entry__chain=row, entry__seq=1, name="to")
    value = cbor.decode(bytes(leaf.value))
    return tuple(one for one in value if isinstance(one, bytes)) if isinstance(value, tuple) else ()
