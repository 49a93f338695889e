"""Is this what was written and signed? Everything that a log, or the part of one that arrived, must satisfy.

Hashes, order, lanes, signatures, key certificates, and the holes that erasures left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from habeas.record.entry import Entry, decode_entry
from habeas.record.erasure import erasures, unexplained
from habeas.record.errors import RecordError
from habeas.record.findings import Finding, HeldChain, VerifyReport, Weight
from habeas.record.heads import SignedHead
from habeas.record.lanes import Scope
from habeas.record.verify_chain import check_chain, gather
from habeas.record.verify_heads import check_heads

__all__ = ["Finding", "VerifyReport", "Weight", "read_entries", "verify"]


def verify(
    entries: Iterable[Entry], heads: Iterable[SignedHead], *, whole: bool = True, now: int | None = None
) -> VerifyReport:
    """Check the entries and signed heads of one or more logs against each other.

    ``whole``: this is all of it, up to the last signed head: a hole without its ``erase`` entry, and a tail that
    nobody signed, are refused. With ``whole=False`` they are waiting for what is still to come. ``now`` (unix
    seconds) lets it note entries from the future; it refuses none for that.
    """
    chains, found = gather(entries)
    for chain in chains:
        found += check_chain(chain, now)
    found += _check_modes(chains)
    signed, about_heads = check_heads(chains, heads, whole=whole)
    found += about_heads
    erased, about_holes = _check_holes(chains, whole=whole)
    found += about_holes
    if not chains:
        found.append(Finding("verify.empty", "There is nothing here to verify: no entry was found."))
    return VerifyReport(tuple(found), tuple((chain, signed[chain.lane]) for chain in chains), erased)


def read_entries(rows: Iterable[bytes]) -> tuple[list[Entry], list[Finding]]:
    """Return the entries that stored or sent ``rows`` hold, and a finding for each row that holds none.

    For a verification that goes on after a broken row, to say all that is wrong.
    """
    entries: list[Entry] = []
    found: list[Finding] = []
    for number, row in enumerate(rows, start=1):
        try:
            entries.append(decode_entry(row))
        except RecordError as error:
            found.append(Finding("verify.bytes", f"Stored row {number} cannot be read: {error}."))
    return entries, found


def _check_modes(chains: Sequence[HeldChain]) -> list[Finding]:
    """A log is on trial, a demonstration or real, in all its chains and for ever."""
    modes: dict[bytes, dict[str, HeldChain]] = {}
    for chain in chains:
        if chain.mode:
            modes.setdefault(chain.log, {}).setdefault(chain.mode, chain)
    return [
        chain.finding("verify.mode", f"it says “{mode}”, and another chain of the same log says otherwise")
        for named in modes.values()
        if len(named) > 1
        for mode, chain in named.items()
    ]


def _check_holes(chains: Sequence[HeldChain], *, whole: bool) -> tuple[int, list[Finding]]:
    """Every hole needs an ``erase`` entry of the same log and audience that names entry, field and digest."""
    audiences: dict[tuple[bytes, bytes | None], list[HeldChain]] = {}
    for chain in chains:
        audiences.setdefault((chain.log, chain.audience), []).append(chain)
    erased = 0
    found: list[Finding] = []
    private = [entry for chain in chains if chain.scope is Scope.PRIVATE for entry in chain.entries]
    for together in audiences.values():
        # what another device of ours writes, this one erases in its private lane until that one says so too
        named = erasures([*(entry for chain in together for entry in chain.entries), *private])
        for chain in together:
            for entry in chain.entries:
                holes = unexplained(entry, named)
                erased += len(entry.erased) - len(holes)
                found += [_hole(chain, entry, name, whole=whole) for name in holes]
        found += _still_held(together)
    return erased, found


def _hole(chain: HeldChain, entry: Entry, name: str, *, whole: bool) -> Finding:
    if whole:
        words = f"“{name}” is missing, and no entry says that it was erased: somebody on the way took it out"
        return chain.finding("verify.hole", words, entry)
    words = f"“{name}” is missing; it counts as erased only when the entry that says so arrives"
    return chain.finding("verify.hole", words, entry, Weight.WAITING)


def _still_held(together: Sequence[HeldChain]) -> list[Finding]:
    """Notes: values that an entry says were erased, and erasures of what is not here."""
    entries = {entry.id: (chain, entry) for chain in together for entry in chain.entries}
    found = []
    for chain in together:
        if chain.scope is Scope.KEYS:
            continue
        for log, named in erasures(chain.entries).items():
            for entry_id, name, digest in sorted(named):
                held = entries.get(entry_id)
                leaf = held[1].leaf(name) if held and held[1].log == log else None
                if held and leaf and leaf.digest == digest and not leaf.erased:
                    words = f"“{name}” has been erased, but its value is still held here; run the clean-up"
                    found.append(held[0].finding("verify.still-held", words, held[1], Weight.NOTE))
                elif leaf is None or leaf.digest != digest:
                    words = (
                        f"it erases “{name}” of an entry that does not hold that here ({entry_id.hex()[:8]})"
                    )
                    found.append(chain.finding("verify.erases-nothing", words, weight=Weight.NOTE))
    return found
