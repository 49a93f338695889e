"""What lines of lists and calendars tell although they have verbs: a date of a court to come, a term behind a name.

“12 June, 10:30, Minsk court: appeal of X against her arrest” is a hearing to come, whatever else it speaks of. “X — 6 years,
remand prison, waits for the appeal” tells of a sentence beside where she is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from habeas.claims.events.triggers import Trigger
from habeas.claims.found import Found
from habeas.claims.lines.headings import (
    BEHIND_A_DASH,
    TO_COME,
    VERBLESS_CUSTODY,
    begins_line,
    is_hearing,
)
from habeas.claims.lines.verbless import is_address
from habeas.claims.people.participants import ABOUT, Unit
from habeas.claims.sentences import DASHES, Sentence
from habeas.model.claim import Modality

HAVE_TERMS = frozenset(
    {"sentence", "exposure", "sentence_requested", "custody_extension", "appeal", "fine", "regime_change"}
)
BESIDE_A_PRISON = frozenset({"health", "sentence", "charge", "conditions"})
BEFORE_VALUES = DASHES | frozenset(":")


def line_events(
    sentence: Sentence, values: Sequence[Found], units: Sequence[Unit], triggers: Sequence[Trigger]
) -> list[Trigger]:
    """Return the events of a sentence as the line that it opens lets them be read."""
    named = [one for unit in units for one in unit.members if one.sort == "name"]
    if not units and sentence.tokens[-1].text == "?":
        return []  # «Вас били?» says nothing yet
    triggers = [
        one for one in triggers if not any(who.first <= one.first and one.last <= who.last for who in named)
    ]  # «Домна Рак» is not ill
    if not sentence.opens_line or not triggers:
        return triggers
    if is_hearing(sentence, values):
        return [
            replace(one, modality=Modality.EXPECTED)
            for one in triggers
            if one.type in TO_COME and one.modality is None
        ]
    listed = [_listed_term(sentence, values, units), _listed_prison(sentence, values, units, triggers)]
    if any(one.type in HAVE_TERMS and not one.words.weak for one in triggers):
        listed = listed[1:]
    return sorted([*triggers, *(one for one in listed if one is not None)], key=lambda one: one.first)


def _listed_prison(
    sentence: Sentence, values: Sequence[Found], units: Sequence[Unit], triggers: Sequence[Trigger]
) -> Trigger | None:
    """Return where somebody is held, as an item of a list says it beside other things: “X, 58, colony No. 2, diabetes”."""
    named = [unit for unit in units if unit.people and unit.against < ABOUT]
    if (
        not named
        or not begins_line(sentence, named[0])
        or any(one.type not in BESIDE_A_PRISON for one in triggers)
    ):
        return None
    where = next((one for one in values if is_address(sentence, one)), None)
    if where is None or sentence.tokens[where.first - 1].text != ",":
        return None
    return Trigger(where.first, where.last, "custody", VERBLESS_CUSTODY)


def _listed_term(sentence: Sentence, values: Sequence[Found], units: Sequence[Unit]) -> Trigger | None:
    """Return the sentence that a term right behind a name and a dash is: “X — 6 years, ...”."""
    named = [unit for unit in units if unit.people and unit.against < ABOUT]
    if not named or not begins_line(sentence, named[0]):
        return None
    for value in values:
        dashed = sentence.tokens[value.first - 1].text in BEFORE_VALUES
        near = 1 <= value.first - named[0].last <= 2
        if (
            value.kind == "term"
            and (value.get("unit") in ("Y", "M") or value.get("kind"))
            and dashed
            and near
        ):
            return Trigger(value.first, value.last, "sentence", BEHIND_A_DASH)
    return None
