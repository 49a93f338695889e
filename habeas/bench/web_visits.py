"""A visitor with a watch: asks pages of a server on this computer, and what its process spent on each."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

START_SECONDS = 900  # a first page over a hundred thousand people is derived before it is shown
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True, slots=True)
class Timed:
    """How long one kind of page took: milliseconds of the clock (half of them, 95 of 100), and of the server's processor."""

    name: str
    median: float
    p95: float
    cpu: float
    size: int


class Visitor:
    """Follows no link by itself: it asks, keeps cookies, and says how long the answer took."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self._open = HTTPConnection("127.0.0.1", port, timeout=START_SECONDS)

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Return status, where it leads on, and the page. Raises OSError or HTTPException where nobody answers."""
        headers = {
            "Host": f"localhost:{self.port}",
            "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
        }
        body = urlencode(form) if form is not None else None
        if body is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": f"http://localhost:{self.port}",
            }
        try:
            self._open.request("POST" if body is not None else "GET", path, body, headers)
            answer = self._open.getresponse()
            text = answer.read().decode("utf-8", "replace")
        except (OSError, HTTPException):
            self._open.close()
            raise
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return answer.status, answer.getheader("Location") or "", text

    def token(self, path: str, name: str) -> str:
        """Return the hidden field that a form on the page at ``path`` must send back."""
        found = re.search(rf'name="{name}" value="([^"]+)"', self.ask(path)[2])
        return found.group(1) if found else ""


def timed(name: str, visitor: Visitor, paths: Sequence[str], process: int, warm: int = 2) -> Timed:
    """Ask for each path once, after ``warm`` of them uncounted; every answer must be a page."""
    for path in paths[:warm]:
        visitor.ask(path)
    times, sizes, before = [], [], cpu_ms(process)
    for path in paths:
        begun = time.perf_counter()
        status, _, text = visitor.ask(path)
        times.append((time.perf_counter() - begun) * 1000)
        sizes.append(len(text.encode()))
        if status != 200:
            raise RuntimeError(f"{name}: {path} was answered with {status}")
    spent = (cpu_ms(process) - before) / len(paths)
    times.sort()
    return Timed(name, times[len(times) // 2], times[int(len(times) * 0.95)], spent, max(sizes))


def cpu_ms(process: int) -> float:
    """Return the processor milliseconds that a process of this computer has spent so far; 0 where nobody says."""
    file = Path(f"/proc/{process}/stat")
    if not file.is_file():
        return 0.0
    fields = file.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / _TICKS


def memory_mb(process: int) -> float:
    """Return the memory that a process holds, in megabytes; 0 where nobody says."""
    file = Path(f"/proc/{process}/status")
    found = re.search(r"VmRSS:\s+(\d+)", file.read_text()) if file.is_file() else None
    return int(found.group(1)) / 1024 if found else 0.0


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running(
    command: Sequence[str], port: int, ready: Callable[[Visitor], None]
) -> Iterator[tuple[int, Visitor]]:
    """Start a server, wait until ``ready`` no longer fails, and stop it in the end; give its process and a visitor."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - ours
    try:
        visitor, until = Visitor(port), time.monotonic() + START_SECONDS
        while True:
            try:
                ready(visitor)
                break
            except (OSError, HTTPException):
                if process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"{command[0]} does not serve") from None
                time.sleep(0.2)
        yield process.pid, visitor
    finally:
        process.terminate()
        process.wait(30)
