"""Work in shares, one a core: the first share is done here, each other one in a process that is a copy of this one.

A copy begins at once with all that is loaded, sends back what it made, and ends; it outlives neither its share nor us.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from typing import Any


def cores_for(pieces: int, *, worth_it: int, cores: int | None = None) -> int:
    """Return in how many shares to do so many pieces: in one where there are fewer than ``worth_it``."""
    return free_cores(cores) if pieces >= worth_it else 1


def free_cores(cores: int | None = None) -> int:
    """Return how many processes may work at once (``cores``: so many at most): only a program without threads may be doubled."""
    alone = hasattr(os, "fork") and threading.active_count() == 1
    return (cores if cores is not None else os.cpu_count() or 1) if alone else 1


def on_all_cores[Share, Made](do: Callable[[Share], Made], shares: Sequence[Share]) -> list[Made]:
    """Return what ``do`` makes of each share, in their order; raise what it raises in any of them.

    OSError where a helper process ended before its time.
    """
    if len(shares) < 2:
        return [do(share) for share in shares]
    context: Any = get_context("fork")
    pipes = [context.Pipe(duplex=False) for _ in shares[1:]]
    gc.freeze()  # what the children share is not counted through, which would copy it
    children = [
        context.Process(target=_child, args=(do, share, sender, [receiver for receiver, _ in pipes]))
        for share, (_, sender) in zip(shares[1:], pipes, strict=True)
    ]
    for child in children:
        child.start()
    try:
        made = [do(shares[0])]
        for receiver, sender in pipes:
            sender.close()
            made.append(_received(receiver))
        return made
    finally:
        gc.unfreeze()
        for child in children:
            child.join()


def _received(receiver: Any) -> Any:
    try:
        told = receiver.recv()
    except EOFError:
        told = OSError(5, "a helper process ended before its time")
    if isinstance(told, BaseException):
        raise told
    return told


def _child(do: Callable[[Any], Any], share: Any, sender: Any, receivers: Sequence[Any]) -> None:
    for receiver in receivers:
        receiver.close()  # so that what is sent to nobody fails, where we were ended, and waits for no reader
    try:
        sender.send(do(share))
    except Exception as error:  # goes to the parent, which raises it
        sender.send(error)
    finally:
        sender.close()
        sys.stdout.flush()
        os._exit(0)  # nothing of the parent's (its database) is closed twice
