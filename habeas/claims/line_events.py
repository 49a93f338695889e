"""What lines of lists and calendars tell although they have verbs: a date of a court to come, a term behind a name.

“12 June, 10:30, Minsk court: appeal of X against her arrest” is a hearing to come, whatever else it speaks of. “X — 6 years,
remand prison, waits for the appeal” tells of a sentence beside where she is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from habeas.claims.found import Found
from habeas.claims.headings import BEHIND_A_DASH, TO_COME, begins_line, is_hearing
from habeas.claims.participants import ABOUT, Unit
from habeas.claims.sentences import Sentence
from habeas.claims.triggers import Trigger
from habeas.model.claim import Modality

HAVE_TERMS = frozenset(
    {"sentence", "exposure", "sentence_requested", "custody_extension", "appeal", "fine", "regime_change"}
)
DASHES = ("-", "–", "—", ":")


def line_events(
    sentence: Sentence, values: Sequence[Found], units: Sequence[Unit], triggers: Sequence[Trigger]
) -> list[Trigger]:
    """Return the events of a sentence as the line that it opens lets them be read."""
    if not sentence.opens_line or not triggers:
        return list(triggers)
    if is_hearing(sentence, values):
        return [
            replace(one, modality=Modality.EXPECTED)
            for one in triggers
            if one.type in TO_COME and one.modality is None
        ]
    listed = _listed_term(sentence, values, units)
    if listed is None or any(one.type in HAVE_TERMS and not one.words.weak for one in triggers):
        return list(triggers)
    return sorted([*triggers, listed], key=lambda one: one.first)


def _listed_term(sentence: Sentence, values: Sequence[Found], units: Sequence[Unit]) -> Trigger | None:
    """Return the sentence that a term right behind a name and a dash is: “X — 6 years, ...”."""
    named = [unit for unit in units if unit.people and unit.against < ABOUT]
    if not named or not begins_line(sentence, named[0]):
        return None
    for value in values:
        dashed = sentence.tokens[value.first - 1].text in DASHES
        near = 1 <= value.first - named[0].last <= 2
        if (
            value.kind == "term"
            and (value.get("unit") in ("Y", "M") or value.get("kind"))
            and dashed
            and near
        ):
            return Trigger(value.first, value.last, "sentence", BEHIND_A_DASH)
    return None
