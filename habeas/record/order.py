"""Order of an audience: in which sequence the entries of several chains are read.

It decides as-of, recency, and which of two computed addresses is kept; never trust, conflict or what stands.
"""

from __future__ import annotations

from collections.abc import Iterable

from habeas.record.entry import Entry
from habeas.record.lanes import Received

type OrderKey = tuple[int, bytes, int]


def order_keys(entries: Iterable[Entry], received: Received) -> dict[bytes, OrderKey]:
    """Return for each entry id its place: (moment, chain id, seq).

    The moment is the greatest ``ts`` so far in the entry's chain, for an entry that came from another device
    not later than its receipt (``received``, unix seconds by entry id), and never earlier than its predecessor's.
    """
    keys: dict[bytes, OrderKey] = {}
    greatest: dict[bytes, int] = {}
    moment: dict[bytes, int] = {}
    for entry in sorted(entries, key=lambda entry: (entry.lane, entry.seq)):
        high = max(entry.ts, greatest.get(entry.lane, entry.ts))
        clamped = min(high, received.get(entry.id, high))
        greatest[entry.lane] = high
        moment[entry.lane] = max(clamped, moment.get(entry.lane, clamped))
        keys[entry.id] = (moment[entry.lane], entry.lane, entry.seq)
    return keys


def in_order(entries: Iterable[Entry], received: Received) -> tuple[Entry, ...]:
    """Return the entries of one audience in its Order."""
    held = tuple(entries)
    keys = order_keys(held, received)
    return tuple(sorted(held, key=lambda entry: keys[entry.id]))
