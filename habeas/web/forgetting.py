"""Forgetting a person: what would go is shown first, and it goes only with a word that cannot be pressed by mistake."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from habeas.web.errors import refusals
from habeas.web.finding import the_person
from habeas.web.pages import notice, page, role_of
from habeas.web.second import ask_second, forget_asked, mark_allowed, second_values
from habeas.web.serving import served
from habeas.web.wording import wording_for
from habeas.workflows.erase_person import erase_person, would_go
from habeas.workflows.two_people import SecondNeeded, allow_forgetting


@require_http_methods(["GET", "POST"])
@refusals
def forget(request: HttpRequest, person: str) -> HttpResponse:
    """Show what would go; then, with the address's beginning typed, destroy it."""
    record, words, workspace = the_person(person), wording_for(request), served().workspace
    who, step, problem, code = served().decider(role_of(request)), request.POST.get("step"), "", ""
    if step == "allow":
        allow_forgetting(workspace, record.id, who)
        mark_allowed(request)
        notice(request, "second.allowed")
        return HttpResponseRedirect(reverse("queue"))
    if step == "forget":
        try:
            if request.POST.get("typed", "").strip() != record.id[:6]:
                problem = str(words.w.text("forget.typed_wrong"))
            else:
                done = erase_person(workspace, record.id, who)
                forget_asked(request)
                if done.clean:
                    notice(request, "forget.done")
                else:
                    notice(request, "forget.done_not_clean")
                return HttpResponseRedirect(reverse("people"))
        except SecondNeeded:
            code, problem = ask_second(request), str(words.w.text("second.needed"))
    values = {
        "person": record.id,
        "name": record.name,
        "gone": would_go(workspace, record.id, today=served().today()),
        "typed": request.POST.get("typed", ""),
        "problem": problem,
        **second_values(request, code),
        "here": "people",
    }
    return page(request, "forget.html", values, status=422 if problem else 200)
