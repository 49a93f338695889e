"""Random histories through the real store: whatever people do in whatever order, what is kept up to date is what is rebuilt.

A history is a number: the same one gives the same steps, ids and salts, so that a failure can be played again and two
databases must end with the same digest. All people and places are invented.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from habeas.model.claim import Value
from habeas.model.statement import State, Statement
from habeas.record.lanes import PrivateLane, PublicLane
from habeas.register.derive import derive
from habeas.register.incremental import Live
from habeas.register.statements import of_lane
from habeas.review.answers import Change
from habeas.review.notes import Note
from habeas.store.database import Database
from habeas.store.errors import StoreError
from habeas.store.workspace import Workspace
from habeas.workflows import decide
from habeas.workflows.add import About, add
from habeas.workflows.decide import Decider
from habeas.workflows.erase import erase
from habeas.workflows.holding import Holding, hold
from habeas.workflows.narrow import narrow
from habeas.workflows.note import Typed, enter
from habeas.workflows.refused import Refused
from habeas.workflows.retract import retract
from habeas.workflows.verify import verify
from habeas.workflows.widen import Asked, plan, widen

TODAY = date(2026, 11, 20)
NOON = int(datetime(2026, 11, 20, 12, tzinfo=UTC).timestamp())
NAMES = ("Maryna Zialonka", "Piatro Lazavik", "Volha Kirmash", "Maryna Zielonka", "Ihar Nadvorny")
PLACES = ("Uzhorsk", "Lasnychy", "Kamenets")
REPORTS = (
    "On {day} June 2026 police detained {name} in {place}.\n",
    "On {day} July the {place} court sentenced {name} to {day} years in prison under article 130.\n",
    "{name} was released on {day} August 2026. {other} was detained in {place} on {day} May 2026.\n",
    "On {day} March police detained about {day} people in {place}; {name} and {other} are among them.\n",
)
OWN_SIDE = "already published by the person's own side"


@dataclass(frozen=True, slots=True)
class Played:
    """One history: its number, the steps in words, what is wrong (empty: nothing), and the digest that it ended with."""

    number: int
    steps: tuple[str, ...]
    wrong: tuple[str, ...]
    digest: str


def play(number: int, folder: Path, *, steps: int, database: Database | None = None) -> Played:
    """Play history ``number`` in a new workspace in ``folder``, checking on the way and at the end."""
    chance = random.Random(number)  # noqa: S311  (a game, no secret)
    told: list[str] = []
    with Workspace.create(
        folder, database=database, clock=lambda: NOON, random=chance.randbytes
    ) as workspace:
        player, lives = _Player(workspace, chance), _Lives()
        wrong: list[str] = []
        for step in range(steps):
            told.append(player.step())
            if step % 4 == 3 or step == steps - 1:
                wrong += [f"after step {step + 1}: {one}" for one in lives.differences(workspace)]
        report = verify(workspace, now=NOON)
        wrong += [finding.words for finding in report.findings if not report.ok]
        digest = hold(workspace, today=TODAY).register.digest
    with Workspace.open(folder) as again:
        if hold(again, today=TODAY).register.digest != digest:
            wrong.append("opened again, the workspace holds another register")
    return Played(number, tuple(told), tuple(wrong), digest)


def play_many(numbers: Iterator[int] | range, *, steps: int) -> Iterator[Played]:
    """Play histories one after another, each in a folder of its own that is thrown away."""
    for number in numbers:
        with tempfile.TemporaryDirectory() as folder:
            yield play(number, Path(folder) / "workspace", steps=steps)


@dataclass(slots=True)
class _Lives:
    """The registers that are kept up to date entry by entry, one a lane."""

    private: Live = field(default_factory=lambda: Live(TODAY))
    public: Live = field(default_factory=lambda: Live(TODAY))

    def differences(self, workspace: Workspace) -> list[str]:
        """Return in what the kept registers, the rebuilt ones and the one with proposals differ."""
        private, public = workspace.private(), workspace.public()
        found = [*_compare("private", self.private, private), *_compare("public", self.public, public)]
        if hold(workspace, today=TODAY).register.digest != self.private.register().digest:
            found.append("proposals change the digest of what is accepted")
        return found


def _compare(name: str, live: Live, lane: PrivateLane | PublicLane) -> Iterator[str]:
    live.append(lane.entries, lane.received)
    held = of_lane(lane)
    whole, kept = derive(held.statements, held.links, today=TODAY), live.register()
    if (whole.people, whole.groups, whole.support) != (kept.people, kept.groups, kept.support):
        yield f"the {name} register kept up to date is not the one rebuilt"
    if whole.digest != kept.digest:
        yield f"the {name} digest kept up to date is not the one rebuilt"


class _Player:
    """Does one thing after another, as the dice fall; what is refused is a step too."""

    def __init__(self, workspace: Workspace, chance: random.Random) -> None:
        self.workspace, self.chance = workspace, chance
        self.files = 0
        self.verbs: tuple[Callable[[], str], ...] = (
            *[self.add] * 4,
            *[self.accept] * 6,
            *[self.widen] * 2,
            self.correct,
            self.reject,
            self.undo,
            self.join,
            self.retract,
            self.narrow,
            self.erase,
            self.enter,
        )

    def step(self) -> str:
        """Take one step; return it in words."""
        verb = self.chance.choice(self.verbs) if self.files else self.add
        try:
            return f"{verb.__name__}: {verb()}"
        except (Refused, StoreError) as refused:
            return f"{verb.__name__}: refused ({refused})"

    def who(self) -> Decider:
        return Decider("R-01", TODAY, lambda: self.chance.randbytes(16))

    def hold(self) -> Holding:
        return hold(self.workspace, today=TODAY)

    def one(self, *states: State) -> Statement:
        """Return some statement in one of these states."""
        rows = [s for s in self.hold().statements.values() if s.state in states]
        if not rows:
            raise Refused("there is none")
        return self.chance.choice(sorted(rows, key=lambda s: s.id))

    def add(self) -> str:
        name, other = self.chance.sample(NAMES, 2)
        day, place = self.chance.randint(2, 9), self.chance.choice(PLACES)
        text = self.chance.choice(REPORTS).format(day=day, name=name, other=other, place=place)
        published = self.chance.choice((None, f"2026-09-0{day}"))
        self.files += 1
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "report.txt"
            file.write_text(text, encoding="utf-8")
            about = About(published, self.chance.choice((None, "Uzhorsk Courier", "Weekly Lantern")))
            [taken] = add(self.workspace, [file], about, now=NOON)
        return taken.status

    def accept(self) -> str:
        decide.accept(self.workspace, self.one(State.PROPOSED).id, self.who())
        return "done"

    def correct(self) -> str:
        change = Change(
            fields={"place": (Value(self.chance.choice(PLACES)),)},
            modality=self.chance.choice(("", "alleged")),
        )
        decide.correct(self.workspace, self.one(State.PROPOSED, State.ACCEPTED).id, change, self.who())
        return "done"

    def reject(self) -> str:
        decide.reject(self.workspace, self.one(State.PROPOSED).id, self.who())
        return "done"

    def undo(self) -> str:
        judged = [e.id.hex() for e in self.hold().entries if e.text("act") in ("same", "different")]
        if judged and self.chance.random() < 0.5:
            decide.undo(self.workspace, self.chance.choice(judged), self.who())
        else:
            decide.undo(self.workspace, self.one(State.ACCEPTED, State.REJECTED).id, self.who())
        return "done"

    def join(self) -> str:
        people = sorted(one.id for one in self.hold().register.people)
        if len(people) < 2:
            raise Refused("there are not two people")
        a, b = self.chance.sample(people, 2)
        decide.join(self.workspace, a, b, one=self.chance.random() < 0.5, who=self.who())
        return "done"

    def retract(self) -> str:
        reason = self.chance.choice(("", "error: it was misread"))
        retract(self.workspace, self.one(State.ACCEPTED).id, reason, self.who())
        return "done"

    def widen(self) -> str:
        accepted = [s.id for s in self.hold().statements.values() if s.state is State.ACCEPTED]
        chosen = self.chance.sample(sorted(accepted), min(len(accepted), 3))
        seen = plan(self.workspace, Asked(tuple(chosen)), today=TODAY)
        return f"{widen(self.workspace, seen, basis=OWN_SIDE, words='', who=self.who())} shown"

    def narrow(self) -> str:
        return f"{narrow(self.workspace, [self.one(State.ACCEPTED).id], self.who())} gone"

    def erase(self) -> str:
        one = self.one(State.ACCEPTED)
        whole = self.chance.random() < 0.3
        wanted = one.evidence[0].text_sha256 if whole and one.evidence else None
        return f"{erase(self.workspace, [wanted or one.id], self.who()).entries} emptied"

    def enter(self) -> str:
        people = sorted(r.id for r in self.hold().register.people if r.state is not State.PROPOSED)
        if not people:
            raise Refused("there is nobody")
        told = Note(
            f"Moved on {self.chance.randint(2, 9)} September.", "mother", "only us", "2026-09-20", "en"
        )
        typed = Typed("transfer", {"place": (self.chance.choice(PLACES),)})
        enter(self.workspace, self.chance.choice(people), typed, told, self.who(), now=NOON)
        return "done"
