"""One shot at a running command: the workspace that it works in, when it dies, and whether what is left is sound.

It dies at a step (a statement to the database, a commit, a file opened for writing, renamed or removed) or at a moment
that the dice choose, in turn. All people are invented.
"""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from habeas.bench.victims import Victims
from habeas.model.statement import State
from habeas.store import blobs
from habeas.store.vault import Secret
from habeas.store.workspace import Workspace
from habeas.workflows.add import add
from habeas.workflows.holding import Holding, hold
from habeas.workflows.verify import verify

TODAY = date(2026, 11, 20)
AT_ONCE = 4  # files, or statements, that one command is given
PER_WORKSPACE = 10  # shots: a register that grows without end would slow down what is tried
REPORT = "On {day} June 2026 police detained {name}{number} Zialonka in Uzhorsk.\n"
NAMES = ("Maryna", "Alena", "Volha", "Hanna", "Iryna", "Zoja")
KEY = Secret(key_file=hashlib.sha256(b"a key that locks nothing of anybody").digest())
ON = ("--today", str(TODAY))


@dataclass(frozen=True, slots=True)
class Shot:
    """One kill: the command, whether it was ``cut`` short (else it had just finished), how much it had said was done,
    and what is wrong after it (empty: nothing).
    """

    command: str
    cut: bool
    said: int
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """One shot: the workspace, its number, and the dice. ``steps`` learns how many steps a command has."""

    victims: Victims
    place: Path
    number: int
    chance: random.Random
    steps: dict[str, int] = field(default_factory=dict)
    sealed: bool = False

    def open(self, place: Path | None = None) -> Workspace:
        """Open the workspace, or another one of the same secret."""
        return Workspace.open(place or self.place, ask=(lambda: KEY) if self.sealed else None)

    def beside(self, what: str) -> Path:
        """Return a place beside the workspace."""
        return self.place.with_name(f"{self.place.name}-{what}")

    def letters(self) -> str:
        """Return the number of the shot in letters: no two shots tell of one person."""
        return "".join("abcdefghij"[int(digit)] for digit in str(self.number))

    def names(self) -> list[str]:
        """Return whom the reports of this shot tell of."""
        return [f"{name}{self.letters()} Zialonka" for name in NAMES[:AT_ONCE]]

    def files(self) -> list[Path]:
        """Write some reports that the workspace does not hold yet."""
        incoming = self.beside("in")
        incoming.mkdir(exist_ok=True)
        found = []
        for index, name in enumerate(NAMES[:AT_ONCE]):
            file = incoming / f"{self.number}-{index}.txt"
            file.write_text(REPORT.format(day=index + 2, name=name, number=self.letters()), encoding="utf-8")
            found.append(file)
        return found

    def taken(self, state: State) -> list[str]:
        """Take new reports in and, for ``accepted``, accept what they say; return the statements in that state."""
        from habeas.workflows.decide import Decider, accept

        with self.open() as workspace:
            known = set(detentions(hold(workspace, today=TODAY), state))
            list(add(workspace, self.files(), now=workspace.clock()))
            if state is State.ACCEPTED:
                who = Decider("R-01", TODAY, lambda: self.chance.randbytes(16))
                for one in detentions(hold(workspace, today=TODAY), State.PROPOSED):
                    accept(workspace, one, who)
            return [one for one in detentions(hold(workspace, today=TODAY), state) if one not in known]

    def kill(
        self, *words: str, lines: int = 0, sign: Path | None = None, longest: float
    ) -> tuple[bool, list[str]]:
        """Kill the command: in even rounds at a step, else ``longest`` seconds at most after its ``lines``-th line, or
        once ``sign`` is there. Return whether that cut it short, and the whole lines that it had said.
        """
        if self.number % 2 == 0:
            return self.stop(*words)
        victim = self.victims.start("--workspace", str(self.place), *words)
        victim.said(lines)
        while sign is not None and not sign.exists() and not victim.speaks(0.001):
            pass
        time.sleep(self.chance.uniform(0, longest))
        return victim.kill()

    def stop(self, *words: str, workspace: bool = True) -> tuple[bool, list[str]]:
        """Let the command die at one of its steps; the first command of a kind runs to its end, and tells how many it has."""
        known = self.steps.get(words[0], 0)
        where: Sequence[str] = ("--workspace", str(self.place)) if workspace else ()
        victim = self.victims.start(*where, *words, step=self.chance.randint(1, known) if known else 0)
        told = victim.end()
        self.steps.setdefault(words[0], self.victims.steps())
        return told


def detentions(holding: Holding, state: State) -> list[str]:
    """Return the ids of the detentions in a state."""
    return [s.id for s in holding.statements.values() if s.state is state and s.type == "detention"]


def unsound(workspace: Workspace) -> list[str]:
    """Return what a check of everything finds, and originals, texts and captures that do not belong together."""
    report = verify(workspace, now=workspace.clock())
    found = [finding.words for finding in report.findings] if not report.ok else []
    captures = {e.octets("sha256") for e in workspace.private().entries if e.kind == "capture"} - {None}
    layout = workspace.opened.layout
    files = {p.name for p in layout.blobs.rglob("*") if p.is_file()}
    wanted = {blobs.place(layout, sha256.hex()).name for sha256 in captures if sha256}
    texts = {bytes.fromhex(document.capture) for document in workspace.documents()}
    if wanted != files or captures != texts:
        found.append(f"{len(captures)} reports in the record, {len(files)} originals, {len(texts)} texts")
    return found
