"""The one place where entries are added to a chain of ours.

In the transaction in which the chain's last entry was read: extend, insert, sign the head. On SQLite the
transaction is IMMEDIATE and holds the one write lock; on PostgreSQL an advisory lock stands for each chain.
UNIQUE (chain, seq) is the second line. Parsing and hashing of content happen before, outside.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import connections

from habeas.record import chain as chains
from habeas.record.chain import Position
from habeas.record.draft import Draft
from habeas.record.entry import Entry
from habeas.record.heads import encode_head, public_key, sign_head
from habeas.record.keys import StartedChain
from habeas.record.lanes import Scope
from habeas.store.errors import StoreError
from habeas.store.inserting import insert
from habeas.store.models import Chain, EntryRow, HeadRow, LeafRow, Log
from habeas.store.transactions import writing

# the chain, its log, and its last entry if it has any: asked at every append, as one question
_END = (
    "SELECT c.id, c.scope, c.closed, c.writer, l.log, e.seq, e.entry FROM record_chain c "
    "JOIN record_log l ON l.id = c.log_id "
    "LEFT JOIN record_entry e ON e.chain_id = c.id "
    "AND e.seq = (SELECT MAX(seq) FROM record_entry WHERE chain_id = c.id) WHERE c.lane = %s"
)
_PLACES = "SELECT seq, id FROM record_entry WHERE chain_id = %s AND seq >= %s"
MOST_ENTRIES = 1_000  # of one batch: what one signed head covers at most, and a write well under 250 ms


def append(
    alias: str, lane: bytes, drafts: Sequence[Draft], seed: bytes, *, ts: int, salt: Callable[[], bytes]
) -> tuple[Entry, ...]:
    """Add ``drafts`` to the chain ``lane`` (16 bytes) and sign its head with ``seed``; return the new entries.

    ``ts`` is unix seconds, ``salt`` returns 16 fresh random bytes at each call. Private and keys chains get one
    signed head a batch; a wider one a head an entry, so that a proof of one carries no neighbour's header.
    Raises RecordError for a draft that the chain must not hold and StoreError for the rest; then nothing is added.
    """
    if len(drafts) > MOST_ENTRIES:
        raise StoreError(
            f"{len(drafts)} entries at once are too many; {MOST_ENTRIES} are the limit.",
            "Add them in smaller parts.",
        )
    if not drafts:
        return ()
    with writing(alias):
        chain, told, closed, writer, end = _end(alias, lane)
        if closed is not None:
            raise StoreError(
                "This chain is closed: it was begun by another device, and only that one may go on with it.",
                "Open the workspace anew; it writes to its own chain.",
            )
        if writer != public_key(seed):
            raise other_device(told)
        scope = Scope(told)
        entries, end = chains.extend(end, drafts, scope=scope, ts=ts, salt=salt)
        _insert(alias, chain, entries, received=ts)
        signed = [_behind(entry) for entry in entries] if scope in (Scope.PARTNERS, Scope.PUBLIC) else [end]
        heads = [(chain, at.seq, encode_head(sign_head(at, seed))) for at in signed]
        insert(alias, HeadRow, ("chain", "seq", "signed"), heads)
    return entries


def other_device(scope: str) -> StoreError:
    """Return the refusal of what only another device of this group may write."""
    whom = (
        "everyone"
        if scope == Scope.PUBLIC.value
        else "these partners"
        if scope == Scope.PARTNERS.value
        else "itself"
    )
    return StoreError(
        f"Another device of this group writes for {whom}, and two must never do it at once.",
        "Do it there, or take it over: `habeas doctor --second-device` here makes this the device that writes for others.",
    )


def begin(alias: str, log: Log, started: StartedChain, *, mode: str, received: int) -> Chain:
    """Store a chain of ours as it was started: its first entries and their signed head."""
    with writing(alias):
        chain = Chain.objects.using(alias).create(
            log=log,
            lane=started.position.lane,
            audience=started.audience,
            scope=started.scope.value,
            mode=mode,
            writer=started.head.key,
        )
        _insert(alias, chain.pk, started.entries, received=received)
        HeadRow.objects.using(alias).create(
            chain=chain, seq=started.head.seq, signed=encode_head(started.head)
        )
    return chain


def position(chain: Chain) -> Position:
    """Return how far ``chain`` has come, by its last row."""
    last = chain.entries.order_by("-seq").values_list("seq", "entry").first()
    seq, head = last if last else (0, bytes(32))
    return Position(bytes(chain.log.log), bytes(chain.lane), seq, bytes(head))


def _end(alias: str, lane: bytes) -> tuple[int, str, int | None, bytes, Position]:
    """Return a chain: its row, its scope, where it was closed, who writes it, and how far it has come."""
    with connections[alias].cursor() as cursor:
        cursor.execute(_END, [lane])
        found = cursor.fetchone()
    if found is None:
        raise Chain.DoesNotExist
    row, scope, closed, writer, log, seq, head = found
    return row, scope, closed, bytes(writer), Position(bytes(log), lane, seq or 0, bytes(head or bytes(32)))


def _behind(entry: Entry) -> Position:
    return Position(entry.log, entry.lane, entry.seq, entry.id)


def _insert(alias: str, chain: int, entries: Sequence[Entry], *, received: int) -> None:
    rows = [(chain, e.seq, e.id, e.header.encode(), e.kind, received) for e in entries]
    insert(alias, EntryRow, ("chain", "seq", "entry", "header", "kind", "received"), rows)
    with connections[alias].cursor() as cursor:
        cursor.execute(_PLACES, [chain, entries[0].seq])
        places = dict(cursor.fetchall())
    leaves = [(places[e.seq], leaf.name, leaf.salt, leaf.value) for e in entries for leaf in e.leaves]
    insert(alias, LeafRow, ("entry", "name", "salt", "value"), leaves)
