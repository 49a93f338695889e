"""Work is done ahead of who waits for it, on all cores, and comes back in its order.

Helpers are copies of this process, made when the first pieces are done and what these needed is loaded. Each takes a piece as
soon as it is free; what finds nobody free is done here. Only some pieces are under way at a time, so that many take no
more memory than few. A helper that is ended from outside costs time alone: what it had is done by others.
"""

from __future__ import annotations

import gc
import os
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Self
from weakref import WeakSet

from habeas.workflows.all_cores import free_cores

_ALONE = 40  # units of the first pieces are done before there are helpers; fewer are not worth one
_AGAIN = 8  # and so many where this process has done that before: what they need is loaded
_MOST_HELPERS = 7  # whoever hands out the work has no time for more
_EACH = 2  # pieces a helper has at a time: one in hand, one for while nobody looks for its answer
_ROOM = 4  # pieces under way for each core


_loaded: WeakSet[Callable[..., Any]] = WeakSet()  # what this process has done alone often enough


@dataclass(slots=True)
class _Task:
    piece: Any
    share: Sequence[Any]
    given: bool = False
    done: bool = False
    made: Any = None


@dataclass(frozen=True, slots=True)
class _Failed:
    error: Exception


def ahead[Piece, Unit, Made](
    do: Callable[[Sequence[Unit]], Made],
    pieces: Iterable[tuple[Piece, Sequence[Unit]]],
    *,
    cores: int | None = None,
    alone: int = _ALONE,
    again: int = _AGAIN,
) -> Generator[tuple[Piece, Made], None, None]:
    """Yield each piece with what ``do`` makes of its share, in their order; raise there what ``do`` raises of it.

    ``alone``: after so many units there are helpers, ``again``: after so many where this process has done that before.
    ``pieces`` is drawn from here alone, some pieces before they are yielded. ``do`` must not write anything: it may be done in
    another process. Close it (``contextlib.closing``) if you may stop in the middle.
    """
    drawn, done = iter(pieces), 0
    enough = min(alone, again) if do in _loaded else alone
    while done < enough:
        for piece, share in drawn:
            yield piece, do(share)
            done += len(share)
            break
        else:
            return
    _loaded.add(do)
    with _Helpers(do, min(free_cores(cores) - 1, _MOST_HELPERS)) as helpers:
        yield from _in_order(do, drawn, helpers)


def _in_order(
    do: Callable[[Sequence[Any]], Any], drawn: Iterator[tuple[Any, Sequence[Any]]], helpers: _Helpers
) -> Iterator[tuple[Any, Any]]:
    waiting: deque[_Task] = deque()
    room, more = _ROOM * (helpers.number + 1) if helpers.number else 1, True
    while waiting or more:
        helpers.collect(blocking=False)
        helpers.hand_out(waiting)
        if waiting and waiting[0].done:
            first = waiting.popleft()
            if isinstance(first.made, _Failed):
                raise first.made.error
            yield first.piece, first.made
        elif more and len(waiting) < room:
            found = next(drawn, None)
            more = found is not None
            waiting += [_Task(*found)] if found is not None else ()
        elif mine := next((task for task in waiting if not task.given), None):
            mine.given, mine.made, mine.done = True, _made(do, mine.share), True
        else:
            helpers.collect(blocking=bool(waiting))


@dataclass(slots=True)
class _Helper:
    process: Any
    pipe: Connection
    tasks: deque[_Task] = field(default_factory=deque)


class _Helpers:
    """The copies of this process that work for it; made when the first piece is handed out."""

    def __init__(self, do: Callable[[Sequence[Any]], Any], number: int) -> None:
        self.number = number
        self._do = do
        self._all: list[_Helper] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._all is not None:
            gc.unfreeze()
            for helper in self._all:
                self._end(helper)

    def hand_out(self, waiting: Iterable[_Task]) -> None:
        """Give the oldest pieces that nobody has to those who are free."""
        for task in waiting if self.number else ():
            if not task.given and task.share:
                free = min(self._made(), key=lambda one: len(one.tasks), default=None)
                if free is None or len(free.tasks) >= _EACH:
                    return
                free.tasks.append(task)
                task.given = True
                try:
                    free.pipe.send(task.share)
                except OSError:
                    self._lost(free)

    def collect(self, *, blocking: bool) -> None:
        """Take what is done from those who did it; ``blocking`` waits for one of them."""
        busy = {one.pipe: one for one in self._all or () if one.tasks}
        for pipe in wait(list(busy), None if blocking else 0) if busy else ():
            helper = busy[pipe]  # type: ignore[index]
            try:
                made = helper.pipe.recv()
            except (EOFError, OSError):
                self._lost(helper)
            else:
                task = helper.tasks.popleft()
                task.made, task.done = made, True

    def _made(self) -> list[_Helper]:
        if self._all is None:
            self._all = []
            gc.freeze()  # what they share with us is not counted through, which would copy it
            for _ in range(self.number):
                self._all.append(self._begin())
        return self._all

    def _begin(self) -> _Helper:
        context: Any = get_context("fork")
        ours, theirs = context.Pipe()
        not_its = [ours, *(one.pipe for one in self._all or ())]
        process = context.Process(target=_work, args=(self._do, theirs, not_its), daemon=True)
        process.start()
        theirs.close()
        return _Helper(process, ours)

    def _lost(self, helper: _Helper) -> None:
        """What a helper had that ended before its time is given to others."""
        for task in helper.tasks:
            task.given = False
        self._all = [one for one in self._all or () if one is not helper]
        self.number = len(self._all)
        self._end(helper)

    @staticmethod
    def _end(helper: _Helper) -> None:
        helper.process.kill()  # it holds nothing
        helper.process.join()
        helper.pipe.close()


def _work(do: Callable[[Sequence[Any]], Any], pipe: Connection, not_ours: Sequence[Connection]) -> None:
    """Do what comes, until we are ended or nobody is there any more to do it for."""
    try:
        for one in not_ours:
            one.close()
        asked: SimpleQueue[Sequence[Any]] = SimpleQueue()
        threading.Thread(target=_listen, args=(pipe, asked), daemon=True).start()
        while True:
            pipe.send(_made(do, asked.get()))
    finally:
        os._exit(0)  # nothing of the parent's (its database) is closed twice


def _made(do: Callable[[Sequence[Any]], Any], share: Sequence[Any]) -> Any:
    try:
        return do(share)
    except Exception as error:  # goes to the parent, which raises it in its turn
        return _Failed(error)


def _listen(pipe: Connection, asked: SimpleQueue[Sequence[Any]]) -> None:
    """Take what is sent at once, so that neither side waits for the other to read."""
    try:
        while True:
            asked.put(pipe.recv())
    except (EOFError, OSError):
        os._exit(0)
