"""What decisions of ours say in one lane: who is one, what was chosen, which reports are copies.

All ids are hex; a fingerprint stands without the ``m:`` or ``g:`` of what is only proposed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from habeas.identity.judgements import Judgements, Order
from habeas.model.reason import Reason

NOTHING = Judgements()


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject of the lane: ``sort`` is person or group, ``mentions`` the fingerprints that it covers."""

    id: str
    sort: str
    mentions: tuple[str, ...] = ()
    order: Order = (0, "", 0)


@dataclass(frozen=True, slots=True)
class Choice:
    """A person of ours chose ``claims`` over ``over`` among the rivals of one field (``type`` for the event itself)."""

    claims: tuple[str, ...]
    over: tuple[str, ...]
    field: str
    decision: str = ""
    order: Order = (0, "", 0)


@dataclass(frozen=True, slots=True)
class Widened:
    """One widening, as the private lane remembers it: ``of`` entries became ``to``, private ids lane ids."""

    decision: str
    lane: str
    of: tuple[str, ...]
    to: tuple[str, ...]
    ids: tuple[tuple[str, str], ...]
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent that is recorded: ``until`` is EDTF or None."""

    subject: str
    purpose: str
    audience: str
    giver: str
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Entries of ours that disagree, and what about, in words."""

    entries: tuple[str, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class Links:
    """The standing decisions of one lane, in the shape that derivation asks for.

    ``address`` maps a joined id to the one under which it is found; ``covered`` a mention's fingerprint to its
    subject; ``people``, ``mentions`` and ``events`` are what was said of pairs; ``settled`` the claim fingerprints
    that were accepted or corrected, ``rejected`` those (of claims or mentions) that were refused.
    """

    subjects: Mapping[str, Subject] = field(default_factory=dict)
    address: Mapping[str, str] = field(default_factory=dict)
    people: Judgements = NOTHING
    mentions: Judgements = NOTHING
    events: Judgements = NOTHING
    covered: Mapping[str, str] = field(default_factory=dict)
    chosen: tuple[Choice, ...] = ()
    copies: tuple[tuple[str, ...], ...] = ()
    rejected: frozenset[str] = frozenset()
    settled: frozenset[str] = frozenset()
    allowed: frozenset[tuple[str, str]] = frozenset()
    consents: tuple[Consent, ...] = ()
    widened: tuple[Widened, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


NO_LINKS = Links()
