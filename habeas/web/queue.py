"""What waits for somebody to read it, and why; “same person?”; what has been read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from babel import Locale
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from markupsafe import Markup

from habeas.publish.dates import date_words
from habeas.publish.reasons import Told
from habeas.review.inbox import Group, Inbox, Waiting, inbox
from habeas.store.taken import taken
from habeas.text.places import parse_place
from habeas.web.access import may
from habeas.web.asked import choices_of, questions_of
from habeas.web.errors import refusals
from habeas.web.pages import duty_of, page, role_of
from habeas.web.reasons import because
from habeas.web.searches_page import news
from habeas.web.second import mine_to_look_at
from habeas.web.serving import Seen, served
from habeas.web.wording import Wording, wording_for
from habeas.workflows.decide import join, part
from habeas.workflows.holding import Report
from habeas.workflows.refused import Refused

KEYS = {Group.DATES: "dates", Group.NEW: "detentions", Group.CONFLICTS: "conflicts", Group.OTHER: "other"}
MOST = 60  # reports on the page, those that matter most: the rest come up as these are read
MOST_ASKED = 20  # of each other kind of thing: questions, contradictions, what was read
MOST_TICKS = 40  # above that the sentence alone says how many


@dataclass(frozen=True, slots=True)
class Line:
    """One report in the queue."""

    id: str
    title: str
    lang: str
    language: Markup
    publisher: str | None
    published: Markup | None
    why: Told | None
    statements: int
    open: int
    taken_by: str = ""
    countries: frozenset[str] = frozenset()


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits."""
    seen, words, role = served().seen(), wording_for(request), role_of(request)
    waiting, busy = inbox_of(seen), taken(served().workspace, now=served().now())
    readers = {report: one.role for report, one in busy.items() if one.role != role}
    lines = [(one.group, _line(seen, one, words, readers)) for one in waiting.reports]
    asked, land = request.GET.get("lang", ""), request.GET.get("country", "")
    spoken = sorted({(line.lang, line.language) for _, line in lines})
    lands = sorted({one for _, line in lines for one in line.countries})
    chosen = [row for row in lines if row[1].lang == asked] if asked in dict(spoken) else lines
    chosen = [row for row in chosen if land in row[1].countries] if land in lands else chosen
    groups = [
        {"key": key, "reports": [line for of, line in chosen[:MOST] if of is group]}
        for group, key in KEYS.items()
    ]
    reports = seen.holding.reports.values()
    done = [report for report in reports if not report.open.statements]
    ticks = [*(True for _ in done), *(False for _ in range(len(reports) - len(done)))]
    values = {
        "groups": [group for group in groups if group["reports"]],
        "waiting": len(waiting.reports),
        "shown": len(chosen),
        "later": max(len(chosen) - MOST, 0),
        "spoken": spoken if len(spoken) > 1 else [],
        "asked_lang": asked,
        "countries": [(one, country_words(one, words)) for one in lands] if len(lands) > 1 else [],
        "asked_country": land,
        "all": len(reports),
        "ticks": ticks if len(ticks) <= MOST_TICKS else [],
        "choices": choices_of(seen, words, waiting.choices[:MOST_ASKED]),
        "questions": questions_of(seen, words, waiting.questions[:MOST_ASKED]),
        "asked_later": sum(max(len(one) - MOST_ASKED, 0) for one in (waiting.choices, waiting.questions)),
        "conflicts": [because(conflict.reason, words) for conflict in waiting.conflicts[:MOST_ASKED]],
        "conflicts_later": max(len(waiting.conflicts) - MOST_ASKED, 0),
        "done": len(done),
        "read": [_report(report, words, None) for report in done[-MOST_ASKED:]],
        "news": news(seen, role),
        "second": mine_to_look_at(role) if may(duty_of(request), "second") else (),
        "here": "queue",
    }
    return page(request, "queue.html", values)


@require_POST
@refusals
def same(request: HttpRequest) -> HttpResponse:
    """Take the answer to “same person?”, asked in the queue or (``back``) on a person's page; “none of them” gives several ``b``."""
    a, answer, others = request.POST.get("a", ""), request.POST.get("answer", ""), request.POST.getlist("b")
    if answer not in ("same", "different") or not others or (answer == "same" and len(others) > 1):
        raise Refused(wording_for(request).w.text("error.no_answer"))
    node, who = _node_of(served().seen(), a), served().decider(role_of(request))
    if answer == "same":
        join(served().workspace, a, others[0], one=True, who=who)
    else:
        part(served().workspace, a, others, who)
    if request.POST.get("back") != "person":
        return HttpResponseRedirect(reverse("queue"))
    return HttpResponseRedirect(reverse("person", args=[served().seen().holding.address(node)]))


def _node_of(seen: Seen, address: str) -> str:
    """Return a mention or id of the person at ``address``: it leads to her also when the address is another."""
    ids = [s.id for s in seen.holding.derived.statements.get(address, ())]
    nodes = (node for one in ids for node in seen.holding.statements[one].subjects)
    return next((node for node in nodes if seen.holding.address(node) == address), address)


def inbox_of(seen: Seen) -> Inbox:
    """Return the queue of this moment."""
    return seen.once("inbox", lambda: _inbox(seen))


def _inbox(seen: Seen) -> Inbox:
    holding = seen.holding
    return inbox(
        (s for report in holding.reports.values() for s in report.open.statements),
        holding.held.statements,
        holding.derived.subjects,
        today=served().today(),
        conflicts=holding.held.links.conflicts,
    )


def _line(seen: Seen, waiting: Waiting, words: Wording, readers: Mapping[str, str]) -> Line:
    text = waiting.statements[0].evidence[0].text_sha256 or ""
    why = None if waiting.group is Group.OTHER else because(waiting.reason, words)
    lands = frozenset(
        land
        for s in waiting.statements
        for value in s.fields.get("place", ())
        for land in (country_of(value.value),)
        if land
    )
    line = _report(seen.holding.reports[text], words, why)
    return replace(line, taken_by=readers.get(text, ""), countries=lands)


@lru_cache(maxsize=4096)
def country_of(place: str) -> str:
    """Return the country (two small letters) in which a place likeliest lies, or “” where no place is known by that name."""
    found = parse_place(place).places
    return found[0].country if found else ""


def country_words(country: str, words: Wording) -> str:
    """Return the name of a country in the reader's language."""
    known: dict[str, str] = Locale.parse(words.w.pattern("locale")).territories
    return known.get(country.upper(), country)


def _report(report: Report, words: Wording, why: Told | None) -> Line:
    return Line(
        id=report.id,
        title=report.title,
        lang=report.lang,
        language=words.w.term("languages", report.lang),
        publisher=report.capture.publisher or report.capture.voice,
        published=date_words(report.published, words.s) if report.published else None,
        why=why,
        statements=len(report.found.statements),
        open=len(report.open.statements),
    )
