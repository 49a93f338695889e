"""Why something was concluded, in a sentence that a volunteer can read."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that fired (``rule``: a stable id such as ``date.inferred-year``) and its words in English.

    ``facts`` are the values that it used, by name, so that a page can say it in another language.
    """

    rule: str
    words: str
    facts: tuple[tuple[str, str], ...] = field(default=())

    def __str__(self) -> str:
        return self.words
