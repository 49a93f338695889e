"""Partners: whom we exchange with, comparing the words that prove who they are, and files going out and coming in.

What goes out is sealed for the partner before it leaves the workspace, and what comes in is sealed too; both stand for a
moment in the workspace's own folder for what is under way, and nowhere else.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from habeas.store.partner_nouns import Partner
from habeas.web.audience import audience_in, audiences
from habeas.web.errors import refusals
from habeas.web.pages import notice, page, role_of
from habeas.web.serving import served
from habeas.web.wording import wording_for
from habeas.workflows import partner as verbs
from habeas.workflows import partner_quarantine as quarantining
from habeas.workflows.receive import receive as receive_verb
from habeas.workflows.refused import Refused
from habeas.workflows.send import send as send_verb
from habeas.workflows.two_people import SecondNeeded, ruled
from habeas.workflows.withdraw import withdraw as withdraw_verb

CARD, BUNDLE = "our.card", "bundle.habeas"


@require_GET
def partners(request: HttpRequest) -> HttpResponse:
    """Show how it stands with every partner."""
    return _shown(request)


@require_GET
def card(_request: HttpRequest) -> HttpResponse:
    """Give our card as a file: our public keys, no secret and no fact."""
    with _under_way(CARD) as file:
        verbs.write_card(served().workspace, file)
        return _download(file.read_bytes(), CARD)


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Pin the group of a card; its words are still to be compared."""

    def work() -> None:
        with _under_way("their.card") as file:
            _keep_sent(request, file)
            role = role_of(request)
            if request.POST.get("do") == "allow":
                verbs.allow_adding(served().workspace, file, served().decider(role))
                notice(request, "second.allowed")
                return
            verbs.add(served().workspace, request.POST.get("name", "").strip(), file, by=role)
        notice(request, "partners.added")

    return _done(request, work)


@require_POST
def verify(request: HttpRequest, log: str) -> HttpResponse:
    """Take a partner to be the group that we spoke to, by the words that it read to us."""
    partner = _partner(log)
    typed = request.POST.get("words", "")[:1000].split()

    def work() -> None:
        verbs.verify(served().workspace, partner.name, typed)
        notice(request, "partners.now_verified")

    return _done(request, work)


@require_POST
def send(request: HttpRequest, log: str) -> HttpResponse:
    """Give the next bundle for a partner as a file, sealed for it; what is left goes with the one after."""
    partner = _partner(log)
    try:
        with _under_way(BUNDLE) as file:
            sent = send_verb(served().workspace, partner.name, file, now=served().now())
            return _download(sent.files[0].read_bytes(), f"{served().today()}-{log[:8]}.habeas")
    except Refused as why:
        return _shown(request, str(why))


@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """Take in a bundle that a partner sent; say what became of it."""
    try:
        with _under_way(BUNDLE) as file:
            _keep_sent(request, file)
            receipts = receive_verb(served().workspace, file, now=served().now())
    except Refused as why:
        return _shown(request, str(why))
    return _shown(request, told=[line for one in receipts for line in (one.words, *one.notes)])


@require_http_methods(["GET", "POST"])
@refusals
def aside(request: HttpRequest, log: str) -> HttpResponse:
    """Show what setting a partner aside would change; then do it, or take it back."""
    partner, workspace = _partner(log), served().workspace
    who, do = served().decider(role_of(request)), request.POST.get("do")
    if do == "quarantine":
        quarantining.quarantine(workspace, partner.name, who)
        notice(request, "partners.set_aside")
    elif do == "lift":
        quarantining.lift(workspace, partner.name, who)
        notice(request, "partners.lifted")
    if do in ("quarantine", "lift"):
        return HttpResponseRedirect(reverse("partners"))
    row = next(one for one in verbs.standings(workspace) if one.partner.log == partner.log)
    values = {
        "log": log,
        "name": partner.name,
        "aside": row.aside,
        "impact": quarantining.impact(workspace, partner.name),
        "here": "partners",
    }
    return page(request, "aside.html", values)


@require_POST
@refusals
def withdraw(request: HttpRequest) -> HttpResponse:
    """Say of all that we showed an audience between two days that it no longer counts."""
    words, audience = wording_for(request), audience_in(request)
    try:
        first, last = (date.fromisoformat(request.POST.get(name, "")) for name in ("first", "last"))
    except ValueError:
        return _shown(request, str(words.w.text("partners.days_needed")))
    if audience is None or last < first:
        return _shown(request, str(words.w.text("partners.days_needed")))
    why = request.POST.get("why", "").strip()[:500]
    try:
        withdraw_verb(served().workspace, audience.names, first=first, last=last, why=why or None)
    except Refused as refused:
        return _shown(request, str(refused))
    notice(request, "partners.withdrawn")
    return HttpResponseRedirect(reverse("partners"))


def _shown(request: HttpRequest, problem: str = "", told: list[str] | None = None) -> HttpResponse:
    workspace, words = served().workspace, wording_for(request)
    lang = words.w.lang if words.w.lang in verbs.languages() else "en"
    rows = [
        {
            "log": row.partner.log.hex(),
            "name": row.partner.name,
            "state": row.partner.state,
            "standing": row,
            "words": _words(row.partner, lang) if row.partner.state == "added" else (),
        }
        for row in verbs.standings(workspace)
    ]
    values: Mapping[str, Any] = {"rows": rows, "problem": problem, "told": told or [], "here": "partners"}
    values = {**values, "audiences": audiences(), "two_people": ruled(workspace)}
    return page(request, "partners.html", values, status=422 if problem else 200)


def _words(partner: Partner, lang: str) -> tuple[str, ...]:
    try:
        return verbs.words(served().workspace, partner.name, lang)
    except Refused:
        return ()


def _done(request: HttpRequest, work: Callable[[], None]) -> HttpResponse:
    """Do the work and go back to the partners; what is refused is said there."""
    try:
        work()
    except SecondNeeded:
        return _shown(request, str(wording_for(request).w.text("partners.second")))
    except Refused as why:
        return _shown(request, str(why))
    return HttpResponseRedirect(reverse("partners"))


def _partner(log: str) -> Partner:
    """Return the partner at an address; a page that is not there where there is none."""
    for one in served().workspace.exchange.partners.all():
        if one.log.hex() == log:
            return one
    raise Http404


@contextmanager
def _under_way(name: str) -> Iterator[Path]:
    """Give the place of one file in the workspace's own folder for what is under way; nothing stays there."""
    folder = served().workspace.folder / "tmp" / f"web-{secrets.token_hex(8)}"
    folder.mkdir(parents=True, mode=0o700)
    try:
        yield folder / name
    finally:
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()


def _keep_sent(request: HttpRequest, file: Path) -> None:
    """Keep the one file that was sent; Refused where there is none (or more than is taken at once)."""
    sent = request.FILES.get("file")
    if sent is None:
        raise Refused(str(wording_for(request).w.text("partners.no_file")))
    file.write_bytes(sent.read())


def _download(data: bytes, name: str) -> HttpResponse:
    found = HttpResponse(data, content_type="application/octet-stream")
    found["Content-Disposition"] = f'attachment; filename="{name}"'
    return found
