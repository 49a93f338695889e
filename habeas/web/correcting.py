"""Correcting what the reader found: the corrected statement enters the record, what was found stays beside it."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods
from markupsafe import Markup

from habeas.model.claim import Certainty, Modality, Value
from habeas.model.statement import State, Statement
from habeas.record.errors import RecordError
from habeas.review.answers import Change
from habeas.web.finding import the_report
from habeas.web.forms import (
    FormProblem,
    Given,
    changed_fields,
    fields_of,
    given_in,
    given_of,
    modalities_of,
    typed_fields,
    typed_kind,
    types_of,
)
from habeas.web.kept import is_sent
from habeas.web.pages import page, role_of
from habeas.web.report_page import statements_of, way_to
from habeas.web.serving import served
from habeas.web.snapping import Said, choosable, places_of, snapped, widened
from habeas.web.statements import Sayer
from habeas.web.wording import Wording, wording_for
from habeas.workflows.decide import correct as correct_verb
from habeas.workflows.holding import Report
from habeas.workflows.refused import Refused


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, report: str, statement: str) -> HttpResponse:
    """Show the form, or take the correction and go back to the statement."""
    found = the_report(report)
    rows = statements_of(served().seen(), found)
    number, one = next(((n, s) for n, s in enumerate(rows, 1) if s.id == statement), (0, None))
    if one is None or one.state not in (State.PROPOSED, State.ACCEPTED, State.DISPUTED):
        raise Http404
    if request.method == "GET":
        given = given_of(one)
        given = replace(given, places=places_of(one, given))
        return _form(request, found, one, given, "", number)
    words, given = wording_for(request), given_in(request)
    if not is_sent(request):
        return _form(request, found, one, given, "", number)
    try:
        change = change_of(one, *snapped(given, one, found, words), words)
        told = [value for values in (change.fields or {}).values() for value in values]
        change = replace(change, evidence=widened(one, found, told))
        correct_verb(served().workspace, one.id, change, served().decider(role_of(request)))
    except (FormProblem, Refused, RecordError) as problem:
        return _form(request, found, one, given, str(problem), number)
    return HttpResponseRedirect(way_to(found, number))


def change_of(statement: Statement, given: Given, said: Said, words: Wording) -> Change:
    """Return what the form changes of ``statement``; ``said`` are its values with their words in the report."""
    told = ", ".join(value.value for value in statement.said_by)
    said_by = None if given.said_by == told else tuple(Value(one) for one in [given.said_by] if one)
    about = tuple(one for one in statement.subjects if one in given.about)
    about += tuple(sorted(given.about - set(statement.subjects)))
    try:
        modality = Modality(given.modality) if given.modality else ""
        certainty = Certainty(given.certainty)
    except ValueError as error:
        raise FormProblem(str(words.w.text("error.no_answer"))) from error
    if not about:
        raise FormProblem(str(words.w.text("correct.nobody")))
    return Change(
        type=typed_kind(given, words),
        subjects=None if about == statement.subjects else about,
        fields=changed_fields(statement, typed_fields(given, words), said),
        modality=modality,
        certainty=certainty,
        said_by=said_by,
    )


def _form(
    request: HttpRequest, report: Report, statement: Statement, given: Given, problem: str, number: int
) -> HttpResponse:
    words = wording_for(request)
    sayer = Sayer(served().seen(), words)
    values = {
        "report": report.id,
        "back": way_to(report, number),
        "item": sayer.item(statement, number),
        "given": given,
        "people": _people(report, statement, sayer),
        "types": types_of(words),
        "modalities": modalities_of(words),
        "fields": fields_of(words, [name for name, _ in given.fields]),
        "chosen_from": choosable(statement, report),
        "text_lang": report.lang,
        "problem": problem,
        "here": "queue",
    }
    return page(request, "correct.html", values, status=422 if problem else 200)


def _people(report: Report, statement: Statement, sayer: Sayer) -> list[tuple[str, Markup]]:
    """Return whom the report can be about, each once, those of the statement first."""
    nodes = [*statement.subjects, *(p.mention for p in report.found.presented)]
    nodes += [subject for other in report.found.statements for subject in other.subjects]
    address = sayer.seen.holding.address
    once = {address(node): node for node in reversed(nodes)}
    ordered = [node for node in dict.fromkeys(nodes) if once[address(node)] == node]
    return [(node, sayer.named(node)) for node in ordered]
