"""The tagger's weights: read from the packs once, one small network for each of its two passes.

A clue's weights are 8-bit numbers in a table; which row is a hash of the clue. A row is kept as one long integer with
16 bits for each number, so that adding rows adds all their numbers at once: no array library has to be started.
Written by ``tools/train_tagger.py``; what they were made from stands in ``docs/model-card.md``.
"""

from __future__ import annotations

import json
import math
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from habeas.claims.name_lists import Filter, NameLists
from habeas.packs.loader import read_bytes

FILE = "names/tagger.bin"
LABELS = 3  # no name, begins a name, goes on
ZERO = 128  # the number that stands for 0 in the table
MOST_KEPT = 40_000  # rows of clues that are kept at hand
MOST_CLUES = 250  # more cannot be added in 16 bits


@dataclass(slots=True)
class Network:
    """One pass: a table of weights (``hidden`` and then three numbers a row), and the layer above it."""

    table: bytes
    hidden: int
    scales: tuple[float, float]
    bias: Sequence[float]
    layer: Sequence[Sequence[float]]
    offset: Sequence[float]
    _rows: dict[str, int] = field(default_factory=dict)

    def row(self, clue: str) -> int:
        """Return the weights of a clue as one long integer."""
        known = self._rows.get(clue)
        if known is None:
            if len(self._rows) >= MOST_KEPT:
                self._rows.clear()
            width = 2 * (self.hidden + LABELS)
            at = zlib.crc32(clue.encode("utf-8", "surrogatepass")) % (len(self.table) // width) * width
            known = self._rows[clue] = int.from_bytes(self.table[at : at + width], "little")
        return known

    def added(self, clues: Iterable[str]) -> tuple[int, int]:
        """Return the sum of the clues' weights and how many they are."""
        rows = [self.row(clue) for clue in clues]
        return sum(rows), len(rows)

    def shares(self, total: int, count: int) -> tuple[float, float, float]:
        """Return the shares of the three labels for added-up weights; they are 1 together."""
        width = self.hidden + LABELS
        numbers = struct.unpack(f"<{width}H", total.to_bytes(2 * width, "little"))
        base, (fine, coarse) = ZERO * count, self.scales
        seen = [max(0.0, (one - base) * fine + bias) for one, bias in zip(numbers, self.bias, strict=False)]
        logits = [
            offset + (number - base) * coarse + sum(a * b for a, b in zip(seen, column, strict=True))
            for number, offset, column in zip(numbers[self.hidden :], self.offset, self.layer, strict=True)
        ]
        top = max(logits)
        powers = [math.exp(one - top) for one in logits]
        whole = sum(powers)
        return powers[0] / whole, powers[1] / whole, powers[2] / whole


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything learned: the two passes, the lists of words, how ready the tagger is to see a name."""

    first: Network
    second: Network
    lists: NameLists
    readiness: float


@cache
def weights() -> Weights:
    """Return the weights that ship with Habeas."""
    return unpacked(read_bytes(FILE))


def packed(head: dict[str, Any], blocks: Sequence[bytes]) -> bytes:
    """Return the bytes of a file of weights: a line of JSON, then the blocks that it counts, compressed."""
    line = json.dumps({**head, "sizes": [len(block) for block in blocks]}, sort_keys=True)
    return zlib.compress(line.encode() + b"\n" + b"".join(blocks), 9)


def unpacked(data: bytes) -> Weights:
    """Read what :func:`packed` wrote; the blocks are the two tables and the filters, in the order of the head."""
    line, _, rest = zlib.decompress(data).partition(b"\n")
    head = json.loads(line)
    blocks, at = [], 0
    for size in head["sizes"]:
        blocks.append(rest[at : at + size])
        at += size
    networks = [_network(one, block) for one, block in zip(head["networks"], blocks, strict=False)]
    filters: dict[str, list[Filter]] = {"names": [], "places": [], "common": []}
    for (group, hashes), block in zip(head["filters"], blocks[2:], strict=True):
        filters[group].append(Filter(block, hashes))
    return Weights(networks[0], networks[1], NameLists(**filters), head["readiness"])


def _network(head: dict[str, Any], block: bytes) -> Network:
    table = bytearray(2 * len(block))
    table[::2] = block
    fine, coarse = head["scales"]
    return Network(bytes(table), head["hidden"], (fine, coarse), head["bias"], head["layer"], head["offset"])
