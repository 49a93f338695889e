"""“Show to everyone”: choose facts one by one, look at exactly what will be seen, say why it may be; and hide again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from habeas.model.record import Record
from habeas.model.statement import State, Statement
from habeas.review.widening import BASES, Edit, WidenPlan
from habeas.web.errors import refusals
from habeas.web.finding import the_person
from habeas.web.pages import notice, page, role_of
from habeas.web.plan_page import digest_of, plan_page
from habeas.web.serving import Seen, served
from habeas.web.statements import Item, Sayer
from habeas.web.wording import Wording, wording_for
from habeas.workflows import narrow as narrowing
from habeas.workflows import widen as widening
from habeas.workflows.refused import Refused
from habeas.workflows.widen import Asked

BASIS = dict(
    zip(("consent_person", "consent_family", "published_by_own_side", "overriding"), BASES, strict=True)
)
HARMS = ("prisoner", "family", "case")
ANSWERS = ("yes", "no", "unknown")


@dataclass(frozen=True, slots=True)
class Answers:
    """What the form of the last page says: a basis (or none), an answer to each question of harm, words."""

    basis: str
    harms: Mapping[str, str]
    words: str
    seen: str


@require_http_methods(["GET", "POST"])
@refusals
def show(request: HttpRequest, person: str) -> HttpResponse:
    """Let somebody choose; then look; then, with a basis and the questions answered, show."""
    record = the_person(person)
    chosen = tuple(request.POST.getlist("statement"))
    if request.method == "GET" or not chosen:
        return _choose(request, record, nothing_chosen=request.method == "POST")
    asked = Asked(chosen, _edits(request))
    plan = widening.plan(served().workspace, asked, today=served().today())
    if request.POST.get("step") != "show":
        return _look(request, record, asked, plan, "")
    answers, words = _answers(request), wording_for(request)
    problem = missing(answers, plan, words)
    if not problem:
        try:
            who = served().decider(role_of(request), why=harm_told(answers))
            widening.widen(served().workspace, plan, basis=BASIS[answers.basis], words=answers.words, who=who)
            notice(request, "widen.done")
            return HttpResponseRedirect(reverse("person", args=[record.id]))
        except Refused as refused:
            problem = str(refused)
    return _look(request, record, asked, plan, problem)


@require_http_methods(["GET", "POST"])
@refusals
def hide(request: HttpRequest, person: str) -> HttpResponse:
    """Take facts, or the whole person, out of everyone's sight."""
    record = the_person(person)
    seen, words = served().seen(), wording_for(request)
    if request.method == "POST":
        who = served().decider(role_of(request))
        if request.POST.get("what") == "person":
            narrowing.narrow_person(served().workspace, record.id, who)
        else:
            chosen = request.POST.getlist("statement")
            if not chosen:
                raise Refused(words.w.text("narrow.nothing"))
            narrowing.narrow(served().workspace, chosen, who)
        notice(request, "narrow.done")
        return HttpResponseRedirect(reverse("person", args=[record.id]))
    sayer = Sayer(seen, words)
    items = [sayer.item(s) for s in statements_of(seen, record) if s.id in seen.public.claims]
    return page(
        request, "hide.html", {"person": record.id, "name": record.name, "items": items, "here": "people"}
    )


def statements_of(seen: Seen, record: Record) -> list[Statement]:
    """Return what we accepted about a person and about the groups that she is in."""
    addresses = (record.id, *record.groups)
    rows = [s for one in addresses for s in seen.holding.derived.statements.get(one, ())]
    return [s for s in {s.id: s for s in rows}.values() if s.state is State.ACCEPTED]


def _choose(request: HttpRequest, record: Record, *, nothing_chosen: bool) -> HttpResponse:
    seen, words = served().seen(), wording_for(request)
    sayer = Sayer(seen, words)
    items: list[Item] = [sayer.item(s) for s in statements_of(seen, record) if s.id not in seen.public.claims]
    problem = words.w.text("widen.none_chosen") if nothing_chosen else ""
    values = {"person": record.id, "name": record.name, "items": items, "problem": problem, "here": "people"}
    return page(request, "show.html", values, status=422 if problem else 200)


def _look(request: HttpRequest, record: Record, asked: Asked, plan: WidenPlan, problem: str) -> HttpResponse:
    words = wording_for(request)
    values = {
        "person": record.id,
        "name": record.name,
        "plan": plan_page(plan, Sayer(served().seen(), words)),
        "asked": asked,
        "answers": _answers(request),
        "bases": [(key, words.w.text(f"widen.bases.{key}")) for key in BASIS],
        "harms": [(key, words.w.text(f"widen.harm_questions.{key}")) for key in HARMS],
        "choices": [(key, words.w.text(f"widen.{key}")) for key in ANSWERS],
        "problem": problem,
        "here": "people",
    }
    return page(request, "plan.html", values, status=422 if problem else 200)


def _edits(request: HttpRequest) -> dict[str, Edit]:
    """Return what is to be left out: whole quotes (``noquote``), fields (``drop``, as statement:field)."""
    drops: dict[str, set[str]] = {}
    for row in request.POST.getlist("drop"):
        statement, _, field = row.partition(":")
        drops.setdefault(statement, set()).add(field)
    without = set(request.POST.getlist("noquote"))
    return {
        one: Edit(frozenset(drops.get(one, ())), () if one in without else None)
        for one in sorted({*drops, *without})
    }


def _answers(request: HttpRequest) -> Answers:
    sent = request.POST
    return Answers(
        basis=sent.get("basis", ""),
        harms={key: sent.get(f"harm-{key}", "") for key in HARMS},
        words=sent.get("words", "").strip()[:2000],
        seen=sent.get("seen", ""),
    )


def missing(answers: Answers, plan: WidenPlan, words: Wording) -> str:
    """Return what the form still lacks, or “”."""
    if answers.seen != digest_of(plan):
        return str(words.w.text("widen.changed"))
    if answers.basis not in BASIS:
        return str(words.w.text("widen.basis_needed"))
    if any(answer not in ANSWERS for answer in answers.harms.values()):
        return str(words.w.text("widen.harm_needed"))
    harmful = any(answer == "yes" for answer in answers.harms.values())
    if not answers.words and (harmful or answers.basis == "overriding"):
        return str(words.w.text("widen.words_needed"))
    return ""


def harm_told(answers: Answers) -> str:
    """Return what the private record keeps of the answers."""
    told = ", ".join(f"{key} {answer}" for key, answer in answers.harms.items())
    return f"could it harm: {told}"
