"""The door to partners and from them: what is sent, and what came. Two types more that share nothing with the other lanes.

Only ``store`` makes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from habeas.record.entry import Entry
from habeas.record.heads import SignedHead
from habeas.record.lanes import Mode, Received


@dataclass(frozen=True, slots=True)
class PartnerChain:
    """One chain of a partner lane of ours as it is sent: the one handle that export takes.

    ``rows(first, last)`` yields the encoded entries from number ``first`` to ``last``, anew at each call, so that a long
    chain need not be held in memory; ``heads(seq)`` returns the signed heads of entry ``seq``: a lane has one an entry, and
    a bundle needs the last. The keys chain is sent in the same way.
    """

    log: bytes
    lane: bytes
    rows: Callable[[int, int], Iterable[bytes]]
    heads: Callable[[int], tuple[SignedHead, ...]]


@dataclass(frozen=True, slots=True)
class ReceivedLane:
    """What one audience of a partner's told us: proposals, never facts. It has no way out: no output takes it.

    ``mode`` as in the others; ``received`` gives the unix seconds of receipt. ``frozen``: the numbers, by chain, from which
    on a chain has two histories and nothing counts.
    """

    log: bytes
    audience: bytes
    mode: Mode
    entries: tuple[Entry, ...]
    received: Received = field(default_factory=dict, repr=False)
    frozen: Mapping[bytes, int] = field(default_factory=dict)
