"""The keys of a workspace: 32 random bytes each.

In a sealed workspace they lie in one file, sealed under its vault. In an open one (a trial, a demonstration) each
is a file that says what it is; such throw-away keys sign nothing but this workspace. The root key of a real workspace
is in neither: it is on paper, and only its public half is kept, to know it again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from habeas.record.heads import public_key
from habeas.record.keys import Seeds
from habeas.store.errors import StoreError, plain_errors
from habeas.store.layout import REAL, Layout, write_atomically
from habeas.store.vault import Vault

SIZE = 32
SEALED, SEALED_AS = "sealed.keys", b"keys"
# In this order they are written: what must outlive a cut-off comes before what takes its place.
WHAT = {
    "older": "The receiving key before the present one: it opens what partners sent in the last weeks.",
    "root": "The root key: it certifies the other keys, and whoever has it is this group.",
    "group": "The public half of the root key, which itself is on paper. It is no secret.",
    "signing": "The signing key of this device: whoever has it can write in this group's name.",
    "receiving": "The receiving key: whoever has it can open what partners send to this group.",
    "workspace": "The workspace key: it makes the addresses of people who are only proposed.",
    "device": "The number by which this device knows its own workspace again. It is no secret.",
    "next_signing": "A new signing key, until its certificate is written.",
    "next_receiving": "A new receiving key, until its certificate is written.",
}
ALWAYS = ("signing", "receiving", "workspace", "device")
THROW_AWAY = "Made without a question for a {mode} workspace, and stored unencrypted: throw it away with the workspace."


@dataclass(frozen=True, slots=True)
class Keys:
    """The secrets of one workspace on one device, 32 bytes each, and ``device``, which is only a number.

    ``root`` is None where it is on paper: then ``group`` is its raw public key. ``older`` is the receiving key before
    this one, for some weeks; the ``next_`` ones are there while a renewal is being written.
    """

    signing: bytes
    receiving: bytes
    workspace: bytes
    device: bytes
    root: bytes | None = None
    group: bytes | None = None
    older: bytes | None = None
    next_signing: bytes | None = None
    next_receiving: bytes | None = None

    @classmethod
    def fresh(cls, random: Callable[[int], bytes]) -> Keys:
        """Make new keys; ``random`` returns that many random bytes."""
        return cls(**{name: random(SIZE) for name in ("root", *ALWAYS)})

    @property
    def identity(self) -> bytes:
        """The raw public root key, from which the group's log has its id."""
        if self.root is not None:
            return public_key(self.root)
        assert self.group is not None
        return self.group

    def without_root(self) -> Keys:
        """Return what is kept where the root key is on paper."""
        return replace(self, root=None, group=self.identity)

    def seeds(self, root: bytes) -> Seeds:
        """The three that sign and receive, as the record knows them."""
        return Seeds(root, self.signing, self.receiving)

    @property
    def writer(self) -> bytes:
        """The raw Ed25519 public key with which this device signs."""
        return public_key(self.signing)


def write_keys(layout: Layout, keys: Keys, mode: str) -> None:
    """Write the keys, readable by their owner only: sealed where the workspace is, else a file each.

    The root key of a real workspace is never written.
    """
    kept = keys.without_root() if mode == REAL else keys
    body = {name: secret for name in WHAT if (secret := getattr(kept, name)) is not None}
    if layout.vault is not None:
        text = json.dumps({name: secret.hex() for name, secret in body.items()})
        write_atomically(layout.keys / SEALED, layout.vault.seal(text.encode(), SEALED_AS))
        return
    for name, secret in body.items():
        write_key(layout, name, secret, f"{WHAT[name]}\n# {THROW_AWAY.format(mode=mode)}")
    with plain_errors("Writing the keys"):
        for name in set(WHAT) - set(body):
            _file(layout, name).unlink(missing_ok=True)


def write_key(layout: Layout, name: str, secret: bytes, words: str) -> None:
    """Write one key file: what it is, and the key in hex."""
    write_atomically(_file(layout, name), f"# {words}\n{secret.hex()}\n".encode())


def read_keys(layout: Layout) -> Keys:
    """Read the keys; raise StoreError naming the file that is missing, damaged or open to others."""
    if layout.vault is not None:
        return _read_sealed(layout, layout.vault)
    root = () if _file(layout, "group").exists() else ("root",)
    there = (*root, *ALWAYS, *(name for name in WHAT if _file(layout, name).exists()))
    return Keys(**{name: _read_key(layout, name) for name in dict.fromkeys(there)})


def _read_sealed(layout: Layout, vault: Vault) -> Keys:
    file = layout.keys / SEALED
    with plain_errors("Reading the keys"):
        try:
            sealed = file.read_bytes()
        except FileNotFoundError as error:
            raise _missing(file) from error
    body: Mapping[str, str] = json.loads(vault.open(sealed, SEALED_AS))
    return Keys(**{name: bytes.fromhex(body[name]) for name in WHAT if name in body})


def _read_key(layout: Layout, name: str) -> bytes:
    file = _file(layout, name)
    with plain_errors("Reading the keys"):
        try:
            text = file.read_text(encoding="utf-8")
            others = file.stat().st_mode & 0o077
        except FileNotFoundError as error:
            raise _missing(file) from error
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


def _file(layout: Layout, name: str) -> Path:
    return layout.keys / f"{name}.key"


def _missing(file: Path) -> StoreError:
    return StoreError(
        f"The key file {file} is missing.", "Restore the last backup into a new folder.", kept=""
    )
