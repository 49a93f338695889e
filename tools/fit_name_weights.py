"""Fit the weights of habeas/packs/vocabulary/name_weights.yml on files of judged pairs of names.

    python tools/fit_name_weights.py PAIRS.jsonl [PAIRS.jsonl ...] [--leave-out SOURCE] [--write]

Each line: {"a": name, "b": name, "same": 0 or 1, and, where known, "pa", "pb" (the people), "src", "kind"}.
Prints the cross-validated figures (folds by person) and the fitted weights; with --write it puts them into the pack,
comments kept. The fit is logistic regression drawn towards the weights that stand in the pack under `prior`,
so that what the pairs say little about stays as a person set it; no weight may change its sign, and those under
`held` do not move at all (such pairs hardly occur in the files, or occur with wrong labels). Which words of two
names answer to each other depends on the weights, so the fit is repeated a few times.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import re
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from habeas.identity.compare import names  # noqa: E402
from habeas.packs.loader import load  # noqa: E402

PACK = ROOT / "habeas/packs/vocabulary/name_weights.yml"
FOLDS, ROUNDS, STEPS = 5, 3, 1500
DRAW = 2.0  # how strongly a weight is drawn to its prior, in squared differences


def read_pairs(paths: list[str], leave_out: list[str]) -> list[dict]:
    rows = [json.loads(line) for path in paths for line in Path(path).read_text("utf-8").splitlines()]
    return [
        row
        for row in rows
        if row.get("kind") != "namesake-ambiguous" and not any(s in row.get("src", "") for s in leave_out)
    ]


def folds(rows: list[dict]) -> np.ndarray:
    """Return the fold of each pair: pairs about the same first person stay together."""
    keys = [min(row.get("pa", row["a"]), row.get("pb", row["b"])) for row in rows]
    return np.array([int(hashlib.sha256(key.encode()).hexdigest(), 16) % FOLDS for key in keys])


def observe(rows: list[dict], bias: float, weights: dict[str, float]) -> np.ndarray:
    table = np.zeros((len(rows), len(weights)))
    place = {name: i for i, name in enumerate(weights)}
    for i, row in enumerate(rows):
        found = names.weigh_by(row["a"], row["b"], bias, weights)
        for name, value in (found.observed if found else {}).items():
            table[i, place[name]] = value
    return table


def fit(
    table: np.ndarray, same: np.ndarray, prior: np.ndarray, bias: float, free: np.ndarray
) -> tuple[np.ndarray, float]:
    """Return weights and bias: descent with a step of its own for each weight (Adam), signs held.

    Only the weights that are ``free`` move.
    """
    signs = np.sign(prior)
    weights, first, second = prior.copy(), np.zeros(len(prior) + 1), np.zeros(len(prior) + 1)
    for step in range(1, STEPS + 1):
        chance = 1 / (1 + np.exp(-np.clip(table @ weights + bias, -40, 40)))
        gradient = np.append(table.T @ (chance - same) + DRAW * (weights - prior), (chance - same).sum())
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        move = 0.03 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        weights, bias = weights - move[:-1] * free, bias - move[-1]
        weights = np.where(signs * weights < 0, 0.0, weights)
    return weights, float(bias)


def figures(scores: np.ndarray, same: np.ndarray) -> str:
    order = np.argsort(-scores, kind="stable")
    ranked, truth = scores[order], same[order]
    right = np.cumsum(truth)
    last = np.append(ranked[1:] != ranked[:-1], True)
    precision, recall = right / np.arange(1, len(truth) + 1), right / truth.sum()
    f1 = np.where(last, 2 * precision * recall / np.maximum(precision + recall, 1e-9), 0)
    at = int(f1.argmax())
    sure = {p: max(recall[(precision >= p) & last], default=0.0) for p in (0.99, 0.999)}
    return (
        f"F1 {f1[at]:.4f} (P {precision[at]:.4f} R {recall[at]:.4f} at {ranked[at]:.3f})  "
        f"recall at precision 0.99: {sure[0.99]:.4f}, at 0.999: {sure[0.999]:.4f}"
    )


def same_from(scores: np.ndarray, same: np.ndarray) -> float:
    """Return the least score from which on at least 999 of 1,000 pairs are one person's."""
    order = np.argsort(-scores, kind="stable")
    precision = np.cumsum(same[order]) / np.arange(1, len(same) + 1)
    good = np.flatnonzero(precision >= 0.999)
    return float(scores[order][good[-1]]) if len(good) else 1.0


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pairs", nargs="+")
    parser.add_argument("--leave-out", action="append", default=[], metavar="SOURCE")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows = read_pairs(options.pairs, options.leave_out)
    same, fold = np.array([float(row["same"]) for row in rows]), folds(rows)
    data = load("vocabulary/name_weights.yml").data
    prior = {name: float(value) for name, value in data["prior"].items()}
    start = np.array(list(prior.values()))
    free = np.array([float(name not in data["held"]) for name in prior])
    bias, current = float(data["prior_bias"]), prior
    table = observe(rows, bias, current)
    print("by the prior alone:", figures(table @ start + bias, same))
    for _ in range(ROUNDS):
        fitted, fitted_bias = fit(table, same, start, bias, free)
        current = dict(zip(prior, fitted.tolist(), strict=True))
        table = observe(rows, fitted_bias, current)
    print("fitted on all:     ", figures(table @ fitted + fitted_bias, same))
    crossed = np.zeros(len(rows))
    for number in range(FOLDS):
        out = fold == number
        part, part_bias = fit(table[~out], same[~out], start, bias, free)
        crossed[out] = table[out] @ part + part_bias
    print("cross-validated:   ", figures(crossed, same))
    chance = 1 / (1 + math.exp(-same_from(crossed, same)))
    print(f"one person's name from {chance:.4f} on (precision 0.999, cross-validated)")
    for name, value in current.items():
        print(f"  {name:22s} {prior[name]:7.2f} -> {value:7.3f}")
    print(f"  {'bias':22s} {bias:7.2f} -> {fitted_bias:7.3f}")
    if options.write:
        write(current, fitted_bias)


def write(weights: dict[str, float], bias: float) -> None:
    text = PACK.read_text("utf-8")
    head, tail = text.split("\nweights:\n")
    _, end = tail.split("\nanswers:", 1)
    lines = "\n".join(f"  {name}: {value:.3f}" for name, value in weights.items())
    head = re.sub(r"(?m)^bias: .*$", f"bias: {bias:.3f}", head)
    PACK.write_text(f"{head}\nweights:\n{lines}\nanswers:{end}", "utf-8")


if __name__ == "__main__":
    main()
