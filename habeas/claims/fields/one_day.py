"""What one sentence tells of one day: hours spent with the police and being let go, and all that one court gave.

“Was detained on 4 June, held for three hours and let go” tells of one day, as does “on Tuesday the court jailed A, fined B and
released C”, and “since 4 June, when she was seized”. Where the sentence names another day or counts on from one, each event keeps
to its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import Draft, Slot
from habeas.claims.found import Found
from habeas.claims.scene import Scene
from habeas.claims.sentences import Sentence
from habeas.model.reason import Reason

HOURS = "H"
SEIZED = frozenset({"detention", "search"})
THAT_DAY = frozenset({"release", "custody", "transfer"})  # what befell somebody within hours
BY_COURT = frozenset({"sentence", "fine", "acquittal", "custody", "arrest_order", "release"})
DAY_LONG = len("XXXX-06-04")
COURTS = ("court", "judge")


def told_of_hours(sentence: Sentence) -> bool:
    """Whether a sentence tells of the same day's evening, or of hours after: “by evening”, “three hours later”."""
    after = {mark.last for mark in sentence.marks("after_event")}
    hours = [mark for mark in sentence.marks("units") if mark.payload.sense == HOURS]
    return bool(sentence.marks("same_day")) or any(
        {mark.first - 1, mark.first} & after or sentence.at("later", mark.last) is not None for mark in hours
    )


def share_day(scene: Scene, drafts: Sequence[Draft], types: ClaimTypes) -> None:
    """Give the day of one event of the sentence to those that were on the same day."""
    days = [value for value in scene.values if value.kind == "date"]
    for day in days:
        _share_when(scene, day, drafts, types)
    if len(days) != 1 or len(days[0].value) != DAY_LONG:
        return
    within_hours = _is_of_hours(scene.sentence)
    in_court = any(value.kind in COURTS for value in scene.values)
    for dated, other in combinations(sorted(drafts, key=lambda one: one.first), 2):
        slots = dated.fields.get("date")
        if not slots or "date" in other.fields or dated.modality or other.modality:
            continue
        seized = within_hours and dated.type in SEIZED and other.type in THAT_DAY
        given = in_court and _gave_both(dated, other)
        if types.holds(other.type, "date") and (seized or given):
            _give(other, slots[0])


def _share_when(scene: Scene, day: Found, drafts: Sequence[Draft], types: ClaimTypes) -> None:
    """Give a day to what “when” behind it tells of: «под стражей с 15 января, когда её задержали»."""
    sentence = scene.sentence
    when = sentence.link("when", day.last + 1)
    if when is None or sentence.word(day.last) != ",":
        return
    told = [draft for draft in drafts if draft.first >= when.first and draft.sentence is sentence]
    first = min(told, key=lambda one: one.first, default=None)
    if (
        first is not None
        and "date" not in first.fields
        and not first.modality
        and types.holds(first.type, "date")
    ):
        between = sentence.tokens[when.last : first.first]
        if all(token.text not in ",;:" for token in between):
            _give(first, Slot(sentence, day))


def _is_of_hours(sentence: Sentence) -> bool:
    """Whether hours are the longest stretch of time told: “held for three hours”; and not “released after ten days”."""
    units = {mark.payload.sense for mark in sentence.marks("units")}
    return units <= {HOURS} and (HOURS in units or told_of_hours(sentence))


def _gave_both(dated: Draft, other: Draft) -> bool:
    """Whether one court gave two things, to several people; who got a term and was let go may have served it first."""
    return (
        {dated.type, other.type} <= BY_COURT
        and dated.type != "release"
        and not set(dated.subjects) & set(other.subjects)
        and not other.weak
    )


def _give(draft: Draft, day: Slot) -> None:
    words = day.sentence.words(day.found.first, day.found.last)
    draft.fields["date"] = [day]
    draft.reasons.append(
        Reason("date.one-day", f"“{words}” is the day of all that the sentence tells", (("words", words),))
    )
