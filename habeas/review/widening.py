"""The nouns of widening: what a wider audience is about to see, word for word, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from habeas.model.claim import Value
from habeas.model.reason import Reason
from habeas.model.statement import Statement
from habeas.register.statements import Held
from habeas.register.subjects import Subjects
from habeas.review.lane_map import LaneMap

BASES = (
    "consent of the person",
    "consent of the family",
    "already published by the person's own side",
    "overriding",
)


class WidenError(ValueError):
    """Nothing is widened; the message says why, and the way out."""


@dataclass(frozen=True, slots=True)
class Audience:
    """The wider lane: its id (hex), the word under which people know it (“everyone”, a partner's name), what it holds."""

    lane: str
    words: str
    held: Held


@dataclass(frozen=True, slots=True)
class Edit:
    """What the person widening changes in one statement's form: None leaves it. It can only take away, or reword.

    ``drop`` are fields left out; ``stretches`` replace the quote (each must stand in it exactly); ``said_by`` is the
    voice in other words.
    """

    drop: frozenset[str] = frozenset()
    stretches: tuple[str, ...] | None = None
    said_by: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A source as the audience sees it, written for it. ``capture`` is the private report (SHA-256, hex).

    ``id`` is its id in the lane, None for a new card; ``public`` that the report's own hash may be shown. ``origin`` is
    the label under which copies count once, as it stands in the lane; where the first of them gets its card now too,
    ``twin`` is that report.
    """

    capture: str
    id: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    archive: str | None = None
    lang: str | None = None
    public: bool = False
    origin: str | None = None
    twin: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """One statement (private entry ``of``, about ``addresses``) as it will be seen: ``sentence`` in words, ``statement`` with its fields, the quotes as they are left.

    ``captures``, ``stretches``, ``langs`` and ``published`` stand side by side, one for each piece of evidence (no stretch: “source held by
    us”). ``changes`` were made to protect; ``warnings`` are for the eye; ``blocked`` must be solved first; ``consent``
    asks for the person's own.
    """

    of: str
    addresses: tuple[str, ...]
    statement: Statement
    sentence: str
    captures: tuple[str, ...]
    stretches: tuple[tuple[str, ...], ...]
    langs: tuple[str, ...]
    published: tuple[str | None, ...]
    said_by: tuple[Value, ...]
    restates: str | None = None
    changes: tuple[Reason, ...] = ()
    warnings: tuple[Reason, ...] = ()
    blocked: tuple[Reason, ...] = ()
    consent: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Companion:
    """A decision that goes with it, since the lane must be complete in itself: ``act``, private ids, in words."""

    act: str
    a: tuple[str, ...]
    b: tuple[str, ...] = ()
    field: str = ""
    words: str = ""
    sort: str = "person"


@dataclass(frozen=True, slots=True)
class Member:
    """A person or group whom the audience meets: private address, lane id (None: new there), person or group."""

    address: str
    id: str | None
    sort: str


@dataclass(frozen=True, slots=True)
class WidenPlan:
    """Exactly what would be seen, statement by statement; ``refused`` are ids that cannot be widened, with the reason."""

    audience: Audience
    shown: tuple[Shown, ...]
    cards: tuple[Card, ...]
    members: tuple[Member, ...]
    there: LaneMap
    companions: tuple[Companion, ...] = ()
    refused: tuple[tuple[str, Reason], ...] = ()

    @property
    def blocked(self) -> tuple[Reason, ...]:
        """What must be solved before anything is widened."""
        return tuple(reason for one in self.shown for reason in one.blocked)

    @property
    def consent(self) -> tuple[Reason, ...]:
        """For what the person's own consent is asked."""
        return tuple(dict.fromkeys(reason for one in self.shown for reason in one.consent))


@dataclass(frozen=True, slots=True)
class Widening:
    """What a plan is made from. ``held`` and ``subjects`` are the private lane's; ``names`` are names of people who
    stand in the reports without being on the register (relatives, witnesses); ``today`` is the day.
    """

    held: Held
    subjects: Subjects
    audience: Audience
    today: date
    names: Iterable[str] = ()
    edits: Mapping[str, Edit] = field(default_factory=dict)
    cards: Mapping[str, Card] = field(default_factory=dict)
