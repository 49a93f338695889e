"""Who writes to whom on an evening: the least-written-to come first, languages match, wishes and pauses are kept.

People stand in a row, fewest letters first. One after the other gets a writer if that is possible without taking the letter
of anybody who stands before her; writers may be moved to other people to make room (augmenting paths: the sets of people
that can be written to at once are a transversal matroid, so this greedy choice is the best there is). When all who can be
written to have a letter and writers have letters left, a second round begins, and so on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from habeas.model.reason import Reason


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody who writes: a ``code`` (never a name), the languages she writes in, how many letters she takes."""

    code: str
    languages: tuple[str, ...]
    letters: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody to be written to: letters so far, the day of the last one, the languages that reach her (none: any).

    ``barred`` says why nobody is to write now.
    """

    id: str
    letters: int
    last: date | None
    languages: tuple[str, ...]
    barred: Reason | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """One letter: who writes it, to whom, in which languages it may be, and why this person now."""

    writer: str
    person: str
    languages: tuple[str, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class Evening:
    """A whole evening: the letters, in the order of the writers, and who was left out, each with the reason."""

    assignments: tuple[Assignment, ...]
    left_out: tuple[tuple[str, Reason], ...]


def spread(people: Sequence[Candidate], writers: Sequence[Writer], day: date) -> Evening:
    """Return who writes to whom. A function of its arguments: equal ones give the same evening, on any machine."""
    open_ = sorted((one for one in people if one.barred is None), key=lambda one: _place(one, day))
    left_out = [(one.id, one.barred) for one in people if one.barred is not None]
    room = {writer.code: max(0, writer.letters) for writer in writers}
    speaks = {writer.code: frozenset(writer.languages) for writer in writers}
    given: dict[str, list[str]] = {}
    found: list[Assignment] = []
    for turn in range(len(writers)):  # nobody writes to one person twice on an evening
        chosen = _Round(turn, room, speaks, given).fill(open_)
        if not chosen:
            break
        for number, one in enumerate(open_):
            if one.id in chosen:
                code = chosen[one.id]
                room[code] -= 1
                given.setdefault(one.id, []).append(code)
                found.append(_assigned(one, code, speaks[code], number, len(given[one.id])))
    order = {writer.code: number for number, writer in enumerate(writers)}
    left_out += [(one.id, _unreached(one, speaks, bool(room))) for one in open_ if one.id not in given]
    return Evening(
        tuple(sorted(found, key=lambda one: order[one.writer])),
        tuple(sorted(left_out, key=lambda row: row[0])),
    )


def _place(one: Candidate, day: date) -> tuple[int, date, bytes]:
    """Return the place in the row: fewest letters, longest without one, then by a lot that the day draws."""
    lot = hashlib.sha256(f"{day} {one.id}".encode()).digest()
    return one.letters, one.last or date.min, lot


class _Round:
    """One letter each, for as many as can be, those before others who stand before them in the row."""

    def __init__(
        self,
        number: int,
        room: dict[str, int],
        speaks: dict[str, frozenset[str]],
        given: dict[str, list[str]],
    ) -> None:
        self._number = number
        self._room = dict(room)
        self._speaks = speaks
        self._given = given
        self._of: dict[str, Candidate] = {}
        self._writing: dict[str, list[str]] = {code: [] for code in room}
        self._full: set[tuple[str, ...]] = set()

    def fill(self, row: Sequence[Candidate]) -> dict[str, str]:
        """Return the writer of each who gets a letter in this round: of those who got one in every round before."""
        total = sum(self._room.values())
        for one in row:
            if len(self._given.get(one.id, ())) != self._number:
                continue
            if sum(map(len, self._writing.values())) >= total:
                break
            options = self._options(one)
            # a person whom nobody could take stays so in this round: what is taken only grows
            if options and options not in self._full:
                self._of[one.id] = one
                if not self._take(one, set()):
                    self._full.add(options)
        return {person: code for code, people in self._writing.items() for person in people}

    def _options(self, one: Candidate) -> tuple[str, ...]:
        """Return the writers who share a language with her and have not written to her this evening."""
        taken = self._given.get(one.id, ())
        return tuple(
            code
            for code, languages in self._speaks.items()
            if code not in taken
            and self._room[code] > 0
            and (not one.languages or languages & set(one.languages))
        )

    def _take(self, one: Candidate, tried: set[str]) -> bool:
        """Give her a writer, moving others where that makes room; return whether it was possible."""
        options = [code for code in self._options(one) if code not in tried]
        free = [code for code in options if len(self._writing[code]) < self._room[code]]
        if free:
            # the one with fewest languages: who can write to more people is kept for those
            best = min(free, key=lambda code: (len(self._speaks[code]), len(self._writing[code]), code))
            self._writing[best].append(one.id)
            return True
        for code in options:
            if code in tried:
                continue
            tried.add(code)
            for other in list(self._writing[code]):
                if self._take(self._of[other], tried):
                    self._writing[code].remove(other)
                    self._writing[code].append(one.id)
                    return True
        return False


def _assigned(one: Candidate, code: str, speaks: frozenset[str], number: int, turn: int) -> Assignment:
    languages = tuple(lang for lang in one.languages if lang in speaks) or tuple(sorted(speaks))
    last = f", the last on {one.last}" if one.last else ""
    words = (
        f"{one.letters} letters so far{last}; {number + 1}. in the row; {code} writes {', '.join(languages)}."
    )
    facts = (("letters", str(one.letters)), ("last", str(one.last or "")), ("turn", str(turn)))
    return Assignment(code, one.id, languages, Reason("spread.least", words, facts))


def _unreached(one: Candidate, speaks: dict[str, frozenset[str]], some: bool) -> Reason:
    wanted = set(one.languages)
    if some and wanted and not any(languages & wanted for languages in speaks.values()):
        words = f"Nobody this evening writes {' or '.join(one.languages)}."
        return Reason("spread.no-language", words, (("languages", " ".join(one.languages)),))
    return Reason("spread.others-first", "Others have got fewer letters, or waited longer; the next evening.")
