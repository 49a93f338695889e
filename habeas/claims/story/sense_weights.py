"""The weights by which a sentence as a whole is weighed: how much each clue speaks for each type of event.

One number a clue and type, 8 bits, in a table whose rows are found by a hash of the clue; they are added up, and nothing else is
done with them, so that it can always be said which words spoke for an event. Written by ``tools/train_senses.py``; what they were made
from stands in ``docs/model-card-senses.md``.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from habeas.claims.names.name_weights import MOST_KEPT, ZERO, Rows, opened
from habeas.claims.story.sense_clues import Clues
from habeas.packs.loader import read_bytes

FILE = "senses/senses.bin"
LANE = 4  # bytes that a sum has for each type: no sentence has clues enough to fill them
WHOLE_LANE = (1 << 8 * LANE) - 1


class Sums(dict[tuple[str, ...], int]):
    """The added-up weights of clues that stand together, as one long integer; a word's are added when first met, bounded."""

    def __init__(self, table: bytes, width: int) -> None:
        super().__init__()
        self.rows = Rows(table, width, LANE)

    def __missing__(self, texts: tuple[str, ...]) -> int:
        if len(self) >= MOST_KEPT:
            self.clear()
        total = self[texts] = sum([self.rows[one] for one in texts])
        return total


@dataclass(slots=True)
class Senses:
    """The weights of all clues for ``types``; ``propose`` is the share from which an event is added (``propose_held``:
    one that says of somebody that she is held or free), ``doubt`` the share below which one is dropped.
    """

    types: Sequence[str]
    table: bytes
    scale: float
    offset: Sequence[float]
    propose: float
    propose_held: float
    doubt: float
    sums: Sums = field(init=False)

    def __post_init__(self) -> None:
        self.sums = Sums(self.table, len(self.types))

    def shares(self, clues: Sequence[Clues]) -> dict[str, float]:
        """Return for each type how likely it is that the sentence tells of one, between 0 and 1."""
        width = len(self.types)
        total = sum([self.sums[one.texts] for one in clues])
        numbers = struct.unpack(f"<{width}I", total.to_bytes(LANE * width, "little"))
        base = ZERO * sum([len(one.texts) for one in clues])
        return {
            kind: 1 / (1 + math.exp(-offset - (number - base) * self.scale))
            for kind, number, offset in zip(self.types, numbers, self.offset, strict=True)
        }

    def spoken(self, clues: Sequence[Clues], kind: str) -> Mapping[int, float]:
        """Return how much each word (token) of a sentence speaks for a type, or against it where below 0."""
        lane = 8 * LANE * self.types.index(kind)
        found: dict[int, float] = {}
        for texts, at in clues:
            weight = ((self.sums[texts] >> lane) & WHOLE_LANE) - ZERO * len(texts)
            found[at] = found.get(at, 0.0) + weight * self.scale
        return found


@cache
def senses() -> Senses:
    """Return the weights that ship with Habeas."""
    return unpacked(read_bytes(FILE))


def unpacked(data: bytes) -> Senses:
    """Read a file of weights (``name_weights.packed``): a head that names the fields of :class:`Senses`, and one table."""
    head, (table,) = opened(data)
    return Senses(
        head["types"],
        table,
        head["scale"],
        head["offset"],
        head["propose"],
        head["propose_held"],
        head["doubt"],
    )
