"""A reason in the reader's language, where somebody has put its rule into words; else in English, marked as such."""

from __future__ import annotations

from markupsafe import Markup, escape

from habeas.model.reason import Reason
from habeas.publish.dates import date_words
from habeas.publish.reasons import Told, in_words, told
from habeas.publish.values import shown
from habeas.web.wording import Wording

DAYS = frozenset({"day", "published", "ends", "born", "last", "transfer", "span"})


def because(reason: Reason, words: Wording) -> Told:
    """Return ``reason`` in words; the app's own rules first, then those of the site."""
    known = in_words(reason.rule, words.w)
    if known is None:
        return told(reason, words.s)
    facts = dict(reason.facts)
    said = {name: _fact(name, value, facts, words) for name, value in facts.items()}
    try:
        return Told(words.w.term("reasons", known).format(**said))
    except KeyError:  # a rule of the same name from another version, with other facts
        return Told(escape(reason.words), None if words.lang == "en" else "en")


def _fact(name: str, value: str, facts: dict[str, str], words: Wording) -> Markup:
    if name in DAYS:
        return date_words(value, words.s)
    if name in ("field", "what"):
        group = "fields" if words.s.knows("fields", value) else "claim_types"
        return words.s.term(group, value)
    if name == "type":
        return words.s.term("claim_types", value)
    if name in ("here", "there", "value") and "field" in facts:
        return shown(facts["field"], value, words.s).words
    return escape(value)
