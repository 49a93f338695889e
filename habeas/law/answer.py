"""What the law room answers: an interval, the rules and facts behind it, and what was assumed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from habeas.law.rules import Rule
from habeas.law.span import UNKNOWN, Span
from habeas.model.reason import Reason

UNCHECKED = "not checked by a lawyer"


@dataclass(frozen=True, slots=True)
class Variant:
    """One reading of the law, where several are possible, and what it would give."""

    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question. ``words`` is the sentence to show; ``more`` what only this question has."""

    question: str
    words: str
    span: Span = UNKNOWN
    rules: tuple[Rule, ...] = ()
    facts: tuple[str, ...] = ()
    assumptions: tuple[Reason, ...] = ()
    variants: tuple[Variant, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def unverified(self) -> bool:
        """Whether anything in it rests on a rule that no lawyer has checked, or on no rule at all."""
        return not self.rules or any(not rule.verified for rule in self.rules)


def ends(span: Span, rules: Iterable[Rule], what: str) -> str:
    """Return the sentence for an interval: “the term as we count it ends between A and B; not checked by a lawyer”."""
    checked = bool(rules := tuple(rules)) and all(rule.verified for rule in rules)
    return f"{what} as we count it ends {span.words()}{'' if checked else f'; {UNCHECKED}'}."


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
        "facts": list(answer.facts),
        "variants": [{"words": one.words, **_span_json(one.span)} for one in answer.variants],
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
