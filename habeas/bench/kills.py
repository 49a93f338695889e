"""A program killed without warning, at random moments of its work: what it said was done is there, and nothing is half done.

The commands run as people run them, each in a process of its own (``habeas.bench.victims``); the dice choose when it
dies. All people are invented.
"""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from habeas.bench.victims import Victims
from habeas.model.statement import State
from habeas.publish.build import SUMS
from habeas.store.workspace import Workspace
from habeas.workflows.add import add
from habeas.workflows.edition_files import SIGNATURE
from habeas.workflows.holding import Holding, hold
from habeas.workflows.publish import publish
from habeas.workflows.verify import verify

COMMANDS = ("add", "decide", "widen", "publish")
TODAY = date(2026, 11, 20)
AT_ONCE = 4  # files, or statements, that one command is given
PER_WORKSPACE = 10  # shots: a register that grows without end would slow down what is tried
REPORT = "On {day} June 2026 police detained {name}{number} Zialonka in Uzhorsk.\n"
NAMES = ("Maryna", "Alena", "Volha", "Hanna", "Iryna", "Zoja")


@dataclass(frozen=True, slots=True)
class Shot:
    """One kill: the command, whether it was ``cut`` short (else it had just finished), how much it had said was done,
    and what is wrong after it (empty: nothing).
    """

    command: str
    cut: bool
    said: int
    wrong: tuple[str, ...]


def shots(command: str, count: int, folder: Path, *, seed: int = 0) -> Iterator[Shot]:
    """Kill the command ``count`` times; ``folder`` is empty and takes the workspaces."""
    chance = random.Random(f"{command} {seed}")  # noqa: S311  (a moment, no secret)
    with Victims() as victims:
        for number in range(count):
            place = folder / f"{command}-{number // PER_WORKSPACE}"
            if not place.exists():
                Workspace.create(place).close()
            yield _AIM[command](_Round(victims, place, number, chance))


@dataclass(frozen=True, slots=True)
class _Round:
    """One shot: the workspace, its number, and the dice."""

    victims: Victims
    place: Path
    number: int
    chance: random.Random

    def files(self) -> list[Path]:
        """Write some reports that the workspace does not hold yet."""
        incoming = self.place.with_name(f"{self.place.name}-in")
        incoming.mkdir(exist_ok=True)
        found = []
        for index, name in enumerate(NAMES[:AT_ONCE]):
            file = incoming / f"{self.number}-{index}.txt"
            letters = "abcdefghij"
            which = "".join(letters[int(digit)] for digit in str(self.number))
            file.write_text(REPORT.format(day=index + 2, name=name, number=which), encoding="utf-8")
            found.append(file)
        return found

    def taken(self, state: State) -> list[str]:
        """Take new reports in and, for ``accepted``, accept what they say; return the statements in that state."""
        from habeas.workflows.decide import Decider, accept

        with Workspace.open(self.place) as workspace:
            known = set(_detentions(hold(workspace, today=TODAY), state))
            list(add(workspace, self.files(), now=workspace.clock()))
            if state is State.ACCEPTED:
                who = Decider("R-01", TODAY, lambda: self.chance.randbytes(16))
                for one in _detentions(hold(workspace, today=TODAY), State.PROPOSED):
                    accept(workspace, one, who)
            return [one for one in _detentions(hold(workspace, today=TODAY), state) if one not in known]

    def kill(
        self, *words: str, lines: int = 0, sign: Path | None = None, longest: float
    ) -> tuple[bool, list[str]]:
        """Start the command, and kill it at most ``longest`` seconds after its ``lines``-th line, or once ``sign`` is there.

        Return whether that cut it short, and the whole lines that it had said.
        """
        victim = self.victims.start("--workspace", str(self.place), *words)
        victim.said(lines)
        while sign is not None and not sign.exists() and not victim.speaks(0.001):
            pass
        time.sleep(self.chance.uniform(0, longest))
        return victim.kill()


def _detentions(holding: Holding, state: State) -> list[str]:
    return [s.id for s in holding.statements.values() if s.state is state and s.type == "detention"]


def _add(one: _Round) -> Shot:
    files = one.files()
    cut, said = one.kill("add", *map(str, files), lines=one.chance.randint(1, AT_ONCE - 1), longest=0.02)
    done = [line.split(": ")[0] for line in said if ": added" in line]
    with Workspace.open(one.place) as workspace:
        held = {document.text for document in workspace.documents()}
        wrong = [
            f"{name} was said to be added and is not there"
            for name in done
            if Path(name).read_text("utf-8") not in held
        ]
        wrong += _unsound(workspace)
        statuses = {taken.status for taken in add(workspace, files, now=workspace.clock())}
        wrong += [] if statuses <= {"added", "known"} else ["the same files are refused afterwards"]
    return Shot("add", cut, len(done), tuple(wrong))


def _decide(one: _Round) -> Shot:
    ids = one.taken(State.PROPOSED)
    lines = one.chance.randint(1, len(ids) - 1)
    cut, said = one.kill("decide", "accept", *ids, "--today", str(TODAY), lines=lines, longest=0.04)
    done = [line.rpartition(" -> ")[2] for line in said if " -> " in line]
    with Workspace.open(one.place) as workspace:
        entries = workspace.private().entries
        accepted = {entry.id.hex() for entry in entries if entry.kind == "claim"}
        wrong = [
            f"{claim[:12]} was said to be accepted and is not there"
            for claim in done
            if claim not in accepted
        ]
        subjects = {entry.octets("id") for entry in entries if entry.text("act") == "subject"}
        named = {
            subject
            for entry in entries
            if entry.text("type") == "identity"
            for subject in entry.ids("subjects")
        }
        for entry in entries:
            if entry.text("type") == "detention" and not set(entry.ids("subjects")) <= subjects & named:
                wrong.append(
                    f"{entry.id.hex()[:12]} was accepted without the person or the name that belong to it"
                )
        wrong += _unsound(workspace)
    return Shot("decide", cut, len(done), tuple(wrong))


def _widen(one: _Round) -> Shot:
    ids = one.taken(State.ACCEPTED)
    words = (
        "widen",
        *ids,
        "--to",
        "public",
        "--basis",
        "overriding",
        "--words",
        "a trial",
        "--today",
        str(TODAY),
    )
    cut, said = one.kill(*words, lines=1, longest=0.06)
    with Workspace.open(one.place) as workspace:
        shown = {e.id for e in workspace.public().entries if e.kind == "claim"}
        remembered = {
            to for e in workspace.private().entries if e.text("act") == "widen" for to in e.ids("to")
        }
        wrong = [] if shown == remembered else ["what everyone sees is not what we remember to have shown"]
        if len(shown) % AT_ONCE:
            wrong.append("only a part of what was to be shown is shown")
        wrong += _unsound(workspace)
    return Shot("widen", cut, len(said), tuple(wrong))


def _publish(one: _Round) -> Shot:
    site = one.place.with_name(f"{one.place.name}-site")
    fresh, old = (site.with_name(f".{site.name}.habeas-{which}") for which in ("new", "old"))
    cut, said = one.kill("publish", str(site), "--today", str(TODAY), sign=fresh, longest=0.008)
    wrong = [f"{site.name}: {words}" for words in (_broken(site) if site.exists() else [])]
    if not site.exists() and one.number % PER_WORKSPACE and _broken(old):
        wrong.append("neither the new edition nor the one before is whole")
    with Workspace.open(one.place) as workspace:
        wrong += _unsound(workspace)
        publish(workspace, site, today=TODAY)
    wrong += [f"published again, {words}" for words in _broken(site)]
    wrong += [f"{place.name} is left over" for place in (fresh, old) if place.exists()]
    return Shot("publish", cut and not said, len(said), tuple(wrong))


_AIM: dict[str, Callable[[_Round], Shot]] = {
    "add": _add,
    "decide": _decide,
    "widen": _widen,
    "publish": _publish,
}


def _unsound(workspace: Workspace) -> list[str]:
    """Return what a check of everything finds, and originals, texts and captures that do not belong together."""
    report = verify(workspace, now=workspace.clock())
    found = [finding.words for finding in report.findings] if not report.ok else []
    captures = {e.octets("sha256") for e in workspace.private().entries if e.kind == "capture"}
    files = {bytes.fromhex(p.name) for p in (workspace.folder / "blobs").rglob("*") if p.is_file()}
    texts = {bytes.fromhex(document.capture) for document in workspace.documents()}
    if not captures == files == texts:
        found.append(f"{len(captures)} reports in the record, {len(files)} originals, {len(texts)} texts")
    return found


def _broken(site: Path) -> list[str]:
    """Return in what an edition differs from the checksums that lie in it."""
    if not (site / SUMS).is_file():
        return ["the checksums are missing"]
    rows = [line.split("  ", 1) for line in (site / SUMS).read_text("utf-8").splitlines()]
    wanted = {path: digest for digest, path in rows}
    there = {
        p.relative_to(site).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in site.rglob("*")
        if p.is_file() and p.name not in (SUMS, SIGNATURE)
    }
    return [] if there == wanted else ["its files are not those of its checksums"]
