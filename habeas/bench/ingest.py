"""How fast what arrives is taken in: pages end to end, a group's spreadsheet, a channel's export; and what memory that takes.

Everything is invented: the pages are the sample story's reports with other numbers and days, the rows and messages are made by
number. Beside ours, in the same run and on the same pages, trafilatura takes out the text and natasha reads the names, in an
interpreter that has both (theirs is less work: no claims, no record, no matching).
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import import_module, resources
from pathlib import Path
from typing import Any

from habeas.bench.memory import peak
from habeas.claims.read import read
from habeas.store.workspace import Workspace
from habeas.workflows.add import add
from habeas.workflows.decide import Decider
from habeas.workflows.holding import hold
from habeas.workflows.import_list import About, Imported, import_list
from habeas.workflows.list_reading import read_list

TODAY = date(2026, 11, 20)
NOON = 1_795_176_000
_TEXTS = 12  # of the sample story, of which the pages are made
_PEERS = """
import json, sys, time
begun = time.process_time()
import trafilatura
from natasha import Segmenter, NewsEmbedding, NewsNERTagger, Doc
segmenter, tagger = Segmenter(), NewsNERTagger(NewsEmbedding())
ready = time.process_time()
names = 0
for path in open(sys.argv[1], encoding="utf-8").read().split("\\n"):
    text = trafilatura.extract(open(path, encoding="utf-8").read()) or ""
    doc = Doc(text)
    doc.segment(segmenter)
    doc.tag_ner(tagger)
    names += sum(span.type == "PER" for span in doc.spans)
print(json.dumps({"cpu": time.process_time() - ready, "names": names}))
"""
_FIRST = ("Алена", "Пётр", "Ольга", "Юрась", "Марина", "Змитер", "Янина", "Кастусь")
_LAST = ("Рудько", "Лазовик", "Кирмаш", "Падлипский", "Зелёнка", "Ветка", "Горн", "Вяль")
_WHOM = ("Алену", "Петра", "Ольгу", "Юрася", "Марину", "Змитра", "Янину", "Кастуся")
_MESSAGE = "{day} милиция задержала в Лясничах {name}. Суд по статье {article} назначен на {court}."


@dataclass(frozen=True, slots=True)
class Taken:
    """One measurement: how many of what, in processor seconds (children counted) and seconds of the clock."""

    what: str
    count: int
    cpu: float
    seconds: float
    memory: int
    remark: str = ""


def measure(reports: int, rows: int, messages: int, peers: Path | None) -> tuple[list[Taken], list[str]]:
    """Return what was measured, and a line for what was not."""
    found: list[Taken] = []
    missing: list[str] = []
    with tempfile.TemporaryDirectory(prefix="habeas-bench-") as folder:
        place = Path(folder)
        if reports:
            pages = write_pages(place / "pages", reports)
            found += _pages(place, pages)
            theirs = _theirs(place, pages, peers)
            found += [theirs] if isinstance(theirs, Taken) else []
            missing += [theirs] if isinstance(theirs, str) else []
        found += _rows(place, rows) if rows else []
        found += _messages(place, messages) if messages else []
    return found, missing


def _pages(place: Path, pages: list[Path]) -> list[Taken]:
    with Workspace.create(place / "reports") as workspace:
        half = len(pages) // 2
        loading = _timed("loading what reading needs", 1, lambda: _load(pages))
        first = _timed("pages: captured, read, claims", half, lambda: _add(workspace, pages[:half]))
        second = _timed("  as many more", len(pages) - half, lambda: _add(workspace, pages[half:]))
        match = _timed(
            "  and matched: who is who",
            len(pages),
            lambda: f"{len(hold(workspace, today=TODAY).register.people)} people",
        )
    together = Taken(
        "  all of that together",
        len(pages),
        first.cpu + second.cpu + match.cpu,
        first.seconds + second.seconds + match.seconds,
        match.memory,
    )
    return [loading, first, second, match, together]


def _load(pages: list[Path]) -> str:
    """Read one page of each text: their loading of models is not counted either."""
    for page in pages[:_TEXTS]:
        read(page.read_text(encoding="utf-8"))
    return "language packs and weights, once; not counted on either side"


def _add(workspace: Workspace, pages: list[Path]) -> str:
    done = [one.status for one in add(workspace, pages, now=NOON)]
    return f"{done.count('added')} added"


def _theirs(place: Path, pages: list[Path], peers: Path | None) -> Taken | str:
    program, listed = place / "peers.py", place / "pages.txt"
    program.write_text(_PEERS, encoding="utf-8")
    listed.write_text("\n".join(map(str, pages)), encoding="utf-8")
    begun = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - an interpreter that the person named, or our own
        [str(peers or sys.executable), str(program), str(listed)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        return (
            "trafilatura and natasha are not installed, so they are not measured: name an interpreter that has both "
            "with --peers PYTHON."
        )
    told = json.loads(done.stdout)
    words = f"{told['names']} names; no claims, no record, no matching"
    seconds = time.perf_counter() - begun
    return Taken("trafilatura + natasha, the same pages", len(pages), told["cpu"], seconds, 0, words)


def _rows(place: Path, rows: int) -> list[Taken]:
    file = place / "list.xlsx"
    write_list(file, rows)
    numbers = iter(range(1, 1 << 40))
    who = Decider("R-01", TODAY, lambda: next(numbers).to_bytes(16, "big"), "our list")
    with Workspace.create(place / "proposed") as workspace:
        proposed = _timed(
            "rows of a spreadsheet, as proposals",
            rows,
            lambda: f"{_import(workspace, file, who, own=False).waiting} statements wait",
        )
    with Workspace.create(place / "rows") as workspace:

        def once() -> str:
            done = _import(workspace, file, who, own=True)
            return f"{done.accepted} statements accepted, {len(done.questions)} questions"

        first = _timed("rows of a spreadsheet, as own record", rows, once)
        before = len(workspace.private().entries)
        second = _timed("  the same file again", rows, once)
        changes = len(workspace.private().entries) - before
    again = Taken(second.what, rows, second.cpu, second.seconds, second.memory, f"{changes} changes")
    return [proposed, first, again]


def _import(workspace: Workspace, file: Path, who: Decider, *, own: bool) -> Imported:
    about = About(published="2026-11-01", own=own)
    return import_list(workspace, read_list(file, today=TODAY), about, who, now=NOON)


def _messages(place: Path, messages: int) -> list[Taken]:
    file = place / "result.json"
    write_channel(file, messages)
    with Workspace.create(place / "channel") as workspace:

        def once() -> str:
            [done] = add(workspace, [file], now=NOON)
            return f"{done.status}, {len(done.documents)} messages, {done.claims} claims"

        return [
            _timed("messages of a Telegram export", messages, once),
            _timed("  the same file again", messages, once),
        ]


def _timed(what: str, count: int, do: Callable[[], str]) -> Taken:
    cpu, begun = _used(), time.perf_counter()
    remark = do()
    seconds = time.perf_counter() - begun
    return Taken(what, count, _used() - cpu, seconds, peak(), remark)


def _used() -> float:
    both = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def write_pages(folder: Path, count: int) -> list[Path]:
    """Write ``count`` pages, no two alike, made of the sample story's Russian and Belarusian reports."""
    folder.mkdir(parents=True)
    sample = resources.files("habeas.packs").joinpath("sample", "reports")
    texts = [
        one.read_text(encoding="utf-8")
        for one in sorted(sample.iterdir(), key=lambda one: one.name)
        if one.name.endswith((".txt", ".md"))
    ]
    texts = [text for text in texts if any("а" <= letter <= "я" for letter in text[:300])] or texts
    pages = []
    for number in range(count):
        name = _whom(number)
        body = "</p><p>".join(texts[number % len(texts)].split("\n\n"))
        more = _MESSAGE.format(day="3 июня 2026 года", name=name, article=130, court="5 июля 2026 года")
        page = folder / f"{number:06}.html"
        page.write_text(
            f"<!doctype html><title>{number}</title><nav>Главная</nav><article><p>{body}</p><p>{more}</p></article>",
            encoding="utf-8",
        )
        pages.append(page)
    return pages


def write_list(file: Path, rows: int) -> None:
    """Write a spreadsheet of ``rows`` people, no two alike."""
    openpyxl: Any = import_module("openpyxl")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("list")
    sheet.append(["ФИО", "Дата рождения", "Задержан", "Статья", "Срок", "Учреждение"])
    for number in range(rows):
        born = date(1950, 1, 1) + timedelta(days=number % 18_000)
        held = date(2020, 8, 9) + timedelta(days=number % 1_900)
        cells = [
            _name(number),
            f"{born:%d.%m.%Y}",
            f"{held:%d.%m.%Y}",
            "342 ч. 1",
            "3 года",
            f"ИК-{number % 30 + 1}",
        ]
        sheet.append(cells)
    book.save(file)


def write_channel(file: Path, messages: int) -> None:
    """Write a channel's export of ``messages`` messages, of which every tenth tells of a detention."""
    made = []
    for number in range(messages):
        day = date(2020, 8, 9) + timedelta(days=number % 2_000)
        text = f"Обзор дня номер {number}. Погода в Лясничах без перемен."
        if number % 10 == 0:
            text = _MESSAGE.format(
                day=f"{day.day} июня {day.year} года",
                name=_whom(number),
                article=130,
                court="5 июля 2026 года",
            )
        made.append(
            {
                "id": number,
                "type": "message",
                "date": f"{day}T12:00:00",
                "date_unixtime": str(NOON + number),
                "text": text,
            }
        )
    body = {"name": "Лясничи сегодня", "type": "public_channel", "id": 1, "messages": made}
    file.write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")


def _name(number: int) -> str:
    """Return a name that no other number has: its surname carries syllables for the number."""
    return f"{_LAST[number % 8]}{_tail(number)} {_FIRST[number // 8 % 8]}"


def _whom(number: int) -> str:
    """Return a name as one tells whom was detained: the given name first, both in the accusative, no two alike."""
    return f"{_WHOM[number // 8 % 8]} {_LAST[number % 8]}{_tail(number)}нко"


def _tail(number: int) -> str:
    syllables = ("ба", "во", "ге", "ду", "жи", "зо", "ка", "ле", "мо", "ну")
    return "".join(syllables[int(digit)] for digit in str(number // 64))


def table(found: list[Taken], missing: list[str]) -> str:
    """Return the figures in lines."""
    lines = [
        f"{os.cpu_count()} cores",
        f"{'':42}{'count':>8}{'CPU s':>9}{'s':>9}{'a CPU s':>10}{'a s':>8}{'most MB':>9}",
    ]
    for one in found:
        rate = one.count / one.cpu if one.cpu else 0.0
        clock = one.count / one.seconds if one.seconds else 0.0
        memory = f"{one.memory / 1e6:.0f}" if one.memory else ""
        lines.append(
            f"{one.what:42}{one.count:>8}{one.cpu:>9.1f}{one.seconds:>9.1f}{rate:>10.1f}{clock:>8.1f}{memory:>9}  {one.remark}".rstrip()
        )
    lines.append(
        "goals: 90,000 rows in 3 min and again 0 changes, 100,000 messages in 5 min, pages no slower than beside"
    )
    return "\n".join([*lines, *missing])
