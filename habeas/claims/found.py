"""A value that a grammar has found in a sentence, before it belongs to a claim."""

from __future__ import annotations

from dataclasses import dataclass, field

from habeas.claims.sentences import Sentence
from habeas.model.claim import Value
from habeas.model.reason import Reason
from habeas.model.span import Span


@dataclass(frozen=True, slots=True)
class Found:
    """One value: ``kind`` is the field it fits (date, term, article, court ...), tokens ``first`` to ``last``.

    ``value`` is in the field's notation, as read; ``rule`` names what was recognised. ``detail`` holds what a
    grammar knows beside it (for a date: from which event it counts; for a term: its unit).
    """

    kind: str
    value: str
    first: int
    last: int
    rule: str
    detail: tuple[tuple[str, str], ...] = field(default=())

    def get(self, name: str) -> str | None:
        """Return one detail, or None."""
        return next((value for key, value in self.detail if key == name), None)

    def span(self, sentence: Sentence) -> Span:
        """Return the words of the value in the text."""
        return sentence.span(self.first, self.last)

    def as_value(self, sentence: Sentence) -> Value:
        """Return the value as a claim holds it, unresolved."""
        reason = Reason(self.rule, f"read “{self.span(sentence).text}” as {self.value}")
        return Value(self.value, self.span(sentence), sentence.pack.lang, None, reason)

    def overlaps(self, first: int, last: int) -> bool:
        """Whether it shares a word with the stretch."""
        return self.first < last and first < self.last
