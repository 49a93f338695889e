"""What we took back because we were wrong: the old value stays visible, marked, with the day and our words."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from habeas.publish.dates import date_words
from habeas.publish.edition import Edition
from habeas.publish.values import Shown, shown
from habeas.publish.words import Words


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One line: when we took it back, what it was about, what it said, and what we wrote about it."""

    date: Markup
    what: Markup
    values: tuple[Shown, ...]
    words: str


def corrections_of(edition: Edition, subjects: set[str], words: Words) -> tuple[CorrectionLine, ...]:
    """Return the corrections about these subjects, newest first."""
    found = [c for c in edition.corrections if subjects & {*c.statement.subjects}]
    return tuple(
        CorrectionLine(
            date=date_words(c.day, words),
            what=words.term("claim_types", c.statement.type),
            values=tuple(
                shown(field, value.value, words, value.lang or c.statement.fields[field][0].lang)
                for field, values in c.statement.fields.items()
                for value in values
            ),
            words=c.words,
        )
        for c in sorted(found, key=lambda c: (c.day, c.statement.id), reverse=True)
    )
