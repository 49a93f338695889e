"""Encryption: a bundle is age to each recipient's receiving key. Nothing decrypted here ever touches a disk.

``decrypt_io`` hands plaintext on before it knows that the file is whole; whoever listens must keep nothing until
:func:`unseal` has returned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import IO, Final, Protocol

import pyrage  # type: ignore[import-untyped]

from habeas.exchange.bech32 import encode
from habeas.exchange.errors import ExchangeError, incomplete

KEY: Final = 32


class Sink(Protocol):
    """Something that takes bytes piece by piece."""

    def write(self, data: bytes, /) -> int:
        """Take a piece; return its length."""


def seal(plain: Iterable[bytes], out: IO[bytes], recipients: Iterable[bytes]) -> None:
    """Write ``plain``, piece by piece, to ``out`` as an age file for raw X25519 public keys."""
    keys = [pyrage.x25519.Recipient.from_str(encode("age", key)) for key in sorted(set(recipients))]
    pyrage.encrypt_io(_Pieces(plain), out, keys)


def unseal(sealed: IO[bytes], take: Callable[[bytes], None], secrets: Iterable[bytes]) -> None:
    """Decrypt ``sealed`` with one of the raw X25519 ``secrets``, handing plaintext to ``take`` piece by piece.

    Raises ExchangeError: not for us, or cut or changed on its way; and whatever ``take`` raises.
    """
    identities = [pyrage.x25519.Identity.from_str(encode("age-secret-key-", key).upper()) for key in secrets]
    taker = _Taker(take)
    try:
        pyrage.decrypt_io(sealed, taker, identities)
    except (pyrage.DecryptError, OSError, ValueError) as error:
        if taker.error is not None:
            raise taker.error from None
        if "no matching keys" in str(error).lower():
            raise not_for_us() from error
        raise incomplete() from error
    except BaseException:
        if taker.error is not None:
            raise taker.error from None
        raise


def not_for_us() -> ExchangeError:
    """Return the refusal of what was sealed for, or written to, somebody else."""
    return ExchangeError(
        "not-for-us",
        "This bundle is not for this group. Nothing was read and nothing was written; that it came is noted. "
        "Give it to whom it is for, or ask the sender to send it to you.",
    )


class _Pieces:
    """A file to read from, made of pieces."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces, self._left = iter(pieces), b""

    def read(self, size: int = -1) -> bytes:
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._left = bytes(piece)
        found = self._left if size < 0 else self._left[:size]
        self._left = self._left[len(found) :]
        return found


class _Taker:
    """A file to write to that remembers what its reader raised: the library may tell it in other words."""

    def __init__(self, take: Callable[[bytes], None]) -> None:
        self._take = take
        self.error: BaseException | None = None

    def write(self, data: bytes) -> int:
        if self.error is None:
            try:
                self._take(bytes(data))
            except BaseException as error:
                self.error = error
                raise
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""
