"""Dates are stored as read; here the report's own date fills in what they leave open, with the reason.

Where the words are at hand (“yesterday”, “on Monday”, “22 March this year”) they are read again as the reader reads
them; else the year alone is inferred: what has happened in the last such year, what is expected, or lasts until,
in the next. Nothing is resolved without a publication date, and no day or month is ever invented.
"""

from __future__ import annotations

from functools import lru_cache

from habeas.claims.date_resolution import Calendar
from habeas.claims.drafts import Slot
from habeas.claims.grammar.dates import find_dates
from habeas.claims.language_pack import language_pack
from habeas.claims.sentences import sentences
from habeas.identity.values import parse_date
from habeas.model.document import Paragraph
from habeas.model.edtf import Edtf, EdtfError
from habeas.model.reason import Reason

LONGEST = 200  # characters of a date's words; longer ones are no date


def resolve(
    read: str, published: str | None, *, ahead: bool, words: str = "", lang: str | None = None
) -> tuple[str, Reason | None]:
    """Return the date (EDTF) that ``read`` means in a report of ``published``, and why; ``read`` where nothing follows.

    ``ahead``: the date lies ahead of the report (something expected, or the end of a period). ``words`` are those
    of the text, in the language ``lang``; wider lanes do not have them.
    """
    if "X" not in read or published is None:
        return read, None
    told = parse_date(published)
    if told is None or not told.is_resolved:
        return read, None
    return _resolve(read, published, ahead, words[:LONGEST], lang or "")


@lru_cache(maxsize=100_000)
def _resolve(read: str, published: str, ahead: bool, words: str, lang: str) -> tuple[str, Reason | None]:
    date = parse_date(read)
    if date is None or date.is_resolved:
        return read, None
    found = _from_words(read, published, ahead, words, lang) if words and lang else None
    return found or _year(date, published, ahead)


def _from_words(read: str, published: str, ahead: bool, words: str, lang: str) -> tuple[str, Reason] | None:
    """Read the words again as the reader does, against the report's date."""
    pack = language_pack(lang)
    if pack is None:
        return None
    calendar = Calendar(Edtf.parse(published), [])
    for sentence in sentences(words, Paragraph(0, len(words), lang), pack, 0, 0):
        for date in find_dates(sentence):
            if date.value == read:
                value = calendar.resolve(Slot(sentence, date), future=ahead)
                if value.reason is not None and value.value != read:
                    return value.value, value.reason
    return None


def _year(date: Edtf, published: str, ahead: bool) -> tuple[str, Reason | None]:
    told = Edtf.parse(published)
    bound = told.earliest if ahead else told.latest
    if bound is None or not date.text.startswith("XXXX-") or "XX-XX" in date.text[4:]:
        return date.text, None
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
