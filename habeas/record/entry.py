"""One entry of a lane: a header that is chained, and leaves that can each be erased.

The bytes are those of docs/record-format.md. An :class:`Entry` is checked where it is decoded: its leaves
give the body that its header names. Whether it stands in its chain is the business of ``chain``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from habeas.record import cbor
from habeas.record.cbor import CborValue
from habeas.record.errors import RecordError

__all__ = ["Entry", "Header", "Leaf", "RecordError", "decode_entry", "encode_entry", "log_id"]

VERSION: Final = 1
MAX_FIELDS: Final = 64
MAX_ENTRY: Final = 4 * 1024 * 1024  # bytes: every one of the fields at the limit of one text
NO_ENTRY: Final = bytes(32)  # what the first entry of a chain names as the one before it
KINDS: Final = ("open", "key", "capture", "claim", "decision", "erase", "withdraw")
_HEADER_KEYS: Final = frozenset({"v", "log", "lane", "seq", "prev", "kind", "epoch", "ts", "body"})


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
            data = cbor.encode({name: getattr(self, name) for name in _HEADER_KEYS})
            object.__setattr__(self, "_bytes", data)
        return data


@dataclass(frozen=True, slots=True)
class Leaf:
    """One field. Present: ``salt`` and the encoded ``value``; erased: both None, the digest is left."""

    name: str
    digest: bytes
    salt: bytes | None = None
    value: bytes | None = None
    _read: CborValue | None = field(default=None, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, name: str, salt: bytes, value: CborValue) -> Leaf:
        """Make the leaf that holds ``value`` under ``salt`` (16 random bytes, used nowhere else)."""
        data, read = cbor.written(value)
        leaf = cls.of_bytes(name, salt, data)
        object.__setattr__(leaf, "_read", read)  # what was just written need not be read again
        return leaf

    @classmethod
    def of_bytes(cls, name: str, salt: bytes, value: bytes) -> Leaf:
        """Make the leaf of an already encoded ``value``."""
        return cls(name, leaf_digest(name, salt, value), salt, value)

    @property
    def erased(self) -> bool:
        """Whether only the digest is left."""
        return self.value is None

    def erase(self) -> Leaf:
        """Return the leaf without value and salt. Without the salt a guessed value cannot be confirmed."""
        return Leaf(self.name, self.digest)


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Entry:
    """One entry, frozen. ``leaves`` stand in byte order of their names.

    ``id`` is 32 bytes; ``fields`` holds the decoded values of the leaves that are present; ``erased`` the
    names of the others. Typed reading: ``text``, ``octets``, ``number``, ``ids``, ``maps`` answer empty (None
    or ``()``) where the field is absent, erased or of another kind, so that odd data derives nothing.
    """

    header: Header
    leaves: tuple[Leaf, ...]
    id: bytes = field(init=False, compare=False)
    fields: Mapping[str, CborValue] = field(init=False, compare=False, repr=False)
    erased: frozenset[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        _check_header(self.header)
        _check_names(self.leaves)
        values = {leaf.name: _leaf_value(leaf) for leaf in self.leaves if leaf.value is not None}
        object.__setattr__(self, "id", hashlib.sha256(b"habeas1/h" + self.header.encode()).digest())
        object.__setattr__(self, "fields", MappingProxyType(values))
        object.__setattr__(self, "erased", frozenset(leaf.name for leaf in self.leaves if leaf.erased))

    def __hash__(self) -> int:
        return hash(self.id)  # what was emptied since has the same id, and is told apart by its leaves

    @property
    def kind(self) -> str:
        """open, key, capture, claim, decision, erase, withdraw, or a kind of a newer version."""
        return self.header.kind

    @property
    def seq(self) -> int:
        """The place in the chain, from 1."""
        return self.header.seq

    @property
    def log(self) -> bytes:
        """The log (32 bytes) to which it belongs: whose word it is."""
        return self.header.log

    @property
    def lane(self) -> bytes:
        """The chain (16 bytes) in which it stands."""
        return self.header.lane

    @property
    def ts(self) -> int:
        """Unix seconds at which it was written, as its writer's clock had it."""
        return self.header.ts

    def get(self, name: str, default: CborValue | None = None) -> CborValue | None:
        """Return the value of a field, or ``default`` where it is absent or erased."""
        return self.fields.get(name, default)

    def text(self, name: str) -> str | None:
        """Return a field that is text."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else None

    def octets(self, name: str) -> bytes | None:
        """Return a field that is a byte string: an id, a hash, a key."""
        value = self.fields.get(name)
        return value if isinstance(value, bytes) else None

    def number(self, name: str) -> int | None:
        """Return a field that is a whole number."""
        value = self.fields.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def items(self, name: str) -> tuple[CborValue, ...]:
        """Return a field that is a list."""
        value = self.fields.get(name)
        return value if isinstance(value, tuple) else ()

    def ids(self, name: str) -> tuple[bytes, ...]:
        """Return a field that is a list of ids or hashes."""
        return tuple(item for item in self.items(name) if isinstance(item, bytes))

    def maps(self, name: str) -> tuple[Mapping[str, CborValue], ...]:
        """Return a field that is a list of maps: evidence, said_by, ``f.NAME``."""
        return tuple(item for item in self.items(name) if isinstance(item, Mapping))

    def leaf(self, name: str) -> Leaf | None:
        """Return the leaf of that name, present or erased."""
        return next((leaf for leaf in self.leaves if leaf.name == name), None)


def log_id(root_key: bytes) -> bytes:
    """Return the id of the log whose root is the raw Ed25519 public key ``root_key``."""
    return hashlib.sha256(b"habeas1/log" + root_key).digest()


def leaf_digest(name: str, salt: bytes, value: bytes) -> bytes:
    """Return the digest of one leaf: name, salt and encoded value, each behind its length."""
    raw = name.encode("utf-8")
    parts = (len(raw).to_bytes(8), raw, len(salt).to_bytes(8), salt, len(value).to_bytes(8), value)
    return hashlib.sha256(b"habeas1/f" + b"".join(parts)).digest()


def body_digest(leaves: tuple[Leaf, ...]) -> bytes:
    """Return the digest over the leaves' digests, sorted."""
    return hashlib.sha256(b"habeas1/b" + b"".join(sorted(leaf.digest for leaf in leaves))).digest()


def encode_entry(entry: Entry) -> bytes:
    """Return the bytes in which an entry is stored and sent."""
    rows: list[CborValue] = []
    for leaf in entry.leaves:
        if leaf.salt is None or leaf.value is None:
            rows.append([leaf.name, leaf.digest])
        else:
            rows.append([leaf.name, leaf.salt, leaf.value])
    return cbor.encode({"header": entry.header.encode(), "leaves": rows})


def decode_entry(data: bytes) -> Entry:
    """Return the entry that ``data`` holds; raise RecordError if it is malformed or its contents were changed."""
    if len(data) > MAX_ENTRY:
        raise RecordError(f"an entry is {len(data)} bytes long; {MAX_ENTRY} are the limit")
    outer = cbor.decode(data)
    if not isinstance(outer, Mapping) or set(outer) != {"header", "leaves"}:
        raise RecordError("an entry is a map of header and leaves, and nothing else")
    rows = outer["leaves"]
    if not isinstance(rows, tuple):
        raise RecordError("the leaves of an entry are a list")
    return entry_of(outer["header"], rows)


def entry_of(header: CborValue, rows: Iterable[CborValue]) -> Entry:
    """Return the entry of an encoded header and the rows of its leaves; raise RecordError as :func:`decode_entry` does."""
    entry = Entry(decode_header(header), tuple([_decode_leaf(row) for row in rows]))
    if body_digest(entry.leaves) != entry.header.body:
        raise RecordError(
            f"entry {entry.seq} of chain {entry.lane.hex()[:8]} does not hold what its header names: "
            "a field was changed, added or removed after it was written"
        )
    return entry


def decode_header(data: CborValue) -> Header:
    """Return the header that ``data`` holds; raise RecordError if it is malformed."""
    if not isinstance(data, bytes):
        raise RecordError("the header of an entry is a byte string")
    header = cbor.decode(data)
    if not isinstance(header, Mapping) or set(header) != _HEADER_KEYS:
        raise RecordError(f"a header has exactly the fields {', '.join(sorted(_HEADER_KEYS))}")
    made = Header(
        log=cbor.octets(header["log"], 32, "log"),
        lane=cbor.octets(header["lane"], 16, "lane"),
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


def _decode_leaf(row: CborValue) -> Leaf:
    if isinstance(row, tuple) and len(row) in (2, 3) and isinstance(row[0], str):
        if len(row) == 2:
            return Leaf(row[0], cbor.octets(row[1], 32, "digest"))
        name, salt, value = row
        if isinstance(salt, bytes) and isinstance(value, bytes):
            return Leaf.of_bytes(name, salt, value)
    raise RecordError("a leaf is name, salt and value, or, erased, name and digest")


def _leaf_value(leaf: Leaf) -> CborValue:
    if leaf.value is None or leaf.salt is None or not 16 <= len(leaf.salt) <= 32:
        raise RecordError(f"the salt of “{leaf.name}” is not 16 to 32 bytes long")
    if leaf._read is not None:
        return leaf._read
    return _short(leaf.value) if len(leaf.value) <= 64 else cbor.decode(leaf.value)


_short = lru_cache(maxsize=4_096)(
    cbor.decode
)  # kinds, places and voices are the same in most entries of a lane


def _check_header(header: Header) -> None:
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


def _check_names(leaves: tuple[Leaf, ...]) -> None:
    names = [leaf.name.encode("utf-8") for leaf in leaves]
    if len(leaves) > MAX_FIELDS:
        raise RecordError(f"an entry has {len(leaves)} fields; {MAX_FIELDS} are the limit")
    if names != sorted(set(names)) or b"" in names:
        raise RecordError("an entry's fields stand in the order of their names, each once")


def _word(value: CborValue) -> str:
    if not isinstance(value, str) or not value:
        raise RecordError("the kind of an entry is a word")
    return value
