"""Which theme a page has: as the system, light, or dark; chosen once, kept in a cookie."""

from __future__ import annotations

from django.http import HttpRequest

COOKIE = "habeas-theme"
THEMES = ("system", "light", "dark")


def theme_of(request: HttpRequest) -> str:
    """Return the theme that was chosen, else “system”."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in THEMES else THEMES[0]
