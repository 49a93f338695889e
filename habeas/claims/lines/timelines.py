"""A course of dates under one name: “The case of X”, and below it “12 March: detained. 27 March — fifteen days more.”

A heading or a sentence names one person; lines below that open with a date and name nobody tell of her, and all that
such a line tells happened on its date. A line that names somebody else ends it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from habeas.claims.claim_types import ClaimTypes
from habeas.claims.drafts import Draft, Slot
from habeas.claims.events.triggers import Trigger
from habeas.claims.found import Found
from habeas.claims.lines.headings import VERBLESS
from habeas.claims.people.participants import ABOUT, Participant
from habeas.claims.sentences import Sentence
from habeas.text.tokens import MARK

APART = ("—", "–", "-", ":", ".", "|", "·")
FARTHEST = 2  # tokens in front of a line's date: a bullet, “in”
HAVE_TERMS = frozenset({"sentence", "exposure", "sentence_requested", "custody_extension", "regime_change"})


@dataclass(slots=True)
class Timeline:
    """Whose course the lines tell (``bearer``), and the date of the line that is being read."""

    bearer: str = ""
    date: Slot | None = None
    _line: tuple[int, int] = (-1, -1)
    _lines: int = 0
    _alone: Slot | None = None

    def tells(self, sentence: Sentence, values: Sequence[Found], participants: Sequence[Participant]) -> bool:
        """Whether the sentence stands in a dated line of the course and names nobody; also notes who is named."""
        line = (sentence.block, sentence.line)
        names = [one for one in participants if one.sort == "name" and one.against < ABOUT]
        people = {person for one in names for person in one.people}
        groups = any(one.sort == "group" for one in participants)
        opening = _opening_date(sentence, values)
        apart = opening is not None and _stands_apart(sentence, opening)
        if people - {self.bearer} or groups:
            self._begin(people, dated=opening is not None, groups=groups)
            return False
        if not self.bearer:
            return False
        if opening is not None and (apart or (self._lines and sentence.block - self._line[0] <= 1)):
            self._lines, self._line, self.date = self._lines + 1, line, Slot(sentence, opening)
            self._alone = self.date if opening.last >= len(sentence.tokens) else None
            return True
        if self._alone is not None and sentence.opens_line:  # a date by itself is that of the line below it
            self._line, self.date, self._alone = line, self._alone, None
            return True
        if line == self._line:
            return True
        self.date, self._lines = None, 0
        return False

    def _begin(self, people: set[str], *, dated: bool, groups: bool) -> None:
        """Take the one person whom a sentence names as the bearer of what follows, or nobody."""
        self.date, self._line, self._lines, self._alone = None, (-1, -1), 0, None
        self.bearer = next(iter(people)) if len(people) == 1 and not groups and not dated else ""

    def events(self, values: Sequence[Found], triggers: Sequence[Trigger]) -> list[Trigger]:
        """Return the events of a line with the sentence that a term in it is: “12 March: detained, 15 days of arrest”."""
        triggers = [
            replace(one, words=replace(one.words, weak=False)) if one.type == "detention" else one
            for one in triggers
        ]  # “12 March: detention, 15 days”: both are told
        if any(one.type in HAVE_TERMS for one in triggers):
            return list(triggers)
        terms = [
            v for v in values
            if v.kind == "term" and (v.get("kind") or v.get("unit") == "D" or self._opens_with(v))
        ]  # fmt: skip
        listed = [Trigger(one.first, one.last, "sentence", VERBLESS) for one in terms[:1]]
        return sorted([*triggers, *listed], key=lambda one: one.first)

    def _opens_with(self, term: Found) -> bool:
        """Whether the term stands right behind the line's date: “2023-07-12: three years, Art. 342”."""
        return self.date is not None and 0 <= term.first - self.date.found.last <= 1

    def give_date(self, drafts: Sequence[Draft], types: ClaimTypes) -> None:
        """Give the line's date to all that it tells."""
        for draft in drafts:
            if self.date is not None and "date" not in draft.fields and types.holds(draft.type, "date"):
                draft.fields["date"] = [self.date]


def _opening_date(sentence: Sentence, values: Sequence[Found]) -> Found | None:
    """Return the date with which a line opens, behind no more than a bullet or “on”."""
    if not sentence.opens_line:
        return None
    first = next((value for value in values if value.kind == "date"), None)
    if first is None or first.first > FARTHEST:
        return None
    before = range(first.first)
    plain = all(sentence.tokens[at].kind == MARK or sentence.link("in", at) is not None for at in before)
    return first if plain else None


def _stands_apart(sentence: Sentence, date: Found) -> bool:
    """Whether a dash, colon or stop parts the date from what the line tells, or the line is nothing but the date."""
    return date.last >= len(sentence.tokens) or sentence.tokens[date.last].text in APART
