"""How fast a site is made: a full edition, one changed person, a new day, beside generators of static sites in one run.

All people are invented by number. Seconds are of the clock, on all cores, as somebody waits for them, and of processors,
which say more on a machine with other work. A page is an HTML file; each generator's own pages are counted.
"""

from __future__ import annotations

import os
import resource
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import batched
from pathlib import Path

from habeas import __version__
from habeas.bench.publish_peers import Timed, peers
from habeas.bench.publish_people import PeopleLane, told
from habeas.publish.build import pieces_of
from habeas.publish.edition import Edition
from habeas.publish.settings import SiteSettings
from habeas.record.entry import Entry
from habeas.register.derive import derive_all
from habeas.register.statements import of_entries
from habeas.store.workspace import Workspace
from habeas.workflows.edition_files import Note, write
from habeas.workflows.people_shares import compare_shares, derive_shares
from habeas.workflows.publish import publish
from habeas.workflows.uncollected import uncollected

LANGUAGES = ("en", "be", "ru", "uk", "pl", "de")
TUESDAY = date(2026, 6, 2)
AT_ONCE = 900  # entries of one write
GOAL = 1000  # pages a second on two cores


@dataclass(frozen=True, slots=True)
class Measured:
    """``full`` is an edition from nothing, ``steps`` what came after it; ``largest`` the biggest page in bytes."""

    people: int
    files: int
    full: Timed
    steps: tuple[Timed, ...]
    largest: int
    peers: tuple[Timed, ...]
    missing: tuple[str, ...]


def measure(people: int, seed: int = 0) -> Measured:
    """Measure a site of ``people`` invented people in six languages, in a temporary folder."""
    lane = PeopleLane(seed)
    lane.add(people)
    with tempfile.TemporaryDirectory(prefix="habeas-bench-") as folder:
        site = _Site(Path(folder) / "site")
        full = site.renew("everything, from nothing", lane.standing(), TUESDAY)
        sizes = [file.stat().st_size for file in site.place.rglob("*.html")]
        files = len(site.notes)
        steps = [site.renew("nothing changed, all compared", lane.standing(), TUESDAY)]
        steps.append(_as_left(people, Path(folder)))
        lane.hearing(people // 2, "2026-05-30")
        steps.append(site.renew("one person changed", lane.standing(), TUESDAY))
        steps.append(site.renew("a new day", lane.standing(), TUESDAY + timedelta(days=1)))
        edition = _edition(lane.standing(), TUESDAY)
        found, missing = peers(edition, Path(folder))
    return Measured(people, files, full, tuple(steps), max(sizes), tuple(found), tuple(missing))


class _Site:
    """A site on a disk, renewed as publishing does it."""

    def __init__(self, place: Path) -> None:
        self.place, self.notes = place, dict[str, Note]()

    def renew(self, name: str, entries: Sequence[Entry], today: date) -> Timed:
        """Derive, and make what changed; return how long it took."""
        before, begun = _used(), time.perf_counter()
        fresh = self.place.with_name("fresh")
        with uncollected():
            edition = _edition(entries, today)
            compare_shares(edition)
            written = write(pieces_of(edition), fresh, self.place, self.notes)
        seconds, cpu = time.perf_counter() - begun, _used() - before
        shutil.rmtree(self.place, ignore_errors=True)
        fresh.rename(self.place)
        self.notes = dict(written.notes)
        return Timed(name, sum(path.endswith(".html") for path in written.made), seconds, cpu)


def _as_left(people: int, place: Path) -> Timed:
    """Publish a workspace of the same people twice, and return how long the second time took: nothing changed since."""
    with Workspace.create(place / "workspace") as workspace:
        for some in batched(told(people), AT_ONCE):
            workspace.append_public(some)
        publish(workspace, place / "published", today=TUESDAY, languages=LANGUAGES)
        before, begun = _used(), time.perf_counter()
        again = publish(workspace, place / "published", today=TUESDAY, languages=LANGUAGES)
        seconds, cpu = time.perf_counter() - begun, _used() - before
    return Timed("nothing changed, seen at once", again.made, seconds, cpu)


def _edition(entries: Sequence[Entry], today: date) -> Edition:
    """What the outputs see of entries that no store holds: as publishing derives it from a public lane."""
    held = of_entries(entries, {})
    derived = derive_all(held.statements, held.links, today=today, rows=derive_shares)
    return Edition(
        register=derived.register,
        mode="trial",
        settings=SiteSettings(),
        today=today,
        version=__version__,
        languages=LANGUAGES,
        statements={one.id: derived.subjects.rewrite(one) for one in held.statements},
    )


def _used() -> float:
    return sum(
        used.ru_utime + used.ru_stime
        for used in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


def table(found: Measured) -> str:
    """Return the figures in lines, ours above the peers'."""
    head = f"{found.people} people in {len(LANGUAGES)} languages, {found.files} files, {os.cpu_count()} cores"
    columns = f"{'':34}{'pages':>8}{'s':>9}{'pages/s':>10}{'CPU s':>9}{'pages/CPU s':>13}{'ours/its':>10}"
    ours = [("Habeas: " + found.full.name, found.full), *(("  " + step.name, step) for step in found.steps)]
    lines = [head, columns, *_rows(ours, None), *_rows([(p.name, p) for p in found.peers], found.full)]
    lines += [
        f"the largest page has {found.largest / 1000:.1f} kB; goals: {GOAL} pages/s, 50 kB",
        *found.missing,
    ]
    return "\n".join(lines)


def _rows(rows: Sequence[tuple[str, Timed]], ours: Timed | None) -> Iterator[str]:
    for name, one in rows:
        rate, of_cpu = one.pages / max(one.seconds, 1e-9), one.pages / max(one.cpu, 1e-9)
        ratio = f"{ours.pages / max(ours.cpu, 1e-9) / of_cpu:10.2f}" if ours and of_cpu else f"{'':10}"
        yield f"{name:34}{one.pages:8}{one.seconds:9.2f}{rate:10.0f}{one.cpu:9.2f}{of_cpu:13.0f}{ratio}"


def report(people: int) -> str:
    """Measure, and return the figures."""
    return table(measure(people))
