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
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from habeas.claims.names.name_lists import Filter, NameLists
from habeas.packs.loader import read_bytes

FILE = "names/tagger.bin"
LABELS = 3  # no name, begins a name, goes on
ZERO = 128  # the number that stands for 0 in a table of weights
LANE = 2  # bytes that a sum has for each number
MOST_KEPT = 40_000  # rows of clues that are kept at hand
MOST_CLUES = 250  # more cannot be added in 16 bits


class Rows(dict[str, int]):
    """The weights of clues, each clue's as one long integer, cut out of the table when first asked; bounded.

    ``width`` numbers a clue, each with ``lane`` bytes in the integer.
    """

    def __init__(self, table: bytes, width: int, lane: int) -> None:
        super().__init__()
        self.table, self.width, self.lane, self.count = table, width, lane, len(table) // width

    def __missing__(self, clue: str) -> int:
        if len(self) >= MOST_KEPT:
            self.clear()
        at = zlib.crc32(clue.encode("utf-8", "surrogatepass")) % self.count * self.width
        wide = bytearray(self.lane * self.width)
        wide[:: self.lane] = self.table[at : at + self.width]
        row = self[clue] = int.from_bytes(wide, "little")
        return row


@dataclass(slots=True)
class Network:
    """One pass: a table of weights (``hidden`` and then three numbers a row), and the layer above it."""

    table: bytes
    hidden: int
    scales: tuple[float, float]
    bias: Sequence[float]
    layer: Sequence[Sequence[float]]
    offset: Sequence[float]
    rows: Rows = field(init=False)

    def __post_init__(self) -> None:
        self.rows = Rows(self.table, self.hidden + LABELS, LANE)

    def added(self, clues: Sequence[str]) -> tuple[int, int]:
        """Return the sum of the clues' weights and how many they are."""
        return sum(map(self.rows.__getitem__, clues)), len(clues)

    def shares(self, total: int, count: int) -> tuple[float, float, float]:
        """Return the shares of the three labels for added-up weights; they are 1 together."""
        width = self.hidden + LABELS
        numbers = struct.unpack(f"<{width}H", total.to_bytes(LANE * width, "little"))
        base, (fine, coarse) = ZERO * count, self.scales
        hidden = [(one - base) * fine + bias for one, bias in zip(numbers, self.bias, strict=False)]
        seen = [one if one > 0.0 else 0.0 for one in hidden]
        logits = [
            offset + (number - base) * coarse + math.sumprod(seen, column)
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


def opened(data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Return the head and the blocks of what :func:`packed` wrote."""
    line, _, rest = zlib.decompress(data).partition(b"\n")
    head = json.loads(line)
    blocks, at = [], 0
    for size in head["sizes"]:
        blocks.append(rest[at : at + size])
        at += size
    return head, blocks


def unpacked(data: bytes) -> Weights:
    """Read the tagger's file (:func:`packed`); the blocks are the two tables and the filters, in the order of the head."""
    head, blocks = opened(data)
    networks = [_network(one, block) for one, block in zip(head["networks"], blocks, strict=False)]
    filters: dict[str, list[Filter]] = {"names": [], "places": [], "common": []}
    for (group, hashes), block in zip(head["filters"], blocks[2:], strict=True):
        filters[group].append(Filter(block, hashes))
    return Weights(networks[0], networks[1], NameLists(**filters), head["readiness"])


def _network(head: dict[str, Any], block: bytes) -> Network:
    fine, coarse = head["scales"]
    return Network(block, head["hidden"], (fine, coarse), head["bias"], head["layer"], head["offset"])
