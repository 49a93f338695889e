"""Gives every value of a sentence to the event it belongs to: the nearest one that can hold it.

A date goes to one event; a court, article or date in front of a list of sentences goes to all of them, since
they are one event's words. “Until” before a date makes it the end of custody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.found import Found
from habeas.claims.sentences import Sentence
from habeas.claims.triggers import Trigger

REACH = 40.0
ACROSS_EVENT = 6.0
BARE_FACILITIES = frozenset({"prison", "colony", "police", "hospital"})


def assign(
    sentence: Sentence, values: Sequence[Found], triggers: Sequence[Trigger], types: ClaimTypes
) -> Mapping[int, list[Found]]:
    """Return for each trigger (by its number in ``triggers``) the values that belong to it."""
    given: dict[int, list[Found]] = {number: [] for number in range(len(triggers))}
    for value in values:
        best, cost, chosen = None, REACH, value
        for number, trigger in enumerate(triggers):
            fitting = _fit(sentence, value, trigger, types)
            if fitting is None:
                continue
            here = _cost(sentence, fitting, trigger, triggers)
            if here < cost:
                best, cost, chosen = number, here, fitting
        if best is not None:
            given[best].append(chosen)
    return given


def _fit(sentence: Sentence, value: Found, trigger: Trigger, types: ClaimTypes) -> Found | None:
    """Return the value as the event can hold it (a date after “until” as ``until``), or None."""
    if value.kind == "date":
        until = _until(sentence, value, trigger, types)
        if until is not None:
            return until
        if trigger.type == "custody_extension" and _after(sentence, value, "until_weak"):
            return replace(value, kind="until") if types.holds(trigger.type, "until") else None
    if value.kind == "facility" and not _worth_telling(sentence, value):
        return None
    if value.kind == "court" and value.rule == "court.unnamed":
        return None
    return value if types.holds(trigger.type, value.kind) else None


def _until(sentence: Sentence, value: Found, trigger: Trigger, types: ClaimTypes) -> Found | None:
    if not _after(sentence, value, "until"):
        return None
    return replace(value, kind="until") if types.holds(trigger.type, "until") else value


def _after(sentence: Sentence, value: Found, category: str) -> bool:
    for mark in sentence.marks(category):
        between = value.first - mark.last
        if between == 0 or (between == 1 and sentence.link("article_the", mark.last) is not None):
            return True
    return False


def _worth_telling(sentence: Sentence, value: Found) -> bool:
    """Whether a facility is more than the word “prison”: a name, a number, or a kind that says something."""
    if value.get("kind") not in BARE_FACILITIES:
        return True
    words = sentence.tokens[value.first : value.last]
    return any(token.kind == "number" for token in words) or any(
        token.capital for token in (words if value.first else words[1:])
    ) or value.get("kind") in ("police", "hospital")  # fmt: skip


def _cost(sentence: Sentence, value: Found, trigger: Trigger, triggers: Sequence[Trigger]) -> float:
    if value.first < trigger.last and trigger.first < value.last:
        return 0.0
    before = value.last <= trigger.first
    gap = (
        sentence.distance(value.last - 1, trigger.first)
        if before
        else sentence.distance(trigger.last - 1, value.first)
    )
    low, high = (value.last, trigger.first) if before else (trigger.last, value.first)
    crossed = sum(
        1 for other in triggers if other is not trigger and low <= other.first and other.last <= high
    )
    return gap + ACROSS_EVENT * crossed + (1.0 if before else 0.0)
