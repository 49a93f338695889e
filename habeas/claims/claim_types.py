"""The types of claims as ``packs/vocabulary/claim_types.yml`` describes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from habeas.packs.loader import load


@dataclass(frozen=True, slots=True)
class ClaimType:
    """What a claim of one type may hold and what it says of liberty (see the vocabulary's own comments)."""

    name: str
    words: str
    fields: tuple[str, ...]
    held: bool | None = None
    state: bool = False
    negated: str | None = None
    order: int = 0
    trait: bool = False
    yields: bool = False


@dataclass(frozen=True, slots=True)
class ClaimTypes:
    """All types by name."""

    by_name: Mapping[str, ClaimType]

    def known(self, name: str) -> bool:
        """Whether there is such a type."""
        return name in self.by_name

    def get(self, name: str) -> ClaimType:
        """Return a type; raise KeyError for an unknown one."""
        return self.by_name[name]

    def holds(self, name: str, field: str) -> bool:
        """Whether a claim of the type can hold the field."""
        return field in self.by_name[name].fields

    def is_state(self, name: str) -> bool:
        """Whether the type tells how things are or will stay, rather than a turn."""
        return self.by_name[name].state

    def negated(self, name: str) -> str | None:
        """Return the type that “not” makes of it, or None where nothing is said then."""
        return self.by_name[name].negated


@cache
def claim_types() -> ClaimTypes:
    """Return the types; raise PackError for a vocabulary that cannot be read."""
    pack = load("vocabulary/claim_types.yml")
    types = {
        name: ClaimType(
            name=name,
            words=row["words"],
            fields=tuple(row["fields"]),
            held=row.get("held"),
            state=row.get("state", False),
            negated=row.get("negated"),
            order=row.get("order", 0),
            trait=row.get("trait", False),
            yields=row.get("yields", False),
        )
        for name, row in pack.data["types"].items()
    }
    return ClaimTypes(types)
