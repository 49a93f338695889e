"""The long runs: random histories and programs killed at work, in the full counts of which `make test` runs a slice.

What fails is printed with its number, so that it can be played again.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from habeas.bench.histories import play_many
from habeas.bench.kills import COMMANDS, SEALED, shots

HISTORIES = 200
STEPS = 40
KILLS = 50  # of each command


@dataclass(frozen=True, slots=True)
class Tried:
    """One line of the table: ``what`` was tried ``count`` times; ``wrong`` says, number by number, what failed."""

    what: str
    count: int
    more: str
    wrong: tuple[str, ...]
    seconds: float


def run(
    *, histories: int = HISTORIES, steps: int = STEPS, kills: int = KILLS, seed: int = 0
) -> Iterator[Tried]:
    """Try everything, one kind after another. ``seed`` is the number of the first history, and of the dice of the kills."""
    yield _timed(lambda: _histories(histories, steps, seed))
    for command in COMMANDS:
        yield _timed(lambda command=command: _kills(command, kills, seed))  # type: ignore[misc]
    for command in SEALED:
        yield _timed(lambda command=command: _kills(command, kills, seed, sealed=True))  # type: ignore[misc]


def line(tried: Tried) -> str:
    """Return one line of the table, and under it what is wrong."""
    verdict = f"{len(tried.wrong)} WRONG" if tried.wrong else "all well"
    head = f"{tried.what:36}{tried.count:6}  {tried.seconds:7.1f} s  {verdict}; {tried.more}"
    return "\n".join([head, *(f"    {one}" for one in tried.wrong)])


def _timed(what: Callable[[], Tried]) -> Tried:
    begun = time.perf_counter()
    found = what()
    return Tried(found.what, found.count, found.more, found.wrong, time.perf_counter() - begun)


def _histories(count: int, steps: int, seed: int) -> Tried:
    wrong, done = [], 0
    for played in play_many(range(seed, seed + count), steps=steps):
        wrong += [f"history {played.number}: {one}" for one in played.wrong]
        done += sum("refused" not in step for step in played.steps)
    return Tried("random histories, rebuilt", count, f"{done} steps were taken", tuple(wrong), 0.0)


def _kills(command: str, count: int, seed: int, *, sealed: bool = False) -> Tried:
    wrong, cut = [], 0
    with tempfile.TemporaryDirectory() as folder:
        for number, shot in enumerate(shots(command, count, Path(folder), seed=seed, sealed=sealed)):
            wrong += [f"kill {number} (seed {seed}): {one}" for one in shot.wrong]
            cut += shot.cut
    what = f"habeas {command}, killed{', sealed' if sealed else ''}"
    return Tried(what, count, f"{cut} times in the middle", tuple(wrong), 0.0)
