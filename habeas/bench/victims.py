"""Processes that run a command and can be killed: forked from one that has loaded the program already.

Starting Python and loading Django takes longer than most commands; a fork begins where the work begins, so that the dice
fall on the work. For systems with fork and kill -9.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

_PARENT = """
import json, os, signal, sys
from habeas.app.main import main
from habeas.app.settings import configure
configure()
import habeas.store.models, habeas.store.renewal, habeas.workflows.add, habeas.workflows.publish, habeas.workflows.widen
import habeas.cli.keys, habeas.workflows.receive, habeas.workflows.send
from habeas.bench.steps import count
from habeas.claims.language.language_pack import language_pack
for lang in sys.argv[1:]:
    language_pack(lang)
for line in sys.stdin:
    words, out, step, steps = json.loads(line)
    child = os.fork()
    if child == 0:
        os.dup2(os.open(out, os.O_WRONLY), 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", buffering=1)
        status = 70
        counted = count(step) if step is not None else None
        try:
            status = main(words)
        finally:
            sys.stdout.flush()
            if counted:
                counted.tell(steps)
            os._exit(status)
    sys.stdin.readline()  # until then it is not waited for, so that its number is nobody else's
    os.kill(child, signal.SIGKILL)
    print(os.waitpid(child, 0)[1], flush=True)
"""


class Victim:
    """One running command."""

    def __init__(
        self, parent: subprocess.Popen[str], words: Sequence[str], out: Path, step: int | None, steps: Path
    ) -> None:
        assert parent.stdin is not None and parent.stdout is not None
        self._asked, self._told = parent.stdin, parent.stdout
        self._ask(json.dumps([list(words), str(out), step, str(steps)]))
        self._out = out.open("rb", buffering=0)
        self._said = b""

    def said(self, lines: int) -> None:
        """Wait until it has said so many lines, or is done."""
        while self._said.count(b"\n") < lines and (more := self._out.read(65_536)):
            self._said += more

    def speaks(self, seconds: float) -> bool:
        """Wait so many seconds at most; return whether it said something, or is done."""
        return bool(select.select([self._out], [], [], seconds)[0])

    def kill(self) -> tuple[bool, list[str]]:
        """Kill it; return whether that cut it short, and the whole lines that it had said."""
        self._ask("kill")
        status = int(self._told.readline())
        with self._out:
            while more := self._out.read(65_536):
                self._said += more
        lines = self._said.decode("utf-8", "replace").splitlines(keepends=True)
        return os.WIFSIGNALED(status), [line.rstrip("\n") for line in lines if line.endswith("\n")]

    def end(self) -> tuple[bool, list[str]]:
        """Wait until it is done, or has died at its step; return what :meth:`kill` returns."""
        while more := self._out.read(65_536):
            self._said += more
        return self.kill()

    def _ask(self, words: str) -> None:
        self._asked.write(words + "\n")
        self._asked.flush()


class Victims:
    """Makes one victim after another. Use it in a ``with``. The words of the ``languages`` are compiled once for all of them."""

    def __init__(self, environment: Mapping[str, str] | None = None, languages: Sequence[str] = ()) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._parent = subprocess.Popen(  # noqa: S603  (ourselves)
            [sys.executable, "-c", _PARENT, *languages],
            env={**os.environ, **(environment or {}), "PYTHONPATH": os.pathsep.join(sys.path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._out = Path(self._folder.name) / "out"
        self._steps = Path(self._folder.name) / "steps"
        os.mkfifo(self._out)

    def start(self, *words: str, step: int | None = None) -> Victim:
        """Start a command. It dies at that ``step`` of its work by itself; with 0 its steps are only counted."""
        return Victim(self._parent, words, self._out, step, self._steps)

    def steps(self) -> int:
        """Return how many steps the command had that came to its end last, of those whose steps are counted."""
        return int(self._steps.read_text()) if self._steps.exists() else 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._parent.communicate()
        self._folder.cleanup()
