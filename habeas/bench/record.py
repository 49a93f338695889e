"""How long it takes to send, verify and take in a lane, beside `git bundle` of the same claims as files and plain inserts.

All in one run, on one core: time is that of the processor, so that a busy machine does not count. The claims are invented.
"""

from __future__ import annotations

import hashlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from habeas.bench.memory import peak
from habeas.exchange.incoming import Incoming
from habeas.exchange.sealing import unseal
from habeas.record.chain import Position, break_in_chain
from habeas.record.draft import Draft
from habeas.record.entry import decode_entry
from habeas.store.workspace import Workspace
from habeas.workflows import partner as partners
from habeas.workflows.receive import check, receive
from habeas.workflows.send import send

CLAIMS = 20_000
BATCH = 500
GOALS = {"export": 2.0, "import": 8.0, "verify": 2.0}
NOON = 1_795_176_000


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table: seconds of processor time, and the goal where there is one."""

    what: str
    seconds: float
    more: str = ""
    goal: float | None = None


def run(claims: int = CLAIMS) -> Iterator[Measured]:
    """Measure with that many claims; the steps come as they are done."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        anna, berta = (group(folder, name) for name in ("anna", "berta"))
        meet(anna, berta, folder)
        yield _timed("writing the claims", lambda: write_claims(anna, berta, claims))
        made: list[list[Path]] = []
        yield _timed(
            "export", lambda: made.append(_send(anna, folder, len(made))), GOALS["export"], claims, again=3
        )
        files = made[-1]
        size = sum(file.stat().st_size for file in files)
        yield _timed("verify", lambda: _verify(berta, files), GOALS["verify"], claims, again=3)
        yield _timed(
            "import", lambda: _receive(berta, files), GOALS["import"], claims, f"{size / 1e6:.1f} MB sealed"
        )
        rows = [
            data for chain in anna.exchange.lanes.chains_for(berta.log) for data in chain.rows(1, claims + 1)
        ]
        yield _timed("plain SQLite inserts", lambda: _inserts(folder, rows))
        yield from _git(folder, rows)
        for one in (anna, berta):
            one.close()


def table(rows: list[Measured]) -> str:
    """Return the measurements as a table."""
    lines = [f"{'':28}{'CPU seconds':>12}"]
    for one in rows:
        goal = f"   goal: under {one.goal:.0f} s" if one.goal else ""
        lines.append(f"{one.what:28}{one.seconds:12.2f}{goal}{f'   {one.more}' if one.more else ''}")
    return "\n".join(lines)


def memory_of_a_large_bundle(megabytes: int = 100) -> tuple[float, float]:
    """Send and take in bundles of that size in a process of its own; return their size (MB) and what memory it took (MB)."""
    code = f"from habeas.bench.record import large; print(*large({megabytes}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603  (ourselves)
    size, grown = done.stdout.split()
    return float(size), float(grown)


def large(megabytes: int) -> tuple[float, float]:
    """Do it, in this process: the size of the sealed files and the growth of memory while sending and receiving, in MB.

    The claims are written by another process, whose memory does not count.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        code = f"from habeas.bench.record import prepare; prepare({place!r}, {megabytes})"
        subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603  (ourselves)
        anna, berta = (Workspace.open(folder / name, clock=lambda: NOON) for name in ("anna", "berta"))
        before = peak()
        files = _send(anna, folder)
        _receive(berta, files)
        grown = (peak() - before) / 1_000_000
        size = sum(file.stat().st_size for file in files) / 1e6
        for one in (anna, berta):
            one.close()
    return size, grown


def prepare(place: str, megabytes: int) -> None:
    """Make two groups that know each other in the folder ``place``, and so many megabytes of claims of one for the other."""
    folder = Path(place)
    anna, berta = (group(folder, name) for name in ("anna", "berta"))
    meet(anna, berta, folder)
    write_claims(anna, berta, megabytes * 1_000_000 // 14_000, words=28_000)  # in hex, which packs to half
    for one in (anna, berta):
        one.close()


def _timed(
    what: str,
    do: Callable[[], object],
    goal: float | None = None,
    claims: int = CLAIMS,
    more: str = "",
    again: int = 1,
) -> Measured:
    """Return the processor time of ``do``: where it can be done ``again``, the least, since other programs only add to it."""
    found = []
    for _ in range(again):
        begun = time.process_time()
        do()
        found.append(time.process_time() - begun)
    return Measured(what, min(found), more, goal if claims == CLAIMS else None)


def group(folder: Path, name: str) -> Workspace:
    """Make a group's workspace in ``folder``."""
    return Workspace.create(folder / name, clock=lambda: NOON)


def meet(one: Workspace, other: Workspace, folder: Path) -> None:
    """Let two groups, ``anna`` and ``berta``, know each other; their cards lie in ``folder``."""
    for mine, theirs, name in ((one, other, "berta"), (other, one, "anna")):
        card = folder / f"{name}.card"
        partners.write_card(theirs, card)
        partners.add(mine, name, card)
        mine.exchange.partners.set_state(theirs.log, "verified")


def lane_of(mine: Workspace, other: Workspace) -> bytes:
    """Return the audience of the lane of ``mine`` for ``other``; it is begun where there is none."""
    return mine.exchange.lanes.lane_for([other.log]).audience


def write_claims(anna: Workspace, berta: Workspace, claims: int, words: int = 0, first: int = 0) -> None:
    """Write that many invented claims for ``berta``, the first with the number ``first``."""
    audience = lane_of(anna, berta)
    at_once = 20 if words else BATCH
    for start in range(first, first + claims, at_once):
        drafts = [_claim(number, words) for number in range(start, min(start + at_once, first + claims))]
        anna.exchange.lanes.append(audience, drafts)


def take_in(sender: Workspace, receiver: Workspace, name: str, file: Path) -> None:
    """Send all to the partner ``name`` by ``file``, and receive it there."""
    _receive(receiver, list(send(sender, name, file, now=NOON).files))


def _claim(number: int, words: int) -> Draft:
    """An invented claim; ``words``: bytes of it that cannot be packed."""
    made = hashlib.shake_256(str(number).encode())
    quote = f"Person {number} was detained in Lasnychy on 2 June 2026. {made.hexdigest(words // 2) if words else ''}"
    return Draft(
        "claim",
        {
            "type": "detention",
            "subjects": [made.digest(16)],
            "certainty": "plain",
            "said_by": [{"value": "relatives"}],
            "evidence": [{"source": made.digest(32)[16:], "stretches": [quote], "lang": "en"}],
            "f.date": [{"value": "2026-06-02"}],
            "f.place": [{"value": "Lasnychy", "lang": "en"}],
        },
    )


def _send(anna: Workspace, folder: Path, number: int = 0) -> list[Path]:
    return list(send(anna, "berta", folder / f"out{number}.age", now=NOON).files)


def _receive(berta: Workspace, files: list[Path]) -> None:
    for file in files:
        receive(berta, file, now=NOON)


def _verify(berta: Workspace, files: list[Path]) -> None:
    """Check the sealed files as importing does (signature, hashes, each entry, the chain), and write nothing."""
    for file in files:
        with file.open("rb") as sealed:
            checked = check(berta, sealed, now=NOON)
            sealed.seek(0)
            _read(sealed, checked.opening.manifest.log, checked.opening.manifest.lane, berta)


def _read(sealed: object, log: bytes, lane: bytes, berta: Workspace) -> None:
    position = Position(log, lane)

    def entry(data: bytes) -> None:
        nonlocal position
        one = decode_entry(data)
        if break_in_chain(position, one):
            raise ValueError("the chain is broken")
        position = Position(log, lane, one.seq, one.id)

    reader = Incoming(lambda _: None, on_entry=entry)
    unseal(sealed, reader.take, berta.exchange.receiving_keys())  # type: ignore[arg-type]
    reader.finish()


def _inserts(folder: Path, rows: list[bytes]) -> None:
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(str(folder / "plain.sqlite"))
    connection.execute("CREATE TABLE claims (id INTEGER PRIMARY KEY, data BLOB)")
    connection.executemany("INSERT INTO claims (data) VALUES (?)", [(row,) for row in rows])
    connection.commit()
    connection.close()


def _git(folder: Path, rows: list[bytes]) -> Iterator[Measured]:
    """The same claims as files in a Git repository, bundled and cloned from the bundle."""
    git = shutil.which("git")
    if git is None:
        yield Measured("git bundle", 0.0, "git is not installed here, so that it is not measured")
        return
    tree, bundle = folder / "tree", folder / "claims.bundle"
    tree.mkdir()
    for number, row in enumerate(rows):
        (tree / f"{number:06}.cbor").write_bytes(row)
    name = ["-c", "user.name=bench", "-c", "user.email=bench@example.org"]
    steps = {
        "git add and commit": [["init", "-q"], ["add", "-A"], [*name, "commit", "-q", "-m", "claims"]],
        "git bundle": [["bundle", "create", "-q", str(bundle), "--all"]],
        "git clone of the bundle": [["clone", "-q", str(bundle), str(folder / "clone")]],
    }
    for what, commands in steps.items():
        begun = resource.getrusage(resource.RUSAGE_CHILDREN)
        for command in commands:
            subprocess.run([git, *command], cwd=tree, check=True, capture_output=True)  # noqa: S603
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = ended.ru_utime + ended.ru_stime - begun.ru_utime - begun.ru_stime
        more = f"{bundle.stat().st_size / 1e6:.1f} MB, not encrypted" if what == "git bundle" else ""
        yield Measured(what, spent, more)
