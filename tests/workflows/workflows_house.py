"""Somebody who works in a workspace: the verbs with a day, a role and a supply of ids, and three short reports.

All people, places and outlets are invented.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from habeas.model.statement import State
from habeas.store.workspace import Workspace
from habeas.workflows import decide
from habeas.workflows.add import NOTHING_KNOWN, About, add
from habeas.workflows.decide import Decider
from habeas.workflows.holding import hold
from habeas.workflows.widen import Asked, plan, widen

TODAY = date(2026, 11, 20)
NOON = 1_795_176_000  # that day, 12:00 UTC
OWN_SIDE = "already published by the person's own side"

VERDICT = """Uzhorsk court sentences librarian

On 12 May 2026 the Uzhorsk district court sentenced Maryna Zialonka to three years in prison under article 130.
"""
VERDICT_TOO = """A librarian is sentenced

Maryna Zialonka was sentenced to four years in prison on 12 May 2026.
"""
YARD = """Detained in the yard

On 2 June 2026 police detained Piatro Lazavik in Lasnychy. His neighbour Volha Kirmash saw it.
"""


def counted(name):
    """Random bytes that are none, so that two runs can be compared."""
    number = 0

    def give(count):
        nonlocal number
        number += 1
        return hashlib.sha512(f"{name} {number}".encode()).digest()[:count]

    return give


@dataclass
class House:
    workspace: Workspace
    folder: Path

    def __post_init__(self):
        self.ids = counted("ids of the house")

    def who(self, why=None, today=TODAY):
        return Decider("R-07", today, lambda: self.ids(16), why)

    def file(self, name, text):
        self.folder.mkdir(exist_ok=True)
        (self.folder / name).write_text(text, encoding="utf-8")
        return self.folder / name

    def add(self, text, name="report.txt", about=NOTHING_KNOWN):
        """Take one report in; say what became of it."""
        [taken] = add(self.workspace, [self.file(name, text)], about, now=NOON)
        return taken

    def told_of_the_verdict(self):
        self.add(VERDICT, "verdict.txt", About("2026-05-13", "Uzhorsk Courier"))
        return self

    def hold(self, today=TODAY):
        return hold(self.workspace, today=today)

    def person(self, name):
        [record] = [one for one in self.hold().register.people if name in one.names]
        return record

    def statements(self, type=None, state=State.PROPOSED):
        return [s for s in self.hold().statements.values() if s.state is state and type in (None, s.type)]

    def the(self, type, state=State.PROPOSED):
        """The one statement of this type in this state."""
        [found] = self.statements(type, state)
        return found

    def accept(self, type):
        """Accept the one open statement of this type; the id that it has from then on."""
        return decide.accept(self.workspace, self.the(type).id, self.who())[-1].id.hex()

    def accepted_verdict(self):
        """Accept the sentence, and with it Maryna's name; the ids of both, the sentence first."""
        self.told_of_the_verdict()
        sentence = self.accept("sentence")
        return sentence, self.the("identity", State.ACCEPTED).id

    def plan(self, *ids, **more):
        return plan(self.workspace, Asked(tuple(ids), **more), today=TODAY)

    def widen(self, *ids, basis=OWN_SIDE, words="", **more):
        return widen(self.workspace, self.plan(*ids, **more), basis=basis, words=words, who=self.who())
