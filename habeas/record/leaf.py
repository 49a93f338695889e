"""One leaf of an entry: a field with its salt, or, erased, the digest that is left of it.

The bytes are those of docs/record-format.md.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from habeas.record import cbor
from habeas.record.cbor import CborValue
from habeas.record.errors import RecordError

SALT: Final = 16  # bytes, as we write it; what comes from others may have up to 32


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

    @property
    def row(self) -> tuple[CborValue, ...]:
        """The leaf as it is written: name, salt and value, or, erased, name and digest."""
        if self.salt is None or self.value is None:
            return self.name, self.digest
        return self.name, self.salt, self.value

    def erase(self) -> Leaf:
        """Return the leaf without value and salt. Without the salt a guessed value cannot be confirmed."""
        return Leaf(self.name, self.digest)


def leaf_digest(name: str, salt: bytes, value: bytes) -> bytes:
    """Return the digest of one leaf: name, salt and encoded value, each behind its length."""
    raw = name.encode("utf-8")
    parts = (len(raw).to_bytes(8), raw, len(salt).to_bytes(8), salt, len(value).to_bytes(8), value)
    return hashlib.sha256(b"habeas1/f" + b"".join(parts)).digest()


def body_digest(leaves: tuple[Leaf, ...]) -> bytes:
    """Return the digest over the leaves' digests, sorted."""
    return hashlib.sha256(b"habeas1/b" + b"".join(sorted(leaf.digest for leaf in leaves))).digest()


def leaf_value(leaf: Leaf) -> CborValue:
    """Return the decoded value of a leaf that is present; raise RecordError for one that cannot be read."""
    if leaf.value is None or leaf.salt is None or not 16 <= len(leaf.salt) <= 32:
        raise RecordError(f"the salt of “{leaf.name}” is not 16 to 32 bytes long")
    if leaf._read is not None:
        return leaf._read
    return _short(leaf.value) if len(leaf.value) <= 64 else cbor.decode(leaf.value)


_short = lru_cache(maxsize=4_096)(
    cbor.decode
)  # kinds, places and voices are the same in most entries of a lane
