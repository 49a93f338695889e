"""Verb: write what a partner may know, and has not acknowledged yet, to sealed files for a USB stick or a messenger.

What goes is the lane for that partner and nothing wider; with it go our receipts for what came from there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from habeas.exchange import limits
from habeas.exchange.outgoing import Parcel, Range, parts_of, plain
from habeas.exchange.sealing import seal
from habeas.record.partner_lanes import PartnerChain
from habeas.store.layout import whole
from habeas.store.partner_nouns import VERIFIED
from habeas.store.workspace import Workspace
from habeas.workflows.refused import Refused


@dataclass(frozen=True, slots=True)
class Sent:
    """The files that were written, in the order in which they are best received, and how many entries are in them."""

    files: tuple[Path, ...]
    entries: int


def send(workspace: Workspace, name: str, file: Path, *, now: int, everything: bool = False) -> Sent:
    """Write the bundles for the partner ``name`` to ``file`` (and, where one is not enough, to files numbered after it).

    ``everything`` starts at the beginning, whatever was acknowledged. Raises Refused; then no file is left.
    """
    parcel = parcel_for(workspace, name, now)
    bundles = planned(workspace, parcel, everything=everything)
    targets = [_numbered(file, number) for number in range(1, len(bundles) + 1)]
    there = next((one for one in targets if one.exists()), None)
    if there is not None:
        raise Refused(f"{there} is there already; nothing was written. Name a new file.")
    written: list[Path] = []
    try:
        for target, (chain, part, number, parts) in zip(targets, bundles, strict=True):
            write_bundle(workspace, parcel, target, plain(chain, parcel, part, number, parts))
            written.append(target)
    except BaseException:
        for one in written:
            one.unlink(missing_ok=True)
        raise
    return Sent(tuple(written), sum(part.last - part.first + 1 for _, part, _, _ in bundles))


type Planned = tuple[PartnerChain, Range, int, int]
"""A bundle to be made: of which chain, which entries, which part of how many."""


def planned(workspace: Workspace, parcel: Parcel, *, everything: bool = False) -> list[Planned]:
    """Return the bundles that bring a partner what it lacks; where that is nothing, one with keys and receipts alone."""
    bundles = [
        (chain, part, number, len(parts))
        for chain in workspace.exchange.lanes.chains_for(parcel.to)
        for parts in [_parts(workspace, parcel.to, chain, everything=everything)]
        for number, part in enumerate(parts, start=1)
        if part.last >= part.first
    ]
    return bundles or [_receipts(workspace)]


def parcel_for(workspace: Workspace, name: str, now: int) -> Parcel:
    """Return what is sent along with every bundle for a partner; Refused where it may get nothing."""
    workspace.own_keys.refuse_before_paper()
    exchange = workspace.exchange
    partner = exchange.partners.named(name)
    if partner.state != VERIFIED:
        why = "its words were not compared yet" if partner.state == "added" else "the exchange was ended"
        raise Refused(
            f"Nothing was written for “{name}”: {why}. "
            f"Call them, and compare the words: `habeas partner verify {name}`."
        )
    return Parcel(
        partner.log, exchange.lanes.ring(), exchange.received.seen(partner.log), now, exchange.signing_key()
    )


def write_bundle(workspace: Workspace, parcel: Parcel, target: Path, pieces: Iterator[bytes]) -> None:
    """Seal ``pieces`` for the partner into ``target``, so that it is whole or not there."""
    ring = workspace.exchange.received.keyring(parcel.to)
    key = ring.receiving(parcel.now) if ring else None
    if key is None:
        raise Refused(
            "Nothing was written: the key with which this partner receives has run out. "
            "Ask it for anything it sends: its new key comes along."
        )
    try:
        with whole(target) as out:
            seal(pieces, out, [key])
            if out.tell() > limits.FILE:
                raise Refused(
                    f"Nothing was written: the file would have {out.tell()} bytes, more than {limits.FILE}."
                )
    except OSError as error:
        raise Refused(
            f"{target} could not be written ({error.strerror or error}). Nothing was sent; make room, or name another place."
        ) from error


def _parts(workspace: Workspace, log: bytes, chain: PartnerChain, *, everything: bool) -> tuple[Range, ...]:
    """Return the parts of what the partner lacks of a chain."""
    lanes = workspace.exchange.lanes
    acknowledged = {one.lane: one for one in workspace.exchange.partners.acknowledged(log)}
    seen = acknowledged.get(chain.lane)
    after = 0 if everything or seen is None else seen.seq
    before = lanes.entry_id(chain.lane, after)
    if before is None and lanes.is_closed(chain.lane):
        return ()  # what an older device wrote and this one never had: they hold more of it than we do
    if before is None or (seen is not None and after and before != seen.head):
        raise Refused(
            "Nothing was written: this partner holds entries of ours that are not here. This workspace was restored from "
            "an older backup, or copied. Run `habeas doctor --second-device`, then send again."
        )
    last = lanes.last(chain.lane)
    if last > after and lanes.fits_one_part(chain.lane, after):
        return (Range(after + 1, last, before, lanes.entry_id(chain.lane, last) or b""),)
    return parts_of(lanes.sizes(chain.lane, after), after, before)


def _receipts(workspace: Workspace) -> Planned:
    """Return the bundle that brings nothing but our keys and our receipts."""
    lanes = workspace.exchange.lanes
    chain = lanes.keys_chain()
    last = lanes.last(chain.lane)
    head = lanes.entry_id(chain.lane, last) or b""
    return chain, Range(last + 1, last, head, head), 1, 1


def _numbered(file: Path, number: int) -> Path:
    return file if number == 1 else file.with_name(f"{file.stem}-{number}{file.suffix}")
