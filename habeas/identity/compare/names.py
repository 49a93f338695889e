"""Whether two names can be one person's: score, answer, and the reasons in words.

The names are taken apart (``habeas.text.names``), laid side by side in every way they can be read, and each
part speaks for or against: the weights are data (``packs/vocabulary/name_weights.yml``). A by-name from the
father's name that only one side has says nothing; one that differs says much. A different given name with an equal
surname is a sibling, a parent or a spouse, not the same person.
"""

from __future__ import annotations

from functools import cache
from math import exp

from habeas.identity.compare.name_reasons import common_names, reasons_of
from habeas.identity.compare.weighing import WEIGHTS, Weighed, likeliest, likeliest_by
from habeas.model.judgement import Comparison, Judgement
from habeas.packs.loader import load
from habeas.text.names.parse import ParsedName, parse_name

_SURE_AT = 40.0  # log-odds beyond which a score says no more


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
    one, other = parse_name(a), parse_name(b)
    around = turned(one, other)
    best = likeliest(other, one) if around else likeliest(one, other)
    return Comparison(*_judged(best), reasons_of(a, b, best, turned=around))


def judged(a: str, b: str) -> tuple[float, Judgement]:
    """Return only the score and the answer of :func:`compare_names`."""
    return _judged(weigh(a, b))


def _judged(best: Weighed | None) -> tuple[float, Judgement]:
    if best is None:
        return 0.0, Judgement.UNSURE
    value = score_of(best.weight)
    return value, _judge(value, best)


def score_names(a: str, b: str) -> float:
    """Return only the score of :func:`compare_names`."""
    best = weigh(a, b)
    return score_of(best.weight) if best else 0.0


def weigh(a: str, b: str) -> Weighed | None:
    """Return the likeliest way to lay the names side by side, weighed; None if one of them has no words."""
    one, other = parse_name(a), parse_name(b)
    return likeliest(other, one) if turned(one, other) else likeliest(one, other)


def weigh_by(a: str, b: str, bias: float, weights: dict[str, float]) -> Weighed | None:
    """Return the same as :func:`weigh`, by other weights than the pack's (for fitting them)."""
    one, other = parse_name(a), parse_name(b)
    one, other = (other, one) if turned(one, other) else (one, other)
    return likeliest_by(one, other, bias, weights)


def turned(one: ParsedName, other: ParsedName) -> bool:
    """Whether the two are weighed in the other order, so that the answer does not depend on who stands first."""
    a, b = one.rank, other.rank
    return a > b if a != b else one.letters > other.letters


def score_of(weight: float) -> float:
    """Return the score of log-odds."""
    return 1.0 / (1.0 + exp(-max(-_SURE_AT, min(_SURE_AT, weight))))


def _judge(value: float, best: Weighed) -> Judgement:
    same, different = answers()
    if value >= same:
        return Judgement.UNSURE if best.asked or common_names(best) else Judgement.SAME
    if value >= different or _too_little(best):
        return Judgement.UNSURE
    return Judgement.DIFFERENT


def _too_little(best: Weighed) -> bool:
    """Whether a part is missing on one side and what can be compared is near."""
    if best.hopeless or (best.one.plain and best.other.plain):
        return False  # no part is missing
    alignment = best.alignment
    matches = alignment.surname.match, alignment.given.match
    return None in matches and all(match is None or match.far < 1 for match in matches)
