"""One entry of a lane: a header that is chained, and leaves that can each be erased.

The bytes are those of docs/record-format.md. An :class:`Entry` is checked where it is decoded: its leaves
give the body that its header names. Whether it stands in its chain is the business of ``chain``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from habeas.record import cbor
from habeas.record.cbor import CborValue
from habeas.record.errors import RecordError
from habeas.record.header import Header, check_header, decode_header
from habeas.record.leaf import SALT, Leaf, body_digest, leaf_value

__all__ = ["Entry", "RecordError", "decode_entry", "encode_entry"]

MAX_FIELDS: Final = 64
MAX_ENTRY: Final = 4 * 1024 * 1024  # bytes: every one of the fields at the limit of one text


@dataclass(frozen=True, slots=True)
class _Shape:
    """Which fields an entry has, in byte order; entries with the same ones share it. ``at``: where each value stands."""

    names: tuple[str, ...]
    erased: frozenset[str]
    at: Mapping[str, int]


@lru_cache(maxsize=4_096)
def _shape(names: tuple[str, ...], erased: frozenset[str]) -> _Shape:
    _check_names(names)
    return _Shape(names, erased, {name: at for at, name in enumerate(names) if name not in erased})


@dataclass(frozen=True, slots=True, weakref_slot=True, init=False, eq=False)
class Entry:
    """One entry, frozen, made of a header and its leaves in byte order of their names. ``id`` is 32 bytes.

    ``fields`` holds the decoded values of the leaves that are present; ``erased`` the names of the others.
    Typed reading: ``text``, ``octets``, ``number``, ``ids``, ``maps`` answer empty (None
    or ``()``) where the field is absent, erased or of another kind, so that odd data derives nothing.

    A list of 90,000 people is half a million entries: what was read and checked keeps its values and salts alone, and
    makes digests and bytes of them again where somebody asks (a value has one encoding).
    """

    header: Header
    id: bytes
    _shape: _Shape = field(repr=False)
    _values: tuple[CborValue, ...] = field(repr=False)
    _leaves: tuple[Leaf, ...] | None = field(repr=False)
    _secrets: tuple[bytes, ...] | bytes = field(repr=False)

    def __init__(self, header: Header, leaves: tuple[Leaf, ...]) -> None:
        check_header(header)
        names = tuple([leaf.name for leaf in leaves])
        erased = frozenset([leaf.name for leaf in leaves if leaf.value is None])
        put = object.__setattr__
        put(self, "_shape", _shape(names, erased))  # checks the names
        put(self, "header", header)
        put(self, "id", hashlib.sha256(b"habeas1/h" + header.encode()).digest())
        put(self, "_values", tuple([b"" if leaf.value is None else leaf_value(leaf) for leaf in leaves]))
        put(self, "_leaves", leaves)
        put(self, "_secrets", b"")

    def __hash__(self) -> int:
        return hash(self.id)  # what was emptied since has the same id, and is told apart by its leaves

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Entry):
            return NotImplemented
        if self is other or self.header != other.header:
            return self is other
        if self._leaves is None and other._leaves is None:
            return (
                self.erased == other.erased
            )  # each holds what the one header names, but for what was emptied
        return self.leaves == other.leaves

    def checked(self) -> Entry:
        """Return the entry itself, now that its body is that of its header; raise RecordError where it is not."""
        if not self.is_whole:
            raise RecordError(
                f"entry {self.seq} of chain {self.lane.hex()[:8]} does not hold what its header names: "
                "a field was changed, added or removed after it was written"
            )
        if self._leaves is None:
            return self
        secrets = tuple([leaf.salt or leaf.digest for leaf in self._leaves])
        plain = not self.erased and {len(salt) for salt in secrets} == {SALT}
        object.__setattr__(self, "_secrets", b"".join(secrets) if plain else secrets)
        object.__setattr__(self, "_leaves", None)
        self.header.let_go()
        return self

    @property
    def is_whole(self) -> bool:
        """Whether the leaves give the body that the header names; one that was read has been looked at."""
        return self._leaves is None or body_digest(self._leaves) == self.header.body

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The leaves, in byte order of their names."""
        if self._leaves is not None:
            return self._leaves
        return tuple(
            Leaf(name, secret) if name in self.erased else Leaf.of(name, secret, value)
            for name, secret, value in self._apart()
        )

    def rows(self) -> list[CborValue]:
        """Return the leaves as they are written: name, salt and encoded value, or, erased, name and digest."""
        if self._leaves is not None:
            return [leaf.row for leaf in self._leaves]
        return [
            (name, secret) if name in self.erased else (name, secret, cbor.encode(value))
            for name, secret, value in self._apart()
        ]

    def _apart(self) -> Iterator[tuple[str, bytes, CborValue]]:
        """Yield the name, the salt (or digest) and the value of each leaf that was let go."""
        secrets = self._secrets
        if isinstance(secrets, bytes):
            secrets = tuple([secrets[at : at + SALT] for at in range(0, len(secrets), SALT)])
        return zip(self._shape.names, secrets, self._values, strict=True)

    @property
    def fields(self) -> Mapping[str, CborValue]:
        """The values of the leaves that are present, by name."""
        return MappingProxyType({name: self._values[at] for name, at in self._shape.at.items()})

    @property
    def erased(self) -> frozenset[str]:
        """The names of the leaves of which only the digest is left."""
        return self._shape.erased

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
        at = self._shape.at.get(name)
        return default if at is None else self._values[at]

    def text(self, name: str) -> str | None:
        """Return a field that is text."""
        value = self.get(name)
        return value if isinstance(value, str) else None

    def octets(self, name: str) -> bytes | None:
        """Return a field that is a byte string: an id, a hash, a key."""
        value = self.get(name)
        return value if isinstance(value, bytes) else None

    def number(self, name: str) -> int | None:
        """Return a field that is a whole number."""
        value = self.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def items(self, name: str) -> tuple[CborValue, ...]:
        """Return a field that is a list."""
        value = self.get(name)
        return value if isinstance(value, tuple) else ()

    def ids(self, name: str) -> tuple[bytes, ...]:
        """Return a field that is a list of ids or hashes."""
        return tuple(item for item in self.items(name) if isinstance(item, bytes))

    def maps(self, name: str) -> tuple[Mapping[str, CborValue], ...]:
        """Return a field that is a list of maps: evidence, said_by, ``f.NAME``."""
        return tuple([item for item in self.items(name) if cbor.is_map(item)])

    def leaf(self, name: str) -> Leaf | None:
        """Return the leaf of that name, present or erased."""
        return next((leaf for leaf in self.leaves if leaf.name == name), None)


def encode_entry(entry: Entry) -> bytes:
    """Return the bytes in which an entry is stored and sent."""
    return cbor.encode({"header": entry.header.encode(), "leaves": entry.rows()})


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
    return Entry(decode_header(header), tuple([_decode_leaf(row) for row in rows])).checked()


def _decode_leaf(row: CborValue) -> Leaf:
    if isinstance(row, tuple) and len(row) in (2, 3) and isinstance(row[0], str):
        if len(row) == 2:
            return Leaf(row[0], cbor.octets(row[1], 32, "digest"))
        name, salt, value = row
        if isinstance(salt, bytes) and isinstance(value, bytes):
            return Leaf.of_bytes(name, salt, value)
    raise RecordError("a leaf is name, salt and value, or, erased, name and digest")


def _check_names(names: tuple[str, ...]) -> None:
    encoded = [name.encode("utf-8") for name in names]
    if len(names) > MAX_FIELDS:
        raise RecordError(f"an entry has {len(names)} fields; {MAX_FIELDS} are the limit")
    if encoded != sorted(set(encoded)) or b"" in encoded:
        raise RecordError("an entry's fields stand in the order of their names, each once")
