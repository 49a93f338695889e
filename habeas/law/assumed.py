"""What an answer takes for granted, told so that a page can say it in another language."""

from __future__ import annotations

from habeas.law.rules import Rule
from habeas.model.reason import Reason

BESIDE = "law.assumed.rule"  # the assumption that another rule holds as well


def assumed(name: str, words: str, **facts: str) -> Reason:
    """Return the assumption ``name`` (rule ``law.assumed.NAME``): its English words and the ``facts`` in them."""
    return Reason(f"law.assumed.{name}", words, tuple(facts.items()))


def also_law(rule: Rule) -> Reason:
    """Return a rule that stands beside the answer without entering into it; its facts are its words by language."""
    return Reason(BESIDE, rule.words, (("en", rule.words), *rule.told.items()))
