"""“Show to everyone”: choose facts one by one, look at exactly what will be seen, say why it may be; and hide again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from habeas.model.record import Record
from habeas.model.statement import State, Statement
from habeas.review.widening import BASES, Edit, WidenError, WidenPlan
from habeas.web.audience import Audience, audience_in, audiences, shown_to
from habeas.web.errors import refusals
from habeas.web.finding import the_person
from habeas.web.pages import notice, page, role_of
from habeas.web.plan_page import digest_of, plan_page
from habeas.web.second import ask_second, forget_asked, mark_allowed, second_values
from habeas.web.serving import Seen, served
from habeas.web.statements import Item, Sayer
from habeas.web.wording import Wording, wording_for
from habeas.workflows import narrow as narrowing
from habeas.workflows import widen as widening
from habeas.workflows.refused import Refused
from habeas.workflows.two_people import SecondNeeded, allow_widening
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
    record, audience = the_person(person), audience_in(request)
    chosen = tuple(request.POST.getlist("statement"))
    if request.method == "GET" or not chosen or audience is None:
        return _choose(request, record, audience, chosen, sent=request.method == "POST")
    asked = Asked(chosen, _edits(request), to=audience.names)
    plan = widening.plan(served().workspace, asked, today=served().today())
    step, answers, words = request.POST.get("step"), _answers(request), wording_for(request)
    if step not in ("show", "allow"):
        return _look(request, record, asked, plan, audience, "")
    problem = missing(answers, plan, words)
    if not problem:
        try:
            return _shown(request, record, plan, audience, answers, allow=step == "allow")
        except SecondNeeded:
            code = ask_second(request)
            return _look(request, record, asked, plan, audience, str(words.w.text("second.needed")), code)
        except (Refused, WidenError) as refused:
            problem = str(refused)
    return _look(request, record, asked, plan, audience, problem)


def _shown(
    request: HttpRequest,
    record: Record,
    plan: WidenPlan,
    audience: Audience,
    answers: Answers,
    *,
    allow: bool,
) -> HttpResponse:
    """Show what was looked at, or (``allow``) say as the second person that it may be shown."""
    workspace, basis = served().workspace, BASIS[answers.basis]
    if allow:
        allow_widening(
            workspace, plan, basis=basis, words=answers.words, who=served().decider(role_of(request))
        )
        mark_allowed(request)
        notice(request, "second.allowed")
        return HttpResponseRedirect(reverse("queue"))
    who = served().decider(role_of(request), why=harm_told(answers))
    widening.widen(workspace, plan, basis=basis, words=answers.words, who=who)
    forget_asked(request)
    if audience.name:
        notice(request, "widen.done_partner")
    else:
        notice(request, "widen.done")
    return HttpResponseRedirect(reverse("person", args=[record.id]))


@require_http_methods(["GET", "POST"])
@refusals
def hide(request: HttpRequest, person: str) -> HttpResponse:
    """Take facts, or the whole person, out of everyone's sight; or facts out of a partner's."""
    record, audience = the_person(person), audience_in(request) or audiences()[0]
    words = wording_for(request)
    if request.method == "POST":
        who = served().decider(role_of(request))
        if request.POST.get("what") == "person":
            narrowing.narrow_person(served().workspace, record.id, who)
        else:
            chosen = request.POST.getlist("statement")
            if not chosen:
                raise Refused(words.w.text("narrow.nothing"))
            narrowing.narrow(served().workspace, chosen, who, to=audience.names)
        if audience.name:
            notice(request, "narrow.done_partner")
        else:
            notice(request, "narrow.done")
        return HttpResponseRedirect(reverse("person", args=[record.id]))
    seen, sayer = served().seen(), Sayer(served().seen(), words)
    there = shown_to(audience).claims
    values = {
        "person": record.id,
        "name": record.name,
        "items": [sayer.item(s) for s in statements_of(seen, record) if s.id in there],
        "audience": audience,
        "audiences": audiences(),
        "here": "people",
    }
    return page(request, "hide.html", values)


def statements_of(seen: Seen, record: Record) -> list[Statement]:
    """Return what we accepted about a person and about the groups that she is in."""
    addresses = (record.id, *record.groups)
    rows = [s for one in addresses for s in seen.holding.derived.statements.get(one, ())]
    return [s for s in {s.id: s for s in rows}.values() if s.state is State.ACCEPTED]


def _choose(
    request: HttpRequest, record: Record, audience: Audience | None, chosen: tuple[str, ...], *, sent: bool
) -> HttpResponse:
    seen, words = served().seen(), wording_for(request)
    sayer, known = Sayer(seen, words), audiences()
    items: list[Item] = [
        sayer.item(s) for s in statements_of(seen, record) if len(known) > 1 or s.id not in seen.public.claims
    ]
    problem = ""
    if sent:
        problem = str(words.w.text("widen.none_chosen" if not chosen else "widen.no_audience"))
    values = {
        "person": record.id,
        "name": record.name,
        "items": items,
        "chosen": chosen,
        "audiences": known,
        "audience": audience,
        "problem": problem,
        "here": "people",
    }
    return page(request, "show.html", values, status=422 if problem else 200)


def _look(
    request: HttpRequest,
    record: Record,
    asked: Asked,
    plan: WidenPlan,
    audience: Audience,
    problem: str,
    code: str = "",
) -> HttpResponse:
    words = wording_for(request)
    values = {
        "person": record.id,
        "name": record.name,
        "plan": plan_page(plan, Sayer(served().seen(), words)),
        "asked": asked,
        "audience": audience,
        "answers": _answers(request),
        "bases": [(key, words.w.text(f"widen.bases.{key}")) for key in BASIS],
        "harms": [(key, words.w.text(f"widen.harm_questions.{key}")) for key in HARMS],
        "choices": [(key, words.w.text(f"widen.{key}")) for key in ANSWERS],
        "problem": problem,
        **second_values(request, code),
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
