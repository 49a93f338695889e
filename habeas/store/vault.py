"""What opens a sealed workspace: one secret, from which everything on its disk is locked.

The **vault** is 32 random bytes. From it come the database's key (SQLCipher's raw key), the key under which the key
file is sealed, and the names under which originals lie (so that nobody who takes the disk can ask whether a known
file is there). The vault itself lies in ``keys/locks.json``, once for each **lock**: sealed under a key from a
passphrase (Argon2id, RFC 9106) or from a key file. Changing the passphrase writes that one small file anew.

Sealing is XChaCha20-Poly1305 (libsodium), with what the sealed thing is as associated data; keys are derived with
BLAKE2b, keyed and personalised.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from habeas.store.errors import StoreError

SIZE: Final = 32
KIND: Final = "habeas.locks/1"
LEAST_PASSPHRASE: Final = 12  # characters; five short words of a word list have more
MOST_MEMORY: Final = 4 * 1024 * 1024  # KiB: what a foreign lock file may ask this computer for
MOST_PASSES: Final = 64


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs: Argon2id's passes, memory in KiB, lanes."""

    passes: int
    memory: int
    lanes: int


# RFC 9106's second recommendation with four times its memory: about half a second on an old laptop.
COST: Final = Cost(3, 256 * 1024, 4)


@dataclass(frozen=True, slots=True)
class Secret:
    """What a person gives to open a workspace: a passphrase, or the bytes of a key file (exactly one of them)."""

    passphrase: str | None = field(default=None, repr=False)
    key_file: bytes | None = field(default=None, repr=False)


type Ask = Callable[[], Secret]
"""Asks whoever opens a sealed workspace for its secret; raises StoreError where nobody can be asked."""


@dataclass(frozen=True, slots=True)
class Vault:
    """The open vault. ``master`` is 32 bytes and stays in this process."""

    master: bytes = field(repr=False)

    @property
    def database(self) -> bytes:
        """The database's raw key (32 bytes)."""
        return self._derived(b"database")

    def name(self, sha256: str) -> str:
        """Return the name (64 hex digits) under which something known by its hash lies on the disk."""
        return hashlib.blake2b(
            sha256.encode("ascii"), key=self._derived(b"names"), digest_size=SIZE
        ).hexdigest()

    def seal(self, data: bytes, what: bytes) -> bytes:
        """Return ``data`` sealed; ``what`` says what it is, and must be said again to open it."""
        return _sealed(self._derived(b"sealing"), data, what)

    def open(self, sealed: bytes, what: bytes) -> bytes:
        """Return what was sealed; raise StoreError if it is not what this vault sealed as ``what``."""
        opened = _opened(self._derived(b"sealing"), sealed, what)
        if opened is None:
            raise StoreError(
                "Something sealed in this workspace was changed on the disk, or belongs to another one.",
                "Put the folder back as it was, or restore the last backup into a new one.",
                kept="",
            )
        return opened

    def _derived(self, purpose: bytes) -> bytes:
        return hashlib.blake2b(key=self.master, person=purpose, digest_size=SIZE).digest()


def new_locks(vault: Vault, secret: Secret, random: Callable[[int], bytes], cost: Cost = COST) -> bytes:
    """Return the lock file (JSON) of a vault that ``secret`` opens; raise StoreError for a secret that is too weak."""
    return json.dumps({"kind": KIND, "locks": [_lock(vault, secret, random, cost)]}, indent=1).encode()


def relock(
    file: bytes, vault: Vault, old: Secret, new: Secret, random: Callable[[int], bytes], cost: Cost = COST
) -> bytes:
    """Return the lock file with ``new`` in the place of ``old``; other locks stay as they are."""
    kept = [lock for lock in _locks(file) if _try(lock, old) is None]
    return json.dumps({"kind": KIND, "locks": [*kept, _lock(vault, new, random, cost)]}, indent=1).encode()


def unlock(file: bytes, secret: Secret) -> Vault:
    """Return the vault that ``secret`` opens; raise StoreError if it opens none of the locks."""
    for lock in _locks(file):
        master = _try(lock, secret)
        if master is not None and len(master) == SIZE:
            return Vault(master)
    what = "passphrase" if secret.passphrase is not None else "key file"
    raise StoreError(
        f"That {what} does not open this workspace.",
        "Try again: capital letters, keyboard language and blanks all count.",
    )


def _lock(vault: Vault, secret: Secret, random: Callable[[int], bytes], cost: Cost) -> dict[str, Any]:
    if secret.passphrase is not None:
        if len(plain(secret.passphrase)) < LEAST_PASSPHRASE:
            raise StoreError(
                f"The passphrase is too short: it must have {LEAST_PASSPHRASE} characters or more.",
                "Take five or six words that do not belong together.",
            )
        lock: dict[str, Any] = {
            "by": "passphrase",
            "salt": random(16).hex(),
            "passes": cost.passes,
            "memory": cost.memory,
            "lanes": cost.lanes,
        }
    else:
        if len(secret.key_file or b"") < SIZE:
            raise StoreError(
                f"The key file is too short: it must hold {SIZE} random bytes or more.",
                "Make one with: head -c 32 /dev/urandom > FILE",
            )
        lock = {"by": "key file", "salt": random(16).hex()}
    key = _key(lock, secret)
    assert key is not None
    return lock | {"sealed": _sealed(key, vault.master, KIND.encode()).hex()}


def plain(passphrase: str) -> str:
    """Return a passphrase as it is counted and used: composed, so that two keyboards that write é differently agree."""
    return unicodedata.normalize("NFKC", passphrase)


def _locks(file: bytes) -> list[dict[str, Any]]:
    try:
        body = json.loads(file)
        locks = body["locks"]
        if body["kind"] != KIND or not isinstance(locks, list) or not all(isinstance(x, dict) for x in locks):
            raise ValueError("another kind of file")
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise StoreError(
            "The file that holds the workspace’s locks is damaged.",
            "Take keys/locks.json from a copy of the folder, or restore the last backup into a new one.",
            kept="",
        ) from error
    return locks[:16]


def _try(lock: dict[str, Any], secret: Secret) -> bytes | None:
    try:
        key = _key(lock, secret)
        return None if key is None else _opened(key, bytes.fromhex(lock["sealed"]), KIND.encode())
    except (ValueError, TypeError, KeyError, OverflowError):
        return None


def _key(lock: dict[str, Any], secret: Secret) -> bytes | None:
    """Return the key that ``secret`` gives for a lock, or None if it is for another kind of lock."""
    salt = bytes.fromhex(lock["salt"])
    if lock["by"] == "key file" and secret.key_file is not None:
        return hashlib.blake2b(secret.key_file, salt=salt, person=b"key file", digest_size=SIZE).digest()
    if lock["by"] != "passphrase" or secret.passphrase is None:
        return None
    from argon2.low_level import Type, hash_secret_raw

    passes, memory, lanes = (int(lock[name]) for name in ("passes", "memory", "lanes"))
    if not (0 < passes <= MOST_PASSES and 8 * lanes <= memory <= MOST_MEMORY and 0 < lanes <= 64):
        raise ValueError("a lock that costs more than any of ours")
    words = plain(secret.passphrase).encode()
    return hash_secret_raw(words, salt, passes, memory, lanes, SIZE, Type.ID)


def _sealed(key: bytes, data: bytes, what: bytes) -> bytes:
    from nacl.secret import Aead

    return bytes(Aead(key).encrypt(data, what))


def _opened(key: bytes, sealed: bytes, what: bytes) -> bytes | None:
    from nacl.exceptions import CryptoError
    from nacl.secret import Aead

    try:
        return bytes(Aead(key).decrypt(sealed, what))
    except (CryptoError, ValueError, TypeError):
        return None
