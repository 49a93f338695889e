"""“We no longer say so”: taking an accepted statement back, with the reason, and with words for everyone where we were wrong."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from habeas.model.statement import State
from habeas.record.errors import RecordError
from habeas.web.finding import the_report
from habeas.web.kept import is_sent
from habeas.web.pages import page, role_of
from habeas.web.report_page import statements_of, way_to
from habeas.web.serving import served
from habeas.web.statements import Sayer
from habeas.web.wording import wording_for
from habeas.workflows.refused import Refused
from habeas.workflows.retract import ERROR
from habeas.workflows.retract import retract as retract_verb

KINDS = ("error", "other")
MOST = 500  # letters of the reason: a line that people read beside the old value


@require_http_methods(["GET", "POST"])
def retract(request: HttpRequest, report: str, statement: str) -> HttpResponse:
    """Ask why, or take the statement back and go back to it."""
    found, seen, words = the_report(report), served().seen(), wording_for(request)
    rows = statements_of(seen, found)
    number, one = next(((n, s) for n, s in enumerate(rows, 1) if s.id == statement), (0, None))
    if one is None or one.state not in (State.ACCEPTED, State.DISPUTED):
        raise Http404
    kind, said = request.POST.get("kind", ""), request.POST.get("words", "").strip()[:MOST]
    problem = ""
    if is_sent(request):
        if kind not in KINDS or not said:
            problem = str(words.w.text("retract.needed"))
        else:
            try:
                reason = f"{ERROR}: {said}" if kind == "error" else said
                retract_verb(served().workspace, one.id, reason, served().decider(role_of(request)))
                return HttpResponseRedirect(way_to(found, number))
            except (Refused, RecordError) as refused:
                problem = str(refused)
    values = {
        "report": found.id,
        "back": way_to(found, number),
        "item": Sayer(seen, words).item(one, number),
        "kinds": [(name, words.w.text(f"retract.kinds.{name}")) for name in KINDS],
        "kind": kind,
        "said_words": said,
        "problem": problem,
        "here": "queue",
    }
    return page(request, "retract.html", values, status=422 if problem else 200)
