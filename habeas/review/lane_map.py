"""Which private person, claim and report is which in one wider lane, as the private lane's ``widen`` decisions say.

Every lane has its own random ids; only the private lane knows how they hang together. A report's private id is
the first 16 bytes of its SHA-256.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from habeas.register.links import Links
from habeas.register.statements import Held


@dataclass(frozen=True, slots=True)
class LaneMap:
    """``subjects``: private address to lane ids, first widened first; ``cards``: report (SHA-256, hex) to card id;
    ``claims``: private claim id to the wider lane's claim id. All hex.
    """

    lane: str
    subjects: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cards: Mapping[str, str] = field(default_factory=dict)
    claims: Mapping[str, str] = field(default_factory=dict)

    def subject(self, address: str) -> str | None:
        """Return the lane id under which a private person or group is known there, or None."""
        found = self.subjects.get(address)
        return found[0] if found else None

    def card(self, capture: str) -> str | None:
        """Return the source card of a report, or None."""
        return self.cards.get(capture[:32])


def lane_map(lane: str, links: Links, wider: Held, address: Mapping[str, str]) -> LaneMap:
    """Return the map of ``lane`` (audience id, hex); ``address`` leads joined private ids to their address.

    What no longer stands in the wider lane is left out: a person who was narrowed away gets a new id.
    """
    known = _known(wider)
    subjects: dict[str, list[str]] = {}
    cards: dict[str, str] = {}
    claims: dict[str, str] = {}
    standing = {s.id for s in wider.statements}
    for row in links.widened:
        if row.lane != lane:
            continue
        claims.update((own, there) for own, there in zip(row.of, row.to, strict=False) if there in standing)
        for there, own in row.ids:
            if there in wider.sources:
                cards.setdefault(own, there)
            elif there in known:
                ids = subjects.setdefault(address.get(own, own), [])
                if there not in ids:
                    ids.append(there)
    return LaneMap(lane, {one: tuple(ids) for one, ids in subjects.items()}, cards, claims)


def _known(wider: Held) -> set[str]:
    found: set[str] = set(wider.links.subjects)
    return found | {one for s in wider.statements for one in s.subjects}
