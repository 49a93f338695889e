"""What the law says of a person's case, as her page shows it: a day between two days, its rules, and what was assumed.

All in the reader's language; a sentence of the law room that is nobody's in that language stands there in English, marked
as such. Nothing here is a finding: every line says whether a lawyer has checked its rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from habeas.law.answer import Answer
from habeas.law.assumed import BESIDE
from habeas.law.rules import Rule
from habeas.law.span import Span
from habeas.model.reason import Reason
from habeas.model.statement import State
from habeas.publish.dates import date_words
from habeas.publish.reasons import Told
from habeas.register.legal import Legal, LegalFile
from habeas.web.reasons import because
from habeas.web.wording import Wording


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule by its id, in words; ``checked`` by a lawyer or not; ``source`` is where it was read, or “”."""

    id: str
    words: Told
    source: str
    checked: bool


@dataclass(frozen=True, slots=True)
class LawLine:
    """One answer: what was asked, the days, what is to be said where no day tells it, and all that it rests on;
    ``proposed`` where it needs a fact that nobody has decided. ``line`` is how sure the day is, as it is drawn.
    """

    asked: Markup
    when: Markup | None
    line: str
    words: Told | None
    proposed: bool
    checked: bool
    rules: tuple[RuleLine, ...]
    facts: tuple[str, ...]
    assumptions: tuple[Told, ...]
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
        words=_said(answer, words),
        proposed=one.state is State.PROPOSED,
        checked=not answer.unverified,
        rules=tuple(RuleLine(r.id, _rule(r, words), r.source, r.verified) for r in answer.rules),
        facts=answer.facts,
        assumptions=tuple(_assumed(one, words) for one in answer.assumptions),
        variants=tuple((variant.words, span_words(variant.span, words)) for variant in answer.variants),
    )


def _rule(rule: Rule, words: Wording) -> Told:
    known = rule.in_language(words.lang)
    return Told(escape(rule.words), "en") if known is None else Told(escape(known))


def _assumed(one: Reason, words: Wording) -> Told:
    known = dict(one.facts).get(words.lang) if one.rule == BESIDE else None
    return because(one, words) if known is None else Told(escape(known))


def _said(answer: Answer, words: Wording) -> Told | None:
    """Return what the days do not say: what a charge can bring, that a limit is passed, why nothing could be counted."""
    least, most = answer.more.get("least_years"), answer.more.get("most_years")
    if most is not None:
        brings = words.w.text("law.brings", least=least, most=most) if least else None
        return Told(brings or words.w.text("law.brings_up_to", most=most))
    if answer.more.get("held_longer") in ("yes", "question"):
        return Told(words.w.text(f"law.longer_{answer.more['held_longer']}"))
    if answer.span.edtf():
        return None
    return Told(escape(answer.words), None if words.lang == "en" else "en")
