"""A claim in the making: an event of a sentence with its people, values and voice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from habeas.claims.found import Found
from habeas.claims.sentences import Sentence
from habeas.model.claim import Certainty, Modality
from habeas.model.reason import Reason

# Types whose court or prison mostly says where it was; a town is theirs only right beside their words.
TOLD_BESIDE = frozenset({"sentence", "fine", "ill_treatment"})
OF_THE_TRIAL = ("article", "accusation", "court", "date", "judge")


@dataclass(frozen=True, slots=True)
class Slot:
    """A value of a draft, with the sentence it stands in."""

    sentence: Sentence
    found: Found


@dataclass(slots=True)
class Draft:
    """A claim before it is joined with others, dated and checked. ``first``..``last`` is its passage in ``sentence``.

    ``unsaid``: a denial that nobody utters; it is dropped.
    """

    type: str
    subjects: tuple[str, ...]
    sentence: Sentence
    first: int
    last: int
    fields: dict[str, list[Slot]] = field(default_factory=dict)
    modality: Modality | None = None
    certainty: Certainty = Certainty.PLAIN
    said_by: list[Slot] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    weak: bool = False
    rule: str = ""
    unsaid: bool = False

    def add(self, sentence: Sentence, found: Found) -> None:
        """Add a value unless the field holds the same one already."""
        slots = self.fields.setdefault(found.kind, [])
        if all(slot.found.value != found.value for slot in slots):
            slots.append(Slot(sentence, found))

    def lend(self, other: Draft, names: Iterable[str]) -> None:
        """Give another draft those fields of this one, among ``names``, that the other has not."""
        for name in names:
            if name in self.fields:
                other.fields.setdefault(name, list(self.fields[name]))

    def values(self, name: str) -> set[str]:
        """Return the values of a field."""
        return {slot.found.value for slot in self.fields.get(name, ())}

    def widen(self, first: int, last: int) -> None:
        """Let the passage take in a stretch of the same sentence."""
        self.first, self.last = min(self.first, first), max(self.last, last)


def lent_away(drafts: Sequence[Draft], whole_of: Callable[[int], Draft | None]) -> list[Draft]:
    """Return the drafts without those that are part of another; what they say of the act and its trial is lent to that one.

    ``whole_of`` takes the place of a draft among ``drafts`` and returns that of which it is part, or None.
    """
    kept = []
    for at, draft in enumerate(drafts):
        whole = whole_of(at)
        if whole is None:
            kept.append(draft)
        else:
            draft.lend(whole, OF_THE_TRIAL)
    return kept


def tells_a_day(values: Iterable[Found], drafts: Iterable[Draft]) -> bool:
    """Whether a date of a sentence says when something was, and not only until when it lasts: “extended until 20 January”."""
    ends = {slot.found.first for draft in drafts for slot in draft.fields.get("until", ())}
    return any(value.kind == "date" and value.first not in ends for value in values)
