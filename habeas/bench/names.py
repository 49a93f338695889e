"""How well and how fast names are told apart: ours beside general-purpose matchers, in one run on one file.

The file has one JSON object a line: ``{"a": name, "b": name, "same": 0 or 1}``, optionally ``lang_a``, ``lang_b``
(or ``lang``) and ``kind`` (pairs of kind ``namesake-ambiguous`` are left out: nobody can tell them).
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from habeas.bench.cold import forget
from habeas.bench.peers import Score, peers
from habeas.identity.compare.pairs import score_pairs

ScoreAll = Callable[[list[tuple[str, str]]], Iterable[float]]
OURS = "Habeas"
RUNS = 3
SURE = 0.99
_LEAST_GROUP = 50  # pairs of two languages that make a line of their own


@dataclass(frozen=True, slots=True)
class Figures:
    """``f1`` at the best threshold, with precision and recall there; ``sure``: recall at precision 0.99."""

    f1: float
    precision: float
    recall: float
    sure: float
    threshold: float


@dataclass(frozen=True, slots=True)
class Measured:
    """One matcher on one file."""

    name: str
    figures: Figures
    per_second: float
    scores: tuple[float, ...]


def report(path: Path) -> str:
    """Measure ours and the peers on the pairs at ``path``; return the table. Raises ValueError for an unfit file."""
    pairs = read(path)
    same = [bool(pair["same"]) for pair in pairs]
    names = [(str(pair["a"]), str(pair["b"])) for pair in pairs]
    found, missing = peers()
    measured = [
        measure(name, score, names, same)
        for name, score in [(OURS, score_pairs), *((name, each(one)) for name, one in sorted(found.items()))]
    ]
    return "\n".join([*_table(measured, len(pairs), sum(same)), *missing, "", *_by_language(pairs, measured)])


def read(path: Path) -> list[dict[str, Any]]:
    """Return the judged pairs of a file; raise ValueError, with the line, for one that is none."""
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            pair = json.loads(line)
            usable = {"a", "b", "same"} <= set(pair)
        except (ValueError, TypeError) as error:
            raise ValueError(f"{path}, line {number}: this is no pair ({error}).") from error
        if not usable:
            raise ValueError(f'{path}, line {number}: a pair needs "a", "b" and "same".')
        if pair.get("kind") != "namesake-ambiguous":
            pairs.append(pair)
    if not any(p["same"] for p in pairs) or all(p["same"] for p in pairs):
        raise ValueError(f"{path} needs pairs that are one person's and pairs that are not.")
    return pairs


def each(score: Score) -> ScoreAll:
    """Return what scores all pairs, one after the other."""
    return lambda names: [score(a, b) for a, b in names]


def measure(name: str, score: ScoreAll, names: list[tuple[str, str]], same: list[bool]) -> Measured:
    """Score all pairs three times, each time from a cold start; keep the fastest."""
    fastest, scores = float("inf"), []
    for _ in range(RUNS):
        forget("habeas.text", "habeas.identity")
        start = time.process_time()
        scores = list(score(names))
        fastest = min(fastest, time.process_time() - start)
    return Measured(name, figures(scores, same), len(names) / max(fastest, 1e-9), tuple(scores))


def figures(scores: list[float], same: list[bool]) -> Figures:
    """Return precision, recall and F1 at the threshold with the best F1, and recall at precision 0.99."""
    total, right, best, sure = sum(same), 0, Figures(0.0, 0.0, 0.0, 0.0, 1.0), 0.0
    ranked = sorted(zip(scores, same, strict=True), key=lambda row: -row[0])
    for taken, (score, truth) in enumerate(ranked, start=1):
        right += truth
        if taken < len(ranked) and ranked[taken][0] == score:
            continue
        precision, recall = right / taken, right / total
        if precision >= SURE:
            sure = max(sure, recall)
        f1 = 2 * precision * recall / (precision + recall) if right else 0.0
        if f1 > best.f1:
            best = Figures(f1, precision, recall, 0.0, score)
    return Figures(best.f1, best.precision, best.recall, sure, best.threshold)


def _table(measured: list[Measured], count: int, same: int) -> Iterator[str]:
    ours = measured[0]
    yield f"{count} pairs, {same} of one person; each matcher at its own best threshold, best of {RUNS} cold runs"
    yield f"{'':24}{'F1':>7}{'P':>7}{'R':>7}{'R@P.99':>8}{'pairs/s':>10}{'our F1/its':>12}{'our speed/its':>15}"
    for one in measured:
        f = one.figures
        ratio = ours.figures.f1 / f.f1 if f.f1 else float("inf")
        yield (
            f"{one.name:24}{f.f1:7.3f}{f.precision:7.3f}{f.recall:7.3f}{f.sure:8.3f}{one.per_second:10.0f}"
            f"{ratio:12.2f}{ours.per_second / one.per_second:15.2f}"
        )


def _by_language(pairs: list[dict[str, Any]], measured: list[Measured]) -> Iterator[str]:
    """Give F1 by pair of languages, at each matcher's own threshold for all."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, pair in enumerate(pairs):
        both = (pair.get("lang_a") or pair.get("lang"), pair.get("lang_b") or pair.get("lang"))
        if all(both):
            groups[" - ".join(sorted(map(str, both)))].append(index)
    large = {key: rows for key, rows in groups.items() if len(rows) >= _LEAST_GROUP}
    if not large:
        return
    yield f"{'F1 by languages':24}{'pairs':>7}" + "".join(f"{one.name[:18]:>20}" for one in measured)
    for key, rows in sorted(large.items(), key=lambda item: (-len(item[1]), item[0])):
        cells = "".join(f"{_f1_at(one, pairs, rows):20.3f}" for one in measured)
        yield f"{key:24}{len(rows):7}{cells}"


def _f1_at(one: Measured, pairs: list[dict[str, Any]], rows: list[int]) -> float:
    hits = [(one.scores[i] >= one.figures.threshold, bool(pairs[i]["same"])) for i in rows]
    right = sum(taken and truth for taken, truth in hits)
    return 2 * right / max(sum(taken for taken, _ in hits) + sum(truth for _, truth in hits), 1)
