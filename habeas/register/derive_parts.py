"""The register of very many reports, derived in parts: who is who is asked of all of them, everything else of one person at a time.

The same register as :mod:`habeas.register.derive` makes. What reports propose is never whole in memory, nor what follows from it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from habeas.identity.episodes import place
from habeas.identity.values import fold
from habeas.model.record import Record, Register
from habeas.model.statement import Statement
from habeas.register.derive import (
    Derived,
    Shared,
    about_of,
    accepted_only,
    group_rows,
    kept,
    person_rows,
    shared_of,
    sort_out,
    support_of,
    whole_digest,
)
from habeas.register.gathered import Gathered
from habeas.register.groups import membership
from habeas.register.links import Links
from habeas.register.packed import Packed, packed_row
from habeas.register.person import About
from habeas.register.proposals import Proposals
from habeas.register.status import Presented
from habeas.register.subjects import Subjects, resolve_gathered


class ByAddress(Mapping[str, tuple[Statement, ...]]):
    """The statements of each address, under addresses, in Order; put together when somebody asks.

    ``whole`` are those that are in memory already; ``where`` says which of the reports tell of whom.
    """

    def __init__(
        self,
        whole: Mapping[str, tuple[Statement, ...]],
        reports: Sequence[Proposals],
        where: Mapping[str, array[int]],
        subjects: Subjects,
    ) -> None:
        self._whole, self._reports, self._where, self._subjects = whole, reports, where, subjects
        self._addresses = dict.fromkeys((*where, *whole))

    def __len__(self) -> int:
        return len(self._addresses)

    def __iter__(self) -> Iterator[str]:
        return iter(self._addresses)

    def __getitem__(self, address: str) -> tuple[Statement, ...]:
        if address not in self._addresses:
            raise KeyError(address)
        rows, of = list(self._whole.get(address, ())), self._subjects.address
        for at in self._where.get(address, ()):
            told = self._reports[at].statements
            rows += [self._subjects.rewrite(s) for s in told if any(of(one) == address for one in s.subjects)]
        return tuple(sorted(rows, key=place))

    def presented(self, address: str, places: Iterable[int]) -> tuple[Presented, ...]:
        """Return how the reports at ``places`` present somebody."""
        rows = (one for at in places for one in self._reports[at].presented)
        return tuple(one for one in rows if self._subjects.address(one.mention) == address)

    def near_each_other(self) -> list[str]:
        """Return the addresses in the order of the first report that tells of each: reports are unpacked less often."""
        return sorted(self._addresses, key=lambda one: (*self._where.get(one, ())[:1], -1))


def derive_in_parts(
    statements: Sequence[Statement], reports: Sequence[Proposals], links: Links, *, today: date, key: bytes
) -> Derived:
    """Return the register of ``statements`` and of what ``reports`` propose, and the steps on the way to it.

    ``reports`` are asked for one at a time, several times each. ``made`` is empty: the next derivation makes all anew.
    """
    told = _Told(statements, reports)
    subjects = resolve_gathered(told.people, links, key=key)
    groups = [s for rows in sort_out(told.groups, subjects).values() for s in rows]
    firm, joined = membership(accepted_only(groups), subjects.of), membership(groups, subjects.of)
    support, where, shown = told.support, _addressed(told.where, subjects), _addressed(told.shown, subjects)
    del told  # before the records are made: it is the larger half of what is in memory by now
    by_subject = ByAddress(sort_out(statements, subjects), reports, where, subjects)
    shared = shared_of(subjects, links, firm, joined, today)
    in_groups = {
        address: _packed(group_rows(address, by_subject[address], shared))
        for address in sorted(by_subject)
        if address in subjects.groups
    }
    people = sorted(_people(by_subject, shown, shared), key=lambda row: row[:2])
    lines = {address: line for _, address, _, line in people if line}
    lines |= {address: line for address, (_, line) in in_groups.items() if line}
    register = Register(
        people=packed_row(record for _, _, record, _ in people),
        groups=packed_row(record for record, _ in in_groups.values()),
        support=support_of(support),
        digest=whole_digest(lines.values()),
    )
    return Derived(register, subjects, by_subject, joined, lines)


type _Where = dict[str, array[int]]  # of each subject or address, the places of the reports that tell of her


class _Told:
    """What is asked of all reports at once, gathered one report at a time.

    ``groups`` are the statements that count or join people, without their passages; ``support`` those that name bodies of support.
    """

    def __init__(self, statements: Sequence[Statement], reports: Sequence[Proposals]) -> None:
        self.people = Gathered()
        self.people.take(statements)
        self.support = [s for s in statements if s.type == "support"]
        self.groups = [s for s in statements if s.type == "group"]
        self.where: _Where = {}
        self.shown: _Where = {}
        for at, report in enumerate(reports):
            self.people.take(report.statements, report.presented)
            self.support += (s for s in report.statements if s.type == "support")
            self.groups += (replace(s, evidence=()) for s in report.statements if s.type == "group")
            _note(self.where, (one for s in report.statements for one in s.subjects), at)
            _note(self.shown, (one.mention for one in report.presented), at)


def _note(where: _Where, nodes: Iterable[str], at: int) -> None:
    for node in dict.fromkeys(nodes):
        where.setdefault(node, array("L")).append(at)


def _addressed(where: _Where, subjects: Subjects) -> _Where:
    found: dict[str, set[int]] = {}
    for node, places in where.items():
        found.setdefault(subjects.address(node), set()).update(places)
    return {address: array("L", sorted(places)) for address, places in found.items()}


def _packed[T](row: tuple[T, str]) -> tuple[Packed[T], str]:
    return Packed(row[0]), row[1]


def _people(
    by_subject: ByAddress, shown: _Where, shared: Shared
) -> Iterator[tuple[str, str, Packed[Record], str]]:
    """Yield everybody who is on the register: the key of her name, her address, her record, the digest of its accepted part."""
    for about in _abouts(by_subject, shown, shared):
        record, line = person_rows(about)
        yield fold(record.name), record.id, Packed(record), line


def _abouts(by_subject: ByAddress, shown: _Where, shared: Shared) -> Iterator[About]:
    """Yield what each person's record is made of, those of one report near each other."""
    for address in by_subject.near_each_other():
        if address not in shared.subjects.groups:
            presented = by_subject.presented(address, shown.get(address, ()))
            about = about_of(address, by_subject, shared, presented)
            if kept(about):
                yield about
