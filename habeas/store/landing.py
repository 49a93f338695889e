"""Landing: the entries of one verified bundle go in, batch by batch, and count all at once, by one row, at the end.

Until then nothing of them is seen; if anything is wrong they are taken out again, and what a crash left behind is
taken out before the next bundle lands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from habeas.exchange.errors import ExchangeError, malformed
from habeas.exchange.keyring import Keyring, speaks_for
from habeas.exchange.manifest import Manifest, Seen
from habeas.exchange.sealing import not_for_us
from habeas.record.chain import DAY, Position, break_in_chain
from habeas.record.entry import Entry, decode_entry
from habeas.record.erasure import ERASABLE
from habeas.record.errors import RecordError
from habeas.record.heads import encode_head, verify_head
from habeas.record.keys import Certificate
from habeas.record.lanes import Scope
from habeas.record.shapes import examine_entry
from habeas.store.erasure import note_waiting
from habeas.store.models import Part, ReceivedChain, ReceivedEntry, ReceivedHead
from habeas.store.partner_nouns import Landed
from habeas.store.partners import Partners
from habeas.store.received import LANDED, LANDING, STAGED, Received, entry_row, erase_again, held_ids
from habeas.store.transactions import writing

BATCH = 1_000  # entries written at once, or fewer where they are large
BATCH_SIZE = 2_000_000  # bytes
CLOCK_SLACK = 2 * DAY


class Landing:
    """One bundle on its way in. Call :meth:`entry` for each entry, then :meth:`finish`; or :meth:`undo`."""

    def __init__(
        self,
        alias: str,
        received: Received,
        us: bytes,
        mode: str,
        bundle: bytes,
        manifest: Manifest,
        now: int,
    ) -> None:
        self._alias, self._received, self._us, self._mode = alias, received, us, mode
        self._manifest, self._bundle, self._now = manifest, bundle, now
        self._position = Position(manifest.log, manifest.lane, manifest.first - 1, manifest.prev_head)
        self._batch: list[tuple[Entry, bytes]] = []
        self._size = 0
        self._holes: list[tuple[bytes, str, bytes]] = []
        self._chain = received.chain(manifest.log, manifest.lane)
        self._scope = Scope(self._chain.scope) if self._chain else None
        self._part: Part | None = None
        self.landed = Landed()

    def entry(self, data: bytes) -> None:
        """Take the next entry. Raises ExchangeError or RecordError; then :meth:`undo` takes out what went in."""
        entry = decode_entry(data)
        problem = break_in_chain(self._position, entry)
        if problem:
            raise malformed(problem)
        if entry.kind == "open":
            self._opened(entry)
        self._check(entry)
        self._position = Position(entry.log, entry.lane, entry.seq, entry.id)
        self._batch.append((entry, data))
        self._size += len(data)
        if len(self._batch) == BATCH or self._size > BATCH_SIZE:
            self._write()

    def finish(self, ring: Keyring, signer: bytes, seen: Iterable[Seen], partners: Partners) -> Landed:
        """Let all of it count at once; return what it brought."""
        self._write()
        if self._position.head != self._manifest.head:
            raise malformed("its entries are not those that were signed for")
        self._check_head(ring, signer)
        self._check_prev()
        log, audience = self._manifest.log, bytes(self._chain.audience) if self._chain else b""
        with writing(self._alias):
            explained = self._received.explained(log, audience, self._bundle)
            whole = self._manifest.part == self._manifest.parts
            unexplained = [hole for hole in self._holes if hole not in explained]
            if whole and unexplained:
                raise ExchangeError(
                    "hole",
                    f"“{unexplained[0][1]}” was taken out of an entry, and no entry of its origin says that it was "
                    "erased: somebody on the way did it. The whole part was refused and nothing was written. "
                    "Ask the sender for it by another way.",
                )
            self._received.keep_keyring(ring)
            self._keep_heads(ring)
            self._part = self._part or self._begin()
            Part.objects.using(self._alias).filter(pk=self._part.pk).update(state=LANDED)
            self.landed.erased = erase_again(self._alias, log, explained) if explained else 0
            if self.landed.erased:
                note_waiting(self._alias, ())
            if self.landed.fork is not None and self._chain is not None:
                frozen = min(self.landed.fork, self._chain.frozen or self.landed.fork)
                ReceivedChain.objects.using(self._alias).filter(pk=self._chain.pk).update(frozen=frozen)
            partners.acknowledge(log, seen)
        return self.landed

    def undo(self) -> None:
        """Take out what went in of a bundle that does not land."""
        if self._part is not None:
            drop(self._alias, self._part)

    def _opened(self, entry: Entry) -> None:
        """Read for whom the chain is written; refuse one that is not for us."""
        scope = entry.text("scope")
        if scope not in (Scope.PARTNERS, Scope.PUBLIC):
            raise not_for_us()
        if scope == Scope.PARTNERS and self._us not in entry.ids("to"):
            raise not_for_us()
        if entry.text("mode") != self._mode:
            raise malformed(f"it was made in a workspace of another kind than this “{self._mode}” one")
        self._scope = Scope(scope)
        if self._chain is None:
            self._chain = ReceivedChain(
                log=entry.log,
                lane=entry.lane,
                audience=entry.octets("audience") or b"",
                scope=scope,
                mode=self._mode,
                writer=entry.octets("writer") or b"",
            )

    def _check(self, entry: Entry) -> None:
        if self._scope is None:
            raise malformed("it does not say for whom it is written")
        faults = examine_entry(entry, self._scope).faults
        if faults:
            raise malformed(faults[0])
        if entry.ts % DAY or not 0 <= entry.ts < 2**40:
            raise malformed("an entry tells the hour at which it was written")
        self.landed.ahead = self.landed.ahead or entry.ts > self._now + CLOCK_SLACK
        for leaf in entry.leaves:
            if leaf.erased:
                if entry.kind not in ERASABLE:
                    raise malformed("an entry that the chain needs whole has a hole")
                self._holes.append((entry.id, leaf.name, leaf.digest))

    def _begin(self) -> Part:
        m = self._manifest
        part, _ = Part.objects.using(self._alias).update_or_create(
            bundle=self._bundle,
            defaults={
                "log": m.log,
                "lane": m.lane,
                "first": m.first,
                "last": m.last,
                "state": LANDING,
                "got": self._now,
            },
        )
        return part

    def _write(self) -> None:
        """Put the entries in that are not here. What is here is compared: the same, or a second history."""
        if not self._batch:
            return
        batch, self._batch, self._size = self._batch, [], 0
        with writing(self._alias):
            self._part = self._part or self._begin()
            chain = self._chain
            if chain is None:
                raise malformed("it does not say for whom it is written")
            if chain.pk is None:
                chain.save(using=self._alias)
            held = held_ids(self._alias, chain, batch[0][0].seq, batch[-1][0].seq)
            rows = []
            for entry, data in batch:
                here = held.get(entry.seq, set())
                if entry.id in here:
                    continue
                if here and self.landed.fork is None:
                    self.landed.fork = entry.seq
                rows.append(entry_row(chain, self._part, entry, self._now, data))
            ReceivedEntry.objects.using(self._alias).bulk_create(rows, batch_size=500)
            self.landed.fresh += len(rows)

    def _check_prev(self) -> None:
        """The entry before the first must be the one that is here; another one is a second history too."""
        before = self._manifest.first - 1
        if before < 1 or self._chain is None:
            return
        here = held_ids(self._alias, self._chain, before, before).get(before, set())
        if here and self._manifest.prev_head not in here:
            self.landed.fork = min(before, self.landed.fork or before)

    def _check_head(self, ring: Keyring, signer: bytes) -> None:
        """The chain's writer must have signed the last entry, and the bundle too."""
        writer = bytes(self._chain.writer) if self._chain else None
        heads = [h for h in ring.heads if h.lane == self._manifest.lane and h.seq == self._manifest.last]
        for head in heads:
            try:
                verify_head(head)
            except RecordError as error:
                raise malformed(str(error)) from error
        trusted = ring.certificates
        signed = [h for h in heads if (h.log, h.head) == (self._manifest.log, self._manifest.head)]
        if not any(_may_sign(trusted, writer, head.key) for head in signed):
            raise malformed("its last entry is not signed by the writer of its chain")
        if not _may_sign(trusted, None, signer):
            raise malformed("its signer is not certified")

    def _keep_heads(self, ring: Keyring) -> None:
        for head in ring.heads:
            if head.lane == self._manifest.lane and self._chain is not None:
                ReceivedHead.objects.using(self._alias).get_or_create(
                    signed=encode_head(head), defaults={"chain": self._chain, "seq": head.seq}
                )


def _may_sign(trusted: Mapping[bytes, Certificate], writer: bytes | None, key: bytes) -> bool:
    one = trusted.get(key)
    if one is None or one.use != "signing" or one.revoked:
        return False
    return writer is None or speaks_for(writer, key, trusted)


def drop(alias: str, part: Part) -> None:
    """Take a part out again with all that it brought; its chain too where nothing else is left of it."""
    with writing(alias):
        ReceivedEntry.objects.using(alias).filter(part=part).delete()
        Part.objects.using(alias).filter(pk=part.pk).delete()
        ReceivedChain.objects.using(alias).exclude(scope=Scope.KEYS.value).filter(entries=None).delete()


def drop_unfinished(alias: str, waits: Collection[bytes]) -> None:
    """Take out what a crash left in the middle of landing; a bundle whose file still ``waits`` waits on."""
    for part in Part.objects.using(alias).filter(state=LANDING):
        row = {"log": part.log, "lane": part.lane, "first": part.first, "last": part.last, "got": part.got}
        with writing(alias):
            drop(alias, part)
            if bytes(part.bundle) in waits:
                Part.objects.using(alias).create(bundle=part.bundle, state=STAGED, **row)
