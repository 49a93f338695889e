"""One statement about one event or trait, as somebody makes it in a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from habeas.model.reason import Reason
from habeas.model.span import Span


class Certainty(StrEnum):
    """How surely the source says it: plainly, hedged (“likely”, “about”), or doubting it itself."""

    PLAIN = "plain"
    HEDGED = "hedged"
    DOUBTED = "doubted"


class Modality(StrEnum):
    """What kind of saying it is. A plain statement of what happened has no modality (None)."""

    EXPECTED = "expected"
    ALLEGED = "alleged"
    DENIED = "denied"
    IN_ABSENTIA = "in absentia"


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field, in the field's own notation, with its words in the text where it has them.

    Notation by field: date, until: EDTF; term: ISO 8601 duration and, where said, the kind
    (``P10D administrative arrest``; a range is ``P10D..P15D``); article: number and part (``130 1``);
    fine: amount and unit; others: plain words in their base form. ``as_read`` is the value before dates
    were resolved (equal to ``value`` where nothing was), ``reason`` says how it was resolved.
    """

    value: str
    span: Span | None = None
    lang: str | None = None
    as_read: str | None = None
    reason: Reason | None = None

    @property
    def read(self) -> str:
        """The value as the text gives it, before resolution."""
        return self.value if self.as_read is None else self.as_read


Fields = Mapping[str, tuple[Value, ...]]
NO_FIELDS: Fields = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as a reader finds it: subjects are ids local to the document (``p1``, ``g1``).

    ``type`` is a term of ``packs/vocabulary/claim_types.yml``; ``passage`` is the shortest stretch that
    states it; ``fields`` includes ``said_by`` where the text attributes (the nearest voice, with the chain in
    the value). ``reasons`` are the rules that fired; ``method`` is extractor and version.
    """

    id: str
    type: str
    subjects: tuple[str, ...]
    passage: Span
    fields: Fields = field(default_factory=lambda: NO_FIELDS)
    modality: Modality | None = None
    certainty: Certainty = Certainty.PLAIN
    lang: str = "und"
    method: str = ""
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()
