"""Original bytes on disk, by their hash: ``blobs/ab/abcd...``; in a sealed workspace encrypted, each with a key of
its own, under a name that only the vault can make of the hash.

A file is written beside its place, forced to the disk and renamed: it is whole or not there. What is read is
hashed again: a file that was changed is refused, never returned.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import threading
from pathlib import Path
from typing import Final

from nacl.exceptions import CryptoError
from nacl.secret import Aead

from habeas.store.errors import StoreError, plain_errors
from habeas.store.layout import Layout, owner_only, sync_folder

KEY_AS: Final = b"key of an original"


def place(layout: Layout, sha256: str) -> Path:
    """Return where the bytes with that hash lie. Only 64 hex digits make a path."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("a blob is named by 64 hex digits")
    name = layout.vault.name(sha256) if layout.vault else sha256
    return layout.blobs / name[:2] / name


def fresh_key(layout: Layout) -> bytes | None:
    """Return a new key for bytes to come, sealed as their row keeps it; None where the workspace is not sealed."""
    return layout.vault.seal(secrets.token_bytes(Aead.KEY_SIZE), KEY_AS) if layout.vault else None


def write_aside(layout: Layout, data: bytes, sha256: str, key: bytes | None = None) -> Path:
    """Write ``data`` to a file of its own in ``tmp``, forced to the disk, and return it. Raises OSError.

    ``key`` is what :func:`fresh_key` gave.
    """
    partial = layout.tmp / f"{place(layout, sha256).name}.{os.getpid()}.{threading.get_ident()}.part"
    data = _encrypted(layout, data, sha256, key)
    try:
        with open(partial, "xb", opener=owner_only) as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    return partial


def move_in(layout: Layout, partial: Path, sha256: str) -> None:
    """Move a file that :func:`write_aside` wrote to its place. Raises OSError."""
    file = place(layout, sha256)
    file.parent.mkdir(mode=0o700, exist_ok=True)
    partial.replace(file)
    sync_folder(file.parent)


def read(layout: Layout, sha256: str, key: bytes | None = None) -> bytes:
    """Return the bytes with that hash; raise StoreError if they are gone or were changed. ``key`` is that of their row."""
    with plain_errors("Reading an original file"):
        try:
            data = _decrypted(layout, place(layout, sha256).read_bytes(), sha256, key)
        except FileNotFoundError as error:
            raise StoreError(
                f"The original file {sha256[:12]} is not in the workspace.",
                "If it was not erased, restore the last backup into a new folder and compare.",
                kept="",
            ) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise StoreError(
            f"The original file {sha256[:12]} is not what it was: its bytes were changed on the disk.",
            "Check the disk, and restore the last backup into a new folder.",
            kept="",
        )
    return data


def check(layout: Layout, sha256: str, size: int, key: bytes | None = None) -> None:
    """Raise StoreError unless the bytes with that hash are there and unchanged; open ones are not held in memory."""
    if layout.vault is not None:
        if len(read(layout, sha256, key)) != size:
            raise StoreError(f"The original file {sha256[:12]} has another size than it had.", "", kept="")
        return
    with plain_errors("Reading an original file"):
        try:
            with place(layout, sha256).open("rb") as source:
                found = hashlib.file_digest(source, "sha256").hexdigest()
                right = found == sha256 and source.tell() == size
        except FileNotFoundError:
            right = False
    if not right:
        raise StoreError(
            f"The original file {sha256[:12]} is missing or was changed on the disk.",
            "Check the disk, and take the file from an older backup.",
            kept="",
        )


def _encrypted(layout: Layout, data: bytes, sha256: str, key: bytes | None) -> bytes:
    if layout.vault is None or key is None:
        return data
    return bytes(Aead(layout.vault.open(key, KEY_AS)).encrypt(data, bytes.fromhex(sha256)))


def _decrypted(layout: Layout, data: bytes, sha256: str, key: bytes | None) -> bytes:
    """Return what was encrypted; what cannot be decrypted comes back as it is, and is then refused by its hash."""
    if layout.vault is None or key is None:
        return data
    try:
        return bytes(Aead(layout.vault.open(key, KEY_AS)).decrypt(data, bytes.fromhex(sha256)))
    except (CryptoError, ValueError):
        return data


def destroy(layout: Layout, sha256: str) -> None:
    """Overwrite and remove the bytes with that hash, if they are there.

    Overwriting helps on a plain disk; on an SSD old blocks may survive, as SECURITY.md says.
    """
    file = place(layout, sha256)
    with plain_errors("Destroying an original file"):
        if not file.is_file():
            return
        with file.open("r+b") as out:
            left = file.stat().st_size
            while left > 0:
                left -= out.write(bytes(min(left, 1 << 20)))
            out.flush()
            os.fsync(out.fileno())
        file.unlink()
        sync_folder(file.parent)
