"""The keys of a workspace: 32 random bytes each.

In a sealed workspace they lie in one file, sealed under its vault. In an open one (a trial, a demonstration) each
is a file that says what it is; such throw-away keys sign nothing but this workspace.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass

from habeas.record.heads import public_key
from habeas.record.keys import Seeds
from habeas.record.lanes import Scope
from habeas.store.errors import StoreError, plain_errors
from habeas.store.layout import Layout, write_atomically
from habeas.store.vault import Vault

SIZE = 32
SEALED, SEALED_AS = "sealed.keys", b"keys"
WHAT = {
    "root": "The root key: it certifies the other keys, and whoever has it is this group.",
    "signing": "The signing key of this device: whoever has it can write in this group's name.",
    "receiving": "The receiving key: whoever has it can open what partners send to this group.",
    "workspace": "The workspace key: it makes the addresses of people who are only proposed.",
    "device": "The number by which this device knows its own workspace again. It is no secret.",
}
THROW_AWAY = "Made without a question for a {mode} workspace, and stored unencrypted: throw it away with the workspace."


@dataclass(frozen=True, slots=True)
class Keys:
    """The secrets of one workspace on one device, 32 bytes each, and ``device``, which is only a number."""

    root: bytes
    signing: bytes
    receiving: bytes
    workspace: bytes
    device: bytes

    @classmethod
    def fresh(cls, random: Callable[[int], bytes]) -> Keys:
        """Make new keys; ``random`` returns that many random bytes."""
        return cls(**{name: random(SIZE) for name in WHAT})

    @property
    def seeds(self) -> Seeds:
        """The three that sign and receive, as the record knows them."""
        return Seeds(self.root, self.signing, self.receiving)

    @property
    def writer(self) -> bytes:
        """The raw Ed25519 public key with which this device signs."""
        return public_key(self.signing)

    def for_scope(self, scope: Scope) -> bytes:
        """Return the secret that signs the heads of a chain: the root the keys, the device all others."""
        return self.root if scope is Scope.KEYS else self.signing


def write_keys(layout: Layout, keys: Keys, mode: str) -> None:
    """Write the keys, readable by their owner only: sealed where the workspace is, else a file each."""
    if layout.vault is not None:
        body = {name: getattr(keys, name).hex() for name in WHAT}
        write_atomically(layout.keys / SEALED, layout.vault.seal(json.dumps(body).encode(), SEALED_AS))
        return
    for name, what in WHAT.items():
        write_key(layout, name, getattr(keys, name), f"{what}\n# {THROW_AWAY.format(mode=mode)}")


def write_key(layout: Layout, name: str, secret: bytes, words: str) -> None:
    """Write one key file: what it is, and the key in hex."""
    write_atomically(layout.keys / f"{name}.key", f"# {words}\n{secret.hex()}\n".encode())


def read_keys(layout: Layout) -> Keys:
    """Read the keys; raise StoreError naming the file that is missing, damaged or open to others."""
    if layout.vault is not None:
        return _read_sealed(layout, layout.vault)
    return Keys(**{name: _read_key(layout, name) for name in WHAT})


def _read_sealed(layout: Layout, vault: Vault) -> Keys:
    file = layout.keys / SEALED
    with plain_errors("Reading the keys"):
        try:
            sealed = file.read_bytes()
        except FileNotFoundError as error:
            raise StoreError(
                f"The key file {file} is missing.", "Restore the last backup into a new folder.", kept=""
            ) from error
    body = json.loads(vault.open(sealed, SEALED_AS))
    return Keys(**{name: bytes.fromhex(body[name]) for name in WHAT})


def _read_key(layout: Layout, name: str) -> bytes:
    file = layout.keys / f"{name}.key"
    with plain_errors("Reading the keys"):
        try:
            text = file.read_text(encoding="utf-8")
            others = file.stat().st_mode & 0o077
        except FileNotFoundError as error:
            raise StoreError(
                f"The key file {file} is missing.", "Restore the last backup into a new folder.", kept=""
            ) from error
    if others and os.name == "posix":
        with plain_errors("Closing a key file to others"):
            file.chmod(0o600)
    try:
        lines = [line for line in text.splitlines() if line and not line.startswith("#")]
        secret = bytes.fromhex(lines[0])
    except (ValueError, IndexError):
        secret = b""
    if len(secret) != SIZE:
        raise StoreError(
            f"The key file {file} is damaged: it holds no key.",
            "Restore the last backup into a new folder.",
            kept="",
        )
    return secret
