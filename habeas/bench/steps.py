"""Counts the steps of a command that change something, and ends the process at one of them, without warning.

A step is a statement to SQLite, a commit (before it and behind it), a file opened for writing, renamed or removed. It is
for processes that were forked to die (``habeas.bench.victims``): a hook once set stays.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

_FILES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate")


class Steps:
    """The count of one process, which ends at number ``last`` (0: at none)."""

    def __init__(self, last: int) -> None:
        self._done, self._last = 0, last

    def step(self) -> None:
        """Count one step, and end here if it is the last."""
        self._done += 1
        if self._done == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def tell(self, file: str) -> None:
        """Write the count to ``file``."""
        done, self._last = self._done, 0
        Path(file).write_text(str(done))

    def heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Take what Python says of files that are opened, renamed, removed."""
        if event in _FILES or (event == "open" and _writes(arguments)):
            self.step()


def count(last: int) -> Steps:
    """Begin to count, for the rest of this process."""
    from habeas.store.sqlite.base import CursorWrapper, DatabaseWrapper

    steps = Steps(last)
    sys.addaudithook(steps.heard)
    CursorWrapper.execute = _before(CursorWrapper.execute, steps)  # type: ignore[method-assign]
    CursorWrapper.executemany = _before(CursorWrapper.executemany, steps)  # type: ignore[method-assign]
    DatabaseWrapper._commit = _around(DatabaseWrapper._commit, steps)
    return steps


def _writes(arguments: tuple[Any, ...]) -> bool:
    _path, mode, flags = arguments
    if isinstance(mode, str):
        return not set("wxa+").isdisjoint(mode)
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


def _before(method: Callable[..., Any], steps: Steps) -> Callable[..., Any]:
    def counted(*arguments: Any, **named: Any) -> Any:
        steps.step()
        return method(*arguments, **named)

    return counted


def _around(method: Callable[..., Any], steps: Steps) -> Callable[..., Any]:
    def counted(*arguments: Any, **named: Any) -> Any:
        steps.step()
        answer = method(*arguments, **named)
        steps.step()
        return answer

    return counted
