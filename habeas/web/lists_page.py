"""A people's list in the app: chosen, looked at as it would be read, then proposed or taken over, and taken back whole.

Between looking and deciding the file stands in memory alone, for a while; what is decided goes the way of `habeas import`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from habeas.exchange.lists.mapping import ALL_FIELDS, ListMapping, letter_of
from habeas.web.errors import refusals
from habeas.web.forms import FormProblem, check_date
from habeas.web.list_lines import compared_view, field_words, imported_view, list_view
from habeas.web.pages import notice, page, role_of
from habeas.web.serving import HeldFile, served
from habeas.web.wording import Wording, wording_for
from habeas.workflows.compare_list import compare_list
from habeas.workflows.import_list import About, import_list, own_lists, undo_import
from habeas.workflows.list_reading import ListFile, read_given_list
from habeas.workflows.reports import captures_of

HELD_SECONDS = 60 * 60
MOST_HELD = 6  # files in memory at once; the oldest goes first
SHEETS = 20


@require_http_methods(["GET", "POST"])
@refusals
def lists(request: HttpRequest) -> HttpResponse:
    """Show the form and the lists taken over so far; or keep the file in memory and show how it would be read."""
    if request.method == "GET":
        return _form(request)
    words = wording_for(request)
    sent = request.FILES.get("file")
    given = {name: request.POST.get(name, "").strip()[:200] for name in ("publisher", "published")}
    try:
        if sent is None or not sent.name:
            raise FormProblem(str(words.w.text("lists.no_file", most=_megabytes())))
        if given["published"]:
            check_date(given["published"], words)
    except FormProblem as why:
        return _form(request, str(why), given)
    held = HeldFile(sent.name, sent.read(), served().now(), role_of(request), given)
    read_given_list(
        held.name, held.data, today=served().today()
    )  # what is no list is refused before it is held
    code = served().random(16).hex()
    _forget_old()
    served().lists[code] = held
    return HttpResponseRedirect(reverse("list", args=[code]))


@require_http_methods(["GET", "POST"])
@refusals
def one_list(request: HttpRequest, code: str) -> HttpResponse:
    """Show how a list is read and how it stands to what we hold; change a column; then propose it or take it over."""
    words, held = wording_for(request), _held(request, code)
    if held is None:
        return _form(request, str(words.w.text("lists.gone")), status=410)
    found = read_given_list(held.name, held.data, today=served().today())
    found = replace(found, mapping=_mapping(request, found.mapping))
    if request.POST.get("do") not in ("propose", "own"):
        return _look(request, code, held, found, words)
    own = request.POST["do"] == "own"
    if own and not request.POST.get("sure"):
        return _look(request, code, held, found, words, str(words.w.text("lists.sure_needed")))
    about = About(held.told["published"] or None, held.told["publisher"] or None, own)
    who = served().decider(role_of(request))
    done = import_list(served().workspace, found, about, who, now=served().now())
    del served().lists[code]
    values = {"done": imported_view(done), "name": held.name, "list": found.capture.sha256, "here": "add"}
    return page(request, "list_done.html", values)


@require_POST
@refusals
def undo(request: HttpRequest) -> HttpResponse:
    """Take back all that was accepted from a list: one decision, as it was one."""
    capture = request.POST.get("list", "")
    undo_import(
        served().workspace, capture if len(capture) == 64 else "-", served().decider(role_of(request))
    )
    notice(request, "lists.undone")
    return HttpResponseRedirect(reverse("lists"))


def _form(
    request: HttpRequest, problem: str = "", given: dict[str, str] | None = None, *, status: int = 422
) -> HttpResponse:
    workspace = served().workspace
    captures, names = captures_of(workspace.private().entries), workspace.given_names()
    taken = [
        (capture, names.get(capture) or capture[:12], captures[capture].published, number)
        for capture, number in own_lists(workspace).items()
        if capture in captures
    ]
    values = {
        "given": given or {"publisher": "", "published": ""},
        "problem": problem,
        "taken": taken,
        "most": _megabytes(),
        "here": "add",
    }
    return page(request, "lists.html", values, status=status if problem else 200)


def _look(
    request: HttpRequest, code: str, held: HeldFile, found: ListFile, words: Wording, problem: str = ""
) -> HttpResponse:
    values: dict[str, Any] = {
        "code": code,
        "name": held.name,
        "view": list_view(found, words),
        "compared": compared_view(compare_list(served().workspace, found), words),
        "fields": [(name, field_words(name, words)) for name in ALL_FIELDS],
        "problem": problem,
        "here": "add",
    }
    return page(request, "list.html", values, status=422 if problem else 200)


def _mapping(request: HttpRequest, guessed: ListMapping) -> ListMapping:
    """Return how the columns are read: as guessed, where the form does not say otherwise (“sheet number-column letter”)."""
    sheets = []
    for number, sheet in enumerate(guessed.sheets[:SHEETS]):
        columns = []
        for column in sheet.columns:
            given = request.POST.get(f"c{number}-{letter_of(column.index)}")
            known = given == "" or given in ALL_FIELDS or given == column.field
            columns.append(column if given is None or not known else replace(column, field=given or None))
        sheets.append(replace(sheet, columns=tuple(columns)))
    return replace(guessed, sheets=(*sheets, *guessed.sheets[SHEETS:]))


def _held(request: HttpRequest, code: str) -> HeldFile | None:
    _forget_old()
    held = served().lists.get(code)
    return held if held is not None and held.role == role_of(request) else None


def _forget_old() -> None:
    held, now = served().lists, served().now()
    for code in [one for one, file in held.items() if now - file.since > HELD_SECONDS]:
        del held[code]
    while len(held) >= MOST_HELD:
        del held[next(iter(held))]


def _megabytes() -> int:
    return int(settings.FILE_UPLOAD_MAX_MEMORY_SIZE) // 1_000_000
