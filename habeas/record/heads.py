"""Signed heads: one signature over everything that a chain holds up to an entry."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from habeas.record import cbor
from habeas.record.chain import Position
from habeas.record.errors import RecordError
from habeas.record.header import VERSION

_CONTEXT = b"habeas1/head"


@dataclass(frozen=True, slots=True)
class SignedHead:
    """“I wrote this chain up to entry ``seq``, which has the id ``head``”, signed with Ed25519.

    ``key`` is the raw 32-byte public key; whether it may speak for the log is for ``verify`` to say.
    """

    log: bytes
    lane: bytes
    seq: int
    head: bytes
    key: bytes
    signature: bytes
    epoch: int = 0
    v: int = VERSION

    @property
    def position(self) -> Position:
        """The position in the chain that is signed."""
        return Position(self.log, self.lane, self.seq, self.head)

    def encode_head(self) -> bytes:
        """Return the bytes that are signed, without the signature."""
        return cbor.encode(
            {
                "v": self.v,
                "log": self.log,
                "lane": self.lane,
                "epoch": self.epoch,
                "seq": self.seq,
                "head": self.head,
                "key": self.key,
            }
        )


def public_key(seed: bytes) -> bytes:
    """Return the raw Ed25519 public key of a 32-byte secret seed."""
    return bytes(_signing_key(seed).verify_key)


def sign_head(position: Position, seed: bytes) -> SignedHead:
    """Sign ``position`` with the key of the 32-byte secret ``seed``."""
    if position.seq < 1:
        raise RecordError("a chain without entries has no head to sign")
    key = public_key(seed)
    unsigned = SignedHead(position.log, position.lane, position.seq, position.head, key, b"")
    signature = _signing_key(seed).sign(_signed_bytes(unsigned)).signature
    return SignedHead(position.log, position.lane, position.seq, position.head, key, signature)


def verify_head(head: SignedHead) -> None:
    """Raise RecordError unless ``head`` bears the signature of the key that it names."""
    try:
        VerifyKey(head.key).verify(_signed_bytes(head), head.signature)
    except (BadSignatureError, ValueError, TypeError) as error:
        raise RecordError(
            f"the signature at entry {head.seq} of chain {head.lane.hex()[:8]} is not one of key {head.key.hex()[:8]}"
        ) from error


def encode_head(head: SignedHead) -> bytes:
    """Return the bytes in which a signed head is stored and sent: the head's own bytes, and the signature."""
    return cbor.encode([head.encode_head(), head.signature])


def decode_head(data: bytes) -> SignedHead:
    """Return the signed head that ``data`` holds; raise RecordError if malformed. The signature is not checked."""
    outer = cbor.decode(data)
    if isinstance(outer, tuple) and len(outer) == 2:
        inner, signature = outer
        if isinstance(inner, bytes) and isinstance(signature, bytes) and len(signature) == 64:
            return _decode_inner(inner, signature)
    raise RecordError("a signed head is a list of the head's bytes and a signature of 64 bytes")


def _decode_inner(data: bytes, signature: bytes) -> SignedHead:
    head = cbor.decode(data)
    if not isinstance(head, Mapping) or set(head) != {"v", "log", "lane", "epoch", "seq", "head", "key"}:
        raise RecordError("a head has exactly the fields epoch, head, key, lane, log, seq, v")
    made = SignedHead(
        log=cbor.octets(head["log"], 32, "log"),
        lane=cbor.octets(head["lane"], 16, "lane"),
        seq=cbor.number(head["seq"], "seq"),
        head=cbor.octets(head["head"], 32, "head"),
        key=cbor.octets(head["key"], 32, "key"),
        signature=signature,
        epoch=cbor.number(head["epoch"], "epoch"),
        v=cbor.number(head["v"], "v"),
    )
    if (made.v, made.epoch) != (VERSION, 0) or made.seq < 1:
        raise RecordError("a head is of version 1 and epoch 0, and counts entries from 1")
    return made


def _signed_bytes(head: SignedHead) -> bytes:
    return _CONTEXT + hashlib.sha256(head.encode_head()).digest()


def _signing_key(seed: bytes) -> SigningKey:
    if len(seed) != 32:
        raise RecordError("a secret key is 32 bytes long; this one is not: the key file may be damaged")
    return SigningKey(seed)
