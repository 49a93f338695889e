"""The keys of a log: its root certifies, in a chain of their own, the keys that sign and receive.

``start_log`` makes a new log. For trying out and for the demonstration its root key is a throw-away one; of a real
one it is on paper (``habeas.store.paper``), and comes back from there for each key event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, get_args

from nacl.public import PrivateKey

from habeas.record.cbor import CborValue
from habeas.record.chain import DAY, Position, extend
from habeas.record.draft import Draft
from habeas.record.entry import Entry
from habeas.record.errors import RecordError
from habeas.record.header import log_id
from habeas.record.heads import SignedHead, public_key, sign_head
from habeas.record.lanes import Mode, Scope

SIGNING_LIFE: Final = 365 * DAY
RECEIVING_LIFE: Final = 182 * DAY
LIVES: Final[Mapping[str, int]] = {"signing": SIGNING_LIFE, "receiving": RECEIVING_LIFE}
RENEW_BEFORE: Final = 30 * DAY  # how long before its end a key is to be renewed
OLD_RECEIVING: Final = (
    30 * DAY
)  # how long after a renewal the old receiving key still opens what partners sent


@dataclass(frozen=True, slots=True)
class Seeds:
    """The secret keys of one device, 32 random bytes each. ``root`` signs key events only."""

    root: bytes
    signing: bytes
    receiving: bytes


@dataclass(frozen=True, slots=True)
class StartedChain:
    """A chain as it is written first: its scope, its audience (16 bytes), its entries, where it stands, the signed head."""

    scope: Scope
    audience: bytes
    entries: tuple[Entry, ...]
    position: Position
    head: SignedHead


@dataclass(frozen=True, slots=True)
class StartedLog:
    """A new log: its id (32 bytes) and its first three chains."""

    log: bytes
    mode: Mode
    keys: StartedChain
    private: StartedChain
    public: StartedChain


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the root says of one key: what it is for, and from when until when (unix seconds, None: no end)."""

    use: str
    key: bytes
    since: int
    until: int | None = None
    replaces: bytes | None = None
    revoked: bool = False
    good: tuple[GoodHead, ...] = ()


@dataclass(frozen=True, slots=True)
class GoodHead:
    """Where a chain stood when the key that signed it was found to be compromised: up to here it is its origin's."""

    lane: bytes
    seq: int
    head: bytes


def start_log(seeds: Seeds, *, mode: Mode, ts: int, salt: Callable[[], bytes]) -> StartedLog:
    """Return a new log with its keys chain, its private and its public chain, each opened and signed.

    ``ts`` is now, in unix seconds; ``salt`` returns 16 fresh random bytes at each call (salts and ids).
    The mode is written into every chain and can never change.
    """
    if mode not in get_args(Mode.__value__):
        raise RecordError(f"a log is a trial, a demonstration (demo) or real, and not “{mode}”")
    root, signing = public_key(seeds.root), public_key(seeds.signing)
    log = log_id(root)
    certified = (
        Draft("key", {"use": "root", "key": root, "from": ts - ts % DAY}),
        certified_key("signing", signing, ts=ts),
        certified_key("receiving", receiving_key(seeds.receiving), ts=ts),
    )
    return StartedLog(
        log,
        mode,
        start_chain(log, Scope.KEYS, mode, seeds.root, ts=ts, salt=salt, then=certified),
        start_chain(log, Scope.PRIVATE, mode, seeds.signing, ts=ts, salt=salt),
        start_chain(log, Scope.PUBLIC, mode, seeds.signing, ts=ts, salt=salt),
    )


def receiving_key(seed: bytes) -> bytes:
    """Return the raw X25519 public key of a 32-byte receiving secret."""
    return bytes(PrivateKey(seed).public_key)


def certified_key(use: str, key: bytes, *, ts: int, replaces: bytes | None = None) -> Draft:
    """Return what the root says of a new key: from the day of ``ts`` (unix seconds), for the life of its use."""
    day = ts - ts % DAY
    fields: dict[str, str | bytes | int] = {"use": use, "key": key, "from": day, "until": day + LIVES[use]}
    return Draft("key", fields | ({"replaces": replaces} if replaces else {}))


def start_chain(
    log: bytes,
    scope: Scope,
    mode: Mode,
    seed: bytes,
    *,
    ts: int,
    salt: Callable[[], bytes],
    audience: bytes | None = None,
    to: tuple[bytes, ...] = (),
    then: tuple[Draft, ...] = (),
) -> StartedChain:
    """Return a new chain of ``log``: its ``open`` entry, what ``then`` follows, and the head signed with ``seed``.

    ``audience`` is given where a further device writes for an audience that exists, else a fresh one is made;
    ``to`` are the partners' logs, for a chain of scope partners only.
    """
    lane, for_whom = salt(), audience or salt()
    fields: dict[str, str | bytes | list[bytes]] = {
        "audience": for_whom,
        "scope": scope.value,
        "mode": mode,
        "writer": public_key(seed),
    }
    if scope is Scope.PARTNERS:
        fields["to"] = sorted(set(to))
    drafts = (Draft("open", fields), *then)
    entries, position = extend(Position(log, lane), drafts, scope=scope, ts=ts, salt=salt)
    return StartedChain(scope, for_whom, entries, position, sign_head(position, seed))


def certificates(entries: Iterable[Entry]) -> Mapping[bytes, Certificate]:
    """Return what a keys chain, in its order, certifies: by the raw key. A revocation counts for ever."""
    found: dict[bytes, Certificate] = {}
    revoked: dict[bytes, tuple[GoodHead, ...]] = {}
    for entry in entries:
        key, use = entry.octets("key"), entry.text("use")
        if entry.kind != "key" or key is None or use is None:
            continue
        if use == "revoke":
            revoked[key] = revoked.get(key, ()) or _good(entry)
        elif key not in found:
            found[key] = Certificate(
                use, key, entry.number("from") or 0, entry.number("until"), entry.octets("replaces")
            )
    return {
        key: replace(one, revoked=key in revoked, good=revoked.get(key, ())) for key, one in found.items()
    }


def revoked_key(key: bytes, good: Iterable[GoodHead], *, ts: int) -> Draft:
    """Return what the root says of a key that somebody else may have: it signs no more, and ``good`` is what it signed for us."""
    rows: list[CborValue] = [[one.lane, one.seq, one.head] for one in sorted(good, key=lambda one: one.lane)]
    fields: dict[str, CborValue] = {"use": "revoke", "key": key, "from": ts - ts % DAY}
    return Draft("key", fields | ({"good": rows} if rows else {}))


def _good(entry: Entry) -> tuple[GoodHead, ...]:
    found = []
    for row in entry.items("good"):
        match row:
            case (bytes() as lane, int() as seq, bytes() as head):
                found.append(GoodHead(lane, seq, head))
    return tuple(found)
