"""Hands hostile files to limited child processes and brings back documents or one sentence.

One child a format, started when its first file comes, kept for the following ones, replaced after a crash.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self, cast

from habeas.fetch.frames import read_frame, write_frame
from habeas.fetch.ocr import read_pictures
from habeas.fetch.wire import MAX_ANSWER, SpentError, WireError, unpack_answer
from habeas.model.document import Document
from habeas.sources.errors import PicturesError, SourceError
from habeas.sources.formats import page_tables
from habeas.sources.limits import check_size
from habeas.sources.read import read_bytes
from habeas.sources.sniff import sniff


@dataclass(frozen=True, slots=True)
class ChildLimits:
    """What one file may take: processor seconds, seconds on the clock, and bytes of memory for the whole child.

    A report takes well under a second; the longest text that is accepted takes about ten on an old laptop. A large file,
    which may be an export of a hundred thousand messages, gets some time more for each megabyte.
    """

    cpu_seconds: int = 30
    wall_seconds: float = 60.0
    memory: int = 1_500_000_000


DEFAULT_LIMITS = ChildLimits()
_SMALL = 4_000_000  # bytes
_BYTES_A_SECOND = (
    100_000  # above: a second more on the clock for each; what a file costs is counted elsewhere
)
# After so many files a child is replaced, so that what a parser leaks cannot add up.
_FILES_PER_CHILD = 500
_CRASHED = SourceError(
    "The file made its reader crash: it is broken, or made to do harm.",
    "Open it elsewhere, and save its text as .txt, or print it to a new PDF.",
)


class LimitedReader:
    """Reads files, those with large parsers in limited children. Close it, or use it in a ``with``."""

    def __init__(self, limits: ChildLimits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._children: dict[str, _Child] = {}

    def read(self, name: str, data: bytes) -> tuple[Document, ...]:
        """Return the documents of a file, as ``sources.read.read_bytes`` does; raise SourceError as it does."""
        try:
            found = sniff(name, data)
            if not found.format.isolated:
                return read_bytes(name, data)
            return self._ask(found.format.id, name, data)
        except PicturesError as pictures:
            try:
                documents = read_pictures(data)
            except SourceError as error:
                raise SourceError(f"{pictures.sentence} {error.sentence}", error.way_out) from error
            if documents is None:
                raise  # it says how to install what can
            return documents

    def read_tables(self, name: str, data: bytes) -> tuple[Document, ...]:
        """Return the tables of a page or a spreadsheet, as ``sources.read.read_tables`` does."""
        check_size(len(data))
        return self._ask(page_tables.FORMAT.id, name, data)

    def _ask(self, format_id: str, name: str, data: bytes) -> tuple[Document, ...]:
        child = self._children.get(format_id)
        if child is None or child.served >= _FILES_PER_CHILD:
            self._drop(format_id)
            child = self._children[format_id] = _Child(format_id, self._limits)
        try:
            return child.read(name, data)
        except _Ended as ended:
            self._drop(format_id)
            raise ended.error from ended
        except BaseException as error:
            # After Ctrl-C in the middle of an answer, or with its memory full, a child is of no more use.
            if isinstance(error, SpentError) or not isinstance(error, SourceError):
                self._drop(format_id)
            raise

    def close(self) -> None:
        """End every child."""
        for format_id in list(self._children):
            self._drop(format_id)

    def _drop(self, format_id: str) -> None:
        child = self._children.pop(format_id, None)
        if child is not None:
            child.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Ended(Exception):
    """The child is gone; ``error`` is what to say of the file in hand."""

    def __init__(self, error: SourceError) -> None:
        super().__init__(str(error))
        self.error = error


class _Child:
    """One running child."""

    def __init__(self, format_id: str, limits: ChildLimits) -> None:
        self.served = 0
        self._limits = limits
        command = [sys.executable, "-s", "-P", "-m", "habeas.fetch.child_main", format_id]
        self._process = subprocess.Popen(  # noqa: S603 - our own program, no shell, no word of the user's in it
            [*command, str(limits.cpu_seconds), str(limits.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=bare_environment(),
            cwd=Path(os.sep).resolve(),
            close_fds=True,
        )

    def read(self, name: str, data: bytes) -> tuple[Document, ...]:
        self.served += 1
        late = threading.Event()
        more = max(0, len(data) - _SMALL) / _BYTES_A_SECOND
        timer = threading.Timer(self._limits.wall_seconds + more, self._stop, (late,))
        timer.daemon = True
        timer.start()
        answer: bytes | None = None
        try:
            # a child that is gone closes the pipe: read_frame then says so
            with contextlib.suppress(BrokenPipeError):
                write_frame(
                    cast(BinaryIO, self._process.stdin), name.encode("utf-8", "replace")[:10_000], data
                )
            answer = read_frame(cast(BinaryIO, self._process.stdout), MAX_ANSWER)
        finally:
            timer.cancel()
            timer.join()  # without another thread this program may be doubled, to read on all cores
        if answer is None:
            raise _Ended(self._epitaph(late.is_set()))
        try:
            return unpack_answer(answer, data)
        except WireError as error:
            raise _Ended(_CRASHED) from error

    def end(self) -> None:
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                cast(BinaryIO, pipe).close()
        self._process.wait()

    def _stop(self, late: threading.Event) -> None:
        late.set()
        self._process.kill()

    def _epitaph(self, late: bool) -> SourceError:
        """Say why no answer came."""
        self._process.kill()
        status = self._process.wait()
        if late or status == -getattr(signal, "SIGXCPU", 24):
            return SourceError(
                "Reading the file took too long, and was stopped.",
                "Cut out the part that matters, or save it as .txt.",
            )
        return _CRASHED


def bare_environment() -> dict[str, str]:
    """Return the least that Python needs to start: where our package lies, and on Windows its system folder."""
    environment = {"PYTHONPATH": str(Path(__file__).resolve().parents[2]), "PYTHONDONTWRITEBYTECODE": "1"}
    if "SYSTEMROOT" in os.environ:
        environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    return environment
