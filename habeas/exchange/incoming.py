"""Reads the plaintext of a bundle as it is decrypted: first whose it is and how large, only then what is in it.

The plaintext is pushed in, piece by piece; nothing is kept here but what is needed to go on. Who listens may keep
nothing until all of it has come (``finish``), and the file itself was whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import zstandard

from habeas.exchange import limits
from habeas.exchange.errors import incomplete, malformed, oversized
from habeas.exchange.framing import ListReader, item_end
from habeas.exchange.keyring import Keyring, decode_keyring
from habeas.exchange.manifest import MAGIC, SIGNATURE, Manifest, Section, bundle_id, decode_manifest
from habeas.record.errors import RecordError

_BITE: Final = 256  # packed bytes unpacked at a time: at most some 8 MB come out before the size is looked at


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands before the sections: the manifest as it was signed, and the signature."""

    manifest: Manifest
    encoded: bytes
    signature: bytes

    @property
    def id(self) -> bytes:
        """The bundle's id."""
        return bundle_id(self.encoded)


class Incoming:
    """Takes plaintext (:meth:`take`, then :meth:`finish`) and tells three listeners what it read.

    ``on_opening`` is called with the manifest, unverified, before anything else is read, and refuses what can be refused by it;
    ``on_keys`` with the keys that their root certified: it must raise unless one of them signed the manifest;
    ``on_entry`` with the bytes of each entry. Where nobody listens, a section is not looked into: its size and hash are checked.
    (A bundle is read twice: without ``on_entry``, so that nothing unsigned is unpacked, then without ``on_keys``.)
    All raise ExchangeError to refuse.
    """

    def __init__(
        self,
        on_opening: Callable[[Opening], None],
        on_keys: Callable[[Opening, Keyring], None] | None = None,
        on_entry: Callable[[bytes], None] | None = None,
    ) -> None:
        self._on_opening, self._on_keys, self._on_entry = on_opening, on_keys, on_entry
        self._left = bytearray()
        self._opening: Opening | None = None
        self._sections: list[_Reader] = []

    @property
    def opening(self) -> Opening:
        """The manifest, once it was read."""
        if self._opening is None:
            raise incomplete()
        return self._opening

    def take(self, piece: bytes) -> None:
        """Take the next piece of plaintext."""
        if self._opening is None:
            self._left += piece
            piece = self._begin()
        while piece:
            if not self._sections:
                if self._opening is None:
                    return
                raise malformed("something stands behind its last section")
            piece = self._sections[0].take(piece)
            if self._sections[0].done:
                self._sections.pop(0).finish()

    def finish(self) -> Opening:
        """Say that all has come. Raises ExchangeError where something is missing."""
        if self._opening is None or self._sections:
            part = self._opening.manifest if self._opening else None
            raise incomplete(part.part, part.parts) if part else incomplete()
        return self._opening

    def _begin(self) -> bytes:
        """Read magic, manifest and signature as soon as they are here; return what stands behind them."""
        magic = bytes(self._left[: len(MAGIC)])
        if magic != MAGIC[: len(magic)]:
            raise malformed("it does not begin as one")
        if len(self._left) < len(MAGIC):
            return b""
        data = self._left[len(MAGIC) : len(MAGIC) + limits.MANIFEST]
        end = item_end(data)
        if end is None:
            if len(data) >= limits.MANIFEST:
                raise oversized("its manifest does not end")
            return b""
        if len(self._left) < len(MAGIC) + end + SIGNATURE:
            return b""
        encoded = bytes(data[:end])
        start = len(MAGIC) + end
        signature = bytes(self._left[start : start + SIGNATURE])
        rest = bytes(self._left[start + SIGNATURE :])
        self._left.clear()
        self._opening = Opening(decode_manifest(encoded), encoded, signature)
        self._on_opening(self._opening)
        self._sections = [self._reader(section) for section in self._opening.manifest.sections]
        return rest

    def _reader(self, section: Section) -> _Reader:
        opening, on_keys = self.opening, self._on_keys
        if section.kind == "keys" and on_keys is not None:
            return _Keys(section, lambda data: on_keys(opening, decode_keyring(data)))
        if section.kind == "entries" and self._on_entry is not None:
            count = opening.manifest.last - opening.manifest.first + 1
            return _Entries(section, count, self._on_entry)
        return _Reader(section)


class _Reader:
    """Reads one section: its size and hash. What it holds is passed over."""

    def __init__(self, section: Section) -> None:
        self._section, self._left, self._hash = section, section.packed_len, hashlib.sha256()

    @property
    def done(self) -> bool:
        return self._left == 0

    def take(self, piece: bytes) -> bytes:
        """Take what belongs to this section; return the rest."""
        mine = piece[: self._left]
        self._left -= len(mine)
        self._hash.update(mine)
        self.read(mine)
        return piece[len(mine) :]

    def read(self, piece: bytes) -> None:
        """Do with a packed piece what this kind of section needs."""

    def finish(self) -> None:
        """Raise ExchangeError unless the section is what the manifest names."""
        if self._hash.digest() != self._section.sha256:
            raise incomplete()


class _Keys(_Reader):
    def __init__(self, section: Section, told: Callable[[bytes], None]) -> None:
        super().__init__(section)
        self._told, self._data = told, bytearray()

    def read(self, piece: bytes) -> None:
        self._data += piece

    def finish(self) -> None:
        super().finish()
        self._told(bytes(self._data))


class _Entries(_Reader):
    def __init__(self, section: Section, count: int, on_entry: Callable[[bytes], None]) -> None:
        super().__init__(section)
        self._list, self._on_entry, self._plain = ListReader(count), on_entry, 0
        self._unpacker = zstandard.ZstdDecompressor(max_window_size=limits.WINDOW).decompressobj()

    def read(self, piece: bytes) -> None:
        for start in range(0, len(piece), _BITE):
            self._bite(piece[start : start + _BITE])

    def _bite(self, packed: bytes) -> None:
        if self._unpacker.eof:
            raise malformed("something stands behind its packed entries")
        try:
            found = self._unpacker.decompress(packed)
        except zstandard.ZstdError as error:
            raise malformed("its entries cannot be unpacked") from error
        self._plain += len(found)
        if self._plain > self._section.plain_len:
            raise oversized("it unfolds into more than it says")
        for row in self._list.feed(found):
            try:
                self._on_entry(row)
            except RecordError as error:
                raise malformed(str(error)) from error

    def finish(self) -> None:
        super().finish()
        whole = self._unpacker.eof and not self._unpacker.unused_data and self._list.whole
        if not whole or self._plain != self._section.plain_len:
            raise malformed("it does not hold what it says")
