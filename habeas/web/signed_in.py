"""Who is signed in, and the rule that no page opens without: for every view that does not say otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.utils.crypto import constant_time_compare

from habeas.store.account_models import Account
from habeas.web.pages import page

SESSION = "account"


def open_to_all[V: Callable[..., Any]](view: V) -> V:
    """Mark a view that whoever is not signed in may see, too."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


class SignedInMiddleware:
    """Finds the account behind a session (``request.account``, or None), and shows how to sign in where there is none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as whoever is signed in."""
        request.account = _account(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], parts: tuple[Any, ...], named: dict[str, Any]
    ) -> HttpResponse | None:
        """Let the view answer, or say under the same address that a sign-in is needed."""
        del parts, named
        if request.account is not None or getattr(view, "open_to_all", False):
            return None
        return page(request, "signin.html", {"token": None, "used": False}, status=403)


def sign_in(request: HttpRequest, account: Account) -> None:
    """Begin a session of ``account``: under a new key, with nothing of what was before."""
    request.session.flush()
    request.session[SESSION] = [account.role, account.get_session_auth_hash()]
    request.account = account
    rotate_token(request)


def sign_out(request: HttpRequest) -> None:
    """End the session; what it remembered goes with it."""
    request.session.flush()
    request.account = None


def _account(request: HttpRequest) -> Account | None:
    """Return the account whose session this is. The hash in it ends with the account's key, and with the server's."""
    role, proof = request.session.get(SESSION) or (None, "")
    if role is None:
        return None
    account = Account.objects.filter(role=role).first()
    if account is None or not constant_time_compare(proof, account.get_session_auth_hash()):
        request.session.flush()
        return None
    return account
