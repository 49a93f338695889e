"""Knows this device's own workspace again, so that a copied folder never writes the chains of the original.

In the user's state folder, outside every workspace, lies one small file a workspace: named by the device number
that the workspace holds, it says in which folder the workspace lies and how far its chains had come. A folder
that is elsewhere, whose number this device does not know, or that has fallen behind (an old copy laid over it)
was moved or copied; only a person can tell which.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from habeas.store.errors import CopiedWorkspace, StoreError, plain_errors
from habeas.store.layout import Layout, write_atomically

type Progress = Mapping[bytes, int]
"""How far chains have come: lane id (16 bytes) to the number of the last entry."""


def state_folder() -> Path:
    """Return the user's state folder for this program (``XDG_STATE_HOME``, or the system's own place)."""
    given = os.environ.get("XDG_STATE_HOME")
    if given and Path(given).is_absolute():
        return Path(given) / "habeas"
    local = os.environ.get("LOCALAPPDATA")
    if os.name == "nt" and local:
        return Path(local) / "habeas" / "state"
    return Path.home() / ".local" / "state" / "habeas"


def bind(layout: Layout, device: bytes, progress: Progress | None = None) -> None:
    """Note that the workspace with the number ``device`` lies in this folder, on this device, and how far it is."""
    file = _note(device)
    lines = [str(layout.folder.resolve()), *(f"{lane.hex()} {seq}" for lane, seq in (progress or {}).items())]
    try:
        with plain_errors("Noting where the workspace lies"):
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(file, "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape"))
    except StoreError as error:
        raise StoreError(
            error.sentence, "Make the folder writable, or set XDG_STATE_HOME to another one."
        ) from error


def check(layout: Layout, device: bytes) -> None:
    """Raise CopiedWorkspace unless the workspace lies where this device last had it."""
    lines = _read(device)
    if lines is None:
        raise CopiedWorkspace(str(layout.folder), None)
    if Path(lines[0]) != layout.folder.resolve():
        raise CopiedWorkspace(str(layout.folder), lines[0])


def check_progress(layout: Layout, device: bytes, progress: Progress) -> None:
    """Raise CopiedWorkspace if a chain is shorter than this device has seen it: this is an older copy."""
    for line in (_read(device) or [""])[1:]:
        lane, _, seq = line.partition(" ")
        if seq.isdigit() and progress.get(bytes.fromhex(lane), 0) < int(seq):
            raise CopiedWorkspace(str(layout.folder), str(layout.folder), older=True)


def forget(device: bytes) -> None:
    """Remove the note of a workspace that was not made after all."""
    with plain_errors("Forgetting the workspace"):
        _note(device).unlink(missing_ok=True)


def _read(device: bytes) -> list[str] | None:
    """Return the note's lines, or None where there is none (or an empty one)."""
    with plain_errors("Looking where the workspace lay"):
        try:
            text = _note(device).read_bytes().decode("utf-8", "surrogateescape")
        except FileNotFoundError:
            return None
    return text.splitlines() or None


def _note(device: bytes) -> Path:
    return state_folder() / "workspaces" / device.hex()
