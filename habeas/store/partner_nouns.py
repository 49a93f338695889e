"""The nouns of exchange, for who uses the workspace: partners, and what a bundle brought. Nothing of Django."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ADDED: Final = "added"
VERIFIED: Final = "verified"
REVOKED: Final = "revoked"


@dataclass(frozen=True, slots=True)
class Partner:
    """A group under the name that we gave it; ``state`` is added, verified or revoked; ``since`` unix seconds."""

    name: str
    log: bytes
    state: str
    since: int


@dataclass(slots=True)
class Landed:
    """What a bundle brought: ``fresh`` entries that were not here, ``erased`` entries that lost a value by it, ``fork``: the number
    from which on the chain has two histories, and whether some entry claims to come from the future (``ahead``).
    """

    fresh: int = 0
    erased: int = 0
    fork: int | None = None
    ahead: bool = False
