"""No quote, no claim: whatever a reading holds must stand in the text, letter by letter, where it says.

A claim whose passage or any of whose values is not exactly ``text[start:end]`` is dropped and listed as
rejected; so are people without a true mention and groups without a true passage.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from habeas.model.claim import Claim
from habeas.model.reading import Reading, Rejected
from habeas.model.reason import Reason
from habeas.model.span import Span


def is_true(text: str, span: Span) -> bool:
    """Whether the span's words are exactly those of the text."""
    return 0 <= span.start < span.end <= len(text) and text[span.start : span.end] == span.text


def spans_of(claim: Claim) -> Iterator[Span]:
    """Yield the passage and every value's span."""
    yield claim.passage
    for values in claim.fields.values():
        for value in values:
            if value.span is not None:
                yield value.span


def check(text: str, reading: Reading) -> Reading:
    """Return the reading without anything that the text does not hold."""
    people = []
    for person in reading.people:
        mentions = tuple(span for span in person.mentions if is_true(text, span))
        if mentions:
            whole = len(mentions) == len(person.mentions)
            people.append(person if whole else replace(person, mentions=mentions))
    groups = tuple(group for group in reading.groups if is_true(text, group.passage))
    known = {person.id for person in people} | {group.id for group in groups}
    kept, dropped = [], list(reading.rejected)
    for claim in reading.claims:
        subjects = tuple(one for one in claim.subjects if one in known)
        if subjects and all(is_true(text, span) for span in spans_of(claim)):
            kept.append(claim if subjects == claim.subjects else replace(claim, subjects=subjects))
        elif is_true(text, claim.passage):
            dropped.append(
                Rejected(
                    claim.passage, Reason("quote.missing", "its words do not stand in the text as quoted")
                )
            )
    support = tuple(body for body in reading.support if is_true(text, body.passage))
    rejected = tuple(one for one in dropped if is_true(text, one.passage))
    return replace(
        reading, people=tuple(people), groups=groups, claims=tuple(kept), support=support, rejected=rejected
    )
