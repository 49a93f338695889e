"""What the law says of a person's case, as her page shows it: a day between two days, its rules, and what was assumed.

The exact sentence of the law room is English and stands there as it is, marked as such; what stands around it is in the
reader's language. Nothing here is a finding: every line says whether a lawyer has checked its rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from habeas.law.span import Span
from habeas.model.statement import State
from habeas.publish.dates import date_words
from habeas.publish.reasons import Told
from habeas.register.legal import Legal, LegalFile
from habeas.web.reasons import because
from habeas.web.wording import Wording


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule by its id, in its own words; ``checked`` by a lawyer or not; ``source`` is where it was read, or “”."""

    id: str
    words: str
    source: str
    checked: bool


@dataclass(frozen=True, slots=True)
class LawLine:
    """One answer: what was asked, the days, the exact sentence, and all that it rests on; ``proposed`` where it needs
    a fact that nobody has decided. ``line`` is how sure the day is, as it is drawn.
    """

    asked: Markup
    when: Markup | None
    line: str
    words: str
    proposed: bool
    checked: bool
    rules: tuple[RuleLine, ...]
    facts: tuple[str, ...]
    assumptions: tuple[str, ...]
    variants: tuple[tuple[str, Markup | None], ...]


@dataclass(frozen=True, slots=True)
class LawPanel:
    """All answers, whose law was asked and why; ``refused`` (English) says why it could not be."""

    lines: tuple[LawLine, ...]
    why: Told
    refused: str


def law_panel(found: LegalFile, words: Wording) -> LawPanel:
    """Return what the page says of ``found``."""
    return LawPanel(tuple(_lines(found, words)), because(found.reason, words), found.refused)


def span_words(span: Span, words: Wording) -> Markup | None:
    """Return a span in the words of the page, or None where no day is known."""
    edtf = span.edtf()
    return date_words(edtf, words.s) if edtf else None


def line_of_span(span: Span) -> str:
    """Return how sure the day is: one day, some day of several, or open at an end."""
    if span.first is None or span.last is None:
        return "doubt"
    return "sure" if span.first == span.last else "hedged"


def _lines(found: LegalFile, words: Wording) -> Iterable[LawLine]:
    for one in found.answers:
        yield _line(one, words)


def _line(one: Legal, words: Wording) -> LawLine:
    answer = one.answer
    return LawLine(
        asked=words.w.text(f"law.questions.{one.question}"),
        when=span_words(answer.span, words),
        line=line_of_span(answer.span),
        words=answer.words,
        proposed=one.state is State.PROPOSED,
        checked=not answer.unverified,
        rules=tuple(RuleLine(r.id, r.words, r.source, r.verified) for r in answer.rules),
        facts=answer.facts,
        assumptions=answer.assumptions,
        variants=tuple((variant.words, span_words(variant.span, words)) for variant in answer.variants),
    )
