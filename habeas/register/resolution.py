"""Dates are stored as read; here the report's own date fills in what they leave open, with the reason.

Where the words are at hand (“yesterday”, “on Monday”, “22 March this year”) they are read again as the reader reads
them; else the year alone is inferred: what has happened in the last such year, what is expected, or lasts until,
in the next; and what lasts until, of which the beginning is known, in the first after that. Nothing is resolved without a
publication date, and no day or month is ever invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from habeas.claims.drafts import Slot
from habeas.claims.fields.date_resolution import Calendar
from habeas.claims.fields.date_years import end_after
from habeas.claims.grammar.dates import find_dates
from habeas.claims.language.language_pack import language_pack
from habeas.claims.sentences import sentences
from habeas.identity.properties import field_property
from habeas.identity.values import parse_date
from habeas.model.claim import Fields, Modality, Value
from habeas.model.document import Paragraph
from habeas.model.edtf import Edtf, EdtfError
from habeas.model.reason import Reason

LONGEST = 200  # characters of a date's words; longer ones are no date
DATE, UNTIL = "date", "until"


def placed(fields: Fields, published: str | None, modality: Modality | None) -> Fields:
    """Return the ``fields`` of one claim with their dates placed in the calendar, as far as a report of ``published`` allows.

    What its reader has placed, or left open with a reason, stays.
    """
    left_open = [name for name in _dates(fields) if any("X" in value.value for value in fields[name])]
    if not left_open:
        return fields
    found = dict(fields)
    for name in left_open:
        since = _began(found) if name == UNTIL else ""
        ahead = name == UNTIL or modality is Modality.EXPECTED
        found[name] = tuple([_placed(value, published, ahead, since) for value in fields[name]])
    return found


def as_read(fields: Fields, published: str | None, modality: Modality | None) -> Fields:
    """Return ``fields`` for a lane that does not have the words: each date without a placing of ours where it is placed
    alike there, else as it was placed here, for it would be another date.
    """
    found = dict(fields)
    for name in _dates(fields):
        bare = tuple([Value(value.read, None, value.lang) for value in fields[name]])
        there = placed(found | {name: bare}, published, modality)[name]
        found[name] = tuple(
            [
                plain if other.value == value.value else Value(value.value, None, value.lang)
                for value, plain, other in zip(fields[name], bare, there, strict=True)
            ]
        )
    return found


def _dates(fields: Fields) -> list[str]:
    """Return the names of the fields that hold dates, the end behind its beginning."""
    dates = [name for name in fields if field_property(name).compare == DATE]
    return sorted(dates, key=UNTIL.__eq__) if len(dates) > 1 else dates


def _began(fields: Mapping[str, tuple[Value, ...]]) -> str:
    """Return the one day, month or year on which it began, where it is known; or nothing."""
    days = [value.value for value in fields.get(DATE, ())]
    return days[0] if len(days) == 1 and "X" not in days[0] and "/" not in days[0] else ""


def _placed(value: Value, published: str | None, ahead: bool, since: str) -> Value:
    if "X" not in value.value or value.read != value.value:
        return value
    words = value.span.text if value.span else ""
    found, reason = resolve(value.value, published, ahead=ahead, words=words, lang=value.lang, since=since)
    if reason is not None:
        return Value(found, value.span, value.lang, value.value, reason)
    if value.reason is not None:
        return value
    why = "the report’s date leaves it open" if published else "the report’s own date is not known"
    reason = Reason("date.unresolved", f"“{words or value.value}” is left open: {why}.")
    return Value(value.value, value.span, value.lang, None, reason)


def resolve(
    read: str,
    published: str | None,
    *,
    ahead: bool,
    words: str = "",
    lang: str | None = None,
    since: str = "",
) -> tuple[str, Reason | None]:
    """Return the date (EDTF) that ``read`` means in a report of ``published``, and why; ``read`` where nothing follows.

    ``ahead``: the date lies ahead of the report (something expected, or the end of a period). ``since``: the day (EDTF) on
    which began what ends then, where it is known. ``words`` are those of the text, in the language ``lang``; wider lanes do
    not have them.
    """
    if "X" not in read or published is None:
        return read, None
    told = parse_date(published)
    if told is None or not told.is_resolved:
        return read, None
    return _resolve(read, published, ahead, words[:LONGEST], lang or "", since if parse_date(since) else "")


@lru_cache(maxsize=20_000)
def _resolve(
    read: str, published: str, ahead: bool, words: str, lang: str, since: str
) -> tuple[str, Reason | None]:
    date = parse_date(read)
    if date is None or date.is_resolved:
        return read, None
    found = _from_words(read, published, ahead, words, lang, since) if words and lang else None
    return found or _year(date, published, ahead, since)


def _from_words(
    read: str, published: str, ahead: bool, words: str, lang: str, since: str
) -> tuple[str, Reason] | None:
    """Read the words again as the reader does, against the report's date."""
    pack = language_pack(lang)
    if pack is None:
        return None
    calendar = Calendar(Edtf.parse(published), [])
    for sentence in sentences(words, Paragraph(0, len(words), lang), pack, 0, 0):
        for date in find_dates(sentence):
            if date.value == read:
                value = calendar.resolve(Slot(sentence, date), future=ahead, since=since)
                if value.reason is not None and value.value != read:
                    return value.value, value.reason
    return None


def _year(date: Edtf, published: str, ahead: bool, since: str) -> tuple[str, Reason | None]:
    told = Edtf.parse(published)
    bound = told.earliest if ahead else told.latest
    if bound is None or not date.text.startswith("XXXX-") or "XX-XX" in date.text[4:]:
        return date.text, None
    end = end_after(date.text, since) if since else None
    if end is not None:
        return end, _since(end, since)
    for year in (bound.year, bound.year + 1) if ahead else (bound.year, bound.year - 1):
        found = _fits(date, year)
        if found is None:
            continue
        if ahead and found.latest and found.latest >= bound:
            return found.text, _inferred(found, published, "next", "after")
        if not ahead and found.earliest and found.earliest <= bound:
            return found.text, _inferred(found, published, "last", "before")
    return date.text, None


def _fits(date: Edtf, year: int) -> Edtf | None:
    try:
        return date.with_year(year)
    except EdtfError:
        return None


def _inferred(found: Edtf, published: str, which: str, side: str) -> Reason:
    return Reason(
        "date.inferred-year",
        f"The year is inferred: {found.text} is the {which} such date {side} the report’s own date, {published}.",
        (("value", found.text), ("published", published)),
    )


def _since(end: str, since: str) -> Reason:
    return Reason(
        "date.year-of-beginning",
        f"The year is inferred: {end} is the first such date after {since}, on which it began.",
        (("value", end), ("since", since)),
    )
