"""Signing in by a link that works once, and signing out."""

from __future__ import annotations

from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_POST

from habeas.store.account_models import Account
from habeas.store.accounts import is_open, redeem
from habeas.web.pages import page
from habeas.web.serving import served


class LinkBackend:
    """How Django finds an account again from its session. Nobody signs in by name and password."""

    def authenticate(self, request: HttpRequest | None, **credentials: object) -> None:  # noqa: ARG002
        """Refuse: there are no credentials to check."""
        return None

    def get_user(self, user_id: int) -> Account | None:
        """Return the account behind a session."""
        return Account.objects.filter(pk=user_id).first()


@method_decorator(login_not_required, name="dispatch")
class SignIn(View):
    """The page behind a link. Looking at it uses nothing up (chat programs look at every link); its button does."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Show the button, or that the link is no longer good."""
        if request.user.is_authenticated:
            return HttpResponseRedirect(reverse("queue"))
        if not is_open(served().workspace, token, now=served().now()):
            return page(request, "signin.html", {"token": None, "used": True}, status=410)
        return page(request, "signin.html", {"token": token, "used": False})

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Use the link up and open a session."""
        role = redeem(served().workspace, token, now=served().now())
        if role is None:
            return page(request, "signin.html", {"token": None, "used": True}, status=410)
        login(request, Account.objects.get(role=role))
        return HttpResponseRedirect(reverse("queue"))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; what it remembered goes with it."""
    logout(request)
    return HttpResponseRedirect(reverse("signed_out"))


@login_not_required
def signed_out(request: HttpRequest) -> HttpResponse:
    """Say how to sign in."""
    return page(request, "signin.html", {"token": None, "used": False})
