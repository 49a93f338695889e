"""What the law says of a person's case, as her page shows it: a day between two days, its rules, and what was assumed.

All in the reader's language; a sentence of the law room that is nobody's in that language stands there in English, marked
as such. Nothing here is a finding: every line says whether a lawyer has checked its rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from habeas.law.answer import Answer
from habeas.law.span import Span
from habeas.model.statement import State
from habeas.publish.dates import date_words
from habeas.publish.reasons import Told
from habeas.publish.words import Words
from habeas.register.legal import Legal, LegalFile
from habeas.web.wording import Wording
from habeas.workflows.law_words import answer_words, fact_words, law_words, rule_words, sentence


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
    words: tuple[Told, ...]
    proposed: bool
    checked: bool
    rules: tuple[RuleLine, ...]
    facts: tuple[Markup, ...]
    assumptions: tuple[Told, ...]
    variants: tuple[tuple[Told, Markup | None], ...]


@dataclass(frozen=True, slots=True)
class LawPanel:
    """All answers, whose law was asked and why; ``refused`` says why it could not be."""

    lines: tuple[LawLine, ...]
    why: Told
    refused: Told | None


def law_panel(found: LegalFile, words: Wording) -> LawPanel:
    """Return what the page says of ``found``."""
    own = law_words(words.lang)
    refused = sentence(found.refused, own) if found.refused else None
    return LawPanel(tuple(_lines(found, words, own)), sentence(found.reason, own), refused)


def span_words(span: Span, words: Wording) -> Markup | None:
    """Return a span in the words of the page, or None where no day is known."""
    edtf = span.edtf()
    return date_words(edtf, words.s) if edtf else None


def line_of_span(span: Span) -> str:
    """Return how sure the day is: one day, some day of several, or open at an end."""
    if span.first is None or span.last is None:
        return "doubt"
    return "sure" if span.first == span.last else "hedged"


def _lines(found: LegalFile, words: Wording, own: Words) -> Iterable[LawLine]:
    for one in found.answers:
        yield _line(one, words, own)


def _line(one: Legal, words: Wording, own: Words) -> LawLine:
    answer = one.answer
    return LawLine(
        asked=words.w.text(f"law.questions.{one.question}"),
        when=span_words(answer.span, words),
        line=line_of_span(answer.span),
        words=answer_words(answer, own) if _tells_more(answer) else (),
        proposed=one.state is State.PROPOSED,
        checked=not answer.unverified,
        rules=tuple(RuleLine(r.id, rule_words(r, answer, own), r.source, r.verified) for r in answer.rules),
        facts=tuple(fact_words(fact, own) for fact in answer.facts),
        assumptions=tuple(sentence(assumption, own) for assumption in answer.assumptions),
        variants=tuple((sentence(one.said, own), span_words(one.span, words)) for one in answer.variants),
    )


def _tells_more(answer: Answer) -> bool:
    """Whether the days do not say all: what a charge can bring, that a limit is passed, why nothing could be counted."""
    return not answer.span.edtf() or answer.more.get("held_longer") in ("yes", "question")
