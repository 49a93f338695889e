"""What comes next for everybody: days ahead and gaps with their reasons, and the same as a calendar file for us alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from habeas import __version__
from habeas.model.record import Record
from habeas.model.statement import State
from habeas.register.as_json import is_subject
from habeas.register.calendar import calendar
from habeas.register.due import Due, campaign_days, due_rules, in_order, within
from habeas.register.due_people import due_of
from habeas.register.legal import legal_file
from habeas.web.due_lines import lines_of
from habeas.web.pages import page
from habeas.web.serving import Seen, served
from habeas.web.wording import wording_for
from habeas.workflows.due import MARK, by_initials
from habeas.workflows.due_letters import as_wished, returned

FARTHEST = 400  # days: a little more than a year of birthdays
STEPS = (7, 30, 90, 365)
MOST = 120  # lines on one page, so that it stays light on a slow line


@dataclass(frozen=True, slots=True)
class Asked:
    """What the filter says: one kind (“” for all) and how many days ahead."""

    kind: str
    days: int


@require_GET
def due(request: HttpRequest) -> HttpResponse:
    """Show what comes next, gaps first."""
    words, asked = wording_for(request), asked_in(request)
    rows = rows_of(served().seen(), served().today(), asked)
    kinds = [str(kind) for kind in due_rules()["order"]]
    shown = lines_of(rows[:MOST], words)
    values = {
        "gaps": [one for one in shown if one.gap],
        "ahead": [one for one in shown if not one.gap],
        "all": len(rows),
        "kinds": [(kind, words.w.text(f"due.kinds.{kind}")) for kind in kinds],
        "asked": asked,
        "steps": STEPS,
        "here": "due",
    }
    return page(request, "due.html", values)


@require_GET
def due_file(request: HttpRequest) -> HttpResponse:
    """Give what is shown as a calendar: what is accepted, initials for names, marked as ours in its name."""
    words, asked = wording_for(request), asked_in(request)
    seen, today = served().seen(), served().today()
    rows = [one for one in rows_of(seen, today, asked) if one.state is not State.PROPOSED]
    data = calendar(
        rows,
        today=today,
        sequence=len(seen.holding.entries),
        lang=words.lang,
        private=True,
        version=__version__,
        named=by_initials,
    )
    answer = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="habeas-{MARK}.ics"'
    return answer


def asked_in(request: HttpRequest) -> Asked:
    """Return what the filter says; what makes no sense is as if it were not there."""
    kind, days = request.GET.get("kind", ""), request.GET.get("days", "")
    known = kind in due_rules()["order"]
    number = int(days) if days.isascii() and days.isdecimal() and len(days) < 5 else 0
    return Asked(kind if known else "", min(number, FARTHEST) or int(due_rules()["ahead_days"]))


def rows_of(seen: Seen, today: date, asked: Asked) -> tuple[Due, ...]:
    """Return what is due within the days that were asked for, gaps first, then by day."""
    everything = seen.once(("due", today, asked.days), lambda: _everything(seen, today, asked.days))
    return tuple(one for one in everything if asked.kind in ("", one.kind))


def _everything(seen: Seen, today: date, days: int) -> tuple[Due, ...]:
    people = (record for record in seen.holding.register.people if is_subject(record))
    rows = [one for record in people for one in _of(record, today)]
    rows += campaign_days(today, days)
    near = as_wished((one for one in rows if within(one, today, days)), seen.holding.by_id, today)
    return in_order([*near, *returned(seen.holding, today)])


def _of(record: Record, today: date) -> tuple[Due, ...]:
    """Return what is due for one person; the law is asked again only where her record or the day is another."""
    kept = served().due
    known = kept.get(record.id)
    if known is None or known[0] is not record or known[1] != today:
        known = kept[record.id] = (record, today, due_of(record, legal_file(record, today=today), today))
    return known[2]
