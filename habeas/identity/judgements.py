"""What people of ours said about two mentions, people, groups or claims, ready to be asked.

“Different” wins over every computed “same” and over a rival human “same”. Ids are those of the lane, or the
fingerprints of what is only proposed; both as hex, without the ``m:`` or ``g:`` in front.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from habeas.model.judgement import Judgement

Order = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class Judged:
    """One standing decision about ``a`` and ``b``: its entry's id, its place in the Order, who stays (``keep``)."""

    a: str
    b: str
    judgement: Judgement
    decision: str = ""
    order: Order = (0, "", 0)
    keep: str | None = None

    @property
    def pair(self) -> tuple[str, str]:
        """Both ids, sorted."""
        return (self.a, self.b) if self.a <= self.b else (self.b, self.a)


class Judgements:
    """All standing decisions of one kind in one lane, asked by pair. ``named`` are the ids about which any stands."""

    def __init__(self, judged: Iterable[Judged] = ()) -> None:
        rows = sorted(judged, key=lambda j: (j.order, j.decision, j.pair))
        self.rows = tuple(rows)
        self.same = tuple(j for j in rows if j.judgement is Judgement.SAME)
        self.named = frozenset(one for row in rows for one in row.pair)
        self._apart: dict[str, set[str]] = {}
        self._by_pair: dict[tuple[str, str], list[Judged]] = {}
        self._naming: dict[str, list[Judged]] = {}
        for row in rows:
            self._by_pair.setdefault(row.pair, []).append(row)
            for one in dict.fromkeys(row.pair):
                self._naming.setdefault(one, []).append(row)
            if row.judgement is Judgement.DIFFERENT:
                self._apart.setdefault(row.a, set()).add(row.b)
                self._apart.setdefault(row.b, set()).add(row.a)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Judgements) and other.rows == self.rows

    def __hash__(self) -> int:
        return hash(self.rows)

    def __bool__(self) -> bool:
        return bool(self._by_pair)

    def about(self, ids: Iterable[str]) -> Judgements:
        """Return those that name any of ``ids``."""
        if not self._naming:
            return self
        return Judgements({row: None for one in ids for row in self._naming.get(one, ())})

    def barred(self, left: Iterable[str], right: Iterable[str]) -> tuple[str, str] | None:
        """Return the least pair, one from each side, that a person of ours called different; else None."""
        if not self._apart:
            return None
        there = set(right)
        found = [(a, b) if a <= b else (b, a) for a in left for b in self._apart.get(a, ()) if b in there]
        return min(found, default=None)

    def of(self, a: str, b: str) -> Judgement | None:
        """Return what stands between ``a`` and ``b``, or None."""
        rows = self._by_pair.get((a, b) if a <= b else (b, a), [])
        said = {row.judgement for row in rows}
        if Judgement.DIFFERENT in said:
            return Judgement.DIFFERENT
        return Judgement.SAME if Judgement.SAME in said else None


def bare(node: str) -> str:
    """Return an id or fingerprint without the ``m:`` or ``g:`` that marks what is only proposed."""
    return node[2:] if node[:2] in ("m:", "g:") else node
