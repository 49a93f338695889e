"""Two questions about the past: what we held by a day (“as of”), and what was true on a day (“on”)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from habeas.identity.values import parse_date
from habeas.model.claim import Modality
from habeas.model.statement import State, Statement
from habeas.record.entry import Entry
from habeas.record.order import order_keys
from habeas.register.statements import Held, day_of, of_entries


def as_of(entries: Sequence[Entry], received: Mapping[bytes, int], day: date) -> Held:
    """Return what one audience held at the end of ``day`` (UTC), by the Order of its entries.

    Accepted facts only. What has been erased since stays erased: an erasure reaches back.
    """
    keys = order_keys(entries, received)
    last = day.isoformat()
    early = [entry for entry in entries if entry.kind == "erase" or day_of(keys[entry.id][0]) <= last]
    return of_entries(early, received)


def on(statements: Iterable[Statement], day: date) -> tuple[Statement, ...]:
    """Return the accepted statements about what had happened by ``day``: derive from these with ``today=day``.

    What was only expected then is left out; an event whose date allows both counts as happened.
    """
    return tuple(s for s in statements if s.state is not State.PROPOSED and _by(s, day))


def _by(statement: Statement, day: date) -> bool:
    if statement.modality is Modality.EXPECTED:
        return False
    dates = [parse_date(v.value) for v in statement.fields.get("date", ())]
    first = [d.earliest for d in dates if d is not None and d.earliest is not None]
    if first:
        return min(first) <= day
    published = [parse_date(e.published) for e in statement.evidence if e.published]
    told = [d.earliest for d in published if d is not None and d.earliest is not None]
    return not told or min(told) <= day
