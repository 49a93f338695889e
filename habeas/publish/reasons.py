"""Why something stands as it does, in the language of the page: from the rule's own words in words/<lang>.yml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from habeas.model.reason import Reason
from habeas.packs.loader import PackError
from habeas.publish.dates import date_words
from habeas.publish.words import Words

_DATES = frozenset({"value", "published", "ends"})


@dataclass(frozen=True, slots=True)
class Told:
    """A reason in words; ``lang`` is set where only its English is at hand."""

    words: Markup
    lang: str | None = None


def told(reason: Reason, words: Words) -> Told:
    """Return ``reason`` in the language of ``words``, or in its own English where nobody has put it into that one."""
    return _told(reason, words) if words.spoken else Told(words.say(_marked, reason))


def because(reason: Told) -> Markup:
    """Return a reason as it stands in a page, marked where it is in another language than the page."""
    if reason.lang is None:
        return reason.words
    return Markup('<span lang="{}">{}</span>').format(reason.lang, reason.words)


def _marked(words: Words, reason: Reason) -> Markup:
    return because(_told(reason, words))


def in_words(rule: str, words: Words) -> str | None:
    """Return the rule whose sentence tells ``rule``: itself, or the family to which it belongs (``event.fine.12``: ``event``)."""
    while rule and not words.knows("reasons", rule):
        rule = rule.rpartition(".")[0]
    return rule or None


@lru_cache(maxsize=1 << 14)
def _told(reason: Reason, words: Words) -> Told:
    known = in_words(reason.rule, words)
    if known is not None:
        facts = {name: _fact(name, value, words) for name, value in reason.facts}
        try:
            return Told(words.told("reasons", known, **facts))
        except PackError:  # an older or newer rule of the same name, with other facts
            pass
    return Told(escape(reason.words), None if words.lang == "en" else "en")


def _fact(name: str, value: str, words: Words) -> Markup:
    if name in _DATES:
        return date_words(value, words)
    return words.term("claim_types", value) if name == "type" else escape(value)
