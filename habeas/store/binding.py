"""Knows this device's own workspace again, so that a copied folder never writes the chains of the original.

In the user's state folder, outside every workspace, lies one small file a workspace: named by the device number
that the workspace holds, it says in which folder the workspace lies. A folder that is elsewhere, or whose number
this device does not know, was moved or copied; only a person can tell which.
"""

from __future__ import annotations

import os
from pathlib import Path

from habeas.store.errors import CopiedWorkspace, StoreError, plain_errors
from habeas.store.layout import Layout, write_atomically


def state_folder() -> Path:
    """Return the user's state folder for this program (``XDG_STATE_HOME``, or the system's own place)."""
    given = os.environ.get("XDG_STATE_HOME")
    if given and Path(given).is_absolute():
        return Path(given) / "habeas"
    local = os.environ.get("LOCALAPPDATA")
    if os.name == "nt" and local:
        return Path(local) / "habeas" / "state"
    return Path.home() / ".local" / "state" / "habeas"


def bind(layout: Layout, device: bytes) -> None:
    """Note that the workspace with the number ``device`` lies in this folder, on this device."""
    file = _note(device)
    try:
        with plain_errors("Noting where the workspace lies"):
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(file, f"{layout.folder.resolve()}\n".encode("utf-8", "surrogateescape"))
    except StoreError as error:
        raise StoreError(
            error.sentence, "Make the folder writable, or set XDG_STATE_HOME to another one."
        ) from error


def check(layout: Layout, device: bytes) -> None:
    """Raise CopiedWorkspace unless the workspace lies where this device last had it."""
    file = _note(device)
    with plain_errors("Looking where the workspace lay"):
        try:
            there = file.read_bytes().decode("utf-8", "surrogateescape").rstrip("\n")
        except FileNotFoundError:
            raise CopiedWorkspace(str(layout.folder), None) from None
    if Path(there) != layout.folder.resolve():
        raise CopiedWorkspace(str(layout.folder), there)


def forget(device: bytes) -> None:
    """Remove the note of a workspace that was not made after all."""
    with plain_errors("Forgetting the workspace"):
        _note(device).unlink(missing_ok=True)


def _note(device: bytes) -> Path:
    return state_folder() / "workspaces" / device.hex()
