"""One chain: entries that each name the one before, so that none can be changed, left out or put between."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from habeas.record.draft import Draft
from habeas.record.entry import Entry
from habeas.record.errors import RecordError
from habeas.record.header import NO_ENTRY, Header
from habeas.record.lanes import Scope
from habeas.record.leaf import Leaf, body_digest
from habeas.record.shapes import check_draft

DAY = 86_400


@dataclass(frozen=True, slots=True)
class Position:
    """How far a chain has come. ``seq`` 0 and ``head`` of 32 zero bytes: nothing is written yet.

    ``log`` and ``head`` (the id of entry ``seq``) are 32 bytes, ``lane`` 16.
    """

    log: bytes
    lane: bytes
    seq: int = 0
    head: bytes = NO_ENTRY


def extend(
    position: Position, drafts: Iterable[Draft], *, scope: Scope, ts: int, salt: Callable[[], bytes]
) -> tuple[tuple[Entry, ...], Position]:
    """Append ``drafts`` behind ``position``; return the new entries and where the chain then stands.

    ``scope`` is that of the chain's ``open`` entry: it decides what a draft may carry, and outside the private
    lane it cuts ``ts`` (unix seconds) to the day. ``salt`` returns 16 fresh random bytes at each call.
    Raises RecordError for a draft that this chain must not hold; then nothing is appended.
    """
    when = ts if scope is Scope.PRIVATE else ts - ts % DAY
    entries = []
    for draft in drafts:
        check_draft(draft, scope)
        entry = _entry(position, draft, when, salt)
        entries.append(entry)
        position = Position(position.log, position.lane, entry.seq, entry.id)
    return tuple(entries), position


def follow(position: Position, entries: Sequence[Entry]) -> Position:
    """Return the position behind ``entries``, which must continue ``position`` one by one.

    Raises RecordError at the first that does not: of another log or chain, out of number, or naming another
    entry as the one before it.
    """
    for entry in entries:
        problem = break_in_chain(position, entry)
        if problem:
            raise RecordError(problem)
        position = Position(position.log, position.lane, entry.seq, entry.id)
    return position


def break_in_chain(position: Position, entry: Entry) -> str | None:
    """Return why ``entry`` does not follow ``position``, in a sentence, or None where it does."""
    chain = f"chain {position.lane.hex()[:8]}"
    if (entry.log, entry.lane) != (position.log, position.lane):
        return f"an entry of log {entry.log.hex()[:8]}, chain {entry.lane.hex()[:8]} stands in {chain}"
    if entry.seq != position.seq + 1:
        return (
            f"{chain} has entry {position.seq}, and then comes entry {entry.seq}: one is missing or too many"
        )
    if entry.header.prev != position.head:
        return f"entry {entry.seq} of {chain} was written behind another entry {position.seq} than the one that stands here"
    if not entry.is_whole:
        return f"entry {entry.seq} of {chain} does not hold what its header names: a field was changed, added or removed"
    return None


def _entry(position: Position, draft: Draft, ts: int, salt: Callable[[], bytes]) -> Entry:
    names = sorted(draft.fields, key=lambda name: name.encode("utf-8"))
    leaves = tuple(Leaf.of(name, _fresh(salt), draft.fields[name]) for name in names)
    header = Header(
        log=position.log,
        lane=position.lane,
        seq=position.seq + 1,
        prev=position.head,
        kind=draft.kind,
        ts=ts,
        body=body_digest(leaves),
    )
    return Entry(header, leaves)


def _fresh(salt: Callable[[], bytes]) -> bytes:
    made = salt()
    if len(made) != 16:
        raise RecordError(f"a salt is 16 random bytes; the source of salts gave {len(made)}")
    return made
