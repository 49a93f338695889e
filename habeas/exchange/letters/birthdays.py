"""The birthdays of one month on one sheet, for the wall of a letter circle: the day, whom, and by when to write.

A working copy like any other sheet. Who wishes no letters, or to be named to nobody, does not stand on it; of somebody
whom no letter would reach now the line says so, for a birthday is also a day to ask where she is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from babel.dates import format_date

from habeas.exchange.letters.recipient import Recipient
from habeas.exchange.letters.rules import words_of
from habeas.exchange.letters.sheet import day_in, gap_words, shortened
from habeas.exchange.letters.wishes import Wish
from habeas.model.reason import Reason
from habeas.register.due import due_rules
from habeas.register.due_people import birthday_after


@dataclass(frozen=True, slots=True)
class Birthday:
    """One line: who, the day, the days between which a letter must leave, and what stands in the way (None: nothing)."""

    to: Recipient
    day: date
    send: tuple[date, date]
    missing: Reason | None


def birthday_in(born: str, month: date) -> date | None:
    """Return the day of a birthday in the month of ``month``; None if it falls in another or is not known."""
    first = month.replace(day=1)
    found = birthday_after(born, first)
    return found if found is not None and (found.year, found.month) == (first.year, first.month) else None


def month_ahead(today: date) -> date:
    """Return the first day of the month whose birthdays are to be written for now."""
    return (today + timedelta(weeks=int(due_rules()["birthday"]["from_weeks"]))).replace(day=1)


def sheet_fields(rows: Iterable[Birthday], month: date, *, today: date, lang: str) -> Mapping[str, Any]:
    """Return every word of the sheet, its lines in the order of the days."""
    words = words_of(lang)
    own: Mapping[str, Any] = words["birthdays"]
    named = format_date(month, "LLLL yyyy", locale=words["lang"])
    return {
        "lang": lang,
        "only": words["only"],
        "printed": str(words["printed"]).format(day=day_in(today, words)),
        "title": str(own["title"]).format(month=named),
        "intro": own["intro"],
        "none": own["none"],
        "heads": [own[key] for key in ("day", "who", "where", "send")],
        "rows": [_row(one, today, words) for one in sorted(rows, key=lambda row: (row.day, row.to.id))],
    }


def _row(one: Birthday, today: date, words: Mapping[str, Any]) -> Mapping[str, str]:
    own: Mapping[str, Any] = words["birthdays"]
    year = one.to.born_year
    first, last = one.send
    late = today > last
    told = own["now"] if late else own["between"]
    spelling = next((name for name in one.to.names if name != one.to.name), "")
    return {
        "day": str(format_date(one.day, "d MMMM", locale=words["lang"])).replace(" ", "\u00a0"),
        "name": shortened(one.to.name),
        "spelling": shortened(spelling),
        "age": str(own["age"]).format(n=one.day.year - int(year)) if year else "",
        "where": shortened(one.to.where.facility) if one.to.where else "",
        "wish": " ".join(
            str(words["wishes"]).format(wish=shortened(wish.words))
            for wish in one.to.wishes
            if wish.wish is not Wish.WELCOME
        ),
        "missing": gap_words(one.missing, words) if one.missing else "",
        "send": "" if one.missing else str(told).format(first=day_in(first, words), last=day_in(last, words)),
        "late": "late" if late and not one.missing else "",
        "number": one.to.id[:8],
    }
