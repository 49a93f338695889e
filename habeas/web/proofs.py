"""What proves a report: its evidence sheet as a PDF, and a time stamp by somebody else where the group has named one."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from habeas.sources.errors import SourceError
from habeas.web.errors import refusals
from habeas.web.finding import the_report
from habeas.web.pages import notice
from habeas.web.serving import served
from habeas.web.wording import wording_for
from habeas.workflows.evidence_sheet import sheet_bytes, source_of
from habeas.workflows.letters import MARK
from habeas.workflows.refused import Refused
from habeas.workflows.time_stamps import Stamp, read_authority, stamp, stamps_of


@dataclass(frozen=True, slots=True)
class Proofs:
    """The time stamps of one original, and whether there may be another: a group has named an authority, and none is held."""

    stamps: tuple[Stamp, ...]
    can_stamp: bool


def proofs_of(original: str, told: bool) -> Proofs:
    """Return what proves an original (its SHA-256); what was ``told`` to us leaves no hash with anybody."""
    held = tuple(one for one in served().seen().once("stamps", _stamps) if one.original == original)
    named = served().seen().once("authority", _has_authority)
    return Proofs(held, named and not told and not any(not one.problem for one in held))


@require_GET
@refusals
def evidence(request: HttpRequest, report: str) -> HttpResponse:
    """Give the evidence sheet as a file whose name says that it is for us alone."""
    found, workspace = the_report(report), served().workspace
    holding = served().seen().holding
    source = source_of(workspace, holding, found.id)
    lang = wording_for(request).lang
    data = sheet_bytes(workspace, holding, source, today=served().today(), lang=lang)
    answer = HttpResponse(data, content_type="application/pdf")
    name = f"evidence-{found.capture.sha256[:12]}-{MARK}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
@refusals
def stamped(request: HttpRequest, report: str) -> HttpResponse:
    """Have the authority of the group's choice say when we held the original. It learns a hash and nothing else."""
    found, workspace = the_report(report), served().workspace
    if workspace.mode == "demo" or found.capture.voice:
        raise Refused(wording_for(request).w.text("report.no_stamp"))
    authority = read_authority(workspace.folder)
    try:
        done = list(stamp(workspace, [found.capture.sha256], authority, now=served().now()))
    except SourceError as error:
        raise Refused(str(error)) from error
    if done:
        notice(request, "report.stamped")
    return HttpResponseRedirect(reverse("report", args=[found.id]))


def _stamps() -> tuple[Stamp, ...]:
    return stamps_of(served().workspace)


def _has_authority() -> bool:
    if served().workspace.mode == "demo":
        return False
    try:
        read_authority(served().workspace.folder)
    except Refused:
        return False
    return True
