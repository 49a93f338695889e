"""Why something stands as it does, in the language of the page: from the rule's own words in words/<lang>.yml."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from habeas.model.reason import Reason
from habeas.publish.words import Words


@dataclass(frozen=True, slots=True)
class Told:
    """A reason in words; ``lang`` is set where only its English is at hand."""

    words: Markup
    lang: str | None = None


def told(reason: Reason, words: Words) -> Told:
    """Return ``reason`` in the language of ``words``, or in its own English where nobody has put it into that one."""
    if words.lang != "en" and words.knows("reasons", reason.rule):
        return Told(words.term("reasons", reason.rule).format(**dict(reason.facts)))
    return Told(escape(reason.words), None if words.lang == "en" else "en")
