"""One person's (or group's) events as episodes, each with its beliefs, in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from habeas.claims.claim_types import claim_types
from habeas.identity.episodes import Event
from habeas.identity.values import parse_date
from habeas.model.claim import Modality
from habeas.model.reason import Reason
from habeas.model.record import Belief, Episode
from habeas.model.statement import State, Statement
from habeas.register.alone import event_alone
from habeas.register.belief import hold, hold_event
from habeas.register.corroboration import Origins
from habeas.register.links import Choice

LAST = "9999-99-99"
ALONE = Reason("episode.alone", "One statement tells it.")


def episode_of(
    event: Event, further: Sequence[Statement], origins: Origins, chosen: Sequence[Choice], group: str | None
) -> Episode:
    """Return the episode of ``event``; ``further`` are proposed statements about the same event, kept apart."""
    told = list(event.statements)
    beliefs = _beliefs(event, told, origins, chosen)
    if further:
        beliefs += _beliefs(event, list(further), origins, chosen)
    happened = beliefs[0]
    dates = [b.value for b in beliefs if b.property == "date"]
    reason = event.reasons[0] if event.reasons else ALONE
    return Episode(
        id=event.id,
        type=event.type,
        date=dates[0] if dates else None,
        beliefs=tuple(beliefs),
        statements=tuple(s.id for s in [*told, *further]),
        modality=happened.modality,
        state=happened.state,
        reason=reason,
        group=group,
        sort_key=(_sort_day(dates, told), f"{_usual_place(event.type):03d} {event.id}"),
    )


def _beliefs(event: Event, told: list[Statement], origins: Origins, chosen: Sequence[Choice]) -> list[Belief]:
    if len(told) == 1:
        return event_alone(told[0], origins, chosen, event.id)
    found = [hold_event(event.type, told, origins, chosen, event.id)]
    telling = [s for s in told if s.modality is not Modality.DENIED]
    for name in sorted({name for s in telling for name in s.fields if name != "said_by"}):
        values = [(v.value, s) for s in telling for v in s.fields.get(name, ())]
        found.extend(hold(name, values, origins, chosen, episode=event.id, episode_type=event.type))
    return found


def _sort_day(dates: list[str], told: Iterable[Statement]) -> str:
    """Return the day by which the timeline sorts: the event's, else the first report's, else the end."""
    for text in dates:
        found = parse_date(text)
        if found is not None and found.is_resolved:
            return ((found.earliest or found.latest) or date.max).isoformat()
    published = sorted(e.published for s in told for e in s.evidence if e.published)
    return published[0] if published else LAST


def _usual_place(type_name: str) -> int:
    """Return where an event stands in the usual course of a case: it orders what no date does."""
    types = claim_types()
    return types.get(type_name).order if types.known(type_name) else 999


def in_time(episodes: Iterable[Episode]) -> tuple[Episode, ...]:
    """Return the episodes in the order of time; those without any date stand last."""
    return tuple(sorted(episodes, key=lambda e: e.sort_key))


def worst(states: Iterable[State]) -> State:
    """Return the state of a whole: accepted as soon as one part is, disputed only where nothing else stands."""
    found = set(states)
    for state in (State.ACCEPTED, State.DISPUTED, State.PROPOSED):
        if state in found:
            return state
    return State.PROPOSED
