"""Switching the language of the pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from habeas.web.wording import COOKIE, languages

YEAR = 365 * 24 * 3600


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Remember the language in a cookie of this browser and go back to the page that asked."""
    response = back_to(request)
    lang = request.POST.get("lang", "")
    if lang in {tag for tag, _ in languages()}:
        response.set_cookie(COOKIE, lang, max_age=YEAR, httponly=True, samesite="Strict")
    return response


def back_to(request: HttpRequest) -> HttpResponseRedirect:
    """Return the way back to the page that a form names in ``back``: one of ours, else the queue."""
    back = request.POST.get("back", "")
    here = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    return HttpResponseRedirect(back if here else reverse("queue"))
