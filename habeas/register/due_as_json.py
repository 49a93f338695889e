"""One thing that is due, as JSON: a row of ``habeas due --json`` (docs/schemas/due.json), and of the API."""

from __future__ import annotations

from typing import Any

from habeas.register.due import Due
from habeas.register.due_words import sentence


def due_json(one: Due, lang: str) -> dict[str, Any]:
    """Return one row; ``words`` are in the language ``lang``."""
    first, last = one.span.first, one.span.last
    reason = one.reason
    return {
        "kind": one.kind,
        "gap": one.gap,
        "question": one.question,
        "person": one.person or None,
        "name": one.named.get(lang, one.name) or None,
        "first": first.isoformat() if first else None,
        "last": last.isoformat() if last else None,
        "day": one.day.isoformat() if one.day else None,
        "words": sentence(one, lang),
        "state": one.state.value,
        "derived": one.derived,
        "checked": one.checked,
        "reason": {"rule": reason.rule, "words": reason.words, "facts": dict(reason.facts)},
        "rules": [{"id": rule, "unverified": not checked} for rule, checked in one.rules],
        "statements": list(one.statements),
        "uid": one.uid,
    }
