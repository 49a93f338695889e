"""The next edition of the site before it is written: what comes, changes and goes; signing it off, and writing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from markupsafe import Markup

from habeas.publish.dates import day_words
from habeas.publish.pages.person import value_markup
from habeas.publish.values import shown
from habeas.web.errors import refusals
from habeas.web.pages import notice, page, role_of
from habeas.web.serving import served
from habeas.web.wording import Wording, wording_for
from habeas.workflows import sign_off as signing
from habeas.workflows.preview import Fact, PersonChange, Preview, preview
from habeas.workflows.publish import publish
from habeas.workflows.refused import Refused

SITE = "public"  # the workspace's own place for its site
MOST = 300  # people whose changes a page tells one by one
AT_ONCE = 2000  # people whose site is written while somebody waits for the page


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the difference; ``ours`` is her address with us, "" where we hold her no more."""

    name: str
    kind: str
    added: tuple[Markup, ...]
    gone: tuple[Markup, ...]
    ours: str


@require_http_methods(["GET", "POST"])
@refusals
def publishing(request: HttpRequest) -> HttpResponse:
    """Show the difference; sign it off (at once or from a day), take that back, or write the edition."""
    if request.method == "GET":
        return _shown(request)
    workspace, who = served().workspace, served().decider(role_of(request))
    try:
        match request.POST.get("do"):
            case "sign":
                signing.sign_off(workspace, who, since=_day(request))
                notice(request, "publishing.signed")
            case "back":
                signing.take_back(workspace, who)
                notice(request, "publishing.taken_back")
            case "write":
                _write(request)
                notice(request, "publishing.written")
            case _:
                raise Refused(str(wording_for(request).w.text("error.no_answer")))
    except Refused as why:
        return _shown(request, str(why))
    return HttpResponseRedirect(reverse("publishing"))


@require_POST
@refusals
def rule(request: HttpRequest) -> HttpResponse:
    """Begin or end the rule that everything new waits for a sign-off."""
    on = request.POST.get("rule") == "on"
    signing.change_rule(served().workspace, on, served().decider(role_of(request)))
    if on:
        notice(request, "publishing.rule_on")
    else:
        notice(request, "publishing.rule_off")
    return HttpResponseRedirect(reverse("publishing"))


def _site() -> Path:
    return served().site or served().workspace.folder / SITE


def _write(request: HttpRequest) -> None:
    people = len(served().seen().public.subjects)
    if people > AT_ONCE:
        raise Refused(str(wording_for(request).w.text("publishing.large", most=AT_ONCE)))
    publish(served().workspace, _site(), today=served().today())


def _day(request: HttpRequest) -> date | None:
    given = request.POST.get("from", "").strip()
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise Refused(str(wording_for(request).w.text("publishing.no_day"))) from error


def _shown(request: HttpRequest, problem: str = "") -> HttpResponse:
    words = wording_for(request)
    found = preview(served().workspace, _site(), today=served().today())
    ours = {there: one for one, ids in served().seen().public.subjects.items() for there in ids}
    values = {
        "lines": [_line(one, ours, words) for one in found.people[:MOST]],
        "more": max(len(found.people) - MOST, 0),
        "count": _count(found, words),
        "found": found,
        "signed": _signed(found, words),
        "problem": problem,
        "here": "publishing",
    }
    return page(request, "publishing.html", values, status=422 if problem else 200)


def _count(found: Preview, words: Wording) -> list[Markup]:
    """The sentence on top: how many people, how many facts come, how many go, how many addresses."""
    added = sum(len(one.added) for one in found.people)
    gone = sum(len(one.gone) for one in found.people)
    told = [words.w.count("publishing.people", len(found.people))]
    told += [words.w.count("publishing.added", added)] if added else []
    told += [words.w.count("publishing.gone", gone)] if gone else []
    return [*told, words.w.count("publishing.pages", len(found.pages))]


def _line(one: PersonChange, ours: dict[str, str], words: Wording) -> Line:
    return Line(
        one.name,
        one.kind,
        tuple(_fact(fact, words) for fact in one.added),
        tuple(_fact(fact, words) for fact in one.gone),
        ours.get(one.id, ""),
    )


def _fact(fact: Fact, words: Wording) -> Markup:
    values = [
        Markup("{}: {}").format(words.s.term("fields", name), value_markup(shown(name, value, words.s)))
        for name, value in fact.values
    ]
    told = words.s.term("claim_types", fact.type)
    return Markup("{}. {}").format(told, Markup("; ").join(values)) if values else told


def _signed(found: Preview, words: Wording) -> list[Markup]:
    """Who signed last, and from which day it is shown."""
    if not found.sign_off.signed:
        return []
    last = found.sign_off.signed[-1]
    told = [words.w.text("publishing.by", role=last.by)]
    if last.since is not None and last.since > served().today():
        told.append(words.w.text("publishing.later", date=day_words(last.since, words.s)))
    return told
