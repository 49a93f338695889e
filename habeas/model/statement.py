"""A claim as the register handles it: proposed by a reader, or standing in a lane.

Both kinds have one shape, so that the register's functions run over either; ``state`` keeps them apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from habeas.model.claim import NO_FIELDS, Certainty, Fields, Modality, Value


class State(StrEnum):
    """Where a statement stands. Only accepted ones can be widened."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DISPUTED = "disputed"
    REJECTED = "rejected"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that carries a statement.

    ``capture`` is the capture's SHA-256 in the private lane and the source card's id in a wider one;
    ``text_sha256``, ``start`` and ``end`` are None in wider lanes. ``stretches`` are the quoted pieces, in
    order (one, unless something was cut out between them; none: “source held by us”). ``origin`` is the label
    under which copies of one text count once. ``publisher``, ``published``, ``url`` come from the capture or card;
    ``own_day`` says that ``published`` is this passage's own: its file holds reports of several days.
    """

    capture: str
    stretches: tuple[str, ...]
    text_sha256: str | None = None
    start: int | None = None
    end: int | None = None
    lang: str = "und"
    origin: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    own_day: bool = False

    @property
    def text(self) -> str:
        """The quote as it is shown, cuts marked."""
        return " [...] ".join(self.stretches)

    def of_origin(self, origin: str) -> Evidence:
        """Return the same passage, counted under ``origin`` (written out: `replace` takes three times as long)."""
        return Evidence(
            self.capture,
            self.stretches,
            self.text_sha256,
            self.start,
            self.end,
            self.lang,
            origin,
            self.publisher,
            self.published,
            self.url,
            self.own_day,
        )


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim with the ids of its subjects and the state in which it stands.

    ``id`` is the claim entry's id, or the claim fingerprint of a proposal (64 hex digits either way);
    ``subjects`` are subject ids (32 hex digits), or of a proposal ``m:`` and the mention fingerprint, ``g:`` and a
    group's. ``order`` sorts statements in the Order of record.md (equal only for equal statements);
    ``day`` is the day on which it entered (``YYYY-MM-DD``). ``fingerprint`` is the proposal that an accepted
    claim settles. ``names`` gives, for each subject, the name forms seen (base form first).
    """

    id: str
    state: State
    type: str
    subjects: tuple[str, ...]
    fields: Fields = field(default_factory=lambda: NO_FIELDS)
    modality: Modality | None = None
    certainty: Certainty = Certainty.PLAIN
    said_by: tuple[Value, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    day: str = ""
    order: tuple[int, str, int] = (0, "", 0)
    method: str = ""
    fingerprint: str | None = None
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def resting_on(self, evidence: tuple[Evidence, ...]) -> Statement:
        """Return the same statement with ``evidence`` for its own (written out, as above)."""
        return Statement(
            self.id,
            self.state,
            self.type,
            self.subjects,
            self.fields,
            self.modality,
            self.certainty,
            self.said_by,
            evidence,
            self.day,
            self.order,
            self.method,
            self.fingerprint,
            self.names,
        )
