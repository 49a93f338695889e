"""A report with its statements highlighted in place, and the answers to them."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from habeas.model.capture import CaptureKind
from habeas.publish.links import web_address
from habeas.store.duty import Duty
from habeas.store.errors import StoreError
from habeas.store.taken import take
from habeas.web.access import may
from habeas.web.errors import refusals
from habeas.web.finding import the_report
from habeas.web.pages import duty_of, notice, page, role_of
from habeas.web.proofs import proofs_of
from habeas.web.report_page import report_page, statements_of, way_to, why_alone
from habeas.web.serving import served
from habeas.web.wording import wording_for
from habeas.workflows import decide
from habeas.workflows.holding import Report
from habeas.workflows.refused import Refused

LONGEST_NUMBER = 7


@require_GET
def report(request: HttpRequest, report: str) -> HttpResponse:
    """Show a report."""
    found = the_report(report)
    part, number = (_number(request.GET.get(name, "")) for name in ("part", "n"))
    shown = report_page(served().seen(), found, wording_for(request), part=part, number=number)
    other = _taken_by_another(found, role_of(request), duty_of(request))
    values = {
        "report": shown,
        "here": "queue",
        "taken_by": other,
        "full": "full" in request.GET,
        "proofs": proofs_of(found.capture.sha256, found.capture.kind is CaptureKind.TOLD),
    }
    return page(request, "report.html", values)


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


def _number(given: str) -> int:
    """Return a number of an address or a form; 0 where there is none."""
    return int(given) if given.isascii() and given.isdecimal() and len(given) < LONGEST_NUMBER else 0


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
    number = _number(request.POST.get("n", ""))
    return HttpResponseRedirect(way_to(found, number) if number else reverse("report", args=[found.id]))


@require_POST
@refusals
def together(request: HttpRequest, report: str) -> HttpResponse:
    """Accept what stood in full on the page and may be accepted together; one that may not be is refused with all."""
    found, words = the_report(report), wording_for(request)
    seen, chosen = served().seen(), request.POST.getlist("statement")
    here = {s.id: s for s in statements_of(seen, found)}
    if not chosen or any(one not in here or why_alone(seen, here[one]) is not None for one in chosen):
        raise Refused(words.w.text("report.changed"))
    decide.accept_together(served().workspace, chosen, served().decider(role_of(request)))
    notice(request, "report.together_done")
    return HttpResponseRedirect(reverse("report", args=[found.id]))


@require_GET
def leaving(request: HttpRequest, report: str) -> HttpResponse:
    """Show where a source's address leads before anybody goes there."""
    found = the_report(report)
    address = web_address(found.capture.url)
    host = urlsplit(address).hostname if address else ""
    return page(request, "leaving.html", {"report": found.id, "address": address, "host": host or ""})
