"""Watches over an open, sealed workspace: locks it when asked to, or when nobody has done anything for a while.

Locking replaces the process by a new one that holds nothing (``exec``): the key and every page that was read are gone from its
memory, as far as a program can do that. What the system wrote into swap is the business of an encrypted disk.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from habeas.app.door import Door

LOCK_AFTER: Final = 15  # minutes
EVERY: Final = 0.5  # seconds between two looks
LOCKED: Final = "--locked"


class Watch:
    """Over the workspace in ``folder``; it locks after so many ``minutes`` without a request (0: only when asked to)."""

    def __init__(self, folder: Path, minutes: int) -> None:
        self._folder, self._seconds = folder, minutes * 60
        self._asked: Path | None = None
        self.locking = False

    @contextmanager
    def there(self, *, sealed: bool) -> Iterator[None]:
        """Let `habeas lock` know, for the block, that the workspace is open here; one that is not sealed has no lock."""
        from habeas.workflows.lock import open_here

        if not sealed:
            yield
            return
        with open_here(self._folder) as self._asked:
            yield

    @contextmanager
    def over(self, door: Door | None) -> Iterator[None]:
        """Look after the ``door``, for the block."""
        ended = threading.Event()
        if door is not None:
            threading.Thread(target=self._look, args=(door, ended), daemon=True).start()
        try:
            yield
        finally:
            ended.set()

    def lock(self) -> None:
        """Lock: what is being answered is finished, then the process begins anew."""
        if not self.locking:
            self.locking = True
            os.kill(os.getpid(), signal.SIGTERM)  # ends the server's loop, in the main thread

    def _look(self, door: Door, ended: threading.Event) -> None:
        from habeas.workflows.lock import still_here

        while not ended.wait(EVERY):
            if not door.is_open or self._asked is None:
                continue
            idle = bool(self._seconds) and time.monotonic() - door.last > self._seconds
            if still_here(self._asked) or idle:
                self.lock()
                return


def begin_anew(port: int) -> NoReturn:
    """Put a new process in the place of this one: the same command, locked, at the same port."""
    given = [one for one in sys.orig_argv[1:] if one != LOCKED]
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, *given, LOCKED, "--port", str(port)])  # noqa: S606  (ourselves)
