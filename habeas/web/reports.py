"""A report with its statements highlighted in place, and the answers to them."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from habeas.publish.links import web_address
from habeas.store.duty import Duty
from habeas.store.errors import StoreError
from habeas.store.taken import take
from habeas.web.access import may
from habeas.web.errors import refusals
from habeas.web.pages import duty_of, page, role_of
from habeas.web.report_page import report_page
from habeas.web.serving import served
from habeas.web.wording import wording_for
from habeas.workflows import decide
from habeas.workflows.holding import Report
from habeas.workflows.refused import Refused


@require_GET
def report(request: HttpRequest, report: str) -> HttpResponse:
    """Show a report."""
    found = the_report(report)
    shown = report_page(served().seen(), found, wording_for(request))
    other = _taken_by_another(found, role_of(request), duty_of(request))
    return page(request, "report.html", {"report": shown, "here": "queue", "taken_by": other})


def _taken_by_another(found: Report, role: str, duty: Duty | None) -> str:
    """Take a report that waits for answers; return the role code of whoever has it already, or “”.

    Who may only look takes nothing.
    """
    if not found.open.statements or not may(duty, "answer"):
        return ""
    try:
        now = take(served().workspace, found.id, role, now=served().now())
    except StoreError:  # reading goes on, whoever else reads
        return ""
    return now.role if now.role != role else ""


@require_POST
@refusals
def take_over(request: HttpRequest, report: str) -> HttpResponse:
    """Take a report from whoever is reading it."""
    found = the_report(report)
    take(served().workspace, found.id, role_of(request), now=served().now(), over=True)
    return HttpResponseRedirect(reverse("report", args=[found.id]))


@require_POST
@refusals
def answer(request: HttpRequest, report: str) -> HttpResponse:
    """Take one answer to one statement, and go back to it."""
    found = the_report(report)
    statement, given = request.POST.get("statement", ""), request.POST.get("answer", "")
    verb = {"accept": decide.accept, "reject": decide.reject, "undo": decide.undo}.get(given)
    if verb is None:
        raise Refused(wording_for(request).w.text("error.no_answer"))
    verb(served().workspace, statement, served().decider(role_of(request)))
    number = request.POST.get("n", "")
    here = f"#c{number}" if number.isdecimal() else ""
    return HttpResponseRedirect(reverse("report", args=[found.id]) + here)


@require_GET
def leaving(request: HttpRequest, report: str) -> HttpResponse:
    """Show where a source's address leads before anybody goes there."""
    found = the_report(report)
    address = web_address(found.capture.url)
    host = urlsplit(address).hostname if address else ""
    return page(request, "leaving.html", {"report": found.id, "address": address, "host": host or ""})


def the_report(given: str) -> Report:
    """Return the report at an address; there may be none (any more)."""
    found = served().seen().holding.reports.get(given)
    if found is None:
        raise Http404
    return found
