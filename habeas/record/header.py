"""The header of an entry: who wrote it where and when, and what the chain covers of it.

The bytes are those of docs/record-format.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from habeas.record import cbor
from habeas.record.cbor import CborValue
from habeas.record.errors import RecordError

VERSION: Final = 1
NO_ENTRY: Final = bytes(32)  # what the first entry of a chain names as the one before it
KINDS: Final = ("open", "key", "capture", "claim", "decision", "erase", "withdraw")
_KEYS: Final = frozenset({"v", "log", "lane", "seq", "prev", "kind", "epoch", "ts", "body"})


@dataclass(frozen=True, slots=True)
class Header:
    """Who, where and when: what the chain covers. ``log``, ``prev``, ``body`` 32 bytes, ``lane`` 16.

    ``lane`` is the chain; ``seq`` counts from 1; ``ts`` is unix seconds and advisory (00:00 UTC of the day
    outside the private lane); ``kind`` may be one that this version does not know.
    """

    log: bytes
    lane: bytes
    seq: int
    prev: bytes
    kind: str
    ts: int
    body: bytes
    epoch: int = 0
    v: int = VERSION
    _bytes: bytes | None = field(default=None, init=False, repr=False, compare=False)

    def encode(self) -> bytes:
        """Return the header's bytes, over which the entry's id is taken."""
        data = self._bytes  # as they were read or made: a value has one encoding
        if data is None:
            data = cbor.encode({name: getattr(self, name) for name in _KEYS})
            object.__setattr__(self, "_bytes", data)
        return data

    def let_go(self) -> None:
        """Forget the bytes: they are made again where somebody asks."""
        object.__setattr__(self, "_bytes", None)


def log_id(root_key: bytes) -> bytes:
    """Return the id of the log whose root is the raw Ed25519 public key ``root_key``."""
    return hashlib.sha256(b"habeas1/log" + root_key).digest()


def decode_header(data: CborValue) -> Header:
    """Return the header that ``data`` holds; raise RecordError if it is malformed."""
    if not isinstance(data, bytes):
        raise RecordError("the header of an entry is a byte string")
    header = cbor.decode(data)
    if not isinstance(header, Mapping) or set(header) != _KEYS:
        raise RecordError(f"a header has exactly the fields {', '.join(sorted(_KEYS))}")
    made = Header(
        log=_same(cbor.octets(header["log"], 32, "log")),
        lane=_same(cbor.octets(header["lane"], 16, "lane")),
        seq=cbor.number(header["seq"], "seq"),
        prev=cbor.octets(header["prev"], 32, "prev"),
        kind=_word(header["kind"]),
        ts=cbor.number(header["ts"], "ts"),
        body=cbor.octets(header["body"], 32, "body"),
        epoch=cbor.number(header["epoch"], "epoch"),
        v=cbor.number(header["v"], "v"),
    )
    object.__setattr__(made, "_bytes", data)
    return made


def check_header(header: Header) -> None:
    """Raise RecordError for a header that no chain can hold."""
    if header.v != VERSION:
        raise RecordError(
            f"this entry is of record version {header.v}; this program reads version {VERSION}: update Habeas"
        )
    if header.seq < 1 or header.epoch != 0:
        raise RecordError("an entry's number counts from 1, and its epoch is 0")
    if (header.prev == NO_ENTRY) != (header.seq == 1):
        raise RecordError("the first entry of a chain, and only the first, has none before it")
    if (header.kind == "open") != (header.seq == 1):
        raise RecordError("a chain begins with the entry “open”, and has it nowhere else")


@lru_cache(maxsize=256)
def _same(octets: bytes) -> bytes:
    """Return the one copy of a log's or lane's id, which every entry of it names."""
    return octets


def _word(value: CborValue) -> str:
    if not isinstance(value, str) or not value:
        raise RecordError("the kind of an entry is a word")
    return value
