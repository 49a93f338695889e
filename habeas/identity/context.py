"""What besides the name speaks for or against two mentions being one person, each kind with its reason.

Weights are in logits, set by hand and added to that of the names; only a birth year can turn a “same” of the
names into a question.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from habeas.identity.values import Relation, parse_date, relate
from habeas.model.judgement import Comparison, Judgement
from habeas.model.reason import Reason

SURE = 0.97  # of names that leave it open: above this, shared facts make them one
_ENOUGH = 2.0  # logits of shared facts that it takes for it
_BORN = 2.0  # logits for one birth year
_SHARED = {"article": 0.7, "facility": 0.8, "place": 0.5, "court": 0.6, "term": 0.8, "date": 1.4}


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody as one document presents her (``m:`` and a fingerprint), or an accepted person (her id).

    ``names``: forms seen, base form first. ``documents``: captures that present her. ``facts``: (field, value)
    of what is said of her, with ``born`` among them.
    """

    id: str
    names: tuple[str, ...]
    documents: frozenset[str] = frozenset()
    facts: frozenset[tuple[str, str]] = frozenset()
    accepted: bool = False
    ids: tuple[str, ...] = field(default=())

    @property
    def bare_ids(self) -> tuple[str, ...]:
        """Every id or fingerprint that this node stands for, without prefix."""
        return self.ids or (self.id.removeprefix("m:"),)


def with_context(names: Comparison, a: Mention, b: Mention) -> Comparison:
    """Return the comparison of names, raised or lowered by what both are said to have lived through."""
    if names.judgement is Judgement.DIFFERENT:
        return names
    weight, reasons = _shared(a, b)
    born = _born(a, b)
    if born is not None:
        weight += _BORN if born.rule == "people.born-same" else -4.0
        reasons.append(born)
    score = _add(names.score, weight)
    judgement = names.judgement
    if born is not None and born.rule == "people.born-conflict":
        judgement = Judgement.UNSURE
    elif names.judgement is Judgement.UNSURE and score >= SURE and weight >= _ENOUGH:
        judgement = Judgement.SAME
    return Comparison(score, judgement, (*names.reasons, *reasons))


def may_become_same(names: Comparison, mention: Mention) -> bool:
    """Whether somebody with so much in common by name can be found to be this mention, whatever is said of the other."""
    if names.judgement is not Judgement.UNSURE:
        return names.judgement is Judgement.SAME
    told = _by_field(mention.facts)
    most = sum(worth for name, worth in _SHARED.items() if name in told) + (_BORN if "born" in told else 0.0)
    return most >= _ENOUGH and _add(names.score, most) >= SURE


def agree_on_birth(mentions: Iterable[Mention]) -> bool:
    """Whether all birth years that are told of them can be one."""
    born = {value for mention in mentions for value in _by_field(mention.facts).get("born", ())}
    return all(_near(x, y) for x, y in combinations(sorted(born), 2))


def told_by_several(mentions: Iterable[Mention]) -> list[Reason]:
    """Return what two or more of these are said to have lived through, as reasons for taking them for one; each value once."""
    reasons: dict[Reason, None] = {}
    seen: dict[str, dict[str, None]] = {}
    for mention in sorted(mentions, key=lambda one: one.id):
        for name, told in _by_field(mention.facts).items():
            values = tuple(dict.fromkeys(x[:4] for x in told if parse_date(x))) if name == "born" else told
            before = seen.setdefault(name, {})
            again = [value for value in values if value in before]
            alike = None if again else _alike(name, tuple(before), values)
            reasons.update((_both_give(name, value), None) for value in (again if alike is None else [alike]))
            before.update(dict.fromkeys(values))
    return list(reasons)


def _both_give(name: str, value: str) -> Reason:
    if name == "born":
        return Reason("people.born-same", f"Both were born in {value[:4]}.", (("born", value),))
    words = f"Both reports give the {name} {value}."
    return Reason("people.shared-fact", words, (("field", name), ("value", value)))


def _shared(a: Mention, b: Mention) -> tuple[float, list[Reason]]:
    weight = 0.0
    reasons: list[Reason] = []
    left, right = _by_field(a.facts), _by_field(b.facts)
    for name, worth in _SHARED.items() if left and right else ():
        value = _alike(name, left.get(name, ()), right.get(name, ()))
        if value is not None:
            weight += worth
            reasons.append(_both_give(name, value))
    return weight, reasons


@lru_cache(maxsize=20_000)
def _by_field(facts: frozenset[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return the values of each field, in order; one set of facts is compared with those of many others."""
    found: dict[str, tuple[str, ...]] = {}
    for name, value in sorted(facts):
        found[name] = (*found.get(name, ()), value)
    return found


def _alike(name: str, left: tuple[str, ...], right: tuple[str, ...]) -> str | None:
    """Return the first value of ``left`` that says the same as one of ``right``; None if none does."""
    return next((x for x in left for y in right if relate(name, x, y) is Relation.SAME), None)


def _born(a: Mention, b: Mention) -> Reason | None:
    left, right = _by_field(a.facts).get("born", ()), _by_field(b.facts).get("born", ())
    pairs = [(x, y) for x in left for y in right]
    if not pairs:
        return None
    for x, y in pairs:
        one, other = parse_date(x), parse_date(y)
        if one is None or other is None or _near(x, y):
            same = one is not None and other is not None and one.text[:4] == other.text[:4]
            if not same:
                return None  # “34-year-old” leaves a year open: neither for nor against
            return _both_give("born", x)
    x, y = pairs[0]
    return Reason(
        "people.born-conflict", f"They were born in different years: {x}, {y}.", (("a", x), ("b", y))
    )


def _near(x: str, y: str) -> bool:
    one, other = parse_date(x), parse_date(y)
    if one is None or other is None or one.earliest is None or other.earliest is None:
        return True
    return abs((one.earliest.year) - (other.earliest.year)) <= 1


def logit(score: float) -> float:
    """Return the log-odds of a score (0..1), bounded so that no certainty is endless."""
    clipped = min(max(score, 1e-6), 1 - 1e-6)
    return math.log(clipped / (1 - clipped))


def _add(score: float, weight: float) -> float:
    return 1 / (1 + math.exp(-(logit(score) + weight)))
