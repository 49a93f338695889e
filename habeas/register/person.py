"""One person's record from the statements about her: what is accepted first, what is only proposed kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from habeas.identity.episodes import Event, cluster_events, place
from habeas.identity.judgements import Judgements
from habeas.identity.likeness import weigh
from habeas.identity.properties import type_property
from habeas.model.claim import Modality
from habeas.model.reason import Reason
from habeas.model.record import Belief, Record
from habeas.model.statement import State, Statement
from habeas.register.alone import trait_alone
from habeas.register.belief import hold
from habeas.register.completeness import completeness
from habeas.register.corroboration import Origins, find_origins
from habeas.register.links import Choice
from habeas.register.status import Presented, Whereabouts, presented, whereabouts
from habeas.register.timeline import episode_of, in_time, worst
from habeas.register.turns import last_day


@dataclass(frozen=True, slots=True)
class About:
    """All that a record is made of: the person's statements, those of her groups, and what links say of them.

    ``groups`` maps a group's address to its statements, ``firm`` names those that she is accepted to be in. ``today`` decides only whether a term is over.
    """

    address: str
    statements: tuple[Statement, ...]
    today: date
    groups: Mapping[str, tuple[Statement, ...]] = field(default_factory=dict)
    firm: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    accepted: bool = False
    joined: tuple[Reason, ...] = ()
    older: tuple[str, ...] = ()
    reports: tuple[Presented, ...] = ()
    events: Judgements = field(default_factory=Judgements)
    chosen: tuple[Choice, ...] = ()
    copies: tuple[tuple[str, ...], ...] = ()


def record_of(about: About) -> Record:
    """Return the record of one person."""
    every = sorted([*about.statements, *(s for rows in about.groups.values() for s in rows)], key=place)
    origins = find_origins((e for s in every for e in s.evidence), about.copies)
    every = [origins.label(s) for s in every]
    own = {s.id for s in about.statements}
    accepted = [s for s in every if s.state is not State.PROPOSED]
    events = events_of([s for s in every if not type_property(s.type).trait], about.events)
    now = _whereabouts(about, every, accepted, event_days(events))
    episodes = in_time(
        episode_of(event, further, origins, about.chosen, _group(event, about.groups))
        for event, further in events
    )
    beliefs = traits([s for s in every if s.id in own], origins, about.chosen)
    beliefs += [belief for episode in episodes for belief in episode.beliefs]
    names = _names(beliefs, about.names)
    stated = accepted or every
    return Record(
        id=about.address,
        name=names[0] if names else "",
        names=names,
        held=now.held,
        held_as_of=now.held_as_of,
        status=now.status,
        state=State.ACCEPTED if about.accepted else worst(s.state for s in about.statements),
        status_reason=now.reason,
        beliefs=tuple(beliefs),
        episodes=episodes,
        groups=tuple(sorted(about.groups)),
        completeness=completeness(stated, now.status),
        joined=about.joined,
        redirects=about.older,
    )


def _whereabouts(
    about: About, every: list[Statement], accepted: list[Statement], days: Mapping[str, date]
) -> Whereabouts:
    """Accepted statements decide; only of somebody who is proposed do the proposals, and then the report itself."""
    if accepted:
        return whereabouts(accepted, about.today, days)
    return presented(whereabouts(every, about.today, days), about.reports)


def event_days(events: Iterable[tuple[Event, tuple[Statement, ...]]]) -> dict[str, date]:
    """Return, by statement id, the last day on which its event can have been, by any accepted report that dates it.

    A proposal is dated by itself or by its event, but dates no accepted statement.
    """
    found: dict[str, date] = {}
    for event, further in events:
        own = [(s.id, _days(s)) for s in event.statements]
        days = [day for _, given in own for day in given]
        for one, given in (*own, *((s.id, _days(s)) for s in further)):
            if given or days:
                found[one] = max(given or days)
    return found


def _days(statement: Statement) -> list[date]:
    if statement.modality is Modality.DENIED:
        return []  # the day of the denial
    return [day for day in (last_day(v.value) for v in statement.fields.get("date", ())) if day]


def traits(statements: Sequence[Statement], origins: Origins, chosen: Sequence[Choice]) -> list[Belief]:
    """Return what is held without an event: names, birth, contact, support; accepted first, then proposed."""
    told: dict[tuple[bool, str], list[Statement]] = {}
    for s in statements:
        if type_property(s.type).trait and s.type != "group":
            told.setdefault((s.state is State.PROPOSED, s.type), []).append(s)
    found: list[Belief] = []
    for (_, type_name), claims in sorted(told.items(), key=lambda row: row[0]):
        if len(claims) == 1:
            found += trait_alone(claims[0], origins, chosen)
            continue
        for name in sorted({name for s in claims for name in s.fields}):
            values = [(v.value, s) for s in claims for v in s.fields.get(name, ())]
            found.extend(hold(name, values, origins, chosen, episode_type=type_name))
    return found


def events_of(told: Iterable[Statement], judgements: Judgements) -> list[tuple[Event, tuple[Statement, ...]]]:
    """Return the accepted events, each with the proposals that tell it too, then the events only proposed.

    A proposal never joins two accepted events, nor changes one.
    """
    rows = list(told)
    firm = cluster_events([s for s in rows if s.state is not State.PROPOSED], judgements)
    further: dict[str, list[Statement]] = {event.id: [] for event in firm}
    loose: list[Statement] = []
    for statement in sorted((s for s in rows if s.state is State.PROPOSED), key=place):
        best = _best(statement, firm)
        if best is None:
            loose.append(statement)
        else:
            further[best.id].append(statement)
    found = [(event, tuple(further[event.id])) for event in firm]
    return found + [(event, ()) for event in cluster_events(loose, judgements)]


def _best(statement: Statement, events: Sequence[Event]) -> Event | None:
    options: list[tuple[float, str, Event]] = []
    for event in events:
        if event.type != statement.type:
            continue
        weights = [weigh(statement, other) for other in event.statements]
        if not any(one.barred for one in weights) and max(one.weight for one in weights) > 0:
            options.append((-max(one.weight for one in weights), event.id, event))
    return min(options, key=lambda row: row[:2])[2] if options else None


def _group(event: Event, groups: Mapping[str, tuple[Statement, ...]]) -> str | None:
    """Return the group through which alone this event reaches the person, if it is so."""
    if not groups:
        return None
    own = {s.id for s in event.statements}
    for address in sorted(groups):
        if own <= {s.id for s in groups[address]}:
            return address
    return None


def _names(beliefs: Sequence[Belief], seen: Iterable[str]) -> tuple[str, ...]:
    """Return the accepted names in the order of belief, then the other spellings that were seen."""
    held = [b.value for b in beliefs if b.property == "name"]
    other = [b.value for b in beliefs if b.property == "other_name"]
    return tuple(dict.fromkeys([*held, *other, *seen]))
