"""Who is reading which report: taken for a while, so that two of us are not in one report. It holds nobody off.

A row of the desk's settings: the hash of a text, a role code, and until when. What has run out is removed as it is seen.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from habeas.store.workspace import Workspace

MINUTES: Final = 20
_NAME: Final = "reading/"


@dataclass(frozen=True, slots=True)
class Taken:
    """A report that somebody reads: her role code, and until when it is hers (unix seconds)."""

    role: str
    until: int


def take(workspace: Workspace, report: str, role: str, *, now: int, over: bool = False) -> Taken:
    """Take a report (the hash of its text, in hex) for a while, or say who has it; ``over`` takes it from her.

    Looked at and taken in one write, so that of two who come at once one has it. Raises StoreError.
    """
    from habeas.store.models import Setting
    from habeas.store.transactions import writing

    with writing(workspace._alias):
        rows = Setting.objects.using(workspace._alias)
        found = rows.filter(name=_NAME + report).first()
        held = _read(found.value) if found is not None else None
        if held is not None and held.until > now and held.role != role and not over:
            return held
        mine = Taken(role, now + MINUTES * 60)
        value = json.dumps({"role": mine.role, "until": mine.until}, sort_keys=True)
        rows.update_or_create(name=_NAME + report, defaults={"value": value})
        return mine


def taken(workspace: Workspace, *, now: int) -> Mapping[str, Taken]:
    """Return who reads what at this moment, by the hash of the text."""
    from habeas.store.models import Setting
    from habeas.store.transactions import reading

    with reading(workspace._alias):
        found = list(Setting.objects.using(workspace._alias).filter(name__startswith=_NAME))
    rows = {row.name.removeprefix(_NAME): _read(row.value) for row in found}
    return {report: one for report, one in rows.items() if one.until > now}


def leave(workspace: Workspace, role: str, *, now: int) -> None:
    """Let go of all that ``role`` reads, and of what has run out."""
    from habeas.store.models import Setting
    from habeas.store.transactions import writing

    with writing(workspace._alias):
        for row in Setting.objects.using(workspace._alias).filter(name__startswith=_NAME):
            held = _read(row.value)
            if held.role == role or held.until <= now:
                row.delete()


def _read(value: str) -> Taken:
    told = json.loads(value)
    return Taken(str(told["role"]), int(told["until"]))
