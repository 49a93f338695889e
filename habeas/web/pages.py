"""Renders a page: its own values, and what every page needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import loader
from markupsafe import Markup

from habeas.packs.loader import read_text
from habeas.publish.words import Words
from habeas.store.duty import Duty
from habeas.web.access import may
from habeas.web.serving import is_serving, served
from habeas.web.theme_choice import theme_of
from habeas.web.wording import languages, wording_for


def page(
    request: HttpRequest, template: str, values: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Return the page that ``template`` makes of ``values``."""
    words = wording_for(request)
    frame = {
        "w": words.w,
        "s": words.s,
        "languages": languages(),
        "mode": _mode() if is_serving() else "",
        "has_site": is_serving() and served().site is not None,
        "notice": _notice(request, words.w) if status == 200 else None,  # else the database may be what fails
        "role": role_of(request),
        "may": lambda name: may(duty_of(request), name),
        "locks_after": _locks_after(request),
        "theme": theme_of(request),
        "here": "",
        "query": "",
        "path": request.path if request.method == "GET" else "/",
        "site_glyphs": Markup(read_text("site/glyphs.svg")),  # noqa: S704 - our own drawing
    }
    return HttpResponse(loader.render_to_string(template, {**frame, **values}, request), status=status)


def notice(request: HttpRequest, key: str) -> None:
    """Have the next page say, once, the sentence at ``key``."""
    request.session["notice"] = key


def role_of(request: HttpRequest) -> str:
    """Return the role code of whoever is signed in, or “” (also where it is not known yet)."""
    account = getattr(request, "account", None)
    return str(account.role) if account is not None else ""


def duty_of(request: HttpRequest) -> Duty | None:
    """Return what whoever is signed in may do; None where nobody is."""
    account = getattr(request, "account", None)
    return Duty(account.duty) if account is not None else None


def _notice(request: HttpRequest, words: Words) -> Markup | None:
    session = getattr(request, "session", None)
    key = session.pop("notice", None) if session is not None and "notice" in session else None
    return words.text(key) if key else None


def _locks_after(request: HttpRequest) -> int:
    """Return after how many seconds without a key or a click the page hides what it shows; 0: never."""
    session = getattr(request, "open_session", None)
    return int(getattr(request, "idle_seconds", 0)) if session is not None else 0


def _mode() -> str:
    """Return which banner the pages carry: a demonstration, a trial, a trial that is sealed on the disk; real ones none."""
    workspace = served().workspace
    if workspace.mode == "real":
        return ""
    return "sealed" if workspace.mode == "trial" and workspace.sealed else workspace.mode
