"""Statements and links become the register: a pure function of them, the day and the packs.

``digest`` covers what is accepted, and only that: two devices that hold the same record print the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from habeas.identity.values import fold
from habeas.model.record import GroupRecord, Register
from habeas.model.statement import Evidence, State, Statement
from habeas.register.canonical import canonical
from habeas.register.corroboration import find_origins
from habeas.register.groups import Membership, bounds, membership
from habeas.register.links import NO_LINKS, Links
from habeas.register.person import NO_ORIGINS, About, events_of, record_of
from habeas.register.status import Presented, registers
from habeas.register.subjects import Subjects, resolve
from habeas.register.timeline import episode_of, in_time, worst


@dataclass(frozen=True, slots=True)
class Derived:
    """The register with what it was derived from: who is who, and the statements under their addresses."""

    register: Register
    subjects: Subjects
    statements: Mapping[str, tuple[Statement, ...]]
    membership: Membership


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
) -> Derived:
    """Return the register and the steps on the way to it."""
    subjects = resolve(statements, links, presented, key=key)
    by_subject = sort_out(statements, subjects)
    joined = membership((s for rows in by_subject.values() for s in rows), subjects.of)
    reports: dict[str, list[Presented]] = {}
    for report in presented:
        reports.setdefault(subjects.address(report.mention), []).append(report)
    accepted = {subjects.address(one) for one in links.subjects}
    people, groups = [], []
    for address in sorted(by_subject.keys() | accepted):
        own = by_subject.get(address, ())
        if address in subjects.groups:
            groups.append(group_of(address, own, joined, links, accepted=address in accepted))
            continue
        about = about_of(address, by_subject, joined, subjects, links, today, reports.get(address, ()))
        if own and _kept(about):
            people.append(about)
    rows = [(record_of(about), digest_of(about)) for about in people]
    lines = [line for _, line in rows if line] + [line for group in groups if (line := group_digest(group))]
    register = Register(
        people=tuple(sorted((record for record, _ in rows), key=lambda r: (fold(r.name), r.id))),
        groups=tuple(groups),
        support=support_of(statements),
        digest=whole_digest(lines),
    )
    return Derived(register, subjects, by_subject, joined)


def sort_out(statements: Iterable[Statement], subjects: Subjects) -> dict[str, tuple[Statement, ...]]:
    """Return the statements of each address, under addresses, in Order."""
    found: dict[str, list[Statement]] = {}
    for statement in statements:
        moved = subjects.rewrite(statement)
        for address in moved.subjects:
            found.setdefault(address, []).append(moved)
    return {
        address: tuple(sorted(rows, key=lambda s: (s.state is State.PROPOSED, s.order, s.id)))
        for address, rows in found.items()
    }


def about_of(
    address: str,
    by_subject: Mapping[str, tuple[Statement, ...]],
    joined: Membership,
    subjects: Subjects,
    links: Links,
    today: date,
    reports: Sequence[Presented],
) -> About:
    """Gather what one person's record is made of; nothing else may reach it."""
    own = by_subject.get(address, ())
    mine = {s.id for s in own}
    groups = {
        group: tuple(s for s in by_subject.get(group, ()) if s.type != "group" and s.id not in mine)
        for group in joined.groups_of.get(address, ())
    }
    ids = mine | {s.id for rows in groups.values() for s in rows}
    return About(
        address=address,
        statements=own,
        today=today,
        groups=groups,
        names=subjects.names.get(address, ()),
        accepted=any(s.state is not State.PROPOSED for s in own),
        joined=subjects.joined.get(address, ()),
        older=subjects.older.get(address, ()),
        reports=tuple(reports),
        events=links.events,
        chosen=tuple(c for c in links.chosen if not ids.isdisjoint((*c.claims, *c.over))),
        copies=links.copies,
    )


def _kept(about: About) -> bool:
    """Whether she is on the register: accepted by us, or proposed with a fact of detention."""
    return about.accepted or any(registers(s.type) for s in about.statements) or bool(about.groups)


def digest_of(about: About) -> str:
    """Return the digest of the accepted part of a record, empty where nothing is accepted."""
    own = tuple(s for s in about.statements if s.state is not State.PROPOSED)
    if not own:
        return ""
    firm = replace(
        about,
        statements=own,
        groups={
            g: tuple(s for s in rows if s.state is not State.PROPOSED) for g, rows in about.groups.items()
        },
        names=(),
        reports=(),
        joined=(),
    )
    return sha256(canonical(record_of(firm))).hexdigest()


def group_of(
    address: str, own: Sequence[Statement], joined: Membership, links: Links, *, accepted: bool
) -> GroupRecord:
    """Return the record of one group."""
    told = [s for s in own if s.type == "group"]
    named = joined.named.get(address, frozenset())
    least, most, reason = bounds(told, len(named), equal=address in joined.equal)
    origins = find_origins((e for s in own for e in s.evidence), links.copies) if own else NO_ORIGINS
    events = events_of((s for s in own if s.type != "group"), links.events)
    return GroupRecord(
        id=address,
        least=least,
        most=most,
        of=joined.part_of.get(address),
        members=tuple(sorted(named)),
        episodes=in_time(episode_of(e, more, origins, links.chosen, address) for e, more in events),
        evidence=tuple(dict.fromkeys(e for s in told for e in s.evidence)),
        state=State.ACCEPTED if accepted else worst(s.state for s in own),
        reason=reason,
    )


def group_digest(group: GroupRecord) -> str:
    """Return the digest of an accepted group, empty for one that is only proposed."""
    if group.state is State.PROPOSED:
        return ""
    return sha256(canonical(group)).hexdigest()


def whole_digest(lines: Iterable[str]) -> str:
    """Return the digest over all accepted records."""
    hashed = sha256(b"habeas1/register")
    for line in sorted(lines):
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
