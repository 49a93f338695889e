"""A backup of a sealed workspace: the same archive, in a stream that only the workspace's secret opens.

    habeas sealed backup 1        the first line
    length, locks                 the lock file of the workspace (4 bytes of length, biggest first, here and below)
    length, key                   the stream's key, sealed under the vault
    header                        24 bytes of the stream
    length, piece ...             up to 1 MiB each, the last one marked as the last

The stream is libsodium's secretstream (XChaCha20-Poly1305): a piece that is missing, changed, doubled or out of
order, and a file that was cut off, are all noticed. It is opened in memory, never on the disk.
"""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import IO, Final

from nacl import bindings
from nacl.exceptions import CryptoError

from habeas.store.errors import StoreError
from habeas.store.vault import Secret, Vault, unlock

FIRST: Final = b"habeas sealed backup 1\n"
PIECE: Final = 1024 * 1024
MOST_LOCKS: Final = 64 * 1024
KEY_AS: Final = b"key of a backup"
_LAST: Final = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
_MORE: Final = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_OVERHEAD: Final = bindings.crypto_secretstream_xchacha20poly1305_ABYTES


class SealedWriter(io.RawIOBase):
    """Takes bytes in order and writes them sealed to ``out``. Call :meth:`finish` after the last."""

    def __init__(self, out: IO[bytes], vault: Vault, locks: bytes) -> None:
        super().__init__()
        self._out, self._waiting = out, bytearray()
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        key = bindings.crypto_secretstream_xchacha20poly1305_keygen()
        header = bindings.crypto_secretstream_xchacha20poly1305_init_push(self._state, key)
        sealed = vault.seal(key, KEY_AS)
        out.write(FIRST + _length(locks) + locks + _length(sealed) + sealed + header)

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Take some bytes."""
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._push(bytes(self._waiting[:PIECE]), _MORE)
            del self._waiting[:PIECE]
        return len(data)

    def finish(self) -> None:
        """Write what is left, marked as the last piece."""
        self._push(bytes(self._waiting), _LAST)

    def _push(self, piece: bytes, tag: int) -> None:
        sealed = bindings.crypto_secretstream_xchacha20poly1305_push(self._state, piece, tag=tag)
        self._out.write(_length(sealed) + sealed)


def is_sealed(file: Path) -> bool:
    """Whether ``file`` begins as a sealed backup does."""
    with file.open("rb") as source:
        return source.read(len(FIRST)) == FIRST


def open_sealed(file: Path, secret: Secret) -> io.BytesIO:
    """Return what a sealed backup holds, in memory; raise StoreError if it is damaged or ``secret`` is not its own."""
    with file.open("rb") as source:
        source.read(len(FIRST))
        vault = unlock(_part(file, source, MOST_LOCKS), secret)
        key = vault.open(_part(file, source, MOST_LOCKS), KEY_AS)
        try:
            return _pieces(file, source, key)
        except (CryptoError, ValueError, TypeError, RuntimeError) as error:
            raise _broken(file) from error


def _pieces(file: Path, source: IO[bytes], key: bytes) -> io.BytesIO:
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    header = source.read(bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES)
    bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, header, key)
    found, tag = io.BytesIO(), _MORE
    while tag != _LAST:
        piece = _part(file, source, PIECE + _OVERHEAD)
        opened, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(state, piece)
        found.write(opened)
    if source.read(1):
        raise _broken(file)
    found.seek(0)
    return found


def _part(file: Path, source: IO[bytes], most: int) -> bytes:
    head = source.read(4)
    size = struct.unpack(">I", head)[0] if len(head) == 4 else most + 1
    data = source.read(size) if size <= most else b""
    if size > most or len(data) != size:
        raise _broken(file)
    return data


def _length(data: bytes) -> bytes:
    return struct.pack(">I", len(data))


def _broken(file: Path) -> StoreError:
    return StoreError(
        f"{file} cannot be restored: it was changed, or cut off.",
        "Use another copy of the backup, or an older one.",
        kept="Nothing was restored.",
    )
