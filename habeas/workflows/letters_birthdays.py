"""Verb: the birthdays of one month on one sheet. A working copy: it says ONLY-FOR-US and the day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from habeas.exchange.letters.birthdays import Birthday, birthday_in, month_ahead, sheet_fields
from habeas.exchange.letters.recipient import sending
from habeas.register.as_json import is_subject
from habeas.store.workspace import Workspace
from habeas.workflows.letters import Desk, check_ours, desk_of, refusal, write_ours
from habeas.workflows.typeset import set_pages

TEMPLATE = "letters/birthdays.typ"


def birthdays(
    workspace: Workspace,
    file: Path,
    *,
    today: date,
    lang: str,
    month: date | None = None,
    places: Path | None = None,
) -> tuple[date, tuple[Birthday, ...]]:
    """Write the sheet of a month to ``file``; return the month and its lines.

    Without a month it is the one for whose birthdays letters have to leave now.
    """
    check_ours(file, ".pdf")
    chosen = (month or month_ahead(today)).replace(day=1)
    rows = _rows(desk_of(workspace, today=today, places=places), chosen)
    fields = sheet_fields(rows, chosen, today=today, lang=lang)
    write_ours(file, set_pages(TEMPLATE, {"sheet": fields}, day=today))
    return chosen, rows


def _rows(desk: Desk, month: date) -> tuple[Birthday, ...]:
    """Return everybody to whom letters may go and whose birthday falls in the month."""
    found = []
    for record in filter(is_subject, desk.holding.register.people):
        to = desk.recipient(record)
        day = birthday_in(to.born, month) if to.born else None
        if day is None or refusal(to) is not None:
            continue
        there = desk.envelope(to)
        missing = desk.returned(to) or (None if there.arrives else next(iter(there.gaps), None))
        found.append(Birthday(to, day, sending(day), missing))
    return tuple(found)
