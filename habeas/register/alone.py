"""What one statement alone tells: nothing stands against it, so what is held is what it says.

Most events and traits are told once. What all their values share (the passage, the voice, the count, the state, the reason) is
asked once for the statement; the answers are those of :mod:`habeas.register.belief`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from habeas.model.claim import Modality
from habeas.model.record import Belief
from habeas.model.statement import State, Statement
from habeas.register.belief import Where, hold, manner, notes_of, nothing_against
from habeas.register.corroboration import Origins
from habeas.register.links import Choice

_STATES = (State.PROPOSED, State.DISPUTED)  # any other statement that stands is accepted


def event_alone(
    statement: Statement, origins: Origins, chosen: Sequence[Choice], episode: str
) -> list[Belief]:
    """Return what is held of an event that ``statement`` alone tells: that it took place, then its fields."""
    denied = statement.modality is Modality.DENIED
    names = () if denied else sorted(name for name in statement.fields if name != "said_by")
    happened = (statement.type, manner(statement.modality))
    return list(_told(statement, origins, chosen, (episode, statement.type), names, happened))


def trait_alone(statement: Statement, origins: Origins, chosen: Sequence[Choice]) -> list[Belief]:
    """Return what is held by a trait that ``statement`` alone tells."""
    return list(_told(statement, origins, chosen, (None, statement.type), sorted(statement.fields)))


def _told(
    statement: Statement,
    origins: Origins,
    chosen: Sequence[Choice],
    where: Where,
    names: Iterable[str],
    happened: tuple[str, str] | None = None,
) -> Iterator[Belief]:
    evidence = statement.evidence
    reports, count = origins.count(evidence)
    copied = origins.why(evidence) if count != reports else ()
    said_by = tuple(dict.fromkeys([voice.value for voice in statement.said_by]))
    state = statement.state if statement.state in _STATES else State.ACCEPTED
    reason, ids = nothing_against(reports, count), (statement.id,)

    def belief(name: str, value: str) -> Belief:
        notes = notes_of(name, value, (statement,)) + copied
        return Belief(
            name, value, state, said_by, reports, count, evidence, (), reason, *where, statement.modality,
            statement.certainty, ids, notes,
        )  # fmt: skip

    if happened is not None:
        yield belief(*happened)
    for name in names:
        values = statement.fields[name]
        if len(values) == 1:
            yield belief(name, values[0].value)
        else:
            told = [(value.value, statement) for value in values]
            yield from hold(name, told, origins, chosen, episode=where[0], episode_type=where[1])
