"""The manifest: what a bundle holds and for whom, signed. It is verified before anything is unpacked.

magic | manifest | Ed25519 over "habeas1/bundle" | SHA-256(manifest) | sections
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from habeas.exchange import limits
from habeas.exchange.errors import malformed, oversized
from habeas.record import cbor
from habeas.record.cbor import CborValue, number, octets
from habeas.record.errors import RecordError
from habeas.record.header import VERSION

MAGIC: Final = b"habeas1"
CONTEXT: Final = b"habeas1/bundle"
SIGNATURE: Final = 64
KINDS: Final = ("keys", "entries", "texts", "blobs")
_TIMES: Final = ("made_at", "expires_at")
_RANGE: Final = ("first", "last", "prev_head", "head")
_FIELDS: Final = frozenset(
    {"v", "from", "epoch", "lane", "to", *_TIMES, *_RANGE, "seen", "sections", "part", "parts"}
)


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its kind, its size packed and plain (bytes), the SHA-256 of the packed bytes."""

    kind: str
    packed_len: int
    plain_len: int
    sha256: bytes


@dataclass(frozen=True, slots=True, order=True)
class Seen:
    """“Of your chain I hold everything up to ``seq``, which has the id ``head``”."""

    log: bytes
    lane: bytes
    seq: int
    head: bytes


@dataclass(frozen=True, slots=True)
class Manifest:
    """``log`` and ``lane``: whose chain this is; ``to``: the logs for whom (sorted). Times are unix seconds.

    Entries ``first`` to ``last`` travel (``first`` = ``last`` + 1: none, only what was ``seen``); the entry before has the id ``prev_head``,
    the last the id ``head``.
    """

    log: bytes
    lane: bytes
    to: tuple[bytes, ...]
    made_at: int
    expires_at: int
    first: int
    last: int
    prev_head: bytes
    head: bytes
    seen: tuple[Seen, ...]
    sections: tuple[Section, ...]
    part: int = 1
    parts: int = 1

    def encode(self) -> bytes:
        """Return the bytes that are signed."""
        sections: list[CborValue] = [
            {"type": s.kind, "packed_len": s.packed_len, "plain_len": s.plain_len, "sha256": s.sha256}
            for s in self.sections
        ]
        seen: list[CborValue] = [[s.log, s.lane, s.seq, s.head] for s in self.seen]
        return cbor.encode(
            {
                "v": VERSION,
                "from": self.log,
                "epoch": 0,
                "lane": self.lane,
                "to": list(self.to),
                "made_at": self.made_at,
                "expires_at": self.expires_at,
                "first": self.first,
                "last": self.last,
                "prev_head": self.prev_head,
                "head": self.head,
                "seen": seen,
                "sections": sections,
                "part": self.part,
                "parts": self.parts,
            }
        )

    def section(self, kind: str) -> Section | None:
        """Return the section of a kind, if there is one."""
        return next((one for one in self.sections if one.kind == kind), None)


def bundle_id(manifest: bytes) -> bytes:
    """Return the id of the bundle with the encoded ``manifest``: 32 bytes."""
    return hashlib.sha256(manifest).digest()


def sign(manifest: bytes, seed: bytes) -> bytes:
    """Return the signature over an encoded manifest, with the key of the 32-byte secret ``seed``."""
    return SigningKey(seed).sign(CONTEXT + bundle_id(manifest)).signature


def signer(manifest: bytes, signature: bytes, keys: Iterable[bytes]) -> bytes | None:
    """Return the one of ``keys`` (raw, public) that signed the encoded manifest, or None."""
    for key in keys:
        try:
            VerifyKey(key).verify(CONTEXT + bundle_id(manifest), signature)
        except (BadSignatureError, ValueError, TypeError):
            continue
        return key
    return None


def decode_manifest(data: bytes) -> Manifest:
    """Return the manifest that ``data`` holds; raise ExchangeError where it is malformed or beyond a limit."""
    try:
        value = cbor.decode(data)
        if not isinstance(value, Mapping) or set(value) != _FIELDS:
            raise RecordError("its manifest has other fields than a manifest has")
        manifest = _manifest(value)
    except RecordError as error:
        raise malformed(str(error)) from error
    _check(manifest)
    return manifest


def _manifest(value: Mapping[str, CborValue]) -> Manifest:
    if (value["v"], value["epoch"]) != (VERSION, 0):
        raise RecordError(f"it is of another version than {VERSION}, which this program reads")
    return Manifest(
        log=octets(value["from"], 32, "from"),
        lane=octets(value["lane"], 16, "lane"),
        to=tuple(octets(one, 32, "to") for one in _list(value["to"])),
        made_at=_count(value["made_at"], "made_at"),
        expires_at=_count(value["expires_at"], "expires_at"),
        first=_count(value["first"], "first"),
        last=_count(value["last"], "last"),
        prev_head=octets(value["prev_head"], 32, "prev_head"),
        head=octets(value["head"], 32, "head"),
        seen=tuple(map(_seen, _list(value["seen"]))),
        sections=tuple(map(_section, _list(value["sections"]))),
        part=_count(value["part"], "part"),
        parts=_count(value["parts"], "parts"),
    )


def _check(one: Manifest) -> None:
    """Raise ExchangeError where what the manifest says does not hang together, or is too much."""
    count = one.last - one.first + 1
    kinds = [section.kind for section in one.sections]
    if one.first < 1 or count < 0 or not 1 <= one.part <= one.parts or tuple(sorted(set(one.to))) != one.to:
        raise malformed("its numbers do not hang together")
    if tuple(sorted(set(one.seen))) != one.seen:
        raise malformed("what it has seen is not in order")
    if kinds[:1] != ["keys"] or len(set(kinds)) != len(kinds) or ("entries" in kinds) != (count > 0):
        raise malformed("its sections are not those of a bundle")
    if (one.first == 1) != (one.prev_head == bytes(32)):
        raise malformed("only the first entry of a chain has none before it")
    if count > limits.ENTRIES:
        raise oversized(f"{count} entries in one part; {limits.ENTRIES} are the limit")
    if len(one.seen) > limits.SEEN or one.parts > limits.PARTS:
        raise oversized("it names more chains or parts than a group has")
    if sum(section.packed_len for section in one.sections) > limits.FILE:
        raise oversized(f"its sections have more than {limits.FILE // 1_000_000} MB")
    for section in one.sections:
        _check_section(section)


def _check_section(section: Section) -> None:
    if section.packed_len < 1:
        raise malformed("it has an empty section")
    if section.plain_len > limits.EXPANSION * section.packed_len:
        raise oversized(f"“{section.kind}” unfolds to more than {limits.EXPANSION} times its size")
    if section.kind == "keys" and (
        section.packed_len > limits.KEYS or section.plain_len != section.packed_len
    ):
        raise oversized("its keys take more room than keys need, or are packed")
    if section.kind == "blobs" and section.plain_len > limits.BLOBS:
        raise oversized(f"its originals have more than {limits.BLOBS // 1024 // 1024} MiB")


def _section(value: CborValue) -> Section:
    if not isinstance(value, Mapping) or set(value) != {"type", "packed_len", "plain_len", "sha256"}:
        raise RecordError("a section is named by type, packed_len, plain_len and sha256")
    kind = value["type"]
    if kind not in KINDS:
        raise RecordError("it has a section of a kind that this version does not know")
    return Section(
        str(kind),
        _count(value["packed_len"], "packed_len"),
        _count(value["plain_len"], "plain_len"),
        octets(value["sha256"], 32, "sha256"),
    )


def _seen(value: CborValue) -> Seen:
    row = _list(value)
    if len(row) != 4:
        raise RecordError("what was seen is log, chain, number and head")
    return Seen(
        octets(row[0], 32, "log"),
        octets(row[1], 16, "chain"),
        _count(row[2], "seq"),
        octets(row[3], 32, "head"),
    )


def _list(value: CborValue) -> tuple[CborValue, ...]:
    if not isinstance(value, tuple):
        raise RecordError("a list was expected, and is none")
    return value


def _count(value: CborValue, name: str) -> int:
    found = number(value, name)
    if found < 0:
        raise RecordError(f"“{name}” is below 0")
    return found
