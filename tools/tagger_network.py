"""The network that `tools/train_tagger.py` trains: added-up rows of a hashed table, one hidden layer, three labels.

AdaGrad on small batches; clues are left out at random, so that no single one is relied on; the last third of the
rounds is averaged. numpy alone; a fixed seed gives the same weights.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
LABELS = 3
ZERO = 128


def numbered(rows: Sequence[Sequence[str]], buckets: int, most: int) -> Ints:
    """Return the table rows of each candidate's clues, padded with the number ``buckets`` (a row of zeros)."""
    known: dict[str, int] = {}
    found = np.full((len(rows), min(most, max(map(len, rows)))), buckets, np.int64)
    for at, clues in enumerate(rows):
        for place, clue in enumerate(clues[:most]):
            if clue not in known:
                known[clue] = zlib.crc32(clue.encode("utf-8", "surrogatepass")) % buckets
            found[at, place] = known[clue]
    return found


def softmax(logits: Floats) -> Floats:
    """Return the shares of the labels."""
    powers = np.exp(logits - logits.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)


class Net:
    """Weights in the making. ``table`` has ``hidden`` and then three numbers a row."""

    def __init__(self, buckets: int, hidden: int, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.hidden, self.buckets = hidden, buckets
        table = self.rng.normal(0, 0.05, (buckets + 1, hidden + LABELS)).astype(np.float32)
        table[:, hidden:] = 0
        table[buckets] = 0
        layer = self.rng.normal(0, 0.2, (hidden, LABELS)).astype(np.float32)
        self.parts = [table, layer, np.zeros(hidden, np.float32), np.zeros(LABELS, np.float32)]

    def logits(self, rows: Ints) -> Floats:
        """Return the logits of the labels for candidates."""
        table, layer, bias, offset = self.parts
        total = np.concatenate(
            [table[part].sum(1) for part in np.array_split(rows, max(1, len(rows) // 2048))]
        )
        seen = np.maximum(total[:, : self.hidden] + bias, 0)
        found: Floats = seen @ layer + total[:, self.hidden :] + offset
        return found

    def fit(
        self, rows: Ints, labels: Ints, weights: Floats, rounds: int, rate: float = 0.03, decay: float = 5e-5
    ) -> Net:
        """Learn; ``weights`` says how much each candidate counts."""
        squares = [np.full(part.shape, 1e-6, np.float32) for part in self.parts]
        sums = [np.zeros_like(part) for part in self.parts]
        averaged = 0
        for turn in range(rounds):
            for batch in np.array_split(self.rng.permutation(len(labels)), max(1, len(labels) // 64)):
                self._step(rows[batch], labels[batch], weights[batch], squares, rate, decay)
            if turn >= rounds * 2 // 3:
                averaged += 1
                for total, part in zip(sums, self.parts, strict=True):
                    total += part
        self.parts = [total / averaged for total in sums]
        return self

    def _step(
        self, rows: Ints, labels: Ints, weights: Floats, squares: list[Floats], rate: float, decay: float
    ) -> None:
        table, layer, bias, offset = self.parts
        rows = np.where(self.rng.random(rows.shape) < 0.2, self.buckets, rows)
        total = table[rows].sum(1)
        raw = total[:, : self.hidden] + bias
        mask = ((self.rng.random(raw.shape) > 0.3) / 0.7).astype(np.float32)
        seen = np.maximum(raw, 0) * mask
        error = softmax(seen @ layer + total[:, self.hidden :] + offset)
        error[np.arange(len(labels)), labels] -= 1
        error *= weights[:, None]
        back = (error @ layer.T) * mask * (raw > 0)
        used, places = np.unique(rows, return_inverse=True)
        order = np.argsort(places.ravel(), kind="stable")
        starts = np.searchsorted(places.ravel()[order], np.arange(len(used)))
        owners = np.repeat(np.arange(len(labels)), rows.shape[1])[order]
        slope = np.add.reduceat(np.concatenate([back, error], 1)[owners], starts, 0)
        slope += decay * len(labels) * table[used]
        squares[0][used] += slope * slope
        table[used] -= rate * slope / np.sqrt(squares[0][used])
        table[self.buckets] = 0
        for at, flat in ((1, seen.T @ error), (2, back.sum(0)), (3, error.sum(0))):
            squares[at] += flat * flat
            self.parts[at] -= rate * flat / np.sqrt(squares[at])

    def packed(self) -> tuple[dict[str, Any], bytes]:
        """Return what :mod:`habeas.claims.names.name_weights` reads: the head, and the table in 8-bit numbers."""
        table, layer, bias, offset = self.parts
        fine, coarse = (
            float(np.quantile(np.abs(part[:-1]), 0.9999) / 127) or 1.0
            for part in (table[:, : self.hidden], table[:, self.hidden :])
        )
        scale = np.array([fine] * self.hidden + [coarse] * LABELS, np.float32)
        numbers = (np.clip(np.round(table[:-1] / scale), -127, 127) + ZERO).astype(np.uint8)
        head = {
            "hidden": self.hidden,
            "scales": [fine, coarse],
            "bias": [round(float(one), 5) for one in bias],
            "layer": [[round(float(one), 5) for one in column] for column in layer.T],
            "offset": [round(float(one), 5) for one in offset],
        }
        return head, numbers.tobytes()
