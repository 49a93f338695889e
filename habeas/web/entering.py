"""What we were told, by hand: a note, and a fact about somebody with the words that it rests on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from habeas.model.claim import Modality
from habeas.record.errors import RecordError
from habeas.review.notes import Note
from habeas.web.errors import told
from habeas.web.finding import the_person
from habeas.web.forms import (
    FormProblem,
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
from habeas.workflows.note import Typed, enter
from habeas.workflows.note import note as note_verb
from habeas.workflows.refused import Refused

USES = {"us": "only us", "partners": "us and partners", "all": "everyone"}
MOST = 20_000  # letters of a note


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
        "given": given,
        "own": own,
        "types": types_of(words, by_hand=True),
        "modalities": modalities_of(words),
        "fields": fields_of(words, [name for name, _ in given.fields]),
        "problem": problem,
        "here": "people",
    }
    return page(request, "fact.html", values, status=422 if problem else 200)


def note_in(given: dict[str, str], words: Wording) -> Note:
    """Return the note of a form; FormProblem where a part is missing."""
    text = given["text"].replace("\r\n", "\n").strip()
    if not text or len(text) > MOST:
        raise FormProblem(str(words.w.text("note.text_needed", most=MOST)))
    if not given["voice"].strip():
        raise FormProblem(str(words.w.text("note.voice_needed")))
    if given["use"] not in USES:
        raise FormProblem(str(words.w.text("note.use_needed")))
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
