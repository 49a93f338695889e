"""Verb: lock the app that runs over a workspace: it forgets the key, and shows nothing but the question for the passphrase.

A running app says that it is there by a file in the workspace's temporary folder, on which it holds the system's lock; who wants
it locked puts another beside it. Both lie where only the workspace's owner can write.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from habeas.workflows.alone import alone
from habeas.workflows.refused import Refused

PATIENCE: Final = 20.0  # seconds: what is being answered is finished first
_THERE, _ASKED = "open-", "lock-"


@contextmanager
def open_here(folder: Path) -> Iterator[Path]:
    """Say, for the block, that an app holds the workspace in ``folder`` open; gives the file that asks it to lock."""
    tmp = folder / "tmp"
    there, asked = tmp / f"{_THERE}{os.getpid()}", tmp / f"{_ASKED}{os.getpid()}"
    asked.unlink(missing_ok=True)
    with alone(there, "Another program holds this workspace open"):
        try:
            yield asked
        finally:
            there.unlink(missing_ok=True)
            asked.unlink(missing_ok=True)


def still_here(asked: Path) -> bool:
    """Keep the files of :func:`open_here` from being tidied away; return whether somebody asked for the lock."""
    with suppress(OSError):
        os.utime(asked.with_name(asked.name.replace(_ASKED, _THERE)))
    return asked.exists()


def lock(folder: Path, *, patience: float = PATIENCE) -> int:
    """Ask every app that holds the workspace in ``folder`` open to lock; return how many did. Raises Refused."""
    asked = []
    for there in sorted((folder / "tmp").glob(f"{_THERE}*")):
        if _ended(there):
            there.unlink(missing_ok=True)
            continue
        file = there.with_name(there.name.replace(_THERE, _ASKED))
        file.touch(mode=0o600)
        asked.append(file)
    until = time.monotonic() + patience
    while any(file.exists() for file in asked):
        if time.monotonic() > until:
            for file in asked:
                file.unlink(missing_ok=True)
            raise Refused("The app did not lock in time. End it where it runs (Ctrl-C): that locks too.")
        time.sleep(0.1)
    return len(asked)


def _ended(there: Path) -> bool:
    """Whether the program that left this file has ended: then the system's lock on it is free."""
    try:
        with alone(there, ""):
            return True
    except Refused:
        return False
