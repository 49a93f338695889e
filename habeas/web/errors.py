"""Plain pages for what does not work: what happened, what is kept, the way out."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from habeas.record.errors import RecordError
from habeas.store.errors import StoreError
from habeas.web.pages import page
from habeas.web.wording import wording_for
from habeas.workflows.refused import Refused


def told(request: HttpRequest, message: object, way: object = "", *, status: int) -> HttpResponse:
    """Return a page that says ``message`` and the way out."""
    words = wording_for(request).w
    values = {"title": words.text("error.title"), "message": message, "way": way}
    return page(request, "message.html", values, status=status)


def refusals(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Wrap a view: what a verb refuses, or the disk, is said on a page instead of being an error."""

    @wraps(view)
    def answer(request: HttpRequest, *parts: Any, **named: Any) -> HttpResponse:
        try:
            return view(request, *parts, **named)
        except (Refused, RecordError) as refused:
            return told(request, refused, status=409)
        except StoreError as error:
            return told(request, error.sentence, error.way_out, status=503)

    return answer


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """There is no such page (or nobody is signed in who could be told)."""
    if request.path.startswith("/api/"):
        return JsonResponse(
            {"error": "There is no such address.", "way_out": "Look at /api/1/openapi.json."}, status=404
        )
    words = wording_for(request).w
    return told(request, words.text("error.missing"), words.text("error.missing_way"), status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """The request makes no sense: another host's name, a form that is too large."""
    words = wording_for(request).w
    return told(request, words.text("error.bad"), words.text("error.bad_way"), status=400)


def broken(request: HttpRequest) -> HttpResponse:
    """Something failed that should not: the program's fault."""
    words = wording_for(request).w
    return told(request, words.text("error.broken"), words.text("error.broken_way"), status=500)


def foreign_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form that was not ours, or from before the last sign-in."""
    return told(request, wording_for(request).w.text("error.csrf"), status=403)
