"""The folder in which a workspace is to be made: empty, absent, or left half made by a program that was killed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

from habeas.store import binding
from habeas.store.errors import StoreError, plain_errors
from habeas.store.layout import Layout, owner_only

UNFINISHED: Final = (
    "unfinished"  # the file that is there, with the maker's process, until the folder is a workspace
)


def check_empty(layout: Layout) -> bool:
    """Return whether the folder is there, and empty; refuse one that holds anything.

    What a killed program left half made is removed: it never was a workspace, and nobody wrote in it.
    """
    with plain_errors("Making the workspace"):
        if not layout.folder.exists():
            return False
        if _left_behind(layout):
            unmake(layout, was_there=True)
        if layout.folder.is_dir() and not any(layout.folder.iterdir()):
            return True
    what = "is already a workspace" if layout.marker.exists() else "is not empty"
    raise StoreError(f"{layout.folder} {what}.", "Name a folder that does not exist yet, or an empty one.")


def mark(layout: Layout) -> None:
    """Say, as the first thing in the folder, that it is no workspace yet, and who makes it."""
    layout.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(layout.folder / UNFINISHED, "wb", opener=owner_only) as out:
        out.write(f"{os.getpid()}\n".encode())


def unmake(layout: Layout, number: bytes | None = None, *, was_there: bool) -> None:
    """Remove what a failed start left: the folder was empty or not there before. ``number`` is that of its device."""
    if number is not None:
        binding.forget(number)
    places = list(layout.folder.iterdir()) if layout.folder.is_dir() else []
    for place in sorted(places, key=lambda one: one.name == UNFINISHED):  # the mark goes last
        if place.is_dir():
            shutil.rmtree(place, ignore_errors=True)
        else:
            place.unlink(missing_ok=True)
    if not was_there and layout.folder.is_dir():
        layout.folder.rmdir()


def _left_behind(layout: Layout) -> bool:
    mark: Path = layout.folder / UNFINISHED
    if layout.marker.exists() or not mark.is_file():
        return False
    try:
        maker = int(mark.read_text(encoding="ascii"))
    except ValueError:  # it was cut off before it was written
        return True
    return maker == os.getpid() or not _runs(maker)


def _runs(process: int) -> bool:
    """Whether a process runs, under whose hands nothing may be removed. (Windows has no way to ask that harms nobody.)"""
    if os.name == "nt":
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
