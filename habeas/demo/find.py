"""Finds in a report's text what the story quotes, and in the proposals what the story corrects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from habeas.demo.story import FILE, Told, Words
from habeas.model.claim import Value
from habeas.model.span import Span
from habeas.model.statement import Evidence, Statement
from habeas.workflows.holding import Report
from habeas.workflows.refused import Refused


def quote_of(told: Told, text: str) -> Span:
    """Return where the quote stands; Refused names the story's line if it is not found any more."""
    at = -1
    for _ in range(told.nth):
        at = text.find(told.quote, at + 1)
        if at < 0:
            raise Refused(
                f"{FILE}, line {told.line}: “{told.quote}” is not in the report any more. Mend the quote."
            )
    return Span.of(text, at, at + len(told.quote))


def value_of(given: Words, quote: Span, text: str, lang: str) -> Value:
    """Return a value with its words: within the quote, else the nearest before it, else the nearest after."""
    if given.words is None:
        return Value(given.value, lang=lang)
    at = text.find(given.words, quote.start, quote.end)
    if at < 0:
        at = text.rfind(given.words, 0, quote.start)
    if at < 0:
        at = text.find(given.words, quote.end)
    span = Span.of(text, at, at + len(given.words)) if at >= 0 else None
    return Value(given.value, span, lang)


def evidence_of(quote: Span, report: Report, lang: str) -> Evidence:
    """Return the passage as evidence."""
    return Evidence(
        capture=report.capture.sha256,
        stretches=(quote.text,),
        text_sha256=report.id,
        start=quote.start,
        end=quote.end,
        lang=lang,
        publisher=report.capture.publisher,
        published=report.published,
        url=report.capture.url,
    )


def proposal_for(
    told: Told, quote: Span, nodes: Iterable[str], open_ones: Iterable[Statement], of: Mapping[str, str]
) -> Statement | None:
    """Return the open proposal that the story's statement corrects: same kind, same people, the nearest passage."""
    wanted = set(nodes)
    best: tuple[int, str] | None = None
    found: Statement | None = None
    for one in open_ones:
        shared = wanted & {name for s in one.subjects for name in (s, of.get(s, s))}
        if one.type != told.type or not shared:
            continue
        overlap = max((_overlap(e, quote) for e in one.evidence), default=0)
        if overlap and (best is None or (-overlap, one.id) < best):
            best, found = (-overlap, one.id), one
    return found


def _overlap(evidence: Evidence, quote: Span) -> int:
    if evidence.start is None or evidence.end is None:
        return 0
    return max(0, min(evidence.end, quote.end) - max(evidence.start, quote.start))
