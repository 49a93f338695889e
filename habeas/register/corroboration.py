"""How many independent origins stand behind a fact: ten copies of one text count once.

Two captures are of one origin if a person of ours said so (``copies``), if they carry one origin label, if
the passages that we hold of both run alike (at least ten words in a row, and half of what the shorter one says), or if
they tell one account in other words or another language (``corroboration_accounts.py``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from operator import is_

from habeas.identity.values import folded_words
from habeas.model.reason import Reason
from habeas.model.statement import Evidence, Statement
from habeas.register.corroboration_accounts import Account, one_account
from habeas.register.corroboration_marks import one_alphabet

SHINGLE = 4  # words
ENOUGH = 7  # shared shingles: ten words in a row
SHARE = 0.5  # of the shingles of the capture that gives fewer
type _Run = tuple[str, ...]
CROWD = 200  # captures: a shingle that more of them share is a set phrase, no copy


@dataclass(frozen=True, slots=True)
class Origins:
    """``of`` maps each capture to the least capture of its origin; ``reasons`` say which were joined, and why."""

    of: Mapping[str, str]
    reasons: tuple[Reason, ...] = ()

    def count(self, evidence: Iterable[Evidence]) -> tuple[int, int]:
        """Return (reports, origins) behind ``evidence``."""
        captures = {one.capture for one in evidence}
        if len(captures) < 2:
            return len(captures), len(captures)
        return len(captures), len({self.of.get(capture, capture) for capture in captures})

    def why(self, evidence: Iterable[Evidence]) -> tuple[Reason, ...]:
        """Return why some of the reports behind ``evidence`` count as one: nothing if each counts by itself."""
        captures = {one.capture for one in evidence}
        if len(captures) < 2 or len({self.of.get(one, one) for one in captures}) == len(captures):
            return ()
        steps = [(reason, dict(reason.facts)) for reason in self.reasons]
        while True:  # the joins are a tree: what leads to a report that is not asked about says nothing here
            met = Counter(facts[end] for _, facts in steps for end in ("a", "b"))
            loose = {capture for capture, times in met.items() if times == 1} - captures
            if not loose:
                return tuple(reason for reason, _ in steps)
            steps = [(reason, facts) for reason, facts in steps if not {facts["a"], facts["b"]} & loose]

    def label(self, statement: Statement) -> Statement:
        """Return ``statement`` with the origin under which each passage counts (its own label where it has one)."""
        of, evidence = self.of, statement.evidence
        labelled = [e if e.origin else e.of_origin(of.get(e.capture, e.capture)) for e in evidence]
        if all(map(is_, labelled, evidence)):
            return statement
        return statement.resting_on(tuple(labelled))

    def words(self, evidence: Iterable[Evidence]) -> str:
        """Return the count in words: “3 reports, 1 origin”."""
        return count_words(*self.count(evidence))


@cache
def count_words(reports: int, origins: int) -> str:
    """Return a count in words: “3 reports, 1 origin”."""
    return f"{reports} report{'s' * (reports != 1)}, {origins} origin{'s' * (origins != 1)}"


def find_origins(evidence: Iterable[Evidence], copies: Iterable[Sequence[str]] = ()) -> Origins:
    """Join the captures of ``evidence`` that are of one origin; ``copies`` are decisions, as lists of captures."""
    reports: dict[str, list[Evidence]] = {}
    for one in evidence:
        reports.setdefault(one.capture, []).append(one)
    if len(reports) < 2:
        return Origins({capture: capture for capture in reports})
    joined = _Joined(reports)
    for group in copies:
        named = sorted(capture for capture in group if capture in reports)
        for other in named[1:]:
            joined.join(named[0], other, Reason("origin.decided", "One of us said that these are copies."))
    for label, alike in _by_label(reports):
        for other in alike[1:]:
            joined.join(
                alike[0], other, Reason("origin.label", f"Both come from {label}.", (("origin", label),))
            )
    told = {
        capture: frozenset(text for one in rows for text in one.stretches)
        for capture, rows in reports.items()
    }
    plain = {
        capture: [one_alphabet(text, reports[capture][0].lang) for text in texts]
        for capture, texts in told.items()
    }
    for a, b, shared in _alike({capture: shingles(texts) for capture, texts in plain.items()}):
        joined.join(a, b, _same_words(shared + SHINGLE - 1))
    for a, b, reason in one_account([_account(reports[one][0], texts) for one, texts in told.items()]):
        joined.join(a, b, reason)
    return Origins(joined.of(), tuple(joined.reasons))


def _by_label(reports: Mapping[str, list[Evidence]]) -> list[tuple[str, list[str]]]:
    """Return the labels of origins, each with its captures, sorted."""
    labels = {capture: one.origin for capture, rows in reports.items() for one in rows if one.origin}
    found: dict[str, list[str]] = {}
    for capture, label in sorted(labels.items()):
        found.setdefault(label, []).append(capture)
    return sorted(found.items())


def _same_words(words: int) -> Reason:
    told = f"The passages run alike for {words} words or more."
    return Reason("origin.same-words", told, (("words", str(words)),))


def _account(one: Evidence, passages: Iterable[str]) -> Account:
    return Account(one.capture, tuple(sorted(passages)), one.lang, one.publisher, one.published, one.url)


def shingles(passages: Sequence[str]) -> frozenset[_Run]:
    """Return the runs of four words that the passages hold."""
    if len(passages) == 1:
        return _runs(passages[0])
    return frozenset().union(*map(_runs, passages))


@lru_cache(maxsize=20_000)
def _runs(passage: str) -> frozenset[_Run]:
    words = folded_words(passage)
    return frozenset(zip(*(words[at:] for at in range(SHINGLE)), strict=False))


def _alike(runs: Mapping[str, frozenset[_Run]]) -> list[tuple[str, str, int]]:
    """Return the pairs of captures whose passages run alike, each with the number of runs that they share."""
    every = frozenset[_Run]().union(*runs.values())
    if sum(map(len, runs.values())) - len(every) < ENOUGH:
        return []  # soon seen, and so of nearly all people: the runs said again are too few for any pair
    long = {capture: own for capture, own in sorted(runs.items()) if len(own) >= ENOUGH}
    twice = _said_twice(long.values())
    where: dict[_Run, list[str]] = {}
    for capture, own in long.items():
        for run in own & twice:
            where.setdefault(run, []).append(capture)
    shared = Counter(
        pair for captures in where.values() if len(captures) <= CROWD for pair in combinations(captures, 2)
    )
    return sorted(
        (a, b, count)
        for (a, b), count in shared.items()
        if count >= ENOUGH and count >= SHARE * min(len(runs[a]), len(runs[b]))
    )


def _said_twice(runs: Iterable[frozenset[_Run]]) -> set[_Run]:
    seen: set[_Run] = set()
    twice: set[_Run] = set()
    for own in runs:
        twice |= seen & own
        seen |= own
    return twice


class _Joined:
    """Captures joined so far."""

    def __init__(self, captures: Iterable[str]) -> None:
        self._head = {capture: capture for capture in captures}
        self.reasons: list[Reason] = []

    def _find(self, one: str) -> str:
        while self._head[one] != one:
            self._head[one] = self._head[self._head[one]]
            one = self._head[one]
        return one

    def join(self, a: str, b: str, reason: Reason) -> None:
        first, second = sorted((self._find(a), self._find(b)))
        if first != second:
            self._head[second] = first
            self.reasons.append(Reason(reason.rule, reason.words, (*reason.facts, ("a", a), ("b", b))))

    def of(self) -> dict[str, str]:
        return {capture: self._find(capture) for capture in sorted(self._head)}
