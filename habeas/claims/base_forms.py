"""The base form of a person's name: nominative, in the text's own language and spelling.

Every mention allows some base forms. The one that most mentions agree on wins; a form that the document itself
writes in the nominative counts most, a shape that is surely a surname's comes next, the word as written last.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.mentions import Mention, NameReading
from habeas.text.folding import fold

KIND_WEIGHT = {"full": 2.0, "surname": 1.0, "given": 0.5}


def choose_base(mentions: Sequence[Mention], seen: set[str]) -> str:
    """Return the base form; ``seen`` holds every folded name word of the document as written."""
    full = [mention for mention in mentions if mention.kind == "full"] or list(mentions)
    scores: dict[str, float] = {}
    for mention in full:
        for reading in mention.readings:
            scores[reading.base] = scores.get(reading.base, 0.0) + _weight(reading, mention, seen)
    allowed = _surnames(mentions)
    for base in scores:
        scores[base] += sum(
            1.5 for surnames in allowed if any(fold(base).endswith(name) for name in surnames)
        )
    return max(sorted(scores), key=lambda base: scores[base]) if scores else mentions[0].span.text


def _surnames(mentions: Sequence[Mention]) -> list[set[str]]:
    return [
        {fold(reading.surname) for reading in mention.readings}
        for mention in mentions
        if mention.kind == "surname"
    ]


def _weight(reading: NameReading, mention: Mention, seen: set[str]) -> float:
    weight = KIND_WEIGHT[mention.kind]
    if reading.sure:
        weight += 1.0
    if reading.surname and fold(reading.surname) in seen:
        weight += 1.0
    if "nom" in reading.cases and fold(mention.span.text) == fold(reading.base):
        weight += 0.5
    return weight
