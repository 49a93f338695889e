"""Progress on stderr, for a terminal only: a bar over many files, and a line that counts seconds over one long step."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 1.0  # seconds; what is done sooner needs no progress
_CLEAR = "\r\033[K"


class Bar:
    """How many of how many are done. Clear it before anything else is printed; elsewhere than on a terminal it is silent."""

    def __init__(self) -> None:
        self._shown = False

    def __call__(self, done: int, total: int, name: str) -> None:
        """Show that ``done`` of ``total`` are done and that ``name`` is next."""
        if not sys.stderr.isatty():
            return
        self.clear()
        if done < total:
            bar = "#" * (20 * done // total)
            sys.stderr.write(f"[{bar:<20}] {done} of {total}  {Path(name).name[:40]}")
            sys.stderr.flush()
            self._shown = True

    def clear(self) -> None:
        """Take the bar away."""
        if self._shown:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
            self._shown = False


@contextmanager
def working(words: str) -> Iterator[None]:
    """Say after a second what the block does (“Checking the record”), and how long it has been at it.

    The block prints nothing; the line is gone when it ends.
    """
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    line = threading.Thread(target=_count, args=(words, done), daemon=True)
    line.start()
    try:
        yield
    finally:
        done.set()
        line.join()


def _count(words: str, done: threading.Event) -> None:
    begun = time.monotonic()
    shown = False
    while not done.wait(PATIENCE):
        sys.stderr.write(f"{_CLEAR}{words} … {time.monotonic() - begun:.0f} s")
        sys.stderr.flush()
        shown = True
    if shown:
        sys.stderr.write(_CLEAR)
        sys.stderr.flush()
