"""Questions: what we want to know of somebody, who of us asks after it, and closing them by a fact or as not to be known."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from habeas.web.errors import refusals
from habeas.web.finding import the_person
from habeas.web.kept import is_sent
from habeas.web.pages import notice, page, role_of
from habeas.web.question_lines import count, every, line, the_question
from habeas.web.serving import Seen, served
from habeas.web.statements import Sayer
from habeas.web.wording import wording_for
from habeas.workflows import ask as verbs
from habeas.workflows.ask import Open
from habeas.workflows.refused import Refused

MOST = 200  # lines on one page
MOST_FACTS = 40


@require_GET
def questions(request: HttpRequest) -> HttpResponse:
    """List open questions, those that are due first; ``who=me`` those given to whoever looks."""
    words, role = wording_for(request), role_of(request)
    seen = served().seen()
    rows = every(seen, MOST)
    waiting = [one for one in rows if one.is_open]
    mine = [one for one in waiting if one.question.asked_of == role]
    only = request.GET.get("who") == "me"
    closed = [one for one in rows if one.question.closed is not None]
    values = {
        "open": [line(one, words, role) for one in (mine if only else waiting)[:MOST]],
        "all": count(seen),
        "mine": len(mine),
        "only_mine": only,
        "closed": [line(one, words, role) for one in reversed(closed[-MOST:])],
        "here": "questions",
    }
    return page(request, "questions.html", values)


@require_http_methods(["GET", "POST"])
@refusals
def ask(request: HttpRequest, person: str) -> HttpResponse:
    """Show the form of a question about somebody, or ask it."""
    record, words = the_person(person), wording_for(request)
    given = {name: request.POST.get(name, "").strip() for name in ("words", "of", "due")}
    problem: object = ""
    if is_sent(request):
        try:
            holding = served().seen().holding
            who = served().decider(role_of(request))
            of = given["of"].upper()
            verbs.ask(
                served().workspace,
                holding,
                record.id,
                given["words"],
                who,
                now=served().now(),
                of=of,
                due=given["due"],
            )
            notice(request, "question.asked")
            return HttpResponseRedirect(reverse("person", args=[record.id]))
        except Refused:
            problem = words.w.text("question.needed", most=verbs.MOST)
    values = {
        "person": record.id,
        "name": record.name,
        "given": given,
        "problem": problem,
        "here": "questions",
    }
    return page(request, "ask.html", values, status=422 if problem else 200)


@require_http_methods(["GET", "POST"])
@refusals
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """Show one question with what could answer it; give it to somebody, close it, or open it again."""
    seen, words = served().seen(), wording_for(request)
    one = the_question(seen, number)
    if one is None:
        raise Http404
    if is_sent(request):
        return _answered(request, seen, one)
    sayer = Sayer(seen, words)
    facts = [
        (found, sayer.title(seen.holding.statements[found]))
        for found, _ in verbs.facts_for(seen.holding, one)[:MOST_FACTS]
    ]
    values = {
        "one": line(one, words, role_of(request)),
        "is_open": one.is_open,
        "facts": facts,
        "here": "questions",
    }
    return page(request, "question.html", values)


def _answered(request: HttpRequest, seen: Seen, one: Open) -> HttpResponse:
    workspace, now, who = served().workspace, served().now(), served().decider(role_of(request))
    sent: Any = request.POST
    words = wording_for(request).w
    what = sent.get("what", "")
    if what == "give":
        of, due = sent.get("of", "").strip().upper(), sent.get("due", "").strip()
        verbs.give(workspace, one, who, now=now, of=of, due=due)
        notice(request, "question.given")
    elif what == "fact":
        if not sent.get("fact"):
            raise Refused(words.text("question.which_fact"))
        verbs.close(workspace, seen.holding, one, who, now=now, fact=sent["fact"])
        notice(request, "question.closed")
    elif what == "unknown":
        verbs.close(workspace, seen.holding, one, who, now=now)
        notice(request, "question.closed")
    elif what == "again":
        verbs.reopen(workspace, one.question.number)
        notice(request, "question.opened")
    else:
        raise Refused(words.text("error.no_answer"))
    return HttpResponseRedirect(reverse("questions"))
