"""Signing in by a link that works once, and signing out."""

from __future__ import annotations

from contextlib import suppress

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from habeas.store.account_models import Account
from habeas.store.accounts import is_open, redeem
from habeas.store.errors import StoreError
from habeas.store.taken import leave
from habeas.web import signed_in
from habeas.web.pages import page, role_of
from habeas.web.serving import served
from habeas.web.signed_in import open_to_all


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Show the page behind a link. Looking uses nothing up (chat programs look at every link); its button does."""
    if request.method == "POST":
        return _use(request, token)
    if request.account is not None:
        return HttpResponseRedirect(reverse("queue"))
    if not is_open(served().workspace, token, now=served().now()):
        return page(request, "signin.html", {"token": None, "used": True}, status=410)
    return page(request, "signin.html", {"token": token, "used": False})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; what was being read is free for others."""
    with suppress(StoreError):  # signing out works also where the disk does not
        leave(served().workspace, role_of(request), now=served().now())
    signed_in.sign_out(request)
    return HttpResponseRedirect(reverse("signed_out"))


@open_to_all
def signed_out(request: HttpRequest) -> HttpResponse:
    """Say how to sign in."""
    return page(request, "signin.html", {"token": None, "used": False})


def _use(request: HttpRequest, token: str) -> HttpResponse:
    role = redeem(served().workspace, token, now=served().now())
    if role is None:
        return page(request, "signin.html", {"token": None, "used": True}, status=410)
    signed_in.sign_in(request, Account.objects.get(role=role))
    return HttpResponseRedirect(reverse("queue"))
