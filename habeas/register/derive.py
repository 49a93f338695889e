"""Statements and links become the register: a pure function of them, the day and the packs.

``digest`` covers what is accepted, and only that: two devices that hold the same record print the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from habeas.identity.episodes import place
from habeas.identity.values import fold
from habeas.model.record import GroupRecord, Record, Register
from habeas.model.statement import Evidence, State, Statement
from habeas.register.canonical import group_text, record_text
from habeas.register.corroboration import find_origins
from habeas.register.gathered import told_names
from habeas.register.groups import Membership, bounds, membership
from habeas.register.links import NO_LINKS, Choice, Links
from habeas.register.person import About, events_of, record_of
from habeas.register.status import Presented, registers
from habeas.register.subjects import Subjects, resolve
from habeas.register.timeline import episode_of, in_time, worst

type Rows = Callable[[Sequence[About]], Sequence[tuple[Record, str]]]
"""Makes of what is told of people their records, each with the digest of its accepted part."""


@dataclass(frozen=True, slots=True)
class Made:
    """One person's record, the digest of its accepted part, and all that both were made of."""

    about: About
    record: Record
    line: str


@dataclass(frozen=True, slots=True)
class Derived:
    """The register with what it was derived from: who is who, and the statements under their addresses.

    ``lines`` holds, by address, the digest of each accepted record; ``made`` what each person's record was made of, so
    that a later derivation need not make again what has not changed.
    """

    register: Register
    subjects: Subjects
    statements: Mapping[str, tuple[Statement, ...]]
    membership: Membership
    lines: Mapping[str, str]
    made: Mapping[str, Made] = field(default_factory=dict)


def derive(
    statements: Sequence[Statement],
    links: Links = NO_LINKS,
    *,
    today: date,
    presented: Sequence[Presented] = (),
    key: bytes = b"",
) -> Register:
    """Return the register of one lane.

    ``presented`` and ``key`` (the workspace key, which hides the names behind proposed ids) are for the private
    lane, where ``statements`` may hold proposals.
    """
    return derive_all(statements, links, today=today, presented=presented, key=key).register


def derive_all(
    statements: Sequence[Statement],
    links: Links = NO_LINKS,
    *,
    today: date,
    presented: Sequence[Presented] = (),
    key: bytes = b"",
    before: Derived | None = None,
    rows: Rows | None = None,
) -> Derived:
    """Return the register and the steps on the way to it.

    ``before`` is an earlier derivation: of people about whom nothing changed the record is taken from it. ``rows`` does
    what ``all_rows`` does, on several cores perhaps. The result is the same as without either.
    """
    subjects = resolve(statements, links, presented, key=key)
    by_subject = sort_out(statements, subjects)
    told = [s for rows in by_subject.values() for s in rows if s.type == "group"]
    firm, joined = membership(accepted_only(told), subjects.of), membership(told, subjects.of)
    reports: dict[str, list[Presented]] = {}
    for report in presented:
        reports.setdefault(subjects.address(report.mention), []).append(report)
    shared = shared_of(subjects, links, firm, joined, today)
    abouts: list[About] = []
    groups: list[tuple[GroupRecord, str]] = []
    for address in sorted(by_subject):
        if address in subjects.groups:
            groups.append(group_rows(address, by_subject[address], shared))
            continue
        about = about_of(address, by_subject, shared, reports.get(address, ()))
        if kept(about):
            abouts.append(about)
    made = _made(abouts, before.made if before else {}, rows or all_rows)
    lines = {one.record.id: one.line for one in made.values() if one.line}
    lines |= {record.id: line for record, line in groups if line}
    register = Register(
        people=in_name_order(one.record for one in made.values()),
        groups=tuple(record for record, _ in groups),
        support=support_of(statements),
        digest=whole_digest(lines.values()),
    )
    return Derived(register, subjects, by_subject, joined, lines, made)


def _made(abouts: Sequence[About], known: Mapping[str, Made], rows: Rows) -> dict[str, Made]:
    """Return what is made of each person, by address, in their order; what is ``known`` of the same is not made again."""
    made = {one.address: known.get(one.address) for one in abouts}
    todo = [one for one in abouts if (earlier := made[one.address]) is None or earlier.about != one]
    made |= {about.address: Made(about, *row) for about, row in zip(todo, rows(todo), strict=True)}
    return {address: one for address, one in made.items() if one is not None}


def accepted_only(statements: Iterable[Statement]) -> list[Statement]:
    """Return the statements that a person of ours accepted."""
    return [s for s in statements if s.state is not State.PROPOSED]


def in_name_order(records: Iterable[Record]) -> tuple[Record, ...]:
    """Return people as a list is read: by name, those without a name first."""
    return tuple(sorted(records, key=lambda r: (fold(r.name), r.id)))


def sort_out(statements: Iterable[Statement], subjects: Subjects) -> dict[str, tuple[Statement, ...]]:
    """Return the statements of each address, under addresses, in Order."""
    found: dict[str, list[Statement]] = {}
    for statement in statements:
        moved = subjects.rewrite(statement)
        for address in moved.subjects:
            found.setdefault(address, []).append(moved)
    return {address: tuple(sorted(rows, key=place)) for address, rows in found.items()}


@dataclass(frozen=True, slots=True)
class Shared:
    """What every record of one lane is made with. ``firm`` is membership as accepted, ``joined`` with proposals too;
    ``choices`` are found by the claims that they name, ``copies`` by report.
    """

    subjects: Subjects
    links: Links
    firm: Membership
    joined: Membership
    today: date
    choices: Mapping[str, tuple[Choice, ...]]
    copies: Mapping[str, tuple[tuple[str, ...], ...]]

    def chosen(self, statements: Iterable[Statement]) -> tuple[Choice, ...]:
        """Return the choices about any of ``statements``."""
        if not self.choices:
            return ()
        return tuple(dict.fromkeys(one for s in statements for one in self.choices.get(s.id, ())))

    def copied(self, statements: Iterable[Statement]) -> tuple[tuple[str, ...], ...]:
        """Return the groups of copies that hold a report of any of ``statements``."""
        if not self.copies:
            return ()
        captures = dict.fromkeys(e.capture for s in statements for e in s.evidence)
        return tuple(sorted({one for capture in captures for one in self.copies.get(capture, ())}))


def shared_of(subjects: Subjects, links: Links, firm: Membership, joined: Membership, today: date) -> Shared:
    """Return what every record of one lane is made with."""
    return Shared(subjects, links, firm, joined, today, _choices(links), _copies(links))


def _choices(links: Links) -> dict[str, tuple[Choice, ...]]:
    found: dict[str, list[Choice]] = {}
    for choice in sorted(links.chosen, key=lambda c: (c.order, c.decision)):
        for claim in dict.fromkeys((*choice.claims, *choice.over)):
            found.setdefault(claim, []).append(choice)
    return {claim: tuple(rows) for claim, rows in found.items()}


def _copies(links: Links) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for group in links.copies:
        for capture in dict.fromkeys(group):
            found.setdefault(capture, []).append(group)
    return {capture: tuple(rows) for capture, rows in found.items()}


def about_of(
    address: str,
    by_subject: Mapping[str, tuple[Statement, ...]],
    shared: Shared,
    reports: Sequence[Presented],
) -> About:
    """Gather what one person's record is made of; nothing else may reach it."""
    own = by_subject.get(address, ())
    firm = shared.firm.groups_of.get(address, ())
    groups = _through_groups(own, shared.joined.groups_of.get(address, ()), firm, by_subject)
    every = [*own, *(s for rows in groups.values() for s in rows)]
    subjects = shared.subjects
    return About(
        address=address,
        statements=own,
        today=shared.today,
        groups=groups,
        firm=frozenset(firm),
        names=subjects.names.get(address, ()),
        accepted=any(s.state is not State.PROPOSED for s in own),
        joined=subjects.joined.get(address, ()),
        older=subjects.older.get(address, ()),
        reports=tuple(reports),
        events=shared.links.events.about(s.id for s in every),
        chosen=shared.chosen(every),
        copies=shared.copied(every),
    )


def _through_groups(
    own: Iterable[Statement],
    groups: Iterable[str],
    firm: Collection[str],
    by_subject: Mapping[str, tuple[Statement, ...]],
) -> dict[str, tuple[Statement, ...]]:
    """Return what is told of the groups that she is in and not of her by name; ``firm`` are those accepted to hold her."""
    mine = {s.id for s in own} if groups else set()
    found = {}
    for group in groups:
        rows = [s for s in by_subject.get(group, ()) if s.type != "group" and s.id not in mine]
        if group not in firm:  # that she is in it is itself only proposed
            rows = [replace(s, state=State.PROPOSED) for s in rows]
        found[group] = tuple(rows)
    return found


def kept(about: About) -> bool:
    """Whether she is on the register: accepted by us, or proposed with a fact of detention."""
    return about.accepted or any(registers(s.type) for s in about.statements) or bool(about.groups)


def person_rows(about: About) -> tuple[Record, str]:
    """Return a person's record, and the digest of its accepted part (empty where nothing is accepted)."""
    record = record_of(about)
    own = tuple(accepted_only(about.statements))
    if not own:
        return record, ""
    groups = {g: tuple(accepted_only(rows)) for g, rows in about.groups.items() if g in about.firm}
    unsaid = set(about.names).difference(*map(told_names, own))
    plain = own == about.statements and groups == about.groups and not unsaid
    accepted = (
        record if plain else record_of(replace(about, statements=own, groups=groups, names=(), reports=()))
    )
    return record, sha256(record_text(accepted)).hexdigest()


def all_rows(abouts: Sequence[About]) -> list[tuple[Record, str]]:
    """Return the rows of several people, in their order."""
    return [person_rows(about) for about in abouts]


def group_rows(address: str, own: Sequence[Statement], shared: Shared) -> tuple[GroupRecord, str]:
    """Return a group's record, and the digest of its accepted part (empty where nothing is accepted)."""
    record = group_of(address, own, shared.joined, shared)
    accepted = accepted_only(own)
    if not accepted:
        return record, ""
    return record, sha256(group_text(group_of(address, accepted, shared.firm, shared))).hexdigest()


def group_of(address: str, own: Sequence[Statement], joined: Membership, shared: Shared) -> GroupRecord:
    """Return the record of one group."""
    named = joined.named.get(address, frozenset())
    least, most, reason = bounds(
        [s for s in own if s.type == "group"], len(named), equal=address in joined.equal
    )
    origins = find_origins((e for s in own for e in s.evidence), shared.copied(own))
    own = [origins.label(s) for s in own]
    told = [s for s in own if s.type == "group"]
    events = events_of((s for s in own if s.type != "group"), shared.links.events)
    return GroupRecord(
        id=address,
        least=least,
        most=most,
        of=joined.part_of.get(address),
        members=tuple(sorted(named)),
        episodes=in_time(episode_of(e, more, origins, shared.chosen(own), address) for e, more in events),
        evidence=tuple(dict.fromkeys(e for s in told for e in s.evidence)),
        state=worst(s.state for s in own),
        reason=reason,
    )


def whole_digest(lines: Iterable[str]) -> str:
    """Return the digest over all accepted records."""
    hashed = sha256(b"habeas1/register")
    for line in sorted(filter(None, lines)):
        hashed.update(bytes.fromhex(line))
    return hashed.hexdigest()


def support_of(statements: Iterable[Statement]) -> tuple[tuple[str, tuple[Evidence, ...]], ...]:
    """Return the bodies through which people can be supported, each with its passages."""
    found: dict[str, dict[Evidence, None]] = {}
    names: dict[str, str] = {}
    for statement in sorted(statements, key=lambda s: (s.order, s.id)):
        for value in statement.fields.get("body", ()) if statement.type == "support" else ():
            name = names.setdefault(fold(value.value), value.value)
            found.setdefault(name, {}).update((one, None) for one in statement.evidence)
    return tuple((name, tuple(rows)) for name, rows in sorted(found.items()))
