"""Parts of a sentence that the text adds up itself: “1.5 years for insult, 2.5 for incitement. In total, three years.” tells of three.

A part is no second sentence; the articles and acts told with the parts are those of the total.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.drafts import Draft, lent_away

BEHIND = 2  # sentences between the parts and their total


def without_components(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts without the parts of a sentence whose total a sentence behind gives; ``drafts`` in the order of the text."""
    return lent_away(drafts, lambda at: _total_behind(drafts[at], drafts[at + 1 :]))


def _total_behind(draft: Draft, behind: Sequence[Draft]) -> Draft | None:
    """Return the sentence of the same person that one of the next sentences calls a total, where this one stands beside its article."""
    sentence = draft.sentence
    if draft.type != "sentence" or "term" not in draft.fields or not sentence.marks("article"):
        return None
    for other in behind:
        apart = other.sentence.number - sentence.number
        same = other.type == "sentence" and other.subjects == draft.subjects and "term" in other.fields
        if same and 0 < apart <= BEHIND and _opens_with_total(other):
            return other
    return None


def _opens_with_total(draft: Draft) -> bool:
    """Whether a word for the whole stands in front of the term: “In total, three years”."""
    return any(mark.first <= draft.last and mark.first < 4 for mark in draft.sentence.links("total"))
