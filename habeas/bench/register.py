"""The register measured: a full rebuild, one new claim, and the same facts counted by a plain SQLite table.

All people are invented by number. Times are CPU seconds of this process, best of three, without the search for circular
garbage, as the app and the publisher derive. What a table gives is far less (no rivals, origins, reasons, groups or dates
left open), so the ratio says what those cost.
"""

from __future__ import annotations

import hashlib
import random
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from habeas.bench.cold import forget
from habeas.record.chain import extend
from habeas.record.draft import Draft
from habeas.record.entry import Entry, decode_entry, encode_entry
from habeas.record.keys import Seeds, start_chain, start_log
from habeas.record.lanes import Scope
from habeas.record.order import in_order
from habeas.register.derive import Derived, derive_all
from habeas.register.incremental import Live
from habeas.register.statements import of_entries
from habeas.workflows.uncollected import uncollected

START = 1_774_180_800  # 22 March 2026
TODAY = date(2026, 11, 20)
REPORTS = 200
NEW = 50  # claims that arrive one by one
SYLLABLES = ("ba", "rod", "mil", "ku", "zar", "ven", "dol", "pa", "lis", "hor")  # one for each figure
SENTENCES = {  # what reports say, by the type of claim
    "identity": "The man's name is {who}, relatives told us on Friday.",
    "detention": "{who} was detained on {date} at the entrance of his house and taken away in a minibus.",
    "charge": "{who} is accused under part {article} of the criminal code, said the lawyer.",
    "custody": "According to the family {who} is being kept in {facility}, where parcels are not taken.",
    "sentence": "On {date} the district court sentenced {who} to {term}; the hearing was closed.",
    "release": "{who} was released on {date}, having served the whole term, and is at home with the family.",
    "hearing": "The hearing of the case against {who} is set for {date} in the regional court.",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured. Rates are claims a second on one core; ``first`` is a rebuild by a process that has seen none of the
    texts and dates before; ``new_ms`` and ``worst_ms`` milliseconds a claim.
    """

    people: int
    claims: int
    first: float
    rebuild: float
    derive: float
    again: float
    new_ms: float
    worst_ms: float
    table: float


def measure(people: int, seed: int = 0) -> Figures:
    """Measure a register of ``people`` invented people."""
    with uncollected():
        return _measure(people, seed)


def _measure(people: int, seed: int) -> Figures:
    writer = _Writer(random.Random(seed))  # noqa: S311  (a game, no secret)
    writer.write([*writer.reports(), *writer.claims(people)])
    entries = in_order(writer.entries, {})
    claims = sum(entry.kind == "claim" for entry in entries)

    first = _first(entries)
    rebuild = _best(lambda: _rebuilt(entries))
    held, known = of_entries(entries, {}), _rebuilt(entries)
    made = _best(lambda: derive_all(held.statements, held.links, today=TODAY))
    again = _best(lambda: derive_all(held.statements, held.links, today=TODAY, before=known))
    new = _one_by_one(writer, entries, people)
    rows = [
        (s.subjects[0], s.type, s.fields["date"][0].value if "date" in s.fields else "")
        for s in held.statements
    ]
    table = _best(lambda: _counted(rows))
    return Figures(
        people, claims, claims / first, claims / rebuild, claims / made, claims / again, statistics.median(new), max(new),
        claims / table,
    )  # fmt: skip


def _rebuilt(entries: Sequence[Entry]) -> Derived:
    held = of_entries(entries, {})
    return derive_all(held.statements, held.links, today=TODAY)


def _first(entries: Sequence[Entry]) -> float:
    """Return the seconds of a rebuild from entries that were only just read, when nothing of their texts is remembered."""
    written = [encode_entry(entry) for entry in entries]
    fresh: list[Entry] = []

    def forgotten() -> None:
        fresh[:] = [decode_entry(data) for data in written]
        forget("habeas.")

    return _best(lambda: _rebuilt(fresh), before=forgotten)


def _one_by_one(writer: _Writer, entries: Sequence[Entry], people: int) -> list[float]:
    """Return the milliseconds that each of some new claims takes, in a register that is kept up to date."""
    live = Live(TODAY)
    live.append(entries)
    times = []
    for number in range(NEW):
        new = writer.write(
            [writer.claim(number * 37 % people, "hearing", date=f"2026-11-{1 + number % 27:02}")]
        )
        begun = time.process_time()
        live.append(new)
        times.append((time.process_time() - begun) * 1000)
    return times


def report(people: int, seed: int = 0) -> str:
    """Return the figures in lines, each with its ratio beside the plain table."""
    found = measure(people, seed)
    rows = [
        ("full rebuild, entries to records, the first after a start", found.first),
        ("full rebuild, entries to records", found.rebuild),
        ("statements to records", found.derive),
        ("looked at again, nothing changed", found.again),
        ("plain SQLite table: newest fact of each person", found.table),
    ]
    lines = [f"{found.people} people, {found.claims} claims, one core, CPU time, best of three"]
    lines += [
        f"{rate:>12,.0f} claims/s  {rate / found.table:6.3f} of a table  {words}" for words, rate in rows
    ]
    lines.append(f"{found.new_ms:>12.2f} ms a new claim (median; worst {found.worst_ms:.2f})")
    return "\n".join(lines)


def _best(work: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    times = []
    for _ in range(3):
        before()
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return max(min(times), 1e-9)


def _counted(rows: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    with sqlite3.connect(":memory:") as table:
        table.execute("CREATE TABLE fact (person TEXT, type TEXT, day TEXT)")
        table.executemany("INSERT INTO fact VALUES (?, ?, ?)", rows)
        return list(table.execute("SELECT type, max(day) FROM fact GROUP BY person"))


class _Writer:
    """Writes invented claims to a chain of its own, always the same for one seed."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.ts = chance, START
        seeds = Seeds(root=b"R" * 32, signing=b"S" * 32, receiving=b"E" * 32)
        log = start_log(seeds, mode="trial", ts=START, salt=self._salt)
        opened = start_chain(
            log.log,
            Scope.PRIVATE,
            "trial",
            seeds.signing,
            ts=START,
            salt=self._salt,
            audience=log.private.audience,
        )
        self.entries: list[Entry] = list(opened.entries)
        self.position = opened.position

    def _salt(self) -> bytes:
        return self.chance.randbytes(16)

    def write(self, drafts: list[Draft]) -> tuple[Entry, ...]:
        """Append drafts; return their entries."""
        self.ts += 60
        new, self.position = extend(self.position, drafts, scope=Scope.PRIVATE, ts=self.ts, salt=self._salt)
        self.entries.extend(new)
        return new

    def reports(self) -> Iterator[Draft]:
        """Return the captures that claims point to."""
        for number in range(REPORTS):
            published = f"2026-{1 + number % 9:02}-{1 + number % 27:02}"
            yield Draft(
                "capture",
                {"sha256": _hash(f"report {number}"), "media": "text/plain", "size": 10, "got": START,
                 "publisher": f"Outlet {number % 9}", "published": published},
            )  # fmt: skip

    def claims(self, people: int) -> Iterator[Draft]:
        """Return five or six claims a person, some told twice, none of them alike by chance."""
        for number in range(people):
            day = f"2026-0{1 + number % 8}-{1 + number % 27:02}"
            yield self.claim(number, "identity", name=f"{_surname(number % 977)} {_surname(number)}")
            yield self.claim(number, "detention", date=day, place="Uzhorsk")
            if number % 2:
                yield self.claim(number, "detention", date=day)
            yield self.claim(number, "charge", article="342 1")
            yield self.claim(number, "custody", facility="SIZO 9")
            if number % 3:
                yield self.claim(number, "sentence", date="2026-09-14", term="P2Y6M colony", article="342 1")
            if number % 4 == 0:
                yield self.claim(number, "release", date="2026-10-01")

    def claim(self, person: int, type: str, **fields: str) -> Draft:
        """Return one claim about the person of this number, resting on a report by chance."""
        source = _hash(f"report {self.chance.randrange(REPORTS)}")
        words = SENTENCES[type].format_map({"who": _surname(person)} | fields)
        row: dict[str, object] = {
            "type": type, "subjects": [_hash(f"person {person}")[:16]], "certainty": "plain",
            "evidence": [{"capture": source, "text": source, "at": [0, len(words)], "quote": words, "lang": "en"}],
        }  # fmt: skip
        row |= {f"f.{name}": [{"value": value}] for name, value in fields.items()}
        return Draft("claim", row)  # type: ignore[arg-type]


def _surname(number: int) -> str:
    """Return a name of letters alone: a figure in a sentence is a fact that two reports may share."""
    syllables = [SYLLABLES[int(digit)] for digit in str(number)]
    return "".join(syllables).capitalize() + "ski"


def _hash(words: str) -> bytes:
    return hashlib.sha256(words.encode()).digest()
