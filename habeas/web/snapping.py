"""A correction keeps to the report: a value that was chosen there, or typed as it stands there, keeps its words and their place.

A form's row may say which letters of the report its value is (``start-end``); where it says nothing, the words are looked for in
the paragraph of the passage. What stands nowhere in it is a value without words, as before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from habeas.claims.chosen import NOTED, chosen_value, paragraph_at, words_of_value
from habeas.model.claim import Value
from habeas.model.span import Span
from habeas.model.statement import Evidence, Statement
from habeas.web.forms import FormProblem, Given
from habeas.web.wording import Wording
from habeas.workflows.holding import Report

type Said = Mapping[tuple[str, str], Value]

LONGEST = 600  # letters to which a passage is widened, so that it holds the words of its values
AROUND = 400  # letters of the paragraph that are shown on each side of a passage


def snapped(given: Given, statement: Statement, report: Report, words: Wording) -> tuple[Given, Said]:
    """Return the form with its values in our notation, and those of them that stand in the report, by field and value.

    Raises FormProblem where words were chosen that are no value of their field.
    """
    text, passage = report.document.text, _passage(statement, report)
    old = {(name, value.value) for name, values in statement.fields.items() for value in values}
    rows: list[tuple[str, str]] = []
    said: dict[tuple[str, str], Value] = {}
    for number, (name, typed) in enumerate(given.fields):
        value = None
        if name and typed and passage and (name, typed) not in old:
            at = _place(given.places[number] if number < len(given.places) else "", text, typed)
            if at is not None:
                value = chosen_value(text, *at, name, published=report.published)
                if value is None and name in NOTED:
                    raise FormProblem(str(words.w.text("correct.no_value", value=typed)))
            else:
                value = words_of_value(
                    text, *paragraph_at(text, *passage), name, typed, published=report.published
                )
        if value is not None:
            said[name, value.value] = value
        rows.append((name, value.value if value is not None else typed))
    return replace(given, fields=tuple(rows)), said


def widened(statement: Statement, report: Report, values: Iterable[Value]) -> tuple[Evidence, ...] | None:
    """Return the evidence with its passage widened so that it holds the words of ``values``; None where it holds them."""
    passage = _passage(statement, report)
    spans = [value.span for value in values if value.span is not None]
    if passage is None or not spans:
        return None
    start, end = min(passage[0], *(s.start for s in spans)), max(passage[1], *(s.end for s in spans))
    if (start, end) == passage or end - start > LONGEST:
        return None
    first, *rest = statement.evidence
    quote = report.document.text[start:end]
    return (replace(first, start=start, end=end, stretches=(quote,)), *rest)


def choosable(statement: Statement, report: Report) -> Span | None:
    """Return the lines of the report from which words can be chosen: the paragraph of the passage, cut where it is long."""
    passage = _passage(statement, report)
    if passage is None:
        return None
    text = report.document.text
    first, last = paragraph_at(text, *passage)
    if passage[0] - first > AROUND:
        first = text.find(" ", passage[0] - AROUND, passage[0]) + 1 or passage[0]
    if last - passage[1] > AROUND:
        last = max(text.rfind(" ", passage[1], passage[1] + AROUND), passage[1])
    return Span.of(text, first, last)


def places_of(statement: Statement, given: Given) -> tuple[str, ...]:
    """Return where the value of each row stands in the report, as the form writes it; “” where nowhere."""
    spans = {
        (name, v.value): v.span
        for name, values in statement.fields.items()
        for v in values
        if v.span is not None
    }
    return tuple(
        f"{span.start}-{span.end}" if (span := spans.get(row)) is not None else "" for row in given.fields
    )


def _place(told: str, text: str, typed: str) -> tuple[int, int] | None:
    """Return the place that a form tells, if those are the letters there."""
    start, _, end = told.partition("-")
    if not (start.isdecimal() and end.isdecimal() and start.isascii() and end.isascii() and len(told) < 20):
        return None
    at = int(start), int(end)
    return at if " ".join(text[slice(*at)].split()) == " ".join(typed.split()) else None


def _passage(statement: Statement, report: Report) -> tuple[int, int] | None:
    """Return where the first passage stands in the report's text; None where it does not stand there."""
    one = statement.evidence[0] if statement.evidence else None
    if one is None or one.text_sha256 != report.document.text_sha256 or one.start is None or one.end is None:
        return None
    return one.start, one.end
