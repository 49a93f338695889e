"""Letters sent, come back and answered: claims of the type ``letter`` in the private lane, which no wider lane can hold.

A line of the log is what one of ours told: it rests on a note, goes with the person when she is erased, and is taken back
like any statement. The register's own count of reports does not see it: a letter we sent is no news about her.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from habeas.identity.values import parse_date
from habeas.model.reason import Reason
from habeas.model.statement import State, Statement

TYPE = "letter"
FIELD = "what"
VOICE = "letter writer"
ACTS = ("sent", "returned", "answered")


@dataclass(frozen=True, slots=True)
class Letter:
    """One line of the log: what befell a letter to ``person`` on ``day``; ``statement`` is its id in the record."""

    person: str
    act: str
    day: date
    statement: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many letters to one person went out, came back, were answered; the last day of each, None where there is none."""

    sent: int = 0
    returned: int = 0
    answered: int = 0
    last_sent: date | None = None
    last_returned: date | None = None
    last_answered: date | None = None

    @property
    def reached(self) -> int:
        """Letters that went out and did not come back, as far as we know."""
        return max(0, self.sent - self.returned)


NOTHING_LOGGED = Tally()


def note_of(act: str, day: date, number: str) -> str:
    """Return the words of the note that a line of the log rests on. It names nobody; ``number`` makes it one of its kind."""
    return f"Letter {number} {act} on {day}."


def letters_of(statements: Iterable[Statement], address: Mapping[str, str]) -> tuple[Letter, ...]:
    """Return the lines of the log, oldest first; ``address`` leads from a subject to the one it was joined with."""
    found = []
    for statement in statements:
        if statement.type != TYPE or statement.state is State.PROPOSED:
            continue
        acts = [value.value for value in statement.fields.get(FIELD, ()) if value.value in ACTS]
        days = [parse_date(value.value) for value in statement.fields.get("date", ())]
        day = days[0].earliest if days and days[0] else None
        if acts and day is not None and statement.subjects:
            person = address.get(statement.subjects[0], statement.subjects[0])
            found.append(Letter(person, acts[0], day, statement.id))
    return tuple(sorted(found, key=lambda one: (one.day, one.statement)))


def tallies(letters: Iterable[Letter]) -> dict[str, Tally]:
    """Return the tally of each person who is in the log."""
    rows: dict[str, dict[str, list[date]]] = {}
    for one in letters:
        rows.setdefault(one.person, {act: [] for act in ACTS})[one.act].append(one.day)
    return {person: _tally(days["sent"], days["returned"], days["answered"]) for person, days in rows.items()}


def _tally(sent: list[date], returned: list[date], answered: list[date]) -> Tally:
    last = (max(days, default=None) for days in (sent, returned, answered))
    return Tally(len(sent), len(returned), len(answered), *last)


def moved(tally: Tally, told: date | None) -> Reason | None:
    """Return the question “returned, moved?” where a letter came back after the address was ``told``; None where not.

    An answer after it tells that the address holds.
    """
    back = tally.last_returned
    if back is None or (told is not None and told > back):
        return None
    if tally.last_answered is not None and tally.last_answered > back:
        return None
    words = f"A letter came back on {back}: was this person moved? Ask, and log the new place."
    return Reason("letter.returned", words, (("day", back.isoformat()),))
