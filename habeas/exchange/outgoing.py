"""A chain of a partner lane becomes the plaintext of bundles: a function of that chain, the keys and the day.

Equal arguments give equal bytes. Sealing them is ``sealing``'s business.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import zstandard

from habeas.exchange import limits
from habeas.exchange.framing import list_head, octets_head
from habeas.exchange.keyring import Keyring
from habeas.exchange.manifest import MAGIC, Manifest, Section, Seen, sign
from habeas.record.chain import DAY
from habeas.record.heads import SignedHead
from habeas.record.partner_lanes import PartnerChain

LIFE: Final = 60 * DAY  # how long a bundle may lie on its way before its receiver asks
LEVEL: Final = 3
PIECE: Final = 65_536
_KEPT: Final = 8_000_000  # packed bytes that are kept from the first pass; beyond, they are made again


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is sent to one partner: ``to`` its log, ``seen`` what we hold of it, ``ring`` our keys, ``seed`` our signing key.

    ``now`` is unix seconds; of it only the day is told.
    """

    to: bytes
    ring: Keyring
    seen: tuple[Seen, ...]
    now: int
    seed: bytes


@dataclass(frozen=True, slots=True)
class Range:
    """One part: the entries ``first`` to ``last``, and the id of the entry before and of the last."""

    first: int
    last: int
    prev_head: bytes
    head: bytes


def parts_of(sizes: Iterable[tuple[int, bytes, int]], after: int, prev_head: bytes) -> tuple[Range, ...]:
    """Return how a chain's entries are shared out: at most so many and so large a part.

    ``sizes`` gives number, id and size (bytes) of each entry behind entry ``after``, whose id is ``prev_head``.
    """
    made: list[Range] = []
    room, count = 0, 0
    for seq, head, size in sizes:
        if not made or room + size > limits.PLAIN or count == limits.ENTRIES:
            before = made[-1] if made else Range(0, after, b"", prev_head)
            made.append(Range(before.last + 1, before.last, before.head, before.head))
            room, count = 0, 0
        room, count = room + size, count + 1
        made[-1] = replace(made[-1], last=seq, head=head)
    return tuple(made) or (Range(after + 1, after, prev_head, prev_head),)


def plain(
    chain: PartnerChain, parcel: Parcel, part: Range, number: int = 1, parts: int = 1
) -> Iterator[bytes]:
    """Yield the plaintext of one bundle, piece by piece, in bounded memory.

    The entries are packed twice where they are many: once for their size and hash, which the manifest names first.
    """
    heads = chain.heads(part.last) if part.last >= part.first else ()
    keys = replace(parcel.ring, heads=(*_keys_heads(parcel.ring), *heads)).encode()
    sections = [Section("keys", len(keys), len(keys), hashlib.sha256(keys).digest())]
    packed: Iterable[bytes] = ()
    if part.last >= part.first:
        section, kept = _measure(chain, part)
        sections.append(section)
        packed = kept if kept is not None else pack(entries_section(chain, part))
    manifest = _manifest(chain, parcel, part, tuple(sections), number, parts).encode()
    yield MAGIC + manifest + sign(manifest, parcel.seed)
    for start in range(0, len(keys), PIECE):
        yield keys[start : start + PIECE]
    yield from packed


def entries_section(chain: PartnerChain, part: Range) -> Iterator[bytes]:
    """Yield the section “entries” unpacked: one list of byte strings."""
    yield list_head(part.last - part.first + 1)
    for row in chain.rows(part.first, part.last):
        yield octets_head(len(row)) + row


def pack(plain_pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the pieces packed by zstd; the same pieces give the same bytes."""
    packer = zstandard.ZstdCompressor(level=LEVEL).compressobj()
    for piece in plain_pieces:
        found = packer.compress(piece)
        if found:
            yield found
    yield packer.flush()


def _measure(chain: PartnerChain, part: Range) -> tuple[Section, list[bytes] | None]:
    """Return the section as the manifest names it, and its packed bytes where they are few."""
    hashed, packed_len, plain_len = hashlib.sha256(), 0, 0
    kept: list[bytes] | None = []

    def counted() -> Iterator[bytes]:
        nonlocal plain_len
        for piece in entries_section(chain, part):
            plain_len += len(piece)
            yield piece

    for piece in pack(counted()):
        hashed.update(piece)
        packed_len += len(piece)
        if kept is not None:
            kept.append(piece)
            kept = kept if packed_len <= _KEPT else None
    return Section("entries", packed_len, plain_len, hashed.digest()), kept


def _manifest(
    chain: PartnerChain, parcel: Parcel, part: Range, sections: Sequence[Section], number: int, parts: int
) -> Manifest:
    day = parcel.now - parcel.now % DAY
    return Manifest(
        log=chain.log,
        lane=chain.lane,
        to=(parcel.to,),
        made_at=day,
        expires_at=day + LIFE,
        first=part.first,
        last=part.last,
        prev_head=part.prev_head,
        head=part.head,
        seen=tuple(sorted(parcel.seen)),
        sections=tuple(sections),
        part=number,
        parts=parts,
    )


def _keys_heads(ring: Keyring) -> tuple[SignedHead, ...]:
    """Return the last signed head of the keys chain itself."""
    own = [head for head in ring.heads if head.lane == ring.lane]
    return (max(own, key=lambda head: head.seq),) if own else ()
