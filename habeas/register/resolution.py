"""Dates are stored as read; here the report's own date fills in the year that they leave open, with the reason.

“22 March” in a report of July means the March before; what is expected, or lasts until, means the next one.
Nothing is resolved without a publication date, and no day or month is ever invented.
"""

from __future__ import annotations

from habeas.identity.values import parse_date
from habeas.model.edtf import Edtf, EdtfError
from habeas.model.reason import Reason


def resolve(read: str, published: str | None, *, ahead: bool) -> tuple[str, Reason | None]:
    """Return the date (EDTF) that ``read`` means in a report of ``published``, and why; ``read`` where nothing follows.

    ``ahead``: the date lies ahead of the report (something expected, or the end of a period).
    """
    date = parse_date(read)
    told = parse_date(published) if published else None
    if date is None or date.is_resolved or told is None or "XXXX" not in date.text:
        return read, None
    bound = told.earliest if ahead else told.latest
    if bound is None:
        return read, None
    years = (bound.year, bound.year + 1) if ahead else (bound.year, bound.year - 1)
    for year in years:
        found = _fits(date, year)
        if found is None:
            continue
        if ahead and found.latest and found.latest >= bound:
            return found.text, _reason(found, published or "", "the next such date after")
        if not ahead and found.earliest and found.earliest <= bound:
            return found.text, _reason(found, published or "", "the last such date before")
    return read, None


def _fits(date: Edtf, year: int) -> Edtf | None:
    try:
        return date.with_year(year)
    except EdtfError:
        return None


def _reason(found: Edtf, published: str, words: str) -> Reason:
    return Reason(
        "date.inferred-year",
        f"The year is not written; {found.text} is {words} the report’s own date, {published}.",
        (("value", found.text), ("published", published)),
    )
