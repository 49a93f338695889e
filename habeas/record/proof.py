"""Proof of one entry, for somebody who does not have the chain.

It holds the entry, the headers behind it up to the next signed head, that head, and the keys chain that
certifies the signer. Neighbours' headers are in it only where the head was not signed at the entry itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from habeas.record import cbor
from habeas.record.cbor import CborValue
from habeas.record.chain import DAY
from habeas.record.entry import Entry, decode_entry, encode_entry
from habeas.record.erasure import is_void
from habeas.record.errors import RecordError
from habeas.record.header import decode_header, log_id
from habeas.record.heads import SignedHead, decode_head, encode_head, verify_head
from habeas.record.keys import certificates
from habeas.record.lanes import Scope
from habeas.record.shapes import examine_entry
from habeas.record.verify import verify

_FIELDS = ("entry", "headers", "head", "keys", "keys_head")


@dataclass(frozen=True, slots=True)
class Proof:
    """``entry`` is proven by ``head``; ``headers`` are the encoded headers from the next entry to the head's.

    ``keys`` are the entries of the log's keys chain up to ``keys_head``, which the root signed.
    """

    entry: Entry
    headers: tuple[bytes, ...]
    head: SignedHead
    keys: tuple[Entry, ...]
    keys_head: SignedHead


def make_proof(
    entry: Entry,
    chain: Iterable[Entry],
    heads: Iterable[SignedHead],
    keys: Sequence[Entry],
    keys_head: SignedHead,
) -> Proof:
    """Return the shortest proof of ``entry`` from its ``chain`` and the signed ``heads`` of that chain."""
    behind = [head for head in heads if head.lane == entry.lane and head.seq >= entry.seq]
    if not behind:
        raise RecordError(f"entry {entry.seq} is not under a signed head yet, so that nothing proves it")
    head = min(behind, key=lambda one: one.seq)
    between = sorted((one for one in chain if entry.seq < one.seq <= head.seq), key=lambda one: one.seq)
    certifying = tuple(one for one in keys if one.seq <= keys_head.seq)
    return Proof(entry, tuple(one.header.encode() for one in between), head, certifying, keys_head)


def verify_proof(proof: Proof) -> None:
    """Raise RecordError unless ``proof`` proves its entry: each header names the one before, to a signed head
    whose key the root of the log certifies.
    """
    report = verify(proof.keys, [proof.keys_head])
    if not report.ok or proof.keys_head.log != proof.entry.log:
        raise RecordError("the keys in this proof are not certified by the root of the log that it is about")
    certificate = certificates(proof.keys).get(proof.head.key)
    if certificate is None or certificate.use != "signing" or certificate.revoked:
        raise RecordError("the head in this proof is signed with a key for which the root does not answer")
    verify_head(proof.head)
    last, seq = proof.entry.id, proof.entry.seq
    for encoded in proof.headers:
        header = decode_header(encoded)
        if (header.prev, header.seq) != (last, seq + 1):
            raise RecordError(
                f"the header of entry {header.seq} in this proof does not follow on the one before"
            )
        last, seq = hashlib.sha256(b"habeas1/h" + encoded).digest(), header.seq
    same_chain = (proof.head.log, proof.head.lane) == (proof.entry.log, proof.entry.lane)
    if not same_chain or (proof.head.head, proof.head.seq) != (last, seq):
        raise RecordError("the signed head in this proof is not that of the entry's chain")


def verify_claim(proof: Proof, root: bytes) -> None:
    """Raise RecordError unless ``proof`` proves a claim of a wider lane of the group with the raw ``root`` key."""
    verify_proof(proof)
    entry = proof.entry
    if entry.log != log_id(root):
        raise RecordError("this proof is of another group than the one with this key")
    examined = examine_entry(entry, Scope.PUBLIC)
    if entry.kind != "claim" or not examined.readable or entry.ts % DAY:
        raise RecordError(
            examined.faults[0] if examined.faults else "this proof is of no claim that may be shown"
        )
    if is_void(entry):
        raise RecordError("what this claim needs was erased: what is left says nothing")


def encode_proof(proof: Proof) -> bytes:
    """Return the bytes in which a proof is published."""
    keys: list[CborValue] = [encode_entry(one) for one in proof.keys]
    return cbor.encode(
        {
            "entry": encode_entry(proof.entry),
            "headers": list(proof.headers),
            "head": encode_head(proof.head),
            "keys": keys,
            "keys_head": encode_head(proof.keys_head),
        }
    )


def decode_proof(data: bytes) -> Proof:
    """Return the proof that ``data`` holds, unchecked; raise RecordError if it is malformed."""
    value = cbor.decode(data)
    if not isinstance(value, Mapping) or set(value) != set(_FIELDS):
        raise RecordError(f"a proof has exactly the fields {', '.join(_FIELDS)}")
    return Proof(
        decode_entry(_octets(value["entry"])),
        tuple(_octets_list(value["headers"])),
        decode_head(_octets(value["head"])),
        tuple(decode_entry(one) for one in _octets_list(value["keys"])),
        decode_head(_octets(value["keys_head"])),
    )


def _octets(value: CborValue) -> bytes:
    if not isinstance(value, bytes):
        raise RecordError("a part of a proof is a byte string")
    return value


def _octets_list(value: CborValue) -> list[bytes]:
    if not isinstance(value, tuple):
        raise RecordError("the headers and keys of a proof are lists")
    return [_octets(one) for one in value]
