"""Light, dark, or as the system has it: remembered in a cookie of this browser."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from habeas.web.language import YEAR, back_to
from habeas.web.theme_choice import COOKIE, THEMES


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Remember the theme and go back to the page that asked."""
    response = back_to(request)
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        response.set_cookie(COOKIE, chosen, max_age=YEAR, httponly=True, samesite="Strict")
    return response
