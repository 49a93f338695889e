"""Whether a list contradicts what is held: two values of one field that cannot both be true."""

from __future__ import annotations

from collections.abc import Iterable

from habeas.identity.properties import field_property, type_property
from habeas.identity.values import Relation, relate
from habeas.model.claim import Modality
from habeas.model.statement import Statement


def contradicts(new: Statement, held: Iterable[Statement]) -> bool:
    """Whether a statement of a list cannot stand beside those held of the same person.

    Only what a life has once can contradict (“once” in ``vocabulary/properties.yml``): a second detention is another.
    """
    if not type_property(new.type).once:
        return False
    return any(_clash(new, old) for old in held if old.type == new.type and _plain(old) == _plain(new))


def adds_nothing(new: Statement, held: Iterable[Statement]) -> bool:
    """Whether some statement held says all that a list's statement says, value by value."""
    return any(old.type == new.type and _plain(old) == _plain(new) and _holds(old, new) for old in held)


def _plain(statement: Statement) -> bool:
    return statement.modality not in (Modality.EXPECTED, Modality.DENIED)


def _clash(new: Statement, old: Statement) -> bool:
    for name, values in new.fields.items():
        if field_property(name).many:
            continue
        theirs = old.fields.get(name, ())
        if theirs and all(
            relate(name, a.value, b.value) is Relation.CONFLICT for a in values for b in theirs
        ):
            return True
    return False


def _holds(old: Statement, new: Statement) -> bool:
    return all(
        any(relate(name, value.value, other.value) is Relation.SAME for other in old.fields.get(name, ()))
        for name, values in new.fields.items()
        for value in values
    )
