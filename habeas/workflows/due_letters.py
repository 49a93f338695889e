"""What letters change in what is due: no “write now” against a wish, and one that came back asks a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from habeas.exchange.letters.log import Letter, letters_of, moved, tallies
from habeas.exchange.letters.recipient import recipient_of
from habeas.exchange.letters.wishes import Wish
from habeas.law.span import Span
from habeas.model.record import Record
from habeas.model.statement import State
from habeas.register.due import Due
from habeas.workflows.holding import Holding

KIND = "letters"
RETURNED = "returned"
NEVER = frozenset({Wish.NONE, Wish.UNNAMED})


def as_wished(rows: Iterable[Due], people: Mapping[str, Record], today: date) -> tuple[Due, ...]:
    """Return ``rows`` without the time to write to whoever wishes no letters; a pause moves its beginning."""
    found = (one if one.kind != KIND else _wished(one, people.get(one.person), today) for one in rows)
    return tuple(one for one in found if one is not None)


def returned(holding: Holding, today: date, *, of: str | None = None) -> tuple[Due, ...]:
    """Return, for everybody or the person ``of``, the open question of a letter that came back: was she moved?"""
    letters = letters_of(holding.held.statements, holding.held.links.address)
    return tuple(
        row
        for person, tally in tallies(letters).items()
        if tally.last_returned is not None and person in holding.by_id and of in (None, person)
        for row in _asked(holding.by_id[person], letters, today)
    )


def _asked(record: Record, letters: tuple[Letter, ...], today: date) -> list[Due]:
    own = [one for one in letters if one.person in (record.id, *record.redirects)]
    to = recipient_of(record, today)
    tally = tallies(replace(one, person=record.id) for one in own)[record.id]
    why = moved(tally, to.where.day if to.where else None)
    if why is None or record.held is False or tally.last_returned is None:
        return []
    day = tally.last_returned
    back = tuple(one.statement for one in own if one.act == "returned" and one.day == day)
    return [
        Due(RETURNED, record.id, record.name, Span(day, day), why, State.ACCEPTED, question=True,
            statements=back, anchor=day.isoformat())
    ]  # fmt: skip


def _wished(one: Due, record: Record | None, today: date) -> Due | None:
    wishes = recipient_of(record, today).wishes if record is not None else ()
    if any(wish.wish in NEVER for wish in wishes):
        return None
    until = max((w.until for w in wishes if w.wish is Wish.PAUSE and w.until is not None), default=None)
    first, last = one.span.first, one.span.last
    if until is None or (first is not None and until <= first):
        return one
    if last is None or until > last:
        return None
    return replace(one, span=Span(until, last))
