"""A name as it stands in a sentence, with every way to read it."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.claims.names.name_readings import NameReading
from habeas.claims.sentences import Sentence
from habeas.model.span import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence: tokens ``first`` to ``last``; ``kind`` is ``full``, ``surname`` or ``given``.

    ``backed`` says that a list, a shape or a word beside it supports that this is a person's name. ``tagged`` is the
    share by which the tagger alone took it for one, None where the grammar did.
    """

    sentence: int
    first: int
    last: int
    kind: str
    readings: tuple[NameReading, ...]
    backed: bool
    span: Span
    tagged: float | None = None

    @property
    def sexes(self) -> frozenset[str]:
        """The sexes that its readings allow (empty: any)."""
        return frozenset(reading.sex for reading in self.readings if reading.sex)


def mention_of(
    sentence: Sentence, first: int, last: int, kind: str, readings: tuple[NameReading, ...], *, backed: bool
) -> Mention:
    """Return the mention that stands from token ``first`` to ``last`` of a sentence."""
    return Mention(sentence.number, first, last, kind, readings, backed, sentence.span(first, last))
