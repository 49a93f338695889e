"""What was told last of each kind, and what takes its place: “the same article”, “just as much”, “the same court”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from habeas.claims.found import Found
from habeas.claims.values import SAME

NAMED = "court.named"


@dataclass(slots=True)
class LastTold:
    """The last term, article, accusation and court of a text; ``values`` holds each by its kind."""

    values: dict[str, Found] = field(default_factory=dict)

    def repeated(self, values: Sequence[Found]) -> list[Found]:
        """Return the values with what was told before in the place of “the same”, and remember the last ones."""
        found: list[Found] = []
        for value in values:
            if value.value == SAME:
                told = self._told(value)
                if told is None:
                    continue
                value = told
            elif value.rule == NAMED:
                self.values["court"] = value
            if value.kind == "article" or (value.kind == "term" and "term" not in self.values):
                self.values[value.kind] = value
            found.append(value)
        return found

    def _told(self, same: Found) -> Found | None:
        """Return what “the same” is; of the same article the part that stands in front: «ч. 2 той же статьи»."""
        before = self.values.get(same.kind)
        if before is None and same.kind != "court":
            before = self.values.get("accusation")
        if before is None:
            return None
        part = same.get("part")
        said = f"{before.get('number') or before.value} {part}" if part else before.value
        return replace(same, kind=before.kind, value=said, detail=before.detail)
