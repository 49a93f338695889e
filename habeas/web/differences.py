"""Where a proposal says something else than what we accepted of the same event: the accepted values beside it."""

from __future__ import annotations

from collections.abc import Iterable

from habeas.identity.properties import field_property
from habeas.identity.values import Relation, relate
from habeas.model.record import Belief, Record
from habeas.model.statement import State, Statement
from habeas.publish.facts import field_of
from habeas.web.serving import Seen


def accepted_instead(seen: Seen, statement: Statement) -> tuple[tuple[str, str], ...]:
    """Return (field, value) of each accepted value that cannot be true beside what ``statement`` proposes."""
    if statement.state is not State.PROPOSED:
        return ()
    found: dict[tuple[str, str], None] = {}
    for record in _people(seen, statement):
        for beliefs in (_traits(record), *(episode.beliefs for episode in record.episodes)):
            found.update((row, None) for row in _against(beliefs, statement.id))
    return tuple(found)


def _people(seen: Seen, statement: Statement) -> Iterable[Record]:
    known = seen.holding.by_id
    addresses = dict.fromkeys(seen.holding.address(subject) for subject in statement.subjects)
    return [known[address] for address in addresses if address in known]


def _traits(record: Record) -> tuple[Belief, ...]:
    return tuple(belief for belief in record.beliefs if belief.episode is None)


def _against(beliefs: tuple[Belief, ...], own: str) -> Iterable[tuple[str, str]]:
    """Yield what is accepted of the same event or trait and excludes a value of ``own``."""
    accepted = [b for b in beliefs if b.state in (State.ACCEPTED, State.DISPUTED)]
    for proposed in (b for b in beliefs if own in b.statements):
        field = field_of(proposed)
        if field_property(field).many:
            continue
        for belief in accepted:
            if belief.property != proposed.property:
                continue
            for value in (belief.value, *(rival.value for rival in belief.rivals)):
                if relate(field, proposed.value, value) is Relation.CONFLICT:
                    yield field, value
