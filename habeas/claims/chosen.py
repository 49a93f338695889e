"""Words that a person chose in a report, read as the value of one field; and the words of a value that she typed.

The grammars that read reports read them too: “12 мая” chosen as a date is a date with its year, and keeps its words. A kind of
value that no grammar reads (an occupation, what was taken) is the words themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from habeas.claims.drafts import Slot
from habeas.claims.fields.date_resolution import Calendar
from habeas.claims.fields.values import find_values
from habeas.claims.found import Found
from habeas.claims.grammar.dates import find_dates
from habeas.claims.people.people import join_mentions
from habeas.claims.read import document_of
from habeas.claims.sentences import Sentence
from habeas.model.claim import Value
from habeas.model.edtf import Edtf, EdtfError
from habeas.model.span import Span

DATES = frozenset({"date", "until", "born"})
# Of these a value is in a notation of its own: words that no grammar reads are none.
NOTED = DATES | {"term", "fine", "article"}
_KINDS = {**dict.fromkeys(DATES, "date"), "from_facility": "facility", "country": "place"}
_EDGES = " \t\n\r\u00a0.,;:!?()[]«»„“”\"'"
_HALF = 0.5


def chosen_value(
    text: str, start: int, end: int, field: str, *, published: str | None = None
) -> Value | None:
    """Return what ``text[start:end]`` says as the value of ``field``, with its words; None where it says no such value.

    ``published`` is the report's own date (EDTF). The words are cut at their edges: no blank, no full stop.
    """
    words = _trimmed(text, start, end)
    if words is None:
        return None
    best, most = None, 0.0
    for value in _values(text, words.start, words.end, field, published):
        span = value.span
        if span is None or not span.overlaps(words):
            continue
        shared = min(span.end, words.end) - max(span.start, words.start)
        if shared > most and shared >= _HALF * (span.end - span.start):
            best, most = value, shared
    if best is not None and field not in NOTED and best.span != words:
        best = None  # a name is what was chosen, not what the grammar would have taken
    if best is not None or field in NOTED:
        return best
    return Value(words.text, words, _language(text, words))


def words_of_value(
    text: str, start: int, end: int, field: str, typed: str, *, published: str | None = None
) -> Value | None:
    """Return ``typed`` with the words of ``text[start:end]`` that say it, or None where none do."""
    for value in _values(text, start, end, field, published):
        span = value.span
        if span and start <= span.start and span.end <= end and typed in (value.value, value.read):
            return value
    at = text.casefold().find(typed.casefold(), start, end) if field not in NOTED else -1
    span = Span.of(text, at, at + len(typed)) if at >= 0 else None
    if span is None or span.text.casefold() != typed.casefold() or not _whole(text, span):
        return None
    return Value(typed, span, _language(text, span))


def paragraph_at(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the lines begin and end in which a stretch stands."""
    last = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, last if last >= 0 else len(text)


def _values(text: str, start: int, end: int, field: str, published: str | None) -> Iterator[Value]:
    """Yield the values of the field's kind in the lines around a stretch, resolved, with their places in the whole text."""
    first, last = paragraph_at(text, start, end)
    kind = _KINDS.get(field, field)
    slots = [
        Slot(sentence, found)
        for sentence in document_of(text[first:last])[0]
        for found in _found(sentence, kind)
        if found.kind == kind
    ]
    calendar = Calendar(_day(published), slots) if kind == "date" else None
    for slot in slots:
        value = (
            calendar.resolve(slot, future=field == "until")
            if calendar
            else slot.found.as_value(slot.sentence)
        )
        if value.span is not None:
            moved = Span(value.span.start + first, value.span.end + first, value.span.text)
            yield replace(value, span=moved, lang=slot.sentence.pack.lang)


def _found(sentence: Sentence, kind: str) -> list[Found]:
    if kind == "date":
        return find_dates(sentence)
    values, _ = find_values(sentence, (), join_mentions([sentence], {}))
    return values


def _trimmed(text: str, start: int, end: int) -> Span | None:
    if not 0 <= start < end <= len(text):
        return None
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Span.of(text, start, end) if start < end else None


def _whole(text: str, span: Span) -> bool:
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    return not (before.isalnum() or after.isalnum())


def _language(text: str, words: Span) -> str | None:
    first, last = paragraph_at(text, words.start, words.end)
    _, languages = document_of(text[first:last])
    return languages[0] if languages else None


def _day(published: str | None) -> Edtf | None:
    try:
        day = Edtf.parse(published) if published else None
    except EdtfError:
        return None
    return day if day is not None and day.is_resolved else None
