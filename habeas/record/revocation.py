"""The word that ends a log, signed when the log begins: whoever keeps it for the group can say it when the group cannot.

    said      = {"kind": "habeas.revocation/1", "v": 1, "log": h'32', "root": h'32 raw', "made": unix seconds}
    signature = Ed25519 by the root key over "habeas1/revoke" | SHA-256(cbor(said))
    file      = {"said": cbor(said) as a byte string, "signature": h'64'}

It holds no secret and no fact. It is no entry: an entry signed ahead would lie at a place that the chain has passed since.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from habeas.record import cbor
from habeas.record.errors import RecordError
from habeas.record.header import VERSION, log_id
from habeas.record.heads import public_key

KIND: Final = "habeas.revocation/1"
MOST: Final = 1_024  # bytes; one has about 200
_CONTEXT: Final = b"habeas1/revoke"


@dataclass(frozen=True, slots=True)
class Revocation:
    """“Believe nothing more that this log says”: ``log`` and ``root`` 32 bytes, ``made`` unix seconds."""

    log: bytes
    root: bytes
    made: int


def make_revocation(root: bytes, ts: int) -> bytes:
    """Return the revocation of the log of a root key (its 32-byte secret), as it is written to a file."""
    key = public_key(root)
    said = cbor.encode({"kind": KIND, "v": VERSION, "log": log_id(key), "root": key, "made": ts})
    signature = SigningKey(root).sign(_CONTEXT + hashlib.sha256(said).digest()).signature
    return cbor.encode({"said": said, "signature": signature})


def read_revocation(data: bytes) -> Revocation:
    """Return what a file says; raise RecordError unless it is a revocation signed by the root key of its log."""
    if len(data) > MOST:
        raise RecordError("this is no revocation")
    outer = cbor.decode(data)
    if not isinstance(outer, Mapping) or set(outer) != {"said", "signature"}:
        raise RecordError("this is no revocation")
    said, signature = outer["said"], cbor.octets(outer["signature"], 64, "signature")
    inner = cbor.decode(said) if isinstance(said, bytes) else None
    if not isinstance(said, bytes) or not isinstance(inner, Mapping) or inner.get("kind") != KIND:
        raise RecordError("this is no revocation")
    if set(inner) != {"kind", "v", "log", "root", "made"} or inner["v"] != VERSION:
        raise RecordError("this revocation is of a newer version")
    log, root = cbor.octets(inner["log"], 32, "log"), cbor.octets(inner["root"], 32, "root")
    if log_id(root) != log:
        raise RecordError("it names another root key than that of the log")
    try:
        VerifyKey(root).verify(_CONTEXT + hashlib.sha256(said).digest(), signature)
    except (BadSignatureError, ValueError) as error:
        raise RecordError("the root key of the log did not sign it") from error
    return Revocation(log, root, cbor.number(inner["made"], "made"))
