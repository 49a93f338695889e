"""The limited child: reads hostile files of one format, one after another, and can do nothing else.

Started by child.py as ``python -m habeas.fetch.child_main FORMAT CPU_SECONDS MEMORY_BYTES``; takes (name, bytes)
on standard input, answers on standard output. After loading its one parser it gives up, for good: opening any
file or socket, starting any process, growing past its memory, writing to any file, leaving a core dump. It has no
key, no database and an environment with nothing in it; a crash in a parser takes only the file in hand with it.
Where the system has no such limits (Windows) the parent's time limit remains.
"""

from __future__ import annotations

import codecs
import contextlib
import math
import os
import signal
import sys
import time
from types import ModuleType
from typing import BinaryIO

from habeas.fetch.frames import read_frame, write_frame
from habeas.fetch.wire import SpentError, pack_documents, pack_error
from habeas.sources.decode import CODECS
from habeas.sources.errors import SourceError
from habeas.sources.formats import FORMATS, page_tables
from habeas.sources.limits import MAX_BYTES
from habeas.sources.read import read_bytes, read_tables

resource: ModuleType | None
try:
    import resource
except ImportError:  # Windows
    resource = None

_LONGEST_NAME = 10_000
_BYTES_A_SECOND = (
    1_000_000  # a second more for each: a channel's export of 100,000 messages has twenty of them
)

# Packed beforehand: where memory has run out, packing could fail as well, and the file would be said to have made its reader crash.
_SPENT = pack_error(
    SpentError(
        "Reading the file needs more memory than a report may take.",
        "Cut out the part that matters and add that.",
    )
)


def main(arguments: list[str]) -> int:
    """Serve files until standard input ends."""
    format_id, cpu_seconds, memory = arguments[0], int(arguments[1]), int(arguments[2])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle: it ends us
    answers = _own_output()
    _load(format_id)
    give_up_everything_else(memory)
    while (name := read_frame(sys.stdin.buffer, _LONGEST_NAME)) is not None:
        data = read_frame(sys.stdin.buffer, MAX_BYTES)
        if data is None:
            break
        _allow_time(cpu_seconds + len(data) // _BYTES_A_SECOND)
        write_frame(answers, _answer(format_id, name.decode("utf-8", "replace"), data))
    return 0


def _own_output() -> BinaryIO:
    """Keep standard output for the answers alone: what a library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers


def _load(format_id: str) -> None:
    for one in (*FORMATS, page_tables.FORMAT):
        if one.id == format_id:
            one.prepare()
    for codec in CODECS:
        codecs.lookup(codec)


def _answer(format_id: str, name: str, data: bytes) -> bytes:
    read = read_tables if format_id == page_tables.FORMAT.id else read_bytes
    try:
        return pack_documents(read(name, data))
    except SourceError as error:
        return pack_error(error)
    except MemoryError:
        return _SPENT


def give_up_everything_else(memory: int) -> None:
    """Lower every limit of this process, for good: from here on it computes and answers, nothing more."""
    if resource is None:
        return
    opened = 1 + max(number for number in range(64) if _is_open(number))
    for limit, value in (
        ("RLIMIT_NOFILE", opened),  # not one more file, socket or pipe
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),  # a dump would hold the report's words
        ("RLIMIT_NPROC", 0),
        ("RLIMIT_AS", memory),
    ):
        # a system may lack one of them or refuse to lower it: the others still hold
        with contextlib.suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, limit), (value, value))


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def _allow_time(seconds: int) -> None:
    """Let this file have ``seconds`` of processor time; the system ends us where it takes more."""
    if resource is None:
        return
    until = math.ceil(time.process_time()) + seconds
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
