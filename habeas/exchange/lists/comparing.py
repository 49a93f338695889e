"""Their list beside what we hold: who is in both, only in theirs, only in ours, and where both say different things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from habeas.exchange.lists.mapping import FIELDS
from habeas.exchange.lists.matching import Fit, Known, Match
from habeas.exchange.lists.ours import OurPerson
from habeas.exchange.lists.rows import ListRow
from habeas.model.reason import Reason


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that both give and that cannot be true in both: values of theirs and ours."""

    field: str
    theirs: tuple[str, ...]
    ours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Both:
    """Somebody in both lists; ``new``: fields that only they give."""

    row: ListRow
    person: str
    name: str
    reasons: tuple[Reason, ...] = ()
    differ: tuple[Difference, ...] = ()
    new: tuple[str, ...] = ()


@dataclass(slots=True)
class Compared:
    """The four answers, and the rows of which a person must say who they are."""

    both: list[Both] = field(default_factory=list)
    only_theirs: list[ListRow] = field(default_factory=list)
    only_ours: list[OurPerson] = field(default_factory=list)
    questions: list[tuple[ListRow, Match]] = field(default_factory=list)

    @property
    def differ(self) -> list[Both]:
        """Those in both of whom the two say different things."""
        return [one for one in self.both if one.differ]


def compare(rows: Iterable[ListRow], known: Known, ours: Mapping[str, OurPerson]) -> Compared:
    """Return how a list stands to what we hold; nothing is changed."""
    found = Compared()
    met: set[str] = set()
    for row in rows:
        match = known.match(row)
        met.update(match.maybe)
        person = ours.get(match.person or "")
        if match.fit is Fit.SURE and person is not None:
            met.add(person.id)
            found.both.append(_both(row, person, match))
        elif match.fit is Fit.NEW:
            found.only_theirs.append(row)
        else:
            found.questions.append((row, match))
    found.only_ours = [person for address, person in ours.items() if address not in met]
    return found


def _both(row: ListRow, person: OurPerson, match: Match) -> Both:
    differ, new = [], []
    for name in FIELDS:
        theirs = tuple(cell.value for cell in row.values.get(name, ()))
        if not theirs or name == "status":
            continue
        held = tuple(person.values.get(name, ()))
        if person.differing(name, theirs):
            differ.append(Difference(name, theirs, held))
        elif not person.holds(name, theirs):
            new.append(name)
    return Both(row, person.id, person.names[0], match.reasons, tuple(differ), tuple(new))
