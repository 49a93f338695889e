"""One chain, checked by itself: complete, in order, unchanged, and each entry in the shape of its kind."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import cast

from habeas.record.chain import DAY, Position, break_in_chain
from habeas.record.entry import Entry
from habeas.record.findings import Finding, HeldChain, Weight
from habeas.record.header import NO_ENTRY
from habeas.record.lanes import Mode, Scope
from habeas.record.shapes import examine_entry

CLOCK_SLACK = 2 * DAY
_MODES = ("trial", "demo", "real")


def gather(entries: Iterable[Entry]) -> tuple[list[HeldChain], list[Finding]]:
    """Return the chains among ``entries``, each by number, and the forks: two entries at one number."""
    by_chain: dict[tuple[bytes, bytes], dict[bytes, Entry]] = {}
    for entry in entries:
        by_chain.setdefault((entry.log, entry.lane), {})[entry.id] = entry
    chains, forks = [], []
    for (log, lane), held in sorted(by_chain.items()):
        rows = sorted(held.values(), key=lambda entry: (entry.seq, entry.id))
        chain = _opened(log, lane, tuple(rows))
        for first, second in pairwise(rows):
            if first.seq == second.seq:
                words = (
                    "there are two different entries with this number. Two writers used one chain, or somebody "
                    "made a second history; both are kept, and nothing may be appended here"
                )
                forks.append(chain.finding("verify.fork", words, second))
        chains.append(chain)
    return chains, forks


def check_chain(chain: HeldChain, now: int | None = None) -> list[Finding]:
    """Return what is wrong within one chain. Behind a break nothing more is said: it all hangs on that.

    ``now``: unix seconds, to note the entries that claim to come from the future.
    """
    position = Position(chain.log, chain.lane, 0, NO_ENTRY)
    found: list[Finding] = []
    for entry in chain.entries:
        problem = break_in_chain(position, entry)
        if problem:
            found.append(chain.finding("verify.chain", problem, entry))
            break
        found += _check_entry(chain, entry)
        if now is not None and entry.ts > now + CLOCK_SLACK:
            words = "its time lies more than two days ahead: the clock of the device was wrong"
            found.append(chain.finding("verify.clock", words, entry, Weight.NOTE))
        position = Position(chain.log, chain.lane, entry.seq, entry.id)
    return found


def _check_entry(chain: HeldChain, entry: Entry) -> list[Finding]:
    if chain.scope is None:
        if entry.seq == 1:
            return [chain.finding("verify.open", "it does not say for whom the chain is written", entry)]
        return []
    found = []
    examined = examine_entry(entry, chain.scope)
    found += [chain.finding("verify.shape", fault, entry) for fault in examined.faults]
    if examined.newer:
        words = f"written by a newer version of Habeas ({', '.join(examined.newer)}); kept, and not used"
        found.append(chain.finding("verify.newer", words, entry, Weight.NOTE))
    if chain.scope is not Scope.PRIVATE and entry.ts % DAY:
        words = "it tells the hour at which it was written; outside the private lane only the day may be told"
        found.append(chain.finding("verify.hour", words, entry))
    return found


def _opened(log: bytes, lane: bytes, entries: tuple[Entry, ...]) -> HeldChain:
    first = entries[0]
    if first.kind != "open":
        return HeldChain(log, lane, entries, None, None, None, None)
    scope, mode = first.text("scope"), first.text("mode")
    return HeldChain(
        log,
        lane,
        entries,
        Scope(scope) if scope in tuple(Scope) else None,
        cast(Mode, mode) if mode in _MODES else None,
        first.octets("audience"),
        first.octets("writer"),
    )
