"""What partners told another device of ours, brought over: whom it knows, their entries, and what they confirmed."""

from __future__ import annotations

from itertools import batched
from typing import Final

from habeas.store.models import Partner, ReceivedChain, ReceivedEntry, ReceivedHead, SeenRow
from habeas.store.received import COUNTS
from habeas.store.transactions import writing

AT_ONCE: Final = 500


def merge_partners(alias: str, source: str, now: int) -> int:
    """Bring partners, their chains and receipts over from ``source``; return how many of their entries came.

    A partner that either device cut off stays cut off. Two histories are both kept, and counted up to where they part.
    """
    with writing(alias):
        for one in Partner.objects.using(source).order_by("pk"):
            _partner(alias, source, one)
    came = 0
    for there in ReceivedChain.objects.using(source).order_by("pk"):
        with writing(alias):
            mine, _ = ReceivedChain.objects.using(alias).get_or_create(
                log=there.log,
                lane=there.lane,
                defaults={
                    "audience": there.audience,
                    "scope": there.scope,
                    "mode": there.mode,
                    "writer": there.writer,
                    "frozen": there.frozen,
                },
            )
        came += _entries(alias, source, mine, there, now)
    return came


def _partner(alias: str, source: str, one: Partner) -> None:
    rows = Partner.objects.using(alias)
    mine = rows.filter(log=one.log).first()
    if mine is None:
        name = (
            one.name if not rows.filter(name=one.name).exists() else f"{one.name} {bytes(one.log).hex()[:6]}"
        )
        mine = rows.create(name=name, log=one.log, state=one.state, since=one.since)
    elif one.state == "revoked" or (one.state == "verified" and mine.state == "added"):
        rows.filter(pk=mine.pk).update(state=one.state, since=one.since)
    for seen in SeenRow.objects.using(source).filter(partner=one):
        known = SeenRow.objects.using(alias).filter(partner=mine, lane=seen.lane).first()
        if known is None or known.seq < seen.seq:
            SeenRow.objects.using(alias).update_or_create(
                partner=mine, lane=seen.lane, defaults={"seq": seen.seq, "head": seen.head, "at": seen.at}
            )


def _entries(alias: str, source: str, mine: ReceivedChain, there: ReceivedChain, now: int) -> int:
    rows = ReceivedEntry.objects.using(alias).filter(COUNTS, chain=mine)
    held = {bytes(entry): seq for seq, entry in rows.values_list("seq", "entry")}
    numbers = set(held.values())
    wanted = ReceivedEntry.objects.using(source).filter(COUNTS, chain=there).order_by("seq", "pk")
    fresh = (row for row in wanted.iterator(chunk_size=AT_ONCE) if bytes(row.entry) not in held)
    came, fork = 0, there.frozen
    for part in batched(fresh, AT_ONCE):
        fork = min((seq for seq in (fork, *(r.seq for r in part if r.seq in numbers)) if seq), default=None)
        with writing(alias):
            ReceivedEntry.objects.using(alias).bulk_create(
                ReceivedEntry(
                    chain=mine, part=None, seq=r.seq, entry=r.entry, kind=r.kind, data=r.data, received=now
                )
                for r in part
            )
        came += len(part)
    with writing(alias):
        for head in ReceivedHead.objects.using(source).filter(chain=there):
            ReceivedHead.objects.using(alias).get_or_create(
                signed=head.signed, defaults={"chain": mine, "seq": head.seq}
            )
        if fork is not None:
            frozen = min(fork, mine.frozen or fork)
            ReceivedChain.objects.using(alias).filter(pk=mine.pk).update(frozen=frozen)
    return came
