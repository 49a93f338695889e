"""One snapshot of a list that somebody else keeps: what its rows say by standing in it, and how it differs from its neighbours.

It is kept with the mapping of the snapshot. Rows are named ``sheet!number``; nobody's data stands here. Days are EDTF,
``A/B`` where only two looks tell between which days something happened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SAYS = ("state_listing", "wanted", "hearing")
WITH_ARTICLES = ("wanted", "hearing")  # kinds of claims that carry the row's articles themselves
UNTIL = ("state_listing", "wanted")  # kinds of which a row that is gone says an end


@dataclass(frozen=True, slots=True)
class Listed:
    """What a row says by standing in the list: a claim of ``kind``, ``came`` and ``gone`` where that was seen."""

    kind: str
    day: str
    came: str | None = None
    gone: str | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """``says``: the kind of claim; ``day``: when it was got; ``before`` and ``after``: captures (hashes) of its neighbours;
    ``came``, ``gone``: rows that the neighbour lacks, and when; ``was``: rows of which a cell changed, and their row before.
    """

    says: str
    day: str
    before: str | None = None
    after: str | None = None
    came: Mapping[str, str] = field(default_factory=dict)
    gone: Mapping[str, str] = field(default_factory=dict)
    was: Mapping[str, str] = field(default_factory=dict)

    def of(self, label: str) -> Listed:
        """Return what the row ``label`` says by standing there."""
        return Listed(self.says, self.day, self.came.get(label), self.gone.get(label))

    def to_json(self) -> dict[str, Any]:
        """Return it as the mapping's YAML keeps it."""
        found: dict[str, Any] = {"says": self.says, "day": self.day}
        found |= {name: one for name in ("before", "after") if (one := getattr(self, name))}
        found |= {name: dict(one) for name in ("came", "gone", "was") if (one := getattr(self, name))}
        return found


def from_json(body: Any) -> Snapshot | None:
    """Return the snapshot that YAML holds; None where there is none, ValueError where it is not understood."""
    if body is None:
        return None
    if not isinstance(body, Mapping) or body.get("says") not in SAYS:
        raise ValueError("“snapshot” is written by `habeas worker`")
    rows = {name: body.get(name) or {} for name in ("came", "gone", "was")}
    if not all(isinstance(one, Mapping) for one in rows.values()):
        raise ValueError("the rows of “snapshot” are written as {Sheet!12: ...}")
    told = [{str(k): str(v) for k, v in one.items()} for one in rows.values()]
    before, after = (str(body[name]) if body.get(name) else None for name in ("before", "after"))
    return Snapshot(str(body["says"]), str(body.get("day") or ""), before, after, *told)
