"""One statement in one plain English sentence, as it is shown before it is widened."""

from __future__ import annotations

from collections.abc import Sequence

from habeas.model.claim import Certainty, Modality, Value
from habeas.model.statement import Statement

_MANNER = {
    Modality.ALLEGED: "it is alleged",
    Modality.EXPECTED: "it is expected",
    Modality.DENIED: "it is denied",
    Modality.IN_ABSENTIA: "in absentia",
}
_SURE = {Certainty.HEDGED: "the source is not sure", Certainty.DOUBTED: "the source doubts it"}


def sentence(statement: Statement, said_by: Sequence[Value], names: Sequence[str]) -> str:
    """Return who, what, the fields, and on whose word."""
    who = ", ".join(dict.fromkeys(names)) or "Somebody"
    what = statement.type.replace("_", " ")
    told = "; ".join(
        f"{name.replace('_', ' ')}: {', '.join(value.value for value in values)}"
        for name, values in sorted(statement.fields.items())
        if name not in ("of", "equals", "includes")
    )
    manner = [word for word in (_MANNER.get(statement.modality) if statement.modality else None,) if word]
    if statement.certainty in _SURE:
        manner.append(_SURE[statement.certainty])
    if said_by:
        manner.append("on the word of " + ", ".join(value.value for value in said_by))
    tail = f" ({'; '.join(manner)})" if manner else ""
    return f"{who}: {what}{' – ' + told if told else ''}{tail}."
