"""A report without one person: what names her is cut out of its text, and what the others' claims rest on moves along.

Cut are every word that sounds like her name, and whole the passages that tell of nobody else. In their places stands [...], and
each offset behind is another one: the others' passages are mapped to the new text and are exactly what stands there.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from habeas.record.cbor import CborValue
from habeas.record.entry import Entry
from habeas.review.spotting import Spotter

MARK: Final = "[...]"
type Stretch = tuple[int, int]
"""Where a piece of a text begins and ends, in characters."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text with ``cuts`` (sorted, apart from each other) taken out."""

    old: str
    cuts: tuple[Stretch, ...]

    @property
    def text(self) -> str:
        """The new text."""
        pieces, here = [], 0
        for start, end in self.cuts:
            pieces += [self.old[here:start], MARK]
            here = end
        return "".join([*pieces, self.old[here:]])

    def place(self, offset: int) -> int:
        """Return where an offset of the old text stands in the new one; within a cut, where its mark begins."""
        behind = bisect_right(self.cuts, offset, key=lambda cut: cut[0]) - 1
        moved = sum(len(MARK) - (end - start) for start, end in self.cuts[: max(behind, 0)])
        if behind < 0:
            return offset
        start, end = self.cuts[behind]
        return start + moved if offset < end else offset + moved + len(MARK) - (end - start)

    def span(self, start: int, end: int) -> Stretch:
        """Return the stretch of the new text that stands for a stretch of the old one, marks of cuts in it included."""
        first, last = self.place(start), self.place(end)
        if any(a < end < b for a, b in self.cuts):
            last += len(MARK)  # the cut goes on behind the end: its mark is part of the stretch
        return first, max(last, first)


def redact(
    text: str,
    spotter: Spotter,
    named: Iterable[Stretch] = (),
    hers: Iterable[Stretch] = (),
    others: Sequence[Stretch] = (),
) -> Redacted:
    """Return ``text`` without what names her: where the reader found her ``named``, and what the ``spotter`` finds; and without the
    passages ``hers`` that no passage of the ``others`` touches.
    """
    found = [*named, *((one.start, one.end) for one in spotter.find(text))]
    found += [
        (start, end)
        for start, end in hers
        if not any(a < end and start < b for a, b in others) and start < end
    ]
    joined: list[Stretch] = []
    for start, end in sorted(found):
        if joined and (start <= joined[-1][1] or not text[joined[-1][1] : start].strip()):
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return Redacted(text, tuple(joined))


@dataclass(frozen=True, slots=True)
class Moved:
    """The texts of one report that was redacted: old text hash to its redaction, and the hashes of the new capture and texts."""

    capture: bytes
    texts: Mapping[bytes, Redacted]

    def evidence(self, row: Mapping[str, CborValue]) -> dict[str, CborValue]:
        """Return one passage as it stands in the new text; a passage of another report as it is."""
        text, at = row.get("text"), row.get("at")
        if not isinstance(text, bytes) or text not in self.texts or not isinstance(at, tuple):
            return dict(row)
        redacted = self.texts[text]
        start, end = redacted.span(*_two(at))
        new = redacted.text
        return {
            **row,
            "capture": self.capture,
            "text": hashlib.sha256(new.encode()).digest(),
            "at": [start, end],
            "quote": new[start:end],
        }

    def value(self, row: Mapping[str, CborValue]) -> dict[str, CborValue]:
        """Return one value of a field: where its words were cut, or may stand elsewhere now, without their place."""
        at = row.get("at")
        if not isinstance(at, tuple):
            return dict(row)
        for redacted in self.texts.values():
            start, end = _two(at)
            if redacted.old[start:end] == at[2] and not any(a < end and start < b for a, b in redacted.cuts):
                first, last = redacted.span(start, end)
                return {**row, "at": [first, last, at[2]]}
        return {name: value for name, value in row.items() if name != "at"}


def restated(
    entry: Entry, moved: Moved, hers: frozenset[bytes], origin: bytes | None
) -> dict[str, CborValue]:
    """Return the fields of somebody else's claim on the redacted report: it restates ``entry`` without her.

    ``origin`` is the fingerprint of the proposal that it settles in the new text, where there is one.
    """
    fields: dict[str, CborValue] = {}
    for name, value in entry.fields.items():
        if name == "evidence":
            fields[name] = [moved.evidence(row) for row in entry.maps(name)]
        elif name == "subjects":
            fields[name] = [one for one in entry.ids(name) if one not in hers]
        elif name == "said_by" or name.startswith("f."):
            kept = [moved.value(row) for row in entry.maps(name) if not _names_her(row, hers)]
            if kept:
                fields[name] = kept
        elif name not in ("from", "restates"):
            fields[name] = value
    if origin is not None:
        fields["from"] = origin
    return {**fields, "restates": entry.id}


def _names_her(row: Mapping[str, CborValue], hers: frozenset[bytes]) -> bool:
    value = row.get("value")
    return isinstance(value, str) and value in {one.hex() for one in hers}


def _two(at: Sequence[CborValue]) -> Stretch:
    start, end = at[0], at[1]
    assert isinstance(start, int) and isinstance(end, int)
    return start, end
