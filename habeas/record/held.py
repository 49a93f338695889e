"""Which entries of an audience may derive anything at all: not erased to the core, not pending, not withheld.

The answer for each entry that may not is a Reason. What decisions do to the others is ``standing``'s business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from weakref import WeakKeyDictionary

from habeas.model.reason import Reason
from habeas.record.entry import Entry
from habeas.record.erasure import erasures, is_void, unexplained
from habeas.record.lanes import Scope
from habeas.record.shapes import Examined, examine_entry

type Range = tuple[bytes, bytes, int, int]
"""Log, chain, first and last number: what a quarantine or a withdrawal names."""

# An entry never changes, so that what was found once need not be looked for again while somebody holds it.
_found: WeakKeyDictionary[Entry, tuple[Scope | None, Examined]] = WeakKeyDictionary()


def scopes(entries: Iterable[Entry]) -> Mapping[bytes, Scope]:
    """Return the scope of each chain whose ``open`` entry is among ``entries``."""
    found: dict[bytes, Scope] = {}
    for entry in entries:
        named = entry.text("scope")
        if entry.kind == "open" and named in tuple(Scope):
            found[entry.lane] = Scope(named)
    return found


def unusable(entries: Sequence[Entry]) -> dict[bytes, Reason]:
    """Return, by entry id, why an entry derives nothing; ``entries`` have their erasures applied."""
    named, known = erasures(entries), scopes(entries)
    found: dict[bytes, Reason] = {}
    for entry in entries:
        reason = _unusable(entry, unexplained(entry, named), known.get(entry.lane))
        if reason:
            found[entry.id] = reason
    return found


def withheld(entries: Iterable[Entry], ranges: Iterable[tuple[Range, Reason]]) -> dict[bytes, Reason]:
    """Return, by entry id, why an entry is withheld: a quarantine or a withdrawal of its origin covers it."""
    by_chain: dict[tuple[bytes, bytes], list[tuple[int, int, Reason]]] = {}
    for (log, lane, first, last), reason in ranges:
        by_chain.setdefault((log, lane), []).append((first, last, reason))
    found: dict[bytes, Reason] = {}
    for entry in entries:
        for first, last, reason in by_chain.get((entry.log, entry.lane), ()):
            if first <= entry.seq <= last:
                found.setdefault(entry.id, reason)
    return found


def withdrawn(entries: Iterable[Entry]) -> list[tuple[Range, Reason]]:
    """Return the ranges that ``withdraw`` entries name. Only the origin may: another log's are left out."""
    found = []
    for entry in entries:
        named = named_range(entry) if entry.kind == "withdraw" else None
        if named and named[0] == entry.log:
            words = "its origin no longer trusts this part of its log"
            found.append((named, Reason("record.withdrawn", words)))
    return found


def named_range(entry: Entry) -> Range | None:
    """Return the range that a quarantine or a withdrawal names, or None where it is not readable."""
    log, lane = entry.octets("log"), entry.octets("lane")
    first, last = entry.number("first"), entry.number("last")
    if log is None or lane is None or first is None or last is None:
        return None
    return log, lane, first, last


def _unusable(entry: Entry, holes: tuple[str, ...], scope: Scope | None) -> Reason | None:
    if holes:
        words = f"“{holes[0]}” is missing, and no erasure explains it: waiting for the explanation"
        return Reason("record.pending", words, (("field", holes[0]),))
    if is_void(entry):
        gone = ", ".join(sorted(entry.erased))
        return Reason("record.void", f"erased ({gone}): what is left says nothing", (("fields", gone),))
    examined = _examined(entry, scope)
    if examined.readable:
        return None
    if examined.faults:
        return Reason("record.malformed", examined.faults[0])
    what = ", ".join(examined.newer)
    return Reason("record.newer", f"written by a newer version of Habeas ({what})", (("what", what),))


def _examined(entry: Entry, scope: Scope | None) -> Examined:
    known = _found.get(entry)
    if known is None or known[0] is not scope:
        known = _found[entry] = scope, _examine(entry, scope)
    return known[1]


def _examine(entry: Entry, scope: Scope | None) -> Examined:
    if scope is not None:
        return examine_entry(entry, scope)
    # Without its ``open`` entry a chain's scope is unknown: what one scope can read is read.
    both = [examine_entry(entry, one) for one in (Scope.PRIVATE, Scope.PUBLIC)]
    return next((one for one in both if one.readable), both[0])
