"""Told sentences: short invented passages whose people and events are marked by hand, one a line, in `tools/told/`.

    {h Марыну Кавальчук} <det забралі проста з працы>, сказала {o Ніна Лапко}.

`{h …}` is somebody of whom an event is told, `{o …}` anyone else with a name, `{g …}` unnamed people who are told of;
`<code …>` are the shortest words that state an event, `<code? …>` one that is not said to have happened. What the codes
mean stands in `tools/told/README.md`. A line without angle brackets tells of nothing. Lines that begin with # are headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CODES = {
    "det": "detention", "cus": "custody", "arr": "custody", "ext": "custody_extension", "chg": "charge",
    "hear": "hearing", "sent": "sentence", "fine": "fine", "tran": "transfer", "rel": "release", "app": "appeal",
    "acq": "acquittal", "reg": "regime_change", "ill": "ill_treatment", "hea": "health", "con": "conditions",
    "rec": "recognition", "srch": "search", "dead": "death", "want": "wanted", "expel": "expulsion",
    "nrel": "not_released", "expo": "exposure", "req": "sentence_requested",
}  # fmt: skip
MARK = re.compile(r"\{(?P<who>[hog]) |<(?P<codes>[a-z]+(?:\+[a-z]+)*)(?P<open>\??) |[{}<>]")
EVERY_TENTH = 10  # lines kept apart, to measure on


class ToldError(ValueError):
    """A line whose marks do not close, or name nothing."""


@dataclass(frozen=True, slots=True)
class Event:
    """The words that state an event: places in the text, the claim types they state, whether it is said to have happened."""

    start: int
    end: int
    types: tuple[str, ...]
    happened: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One passage without its marks; ``people`` are the places of names, each with ``h``, ``o`` or ``g``."""

    text: str
    people: list[tuple[int, int, str]] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    @property
    def names(self) -> list[tuple[int, int]]:
        """The places of people's names, in order."""
        return sorted((start, end) for start, end, kind in self.people if kind != "g")


def parse(line: str) -> Told:
    """Return a line without its marks, and what they said; raise ToldError for marks that cannot be read."""
    told, parts, size, at = Told(""), list[str](), 0, 0
    open_people: list[tuple[int, str]] = []
    open_events: list[tuple[int, tuple[str, ...], bool]] = []
    for mark in MARK.finditer(line):
        parts.append(line[at : mark.start()])
        size, at = size + mark.start() - at, mark.end()
        if mark["who"]:
            open_people.append((size, mark["who"]))
        elif mark["codes"]:
            types = tuple(_type(code) for code in mark["codes"].split("+"))
            open_events.append((size, types, not mark["open"]))
        elif mark[0] == "}" and open_people:
            start, kind = open_people.pop()
            told.people.append((start, size, kind))
        elif mark[0] == ">" and open_events:
            start, types, happened = open_events.pop()
            told.events.append(Event(start, size, types, happened))
        else:
            raise ToldError(f"a mark that opens or closes nothing: {line[mark.start() : at + 20]}")
    if open_people or open_events:
        raise ToldError(f"a mark that is not closed: {line[:40]}")
    return Told("".join([*parts, line[at:]]), told.people, told.events)


def _type(code: str) -> str:
    if code not in CODES:
        raise ToldError(f"no code of an event: {code}")
    return CODES[code]


def told_in(path: Path) -> Iterator[Told]:
    """Yield the passages of a file in order."""
    for line in path.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield parse(line)


def kept_apart(number: int) -> bool:
    """Whether the passage with this number in its file is only measured on, never learned from."""
    return number % EVERY_TENTH == EVERY_TENTH - 1
