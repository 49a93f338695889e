"""Erasure: a value and its salt are destroyed, its digest stays, and an ``erase`` entry says that it was us.

A hole without such an entry is not an erasure but tampering: a courier could hide “denied” from a claim.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from habeas.record.cbor import CborValue
from habeas.record.draft import Draft
from habeas.record.entry import Entry
from habeas.record.errors import RecordError
from habeas.record.leaf import Leaf

type Named = tuple[bytes, str, bytes]
"""An erased field as an ``erase`` entry names it: entry id, leaf name, leaf digest."""

# A claim without one of these is no claim any more: type, whom it is about, or on what it rests.
VOIDING: Final = frozenset({"type", "subjects", "evidence"})
# Without these a claim would say something else, so they go only with all of it.
ONLY_WITH_ALL: Final = frozenset({"modality", "said_by"})
ERASABLE: Final = frozenset({"capture", "claim", "decision"})
# The leaf that a capture or a card is known by, and the operands without which an act does nothing.
_CAPTURE_CORE: Final = frozenset({"sha256", "id"})
_NOT_OPERANDS: Final = frozenset(
    {"by", "why", "reason", "replaces", "field", "keep", "until", "lang", "ids", "basis", "mentions"}
)


def erase(entry: Entry, names: Collection[str]) -> Entry:
    """Return ``entry`` with the named leaves reduced to their digests.

    Raises RecordError for a leaf that is not there, for a kind that carries no personal data (the chain needs
    it whole), and where ``modality`` or ``said_by`` would go while the rest of the claim stays.
    """
    if entry.kind not in ERASABLE:
        raise RecordError(f"an entry “{entry.kind}” cannot be erased: the chain needs it whole")
    missing = set(names) - {leaf.name for leaf in entry.leaves}
    if missing:
        raise RecordError(f"entry {entry.seq} has no field “{min(missing)}” to erase")
    left = {leaf.name for leaf in entry.leaves if not leaf.erased} - set(names)
    if entry.kind == "claim" and left and not ONLY_WITH_ALL.isdisjoint(names):
        raise RecordError(
            "who says it and how surely cannot be erased alone: the claim would then say something else. "
            "Erase the whole claim, and enter what may stay as a new one"
        )
    leaves = tuple(leaf.erase() if leaf.name in names else leaf for leaf in entry.leaves)
    return Entry(entry.header, leaves)


def erase_draft(targets: Iterable[tuple[Entry, Collection[str]]]) -> Draft:
    """Return the ``erase`` entry to append, for the given leaves of the given entries of one audience."""
    named: set[Named] = set()
    for entry, names in targets:
        named |= {
            (entry.id, leaf.name, leaf.digest) for leaf in erase(entry, names).leaves if leaf.name in names
        }
    return Draft("erase", {"of": [list(one) for one in sorted(named)]})


def erasures(entries: Iterable[Entry]) -> Mapping[bytes, frozenset[Named]]:
    """Return what the ``erase`` entries among one audience's entries name, by the log that says so.

    Only the origin may erase: look up the log of the entry with the hole.
    """
    found: dict[bytes, set[Named]] = {}
    for entry in entries:
        if entry.kind == "erase":
            found.setdefault(entry.log, set()).update(filter(None, map(_named, entry.items("of"))))
    return {log: frozenset(named) for log, named in found.items()}


def apply(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return one audience's entries with every erasure that they name carried out, in the same order.

    A field goes absent, present, erased, and never back: an old copy that still holds a value does not revive it.
    """
    held = tuple(entries)
    named = erasures(held)
    hit = {identity for told in named.values() for identity, _, _ in told}
    return tuple(
        _scrub(entry, named.get(entry.log, frozenset())) if entry.id in hit else entry for entry in held
    )


def unexplained(entry: Entry, named: Mapping[bytes, frozenset[Named]]) -> tuple[str, ...]:
    """Return the names of the holes in ``entry`` for which no ``erase`` entry of its log stands (see ``erasures``)."""
    if not entry.erased:  # nearly all: their leaves need not be made again
        return ()
    ours = named.get(entry.log, frozenset())
    return tuple(
        leaf.name
        for leaf in entry.leaves
        if leaf.erased and (entry.kind not in ERASABLE or (entry.id, leaf.name, leaf.digest) not in ours)
    )


def is_void(entry: Entry) -> bool:
    """Whether an erasure has taken from ``entry`` what it cannot stand without.

    A decision also becomes void with the claims that it is about: see ``standing``.
    """
    if entry.kind == "claim":
        return not (VOIDING | ONLY_WITH_ALL).isdisjoint(entry.erased)
    if entry.kind == "capture":
        return not _CAPTURE_CORE.isdisjoint(entry.erased)
    return bool(entry.erased - _NOT_OPERANDS)


def _scrub(entry: Entry, named: frozenset[Named]) -> Entry:
    if entry.kind not in ERASABLE:
        return entry
    gone = {
        leaf.name for leaf in entry.leaves if not leaf.erased and (entry.id, leaf.name, leaf.digest) in named
    }
    if not gone:
        return entry
    return Entry(entry.header, tuple(_without(leaf, gone) for leaf in entry.leaves))


def _without(leaf: Leaf, gone: Collection[str]) -> Leaf:
    return leaf.erase() if leaf.name in gone else leaf


def _named(item: CborValue) -> Named | None:
    if isinstance(item, tuple) and len(item) == 3:
        entry, name, digest = item
        if isinstance(entry, bytes) and isinstance(name, str) and isinstance(digest, bytes):
            return entry, name, digest
    return None
