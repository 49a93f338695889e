"""How many independent origins stand behind a fact: ten copies of one text count once.

Two captures are of one origin if a person of ours said so (``copies``), if they carry one origin label, if
the passages that we hold of both run alike (at least ten words in a row, and half of what the shorter one says), or if
they tell one account in other words or another language (``corroboration_accounts.py``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from habeas.identity.values import fold
from habeas.model.reason import Reason
from habeas.model.statement import Evidence, Statement
from habeas.register.corroboration_accounts import Account, one_account
from habeas.register.corroboration_marks import one_alphabet

SHINGLE = 4  # words
ENOUGH = 7  # shared shingles: ten words in a row
SHARE = 0.5  # of the shingles of the capture that gives fewer
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
        ends = [(reason, dict(reason.facts)) for reason in self.reasons]
        return tuple(reason for reason, facts in ends if {facts.get("a"), facts.get("b")} & captures)

    def label(self, statement: Statement) -> Statement:
        """Return ``statement`` with the origin under which each passage counts (its own label where it has one)."""
        evidence = tuple(
            one if one.origin else replace(one, origin=self.of.get(one.capture, one.capture))
            for one in statement.evidence
        )
        return replace(statement, evidence=evidence)

    def words(self, evidence: Iterable[Evidence]) -> str:
        """Return the count in words: “3 reports, 1 origin”."""
        return count_words(*self.count(evidence))


@cache
def count_words(reports: int, origins: int) -> str:
    """Return a count in words: “3 reports, 1 origin”."""
    return f"{reports} report{'s' * (reports != 1)}, {origins} origin{'s' * (origins != 1)}"


def find_origins(evidence: Iterable[Evidence], copies: Iterable[Sequence[str]] = ()) -> Origins:
    """Join the captures of ``evidence`` that are of one origin; ``copies`` are decisions, as lists of captures."""
    passages: dict[str, set[str]] = {}
    labels: dict[str, str] = {}
    known: dict[str, Evidence] = {}
    for one in evidence:
        known.setdefault(one.capture, one)
        passages.setdefault(one.capture, set()).update(one.stretches)
        if one.origin:
            labels[one.capture] = one.origin
    joined = _Joined(passages)
    for group in copies:
        named = sorted(capture for capture in group if capture in passages)
        for other in named[1:]:
            joined.join(named[0], other, Reason("origin.decided", "One of us said that these are copies."))
    for label in sorted(set(labels.values())):
        alike = sorted(capture for capture, own in labels.items() if own == label)
        for other in alike[1:]:
            joined.join(
                alike[0], other, Reason("origin.label", f"Both come from {label}.", (("origin", label),))
            )
    if len(passages) > 1:
        plain = {
            capture: {one_alphabet(text, known[capture].lang) for text in texts}
            for capture, texts in passages.items()
        }
        for a, b, shared in _alike({capture: shingles(texts) for capture, texts in plain.items()}):
            words = shared + SHINGLE - 1
            joined.join(
                a,
                b,
                Reason(
                    "origin.same-words",
                    f"The passages run alike for {words} words or more.",
                    (("words", str(words)),),
                ),
            )
        for a, b, reason in one_account([_account(known[one], texts) for one, texts in passages.items()]):
            joined.join(a, b, reason)
    return Origins(joined.of(), tuple(joined.reasons))


def _account(one: Evidence, passages: set[str]) -> Account:
    return Account(one.capture, tuple(sorted(passages)), one.lang, one.publisher, one.published, one.url)


def shingles(passages: Iterable[str]) -> frozenset[str]:
    """Return the runs of four words that the passages hold."""
    found: set[str] = set()
    for passage in passages:
        found |= _runs(passage)
    return frozenset(found)


@lru_cache(maxsize=65_536)
def _runs(passage: str) -> frozenset[str]:
    words = fold(passage).split()
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def _alike(runs: Mapping[str, frozenset[str]]) -> list[tuple[str, str, int]]:
    if len(frozenset().union(*runs.values())) == sum(map(len, runs.values())):
        return []  # nothing is said twice
    where: dict[str, list[str]] = {}
    for capture in sorted(runs):
        if len(runs[capture]) >= ENOUGH:
            for run in runs[capture]:
                where.setdefault(run, []).append(capture)
    shared: Counter[tuple[str, str]] = Counter()
    for captures in where.values():
        if len(captures) <= CROWD:
            for i, a in enumerate(captures):
                shared.update((a, b) for b in captures[i + 1 :])
    return sorted(
        (a, b, count)
        for (a, b), count in shared.items()
        if count >= ENOUGH and count >= SHARE * min(len(runs[a]), len(runs[b]))
    )


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
