"""How fast the app's pages are over many people, on SQLite, beside Datasette's table page and the list of Django's admin.

All people are invented by number. Each server is a process of its own on this computer; times are those of the visitor's
clock, and what the server's processor spent, which says more on a machine with other work.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import batched
from pathlib import Path

from habeas.bench.web_peers import peers
from habeas.bench.web_visits import Timed, Visitor, free_port, memory_mb, running, timed
from habeas.record.draft import Draft
from habeas.store.workspace import Workspace
from habeas.workflows.start import sign_in_link

GOAL = 150  # milliseconds, 95 of 100 pages
REPORTS = 200
AT_ONCE = 1000  # entries in one write


@dataclass(frozen=True, slots=True)
class Measured:
    """``filled`` and ``first`` are seconds: writing the record, and the first page of all (it derives everything)."""

    people: int
    filled: float
    first: float
    memory: float
    pages: tuple[Timed, ...]
    peers: tuple[Timed, ...]
    missing: tuple[str, ...]


def measure(people: int, visits: int = 200) -> Measured:
    """Measure the pages of a workspace with ``people`` invented people, and what others need for as many rows."""
    with tempfile.TemporaryDirectory(prefix="habeas-bench-") as place:
        os.environ.setdefault("XDG_STATE_HOME", place)
        folder, begun = Path(place) / "workspace", time.perf_counter()
        with Workspace.create(folder) as workspace:
            for some in batched(drafts(people), AT_ONCE):
                workspace.append_private(some)
            link = sign_in_link(workspace, now=int(time.time()), random=secrets.token_bytes)
        filled = time.perf_counter() - begun
        port = free_port()
        command = [sys.executable, "-m", "habeas", "--workspace", str(folder), "serve", "--port", str(port)]
        with running(command, port, _answers) as (process, visitor):
            first = _sign_in(visitor, link.rpartition("/sign-in/")[2].strip("/"))
            found = tuple(
                timed(name, visitor, paths, process) for name, paths in _pages(people, visits, visitor)
            )
            memory = memory_mb(process)
        others = list(peers(_rows(people), Path(place), visits, people))
    told = tuple(one for one in others if isinstance(one, Timed))
    return Measured(
        people, filled, first, memory, found, told, tuple(o for o in others if isinstance(o, str))
    )


def report(people: int, visits: int = 200) -> str:
    """Return the figures as a table."""
    found = measure(people, visits)
    lines = [
        f"{found.people} people on SQLite, {os.cpu_count()} cores, each page asked {visits} times",
        f"{'':<34}{'median ms':>10}{'p95 ms':>9}{'CPU ms':>9}{'kB':>7}",
    ]
    for one in (*found.pages, *found.peers):
        lines.append(
            f"{one.name:<34}{one.median:>10.1f}{one.p95:>9.1f}{one.cpu:>9.1f}{one.size / 1000:>7.1f}"
        )
    lines += found.missing
    slow = [one.name for one in found.pages if one.p95 >= GOAL]
    lines.append(
        f"goal: p95 under {GOAL} ms on every page: {'reached' if not slow else 'NOT reached by ' + ', '.join(slow)}"
    )
    lines.append(
        f"written in {found.filled:.0f} s; the first page of all, which derives everything, took {found.first:.1f} s; "
        f"{found.memory:.0f} MB of memory"
    )
    return "\n".join(lines)


def drafts(people: int) -> Iterator[Draft]:
    """Yield the record: reports, and for each person a name and what befell her."""
    for number in range(REPORTS):
        published = f"2026-{1 + number % 9:02}-{1 + number % 27:02}"
        yield Draft(
            "capture",
            {"sha256": _hash(f"report {number}"), "media": "text/plain", "size": 10, "got": 1_774_180_800,
             "publisher": f"Outlet {number % 9}", "published": published},
        )  # fmt: skip
    for number in range(people):
        yield _claim(number, "identity", name=_name(number))
        yield _claim(number, "detention", date=_day(number), place="Uzhorsk")
        if number % 3 == 0:
            yield _claim(number, "sentence", date="2026-09-14", term="P2Y6M colony", article="342 1")


def _claim(person: int, kind: str, **fields: str) -> Draft:
    source = _hash(f"report {person % REPORTS}")
    words = f"words about {person}"
    row: dict[str, object] = {
        "type": kind, "subjects": [_hash(f"person {person}")[:16]], "certainty": "plain", "by": "R-01",
        "evidence": [{"capture": source, "text": source, "at": [0, len(words)], "quote": words, "lang": "en"}],
    }  # fmt: skip
    row |= {f"f.{name}": [{"value": value}] for name, value in fields.items()}
    return Draft("claim", row)  # type: ignore[arg-type]


def _rows(people: int) -> Iterator[tuple[str, str, str]]:
    for number in range(people):
        yield _name(number), "sentenced" if number % 3 == 0 else "detained", _day(number)


def _pages(people: int, visits: int, visitor: Visitor) -> Iterator[tuple[str, list[str]]]:
    many = max(people // 100, 1)
    yield "the queue", ["/"] * visits
    yield "people, a hundred to a page", [f"/people/?page={1 + n * 7919 % many}" for n in range(visits)]
    ids = [_hash(f"person {n * 7919 % people}")[:16].hex() for n in range(visits)]
    yield "one person", [f"/people/{one}/" for one in ids]
    yield "what comes next", ["/due/"] * visits
    yield "questions", ["/questions/"] * visits
    yield "numbers", ["/numbers/"] * visits
    yield "a search, in another script", _searches(visitor, visits)


def _searches(visitor: Visitor, visits: int) -> list[str]:
    """Search a few names; return the addresses of the answers, where the search is done."""
    found = []
    for number in range(5):
        token = visitor.token("/numbers/", "csrfmiddlewaretoken")
        visitor.ask("/search/", {"csrfmiddlewaretoken": token, "q": f"Персон{number} Сурнаме{number}"})
        _, leads, _ = visitor.ask(
            "/search/", {"csrfmiddlewaretoken": token, "q": f"Person{number} Surname{number}"}
        )
        found.append(leads)
    return [found[n % len(found)] for n in range(visits)]


def _answers(visitor: Visitor) -> None:
    visitor.ask("/sign-in/")


def _sign_in(visitor: Visitor, link: str) -> float:
    """Sign in, and return how many seconds the first page took."""
    token = visitor.token(f"/sign-in/{link}/", "csrfmiddlewaretoken")
    visitor.ask(f"/sign-in/{link}/", {"csrfmiddlewaretoken": token})
    begun = time.perf_counter()
    visitor.ask("/people/")
    return time.perf_counter() - begun


def _name(number: int) -> str:
    return f"Person{number % 977} Surname{number}"


def _day(number: int) -> str:
    return f"2026-0{1 + number % 8}-{1 + number % 27:02}"


def _hash(words: str) -> bytes:
    return hashlib.sha256(words.encode()).digest()
