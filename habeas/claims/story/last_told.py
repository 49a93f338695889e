"""What was told last of each kind, and what takes its place: “the same article”, “just as much”, “the same court”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from habeas.claims.drafts import Draft
from habeas.claims.fields.values import SAME
from habeas.claims.found import Found
from habeas.claims.sentences import Sentence

NAMED = "court.named"
REQUESTED = "sentence_requested"
NOT_GIVEN = (REQUESTED, "exposure")


@dataclass(slots=True)
class LastTold:
    """The last term, article, accusation and court of a text; ``values`` holds each by its kind, ``given`` the last term that was
    no mere request."""

    values: dict[str, Found] = field(default_factory=dict)
    given: Found | None = None

    def repeated(self, sentence: Sentence, values: Sequence[Found]) -> list[Found]:
        """Return the values of a sentence with what was told before in the place of “the same”, and remember the last ones."""
        found: list[Found] = []
        for value in values:
            if value.value == SAME:
                told = self._told(value, asked=_asks(sentence))
                if told is None:
                    continue
                value = told
            elif value.rule == NAMED:
                self.values["court"] = value
            if value.kind == "article" or (value.kind == "term" and "term" not in self.values):
                self.values[value.kind] = value
            found.append(value)
        return found

    def note_terms(self, drafts: Sequence[Draft]) -> None:
        """Note the last term that the drafts of a sentence say was given, and not only asked for or possible."""
        given = [
            slot.found for one in drafts if one.type not in NOT_GIVEN for slot in one.fields.get("term", ())
        ]
        self.given = given[-1] if given else self.given

    def _told(self, same: Found, *, asked: bool) -> Found | None:
        """Return what “the same” is; of the same article the part that stands in front: «ч. 2 той же статьи».

        “A got five years. The prosecutor had asked for seven. B got the same”: five, unless B's is what is ``asked`` for.
        """
        before = self.values.get(same.kind)
        if same.kind == "term" and not asked:
            before = self.given or before
        if before is None and same.kind != "court":
            before = self.values.get("accusation")
        if before is None:
            return None
        part = same.get("part")
        said = f"{before.get('number') or before.value} {part}" if part else before.value
        return replace(same, kind=before.kind, value=said, detail=before.detail)


def _asks(sentence: Sentence) -> bool:
    """Whether a sentence tells what a prosecutor asks for."""
    return any(mark.payload.sense == REQUESTED for mark in sentence.marks("events"))
