"""Whose signature counts: the keys chain of a log, checked against its root; and the card that a partner hands over.

The keys chain travels first in every bundle, unpacked, so that who signed is known before anything is unpacked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from habeas.exchange import limits
from habeas.exchange.errors import ExchangeError, malformed
from habeas.record import cbor
from habeas.record.cbor import CborValue
from habeas.record.chain import Position, follow
from habeas.record.entry import Entry, decode_entry, encode_entry
from habeas.record.errors import RecordError
from habeas.record.findings import Weight
from habeas.record.header import NO_ENTRY, log_id
from habeas.record.heads import SignedHead, decode_head, encode_head
from habeas.record.keys import Certificate, certificates
from habeas.record.lanes import Mode, Scope
from habeas.record.verify import verify

CARD: Final = "habeas.card/1"
_MODES: Final[tuple[Mode, ...]] = ("trial", "demo", "real")


@dataclass(frozen=True, slots=True)
class Keyring:
    """A log's keys: ``entries`` of its keys chain, up to the head that its root signed; ``heads``: that head, and (in a
    bundle) the signed heads of the chain that travels.
    """

    entries: tuple[Entry, ...]
    heads: tuple[SignedHead, ...]

    @property
    def log(self) -> bytes:
        """Whose keys these are."""
        return self.entries[0].log

    @property
    def lane(self) -> bytes:
        """The keys chain."""
        return self.entries[0].lane

    @property
    def mode(self) -> Mode:
        """Trial, demo or real."""
        named = self.entries[0].text("mode")
        return next(mode for mode in _MODES if mode == named)

    @property
    def certificates(self) -> Mapping[bytes, Certificate]:
        """What the root says of each key."""
        return certificates(self.entries)

    @property
    def root(self) -> bytes:
        """The raw root key, from which the log has its id."""
        return next(k for k, one in self.certificates.items() if one.use == "root" and log_id(k) == self.log)

    def receiving(self, now: int) -> bytes | None:
        """Return the raw X25519 key to seal for: the latest certified one that is not revoked and not over."""
        found = [
            one
            for one in self.certificates.values()
            if one.use == "receiving" and not one.revoked and (one.until is None or now < one.until)
        ]
        return max(found, key=lambda one: (one.since, one.replaces is not None)).key if found else None

    def encode(self) -> bytes:
        """Return the bytes of the section “keys”."""
        entries: list[CborValue] = [encode_entry(one) for one in self.entries]
        heads: list[CborValue] = [encode_head(one) for one in self.heads]
        return cbor.encode({"entries": entries, "heads": heads})


def decode_keyring(data: bytes) -> Keyring:
    """Return the keys that ``data`` holds, certified by their root; raise ExchangeError otherwise."""
    try:
        value = cbor.decode(data)
        if not isinstance(value, Mapping) or set(value) != {"entries", "heads"}:
            raise RecordError("its keys are not written as keys are")
        ring = Keyring(
            tuple(map(decode_entry, _octets(value["entries"]))),
            tuple(map(decode_head, _octets(value["heads"]))),
        )
        check_keyring(ring)
    except RecordError as error:
        raise malformed(str(error)) from error
    return ring


def check_keyring(ring: Keyring) -> None:
    """Raise RecordError unless the keys chain is whole and signed by the root after which its log is named."""
    if not ring.entries or ring.entries[0].text("scope") != Scope.KEYS:
        raise RecordError("its keys do not begin as a chain of keys")
    heads = [head for head in ring.heads if head.lane == ring.lane]
    report = verify(ring.entries, heads)
    wrong = [finding for finding in report.findings if finding.weight is not Weight.NOTE]
    if wrong or ring.entries[0].text("mode") not in _MODES:
        raise RecordError(wrong[0].words if wrong else "it does not say whether it is a trial")


def longer(held: Keyring | None, came: Keyring) -> Keyring:
    """Return the keys chain that knows more. Raises ExchangeError where the two are two histories of one log.

    A bundle made before a revocation must not undo it.
    """
    if held is None:
        return came
    short, long = sorted((held, came), key=lambda ring: len(ring.entries))
    same = [one.id for one in long.entries[: len(short.entries)]] == [one.id for one in short.entries]
    if held.lane != came.lane or not same:
        raise ExchangeError(
            "fork",
            "This group's list of keys has two histories. Somebody has a copy of its root key, or two devices wrote "
            "it. Nothing was written. Call them, and verify the twelve words again.",
        )
    return long


def encode_card(ring: Keyring) -> bytes:
    """Return the card that one group hands to another: its public keys. It holds no secret and no fact."""
    return cbor.encode({"kind": CARD, "keys": ring.encode()})


def decode_card(data: bytes) -> Keyring:
    """Return the keys on a card; raise ExchangeError where it is none."""
    try:
        if len(data) > limits.KEYS:
            raise RecordError("too large")
        value = cbor.decode(data)
        if (
            not isinstance(value, Mapping)
            or value.get("kind") != CARD
            or not isinstance(value.get("keys"), bytes)
        ):
            raise RecordError("no card")
        return decode_keyring(bytes(value["keys"]))  # type: ignore[arg-type]
    except (RecordError, ExchangeError) as error:
        raise ExchangeError(
            "malformed",
            "This file is no card of a group, or was changed. Nothing was written. Ask them to make one with "
            "`habeas partner card FILE` and to send it again.",
        ) from error


def own_position(entries: Sequence[Entry]) -> Position:
    """Return where a chain of ``entries`` from its beginning stands; RecordError where it is broken."""
    first = entries[0]
    return follow(Position(first.log, first.lane, 0, NO_ENTRY), entries)


def speaks_for(writer: bytes | None, key: bytes, trusted: Mapping[bytes, Certificate]) -> bool:
    """Whether ``key`` is the ``writer``'s, or follows on it by replacements that the root certified."""
    seen: set[bytes] = set()
    one: bytes | None = key
    while one is not None and one not in seen:
        if one == writer:
            return True
        seen.add(one)
        one = trusted[one].replaces if one in trusted else None
    return False


def _octets(value: CborValue) -> Iterable[bytes]:
    if not isinstance(value, tuple) or not all(isinstance(one, bytes) for one in value):
        raise RecordError("entries and heads are lists of byte strings")
    return [one for one in value if isinstance(one, bytes)]
