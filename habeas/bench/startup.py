"""How long a command takes to begin: measured in processes of their own, beside the bare interpreter."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

RUNS = 7
REPORT = (
    "On 12 May 2026 the Uzhorsk court sentenced Maryna Zialonka to three years in prison under article 130.\n"
)
GOAL = {"habeas --help": 0.5}  # seconds


@dataclass(frozen=True, slots=True)
class Start:
    """One command: the fastest and the middle of its runs, in seconds. The first run, which fills caches, is not counted."""

    words: str
    fastest: float
    middle: float


def measure(runs: int = RUNS) -> list[Start]:
    """Start each command ``runs`` times, one after another; the bare interpreter comes first."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.txt"
        file.write_text(REPORT, encoding="utf-8")
        return [
            _start("python -c pass", ["-c", "pass"], runs),
            _start("habeas --help", ["-m", "habeas", "--help"], runs),
            _start("habeas match A B", ["-m", "habeas", "match", "Maryna Zialonka", "Марына Зялёнка"], runs),
            _start("habeas extract (a small file)", ["-m", "habeas", "extract", str(file), "--json"], runs),
        ]


def table(starts: list[Start]) -> str:
    """Return the times as a table; the ratio is to the bare interpreter."""
    bare = starts[0].middle
    lines = [f"{'':32}{'fastest':>9}{'middle':>9}{'ratio':>8}"]
    for one in starts:
        goal = GOAL.get(one.words)
        told = "" if goal is None else f"   goal: under {goal} s"
        lines.append(f"{one.words:32}{one.fastest:8.3f}s{one.middle:8.3f}s{one.middle / bare:8.1f}{told}")
    return "\n".join(lines)


def _start(words: str, arguments: list[str], runs: int) -> Start:
    times = []
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    for _ in range(runs + 1):
        begun = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=env)  # noqa: S603  (ourselves)
        times.append(time.perf_counter() - begun)
    return Start(words, min(times[1:]), statistics.median(times[1:]))
