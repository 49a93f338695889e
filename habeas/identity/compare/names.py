"""Whether two names can be one person's: score, answer, and the reasons in words.

The names are taken apart (``habeas.text.names``), laid side by side in every way they can be read, and each
part speaks for or against: the weights are data (``packs/vocabulary/name_weights.yml``). A by-name from the
father's name that only one side has says nothing; one that differs says much. A different given name with an equal
surname is a sibling, a parent or a spouse, not the same person.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp

from habeas.identity.compare.alignment import Alignment, alignments
from habeas.identity.compare.fathers import Fathers, match_fathers
from habeas.identity.compare.name_reasons import is_common_pair, reasons_of
from habeas.identity.compare.observations import Seen, observe
from habeas.model.judgement import Comparison, Judgement
from habeas.packs.loader import load
from habeas.text.names.parse import ParsedName, parse_name

WEIGHTS = "vocabulary/name_weights.yml"


@dataclass(frozen=True, slots=True)
class Weighed:
    """One way to lay two names side by side, and what it weighs in log-odds."""

    alignment: Alignment
    fathers: Fathers | None
    observed: Seen
    weight: float


@cache
def _weights() -> tuple[float, dict[str, float]]:
    data = load(WEIGHTS).data
    return float(data["bias"]), {name: float(weight) for name, weight in data["weights"].items()}


@cache
def answers() -> tuple[float, float]:
    """Return the scores from which on the answer is “same”, and below which it is “different”."""
    data = load(WEIGHTS).data["answers"]
    return float(data["same"]), float(data["different"])


def compare_names(a: str, b: str) -> Comparison:
    """Compare two names of people, in any script, order and (for be, ru, uk, pl, cs) case.

    The score is the chance that the two names are one person's, given that they were worth comparing. Symmetric
    and deterministic; never raises. Names that cannot be compared (empty, no letters) are “cannot tell”, score 0.
    """
    best = weigh(a, b)
    if best is None:
        return Comparison(0.0, Judgement.UNSURE, reasons_of(a, b, None, None))
    value = _score(best)
    alignment = best.alignment.turned() if _turned(parse_name(a), parse_name(b)) else best.alignment
    return Comparison(value, _judge(value, best), reasons_of(a, b, alignment, best.fathers))


def score_names(a: str, b: str) -> float:
    """Return only the score of :func:`compare_names`, which is much faster."""
    best = weigh(a, b)
    return 0.0 if best is None else _score(best)


def weigh(a: str, b: str) -> Weighed | None:
    """Return the likeliest way to lay the names side by side, weighed; None if one of them has no words."""
    one, other = parse_name(a), parse_name(b)
    return _weigh(other, one) if _turned(one, other) else _weigh(one, other)


def weigh_by(a: str, b: str, bias: float, weights: dict[str, float]) -> Weighed | None:
    """Return the same as :func:`weigh`, by other weights than the pack's (for fitting them)."""
    one, other = parse_name(a), parse_name(b)
    return _best(other, one, bias, weights) if _turned(one, other) else _best(one, other, bias, weights)


def _turned(one: ParsedName, other: ParsedName) -> bool:
    """Whether the two are weighed in the other order, so that the answer does not depend on who stands first."""
    return one.rank > other.rank


@lru_cache(maxsize=10_000)
def _weigh(one: ParsedName, other: ParsedName) -> Weighed | None:
    return _best(one, other, *_weights())


def _best(one: ParsedName, other: ParsedName, bias: float, weights: dict[str, float]) -> Weighed | None:
    if not one.parts or not other.parts:
        return None
    best: Weighed | None = None
    hopeless = one.signs.isdisjoint(other.signs)  # then no other way to read them will bring them together
    for alignment in alignments(one, other):
        fathers = _fathers(alignment)
        observed = observe(alignment, fathers)
        weight = bias + sum([weights[name] * value for name, value in observed.items()])
        if best is None or weight > best.weight:
            best = Weighed(alignment, fathers, observed, weight)
        if hopeless:
            break
    return best


def _fathers(alignment: Alignment) -> Fathers | None:
    one, other = alignment.father.one, alignment.father.other
    return match_fathers(one[0].token, other[0].token) if one and other else None


def _score(best: Weighed) -> float:
    return 1.0 / (1.0 + exp(-max(-40.0, min(40.0, best.weight))))


def _judge(value: float, best: Weighed) -> Judgement:
    same, different = answers()
    if value >= same:
        asked = not _ask().isdisjoint(best.observed) or is_common_pair(best.alignment, best.fathers)
        return Judgement.UNSURE if asked else Judgement.SAME
    missing = "given_missing" in best.observed or "surname_missing" in best.observed
    near = all(m is None or m.far < 1 for m in (best.alignment.surname.match, best.alignment.given.match))
    if value >= different or (missing and near):
        return Judgement.UNSURE
    return Judgement.DIFFERENT


@cache
def _ask() -> frozenset[str]:
    """Return what, once seen, always leads to a question."""
    return frozenset(load(WEIGHTS).data["ask"])
