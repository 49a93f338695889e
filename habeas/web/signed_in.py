"""No page without having signed in: the rule for every view that does not say otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse

from habeas.web.pages import page


class SignedInMiddleware(LoginRequiredMiddleware):
    """Shows, in the place of any page, how to sign in."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> HttpResponse:  # noqa: ARG002
        """Say that a sign-in is needed, under the address that was asked for."""
        return page(request, "signin.html", {"token": None, "used": False}, status=403)
