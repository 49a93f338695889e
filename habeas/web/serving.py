"""The workspace that this process serves, the day and the chance it is served with, and what was derived last.

One process serves one workspace: the composition root says which (:func:`serve`), views ask (:func:`served`).
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

from habeas.model.record import Record
from habeas.model.statement import Statement
from habeas.register.due import Due
from habeas.review.lane_map import LaneMap
from habeas.store.changes import state_of
from habeas.store.workspace import Workspace
from habeas.workflows.decide import Decider
from habeas.workflows.holding import Holding, hold
from habeas.workflows.shown import public_map


@dataclass(frozen=True)
class Seen:
    """What all pages show at one moment: the holding, and what of it everyone can see."""

    holding: Holding
    public: LaneMap
    _once: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    def once[T](self, name: Hashable, make: Callable[[], T]) -> T:
        """Return what ``make`` gives, made once for this moment: lists over everybody are long work."""
        if name not in self._once:
            self._once[name] = make()
        found: T = self._once[name]
        return found

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """Statements by id, their subjects as addresses; rejected and retracted ones are not among them."""
        return {s.id: s for rows in self.holding.derived.statements.values() for s in rows}

    def taken_in(self, record: Record) -> tuple[tuple[Statement, bool], ...]:
        """Return what we took in about somebody, in Order, what was taken back since last and marked so."""
        found = {
            (back, s.order, s.id): (s, back)
            for one in (record.id, *record.redirects)
            for s, back in self._taken_in.get(one, ())
        }
        return tuple(found[place] for place in sorted(found))

    def accepted_of(self, subject: str) -> list[Statement]:
        """Return the accepted statements that name ``subject`` by this very id, in Order."""
        return [s for s, back in self._taken_in.get(subject, ()) if not back]

    @cached_property
    def _taken_in(self) -> Mapping[str, list[tuple[Statement, bool]]]:
        found: dict[str, list[tuple[Statement, bool]]] = {}
        for back, rows in ((False, self.holding.held.statements), (True, self.holding.held.retracted)):
            for statement in rows:
                for one in dict.fromkeys(statement.subjects):
                    found.setdefault(one, []).append((statement, back))
        return found


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file that somebody sent and has not decided on: in memory alone, since when (unix seconds), whose, and what she told of it."""

    name: str
    data: bytes
    since: int
    role: str
    told: Mapping[str, str]


@dataclass
class Served:
    """What is served. ``now`` gives unix seconds, ``random`` that many random bytes; ``site`` is the folder of the
    published site, if there is one to show; ``due`` what was last counted for each person, ``filters`` under which values
    of the filters she stands, ``seats`` where she is held; ``lists`` the files that are being looked at, by a code of chance, ``second`` the forms that wait for a second person.
    """

    workspace: Workspace
    today: Callable[[], date]
    now: Callable[[], int]
    random: Callable[[int], bytes]
    site: Path | None = None
    due: dict[str, tuple[Record, date, tuple[Due, ...]]] = field(default_factory=dict)
    filters: dict[str, tuple[Record, Mapping[str, Mapping[str, str]]]] = field(default_factory=dict)
    seats: dict[str, Any] = field(default_factory=dict)
    lists: dict[str, HeldFile] = field(default_factory=dict)
    second: dict[str, Any] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _seen: tuple[tuple[object, ...], Seen] | None = None

    def seen(self) -> Seen:
        """Return what is held now; it is derived anew only when an entry, a document or the day is another."""
        with self._lock:
            key = (*state_of(self.workspace), self.today())
            if self._seen is None or self._seen[0] != key:
                holding = hold(self.workspace, today=self.today())
                # Reading may have kept new proposals, never entries: the key still stands for what was read.
                self._seen = (key, Seen(holding, public_map(self.workspace, holding)))
                gc.freeze()  # all of it is kept: no request need wait for a search through it
            return self._seen[1]

    def decider(self, role: str, why: str | None = None) -> Decider:
        """Return who decides: ``role`` is the role code of whoever is signed in."""
        return Decider(by=role, today=self.today(), new_id=lambda: self.random(16), why=why)


_served: list[Served] = []


def serve(what: Served | None) -> None:
    """Say what this process serves from now on; None: nothing."""
    _served[:] = [] if what is None else [what]


def served() -> Served:
    """Return what is served. Raises RuntimeError where nothing is: no request reaches a view before."""
    if not _served:
        raise RuntimeError("no workspace is served by this process")
    return _served[0]


def is_serving() -> bool:
    """Whether there is a workspace behind the pages (an error page may be asked for before)."""
    return bool(_served)
