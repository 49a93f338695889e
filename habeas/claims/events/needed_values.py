"""Whether the clause of an event's words holds what the pack asks for: a term, a fine, a date behind “until”, a name.

“Was given” tells of a sentence only beside a term that is its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims.events.beside_names import takes_a_name
from habeas.claims.events.no_events import parted
from habeas.claims.found import Found
from habeas.claims.language.event_words import EventWords
from habeas.claims.sentences import Mark, Sentence

CLAUSE = 16.0


def has_what_it_needs(sentence: Sentence, mark: Mark, event: EventWords, values: Sequence[Found]) -> bool:
    """Whether the values that a row of a pack asks for stand near enough to its words (true where it asks for none)."""
    if not event.needs or ("name" in event.needs and takes_a_name(sentence, mark.first, mark.last)):
        return True
    for value in values:
        if _is_needed(value, event.needs) or ("until" in event.needs and _is_end(sentence, value)):
            if _is_of_another(sentence, mark, value):
                continue
            if value.overlaps(mark.first, mark.last):
                return True
            near = value.first if value.first >= mark.first else value.last - 1
            edge = mark.last - 1 if near >= mark.last else mark.first
            if sentence.distance(edge, near) <= CLAUSE:
                return True
    return "accusation" in event.needs and any(
        mark.last <= other.first <= mark.last + 2 or other.first <= mark.last <= other.last
        for other in sentence.marks("accusation")
    )


def _is_of_another(sentence: Sentence, mark: Mark, value: Found) -> bool:
    """Whether a term belongs to an event behind a comma: «арыштавалі ў траўні, асудзілі на шэсць гадоў»; a prison to a release."""
    if value.kind == "facility" and value.last <= mark.first:
        return _is_left(sentence, mark, value)
    if value.kind != "term" or value.first < mark.last:
        return False
    return any(
        mark.last <= other.first and other.last <= value.first
        and other.payload.sense == "sentence"
        and parted(sentence, mark.last, other.first)
        for other in sentence.marks("events")
    )  # fmt: skip


def _is_left(sentence: Sentence, mark: Mark, value: Found) -> bool:
    """Whether a prison is what somebody left in front: “left Colony No. 4 on 5 May and is now in Vilnius”."""
    freed = any(
        other.payload.sense == "release" and other.first <= value.first for other in sentence.marks("events")
    )
    joined = any(value.last <= link.first < mark.first for link in sentence.links("and"))
    return freed and (joined or parted(sentence, value.last, mark.first))


def _is_end(sentence: Sentence, value: Found) -> bool:
    """Whether the value is a date behind “until”."""
    if value.kind != "date":
        return False
    return any(0 <= value.first - mark.last <= 1 for mark in sentence.marks("until"))


def _is_needed(value: Found, needs: tuple[str, ...]) -> bool:
    """Whether a value is of a kind that the words need; ``days`` and ``years`` are terms so long."""
    if value.kind in needs:
        return True
    unit = value.get("unit") if value.kind == "term" else None
    return ("days" in needs and unit in ("D", "W")) or ("years" in needs and unit in ("Y", "M", "life"))
