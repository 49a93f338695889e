"""What the law room answers: an interval, the rules and facts behind it, and what was assumed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from habeas.law.case import Fact
from habeas.law.penalties import Penalty
from habeas.law.rules import Rule
from habeas.law.span import UNKNOWN, Span
from habeas.model.reason import Reason

UNCHECKED = "not checked by a lawyer"


@dataclass(frozen=True, slots=True)
class Variant:
    """One reading of the law, where several are possible, and what it would give."""

    said: Reason
    span: Span


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question. ``said`` is the sentence to show, ``why`` what stands in the way of a number; ``more`` what
    only this question has. ``penalties`` are the rows of a code of which some of ``rules`` were made.
    """

    question: str
    said: Reason
    span: Span = UNKNOWN
    rules: tuple[Rule, ...] = ()
    facts: tuple[Fact, ...] = ()
    assumptions: tuple[Reason, ...] = ()
    variants: tuple[Variant, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)
    why: tuple[Reason, ...] = ()
    penalties: tuple[Penalty, ...] = ()

    @property
    def words(self) -> str:
        """The sentence to show, in English."""
        return self.said.words

    @property
    def unverified(self) -> bool:
        """Whether anything in it rests on a rule that no lawyer has checked, or on no rule at all."""
        return not self.rules or any(not rule.verified for rule in self.rules)


def said(name: str, words: str, **facts: str) -> Reason:
    """Return the sentence ``name`` of an answer (rule ``law.said.NAME``): its English words and the ``facts`` in them."""
    return Reason(f"law.said.{name}", words, tuple(facts.items()))


def ends(span: Span, rules: Iterable[Rule], name: str, what: str, **facts: str) -> Reason:
    """Return the sentence for an interval: “the term as we count it ends between A and B; not checked by a lawyer”."""
    checked = bool(rules := tuple(rules)) and all(rule.verified for rule in rules)
    words = f"{what} as we count it ends {span.words()}{'' if checked else f'; {UNCHECKED}'}."
    return said(name if span.edtf() else f"{name}-open", words, span=span.edtf() or "", **facts)


def uncounted(name: str, what: str, why: str) -> Reason:
    """Return the sentence where nothing can be counted: “custody cannot be counted: …; not checked by a lawyer”."""
    return said(name, f"{what} cannot be counted: {why}; {UNCHECKED}.")


def once(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the rules, each once, in their order."""
    return tuple({rule.id: rule for rule in rules}.values())


def answer_json(answer: Answer, country: str, packs: Iterable[str]) -> dict[str, Any]:
    """Return the answer as the JSON of `habeas law` (schema habeas.law-answer/1)."""
    return {
        "schema": "habeas.law-answer/1",
        "country": country,
        "question": answer.question,
        "words": answer.words,
        **_span_json(answer.span),
        **answer.more,
        "rules": [_rule_json(rule) for rule in answer.rules],
        "assumptions": [one.words for one in answer.assumptions],
        "unverified": answer.unverified,
        "facts": [one.words() for one in answer.facts],
        "variants": [{"words": one.said.words, **_span_json(one.span)} for one in answer.variants],
        "packs": list(packs),
    }


def _span_json(span: Span) -> dict[str, str | None]:
    return {
        "earliest": span.first.isoformat() if span.first else None,
        "latest": span.last.isoformat() if span.last else None,
        "edtf": span.edtf(),
    }


def _rule_json(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "words": rule.words,
        "article": rule.article or None,
        "unverified": not rule.verified,
        "read": rule.read,
        "source": rule.source or None,
    }
