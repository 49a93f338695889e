"""One person's page, as it is or as we knew it on a day."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from habeas.publish.dates import day_words
from habeas.review.lane_map import LaneMap
from habeas.web.errors import told
from habeas.web.finding import the_person
from habeas.web.institutions_page import house_of
from habeas.web.pages import page, role_of
from habeas.web.person_more import change_lines
from habeas.web.person_page import person_view
from habeas.web.question_lines import about
from habeas.web.serving import Seen, served
from habeas.web.wording import wording_for
from habeas.workflows.look import changed_since, show
from habeas.workflows.refused import Refused


@require_GET
def person(request: HttpRequest, person: str) -> HttpResponse:
    """Show one person; ``as-of`` (a day) shows what we held of her at its end."""
    record = the_person(person)
    if record.id != person:
        return HttpResponseRedirect(reverse("person", args=[record.id]))
    day = _day(request.GET.get("as-of", ""))
    if day is not None:
        return _as_of(request, record.id, day)
    shown = person_view(served().seen(), record, wording_for(request), today=served().today())
    asked = about(served().seen(), record.id, wording_for(request), role_of(request))
    values = {"page": shown, "asked": asked, "here": "people", "asof": None, "asof_day": "", "changes": ()}
    values["house"] = house_of(served().seen(), record)
    return page(request, "person.html", values)


def _as_of(request: HttpRequest, person: str, day: date) -> HttpResponse:
    words = wording_for(request)
    said = day_words(day, words.s)
    days = person_view(served().seen(), the_person(person), words, today=served().today()).days
    try:
        record, holding = show(served().workspace, person, today=served().today(), as_of=day)
    except Refused:
        return told(request, words.w.text("person.not_yet", date=said), status=404)
    # Who saw what on that day is no longer known: nothing is marked as public.
    shown = person_view(Seen(holding, LaneMap("")), record, words, today=day)
    now = served().seen().holding
    changes = change_lines(changed_since(served().workspace, the_person(person), now, day), words)
    values = {"page": shown, "here": "people", "asof": said, "asof_day": day.isoformat(), "days": days}
    values["changes"] = changes
    return page(request, "person.html", values)


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None
