"""A report comes in through the app: a pasted text, or files. What it says is proposed; deciding is another page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from habeas.publish.links import web_address
from habeas.web.forms import FormProblem, check_date
from habeas.web.kept import is_sent
from habeas.web.pages import notice, page
from habeas.web.serving import served
from habeas.web.wording import Wording, wording_for
from habeas.workflows.add import About, Taken, add_given

MOST = 200_000  # letters of a pasted text
MOST_FILES = 200
SHOWN = 20  # reports of one file that are linked; the queue has them all
PASTED = "text.txt"


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one file: its name, the state in words, why it was refused, its reports, and how many more."""

    name: str
    state: str
    said: str
    reason: str
    reports: tuple[str, ...]
    more: int


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Show the form, or take in what it brings: one report is shown at once, several are listed."""
    words = wording_for(request)
    given = {name: request.POST.get(name, "") for name in ("text", "publisher", "published", "url")}
    problem, rows = "", ()
    if is_sent(request):
        try:
            files = _files(request, given["text"], words)
            about = _about(given, words)
            taken = tuple(add_given(served().workspace, files, about, now=served().now()))
            only = _only_report(taken)
            if only:
                if taken[0].status == "added":
                    notice(request, "add.kept")
                else:
                    notice(request, "add.known")
                return HttpResponseRedirect(reverse("report", args=[only]))
            rows = tuple(_rows(taken, words))
        except FormProblem as why:
            problem = str(why)
    values: Mapping[str, Any] = {
        "given": given,
        "problem": problem,
        "rows": rows,
        "most_letters": MOST,
        "most": _megabytes(),
        "here": "add",
    }
    return page(request, "add.html", values, status=422 if problem else 200)


def _files(request: HttpRequest, text: str, words: Wording) -> list[tuple[str, bytes]]:
    """Return what was sent as name and bytes; FormProblem where it is nothing or too much."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
        raise FormProblem(str(words.w.text("add.too_large", most=_megabytes())))
    if len(text) > MOST:
        raise FormProblem(str(words.w.text("add.too_long", most=MOST)))
    pasted = text.replace("\r\n", "\n").strip()
    found = [(PASTED, pasted.encode("utf-8"))] if pasted else []
    for sent in request.FILES.getlist("files")[:MOST_FILES]:
        if sent.name:
            found.append((sent.name, sent.read()))
    if not found:
        raise FormProblem(str(words.w.text("add.nothing")))
    return found


def _about(given: Mapping[str, str], words: Wording) -> About:
    published, url = given["published"].strip(), given["url"].strip()
    if published:
        check_date(published, words)
    if url and web_address(url) is None:
        raise FormProblem(str(words.w.text("add.no_address", value=url[:200])))
    return About(published or None, given["publisher"].strip()[:200] or None, url or None)


def _only_report(taken: tuple[Taken, ...]) -> str:
    """Return the address of the report where all that came is one, else nothing."""
    documents = [document for one in taken for document in one.documents]
    whole = len(taken) == 1 and len(documents) == 1 and taken[0].status != "refused"
    return documents[0].text_sha256 if whole else ""


def _rows(taken: Iterable[Taken], words: Wording) -> Iterator[Row]:
    for one in taken:
        reports = tuple(document.text_sha256 for document in one.documents)
        said = str(words.w.text(f"add.state.{one.status}"))
        more = max(len(reports) - SHOWN, 0)
        yield Row(one.name, one.status, said, one.reason or "", reports[:SHOWN], more)


def _megabytes() -> int:
    return int(settings.FILE_UPLOAD_MAX_MEMORY_SIZE) // 1_000_000
