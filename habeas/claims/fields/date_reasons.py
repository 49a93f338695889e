"""Why a date means the day that it does: its words and what was concluded, with what a page says it anew from."""

from __future__ import annotations

from datetime import date

from habeas.model.edtf import Edtf
from habeas.model.reason import Reason


def because_date(
    rule: str, words: str, concluded: str, published: Edtf | date | None = None, value: str = ""
) -> Reason:
    """Return the reason: ``words`` of the text in quotes and, joined to them, what was ``concluded``.

    ``published`` is the report's date, where it counted; ``value`` (EDTF) what the words were read as.
    """
    facts = {"words": words, "published": str(published or ""), "value": value}
    return Reason(rule, f"“{words}”{concluded}", tuple((name, fact) for name, fact in facts.items() if fact))
