"""One at a time, among all programs on this computer: a lock that ends with the program that holds it.

A file that merely exists would outlive a killed program and lock everybody out; the system's own lock does not.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from habeas.workflows.refused import Refused


@contextmanager
def alone(file: Path, busy: str) -> Iterator[None]:
    """Hold the lock on ``file`` for the block; raise Refused, beginning with the words ``busy``, where another holds it."""
    try:
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise Refused(f"{file} cannot be written ({error.strerror}). Nothing was done.") from error
    try:
        try:
            _lock(handle)
        except OSError as error:
            raise Refused(f"{busy}. Nothing was done; wait until it is finished, then try again.") from error
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    """Take the system's lock, or raise OSError at once."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
