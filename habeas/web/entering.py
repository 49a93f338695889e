"""What we were told, by hand: a note, and a fact about somebody with the words that it rests on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from habeas.model.claim import Modality
from habeas.record.errors import RecordError
from habeas.review.notes import Note, names_somebody
from habeas.web.errors import told
from habeas.web.finding import the_person
from habeas.web.forms import (
    FormProblem,
    Given,
    check_date,
    fields_of,
    given_in,
    modalities_of,
    typed_fields,
    typed_kind,
    types_of,
)
from habeas.web.kept import is_sent
from habeas.web.pages import notice, page, role_of
from habeas.web.serving import served
from habeas.web.wording import Wording, wording_for
from habeas.workflows.note import Typed, enter, enter_new
from habeas.workflows.note import note as note_verb
from habeas.workflows.refused import Refused

USES = {"us": "only us", "partners": "us and partners", "all": "everyone"}
MOST = 20_000  # letters of a note
MOST_NEAR = 8  # people who may be the same


@require_http_methods(["GET", "POST"])
def note(request: HttpRequest) -> HttpResponse:
    """Show the form of a note, or keep one and show what can be read from it."""
    given = _told(request)
    problem = ""
    if is_sent(request):
        try:
            kept = note_verb(served().workspace, note_in(given, wording_for(request)), now=served().now())
            notice(request, "note.kept")
            return HttpResponseRedirect(reverse("report", args=[kept.text_sha256]))
        except (FormProblem, Refused, RecordError) as why:
            problem = str(why)
    values = {"given": given, "problem": problem, "here": "note"}
    return page(request, "note.html", values, status=422 if problem else 200)


@require_http_methods(["GET", "POST"])
def fact(request: HttpRequest, person: str) -> HttpResponse:
    """Show the form of a fact about a person, or enter one."""
    record, words = the_person(person), wording_for(request)
    if len(record.id) != 32:
        return told(request, words.w.text("fact.only_accepted"), status=409)
    given = given_in(request)
    own = _told(request)
    problem = ""
    if is_sent(request):
        try:
            kind = typed_kind(given, words, by_hand=True)
            typed = Typed(kind, typed_fields(given, words), _modality(given.modality))
            known = note_in(own, words)
            enter(
                served().workspace,
                record.id,
                typed,
                known,
                served().decider(role_of(request)),
                now=served().now(),
            )
            notice(request, "fact.entered")
            return HttpResponseRedirect(reverse("person", args=[record.id]))
        except (FormProblem, Refused, RecordError) as why:
            problem = str(why)
    values = {
        "person": record.id,
        "name": record.name,
    } | _form(given, own, words, problem)
    return page(request, "fact.html", values, status=422 if problem else 200)


@require_http_methods(["GET", "POST"])
def new_person(request: HttpRequest) -> HttpResponse:
    """Show the form of a new person, or enter her; while the name is typed, who may be the same is shown beside it."""
    words, given, own = wording_for(request), given_in(request), _told(request)
    name, near, problem = " ".join(request.POST.get("name", "").split())[:200], [], ""
    if name:
        near = [hit.record for hit in served().seen().holding.finder.find(name)[:MOST_NEAR]]
    if is_sent(request) and "near" not in request.POST:
        try:
            if near and "sure" not in request.POST:
                raise FormProblem(str(words.w.text("newcomer.near_problem")))
            typed = Typed(
                typed_kind(given, words, by_hand=True), typed_fields(given, words), _modality(given.modality)
            )
            known, who = note_in(own, words), served().decider(role_of(request))
            person, _ = enter_new(served().workspace, name, typed, known, who, now=served().now())
            notice(request, "newcomer.entered")
            return HttpResponseRedirect(reverse("person", args=[person]))
        except (FormProblem, Refused, RecordError) as why:
            problem = str(why)
    values = {
        "name": name,
        "near": [(one.id, one.names[:4], words.s.term("status", one.status)) for one in near],
    } | _form(given, own, words, problem)
    return page(request, "newcomer.html", values, status=422 if problem else 200)


def _form(given: Given, own: dict[str, str], words: Wording, problem: str) -> dict[str, object]:
    """Return what every form of a fact told by hand shows: what was typed, what can be chosen, what is wrong with it."""
    return {
        "given": given,
        "own": own,
        "types": types_of(words, by_hand=True),
        "modalities": modalities_of(words),
        "fields": fields_of(words, [name for name, _ in given.fields]),
        "problem": problem,
        "here": "people",
    }


def note_in(given: dict[str, str], words: Wording) -> Note:
    """Return the note of a form; FormProblem where a part is missing."""
    text = given["text"].replace("\r\n", "\n").strip()
    if not text or len(text) > MOST:
        raise FormProblem(str(words.w.text("note.text_needed", most=MOST)))
    if not given["voice"].strip():
        raise FormProblem(str(words.w.text("note.voice_needed")))
    if given["use"] not in USES:
        raise FormProblem(str(words.w.text("note.use_needed")))
    if names_somebody(given["voice"]):
        raise FormProblem(str(words.w.text("note.voice_is_name")))
    day = given["told"].strip()
    if day:
        check_date(day, words)
    return Note(text, given["voice"].strip()[:60], USES[given["use"]], day or None)


def _told(request: HttpRequest) -> dict[str, str]:
    """Return what the form of a note says; a fresh one knows only what day it is."""
    given = {name: request.POST.get(name, "") for name in ("text", "voice", "use", "told")}
    return given if request.method == "POST" else {**given, "told": served().today().isoformat()}


def _modality(given: str) -> Modality | None:
    return Modality(given) if given in {one.value for one in Modality} else None
