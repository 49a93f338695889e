"""Signing in: by a link that works once, by role code and password, by passkey; unlocking, locking, and signing out."""

from __future__ import annotations

from contextlib import suppress

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from habeas.store import sessions
from habeas.store.account_models import Account
from habeas.store.accounts import is_open, redeem
from habeas.store.errors import StoreError
from habeas.store.taken import leave
from habeas.web import passkeys, proving, signed_in
from habeas.web.kept import kept_in
from habeas.web.pages import page, role_of
from habeas.web.serving import served
from habeas.web.signed_in import signing_in, unlocking
from habeas.web.wording import wording_for


@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Show the page behind a link. Looking uses nothing up (chat programs look at every link); its button does."""
    if request.method == "POST":
        return _use(request, token)
    if request.account is not None:
        return HttpResponseRedirect(reverse("queue"))
    if not is_open(served().workspace, token, now=served().now()):
        return _used(request)
    return page(request, "signin.html", {"token": token, "used": False, **signing_in(request)})


@require_http_methods(["GET", "HEAD", "POST"])
def signed_out(request: HttpRequest) -> HttpResponse:
    """Say how to sign in; take a role code with its password, or a passkey's answer."""
    values = {"token": None, "used": False, **signing_in(request)}
    if request.method != "POST":
        values["back"] = ""
        return page(request, "signin.html", values)
    role = request.POST.get("role", "").strip().upper()
    account = _proved(request, role)
    if account is None:
        words = wording_for(request).w
        problem = words.text("signin.waits") if proving.waits(role) else words.text("signin.wrong")
        values |= {"problem": problem, "role_typed": role[:10]}
        return page(request, "signin.html", values, status=403)
    signed_in.sign_in(request, account)
    return _go_on(request)


@require_http_methods(["GET", "HEAD", "POST"])
def unlock(request: HttpRequest) -> HttpResponse:
    """Take the proof that whoever is there is the owner of this session, and go on where she was."""
    session = request.locked or request.open_session
    if session is None:
        return HttpResponseRedirect(reverse("signed_out"))
    if request.method != "POST":
        return unlocking(request, status=200) if request.locked else HttpResponseRedirect(reverse("queue"))
    account = _proved(request, session.account.role, second=False)
    if account is None or account.pk != session.account.pk:
        waits, words = proving.waits(session.account.role), wording_for(request).w
        return unlocking(request, words.text("signin.waits") if waits else words.text("unlock.wrong"))
    sessions.prove(served().workspace, session, now=served().now())
    request.account, request.open_session, request.locked = account, session, None
    return _go_on(request)


@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Lock the session at once. Who has nothing to unlock it with is signed out instead."""
    if not signed_in.has_proof(request.account):
        return sign_out(request)
    sessions.lock(served().workspace, request.open_session)
    return HttpResponseRedirect(reverse("unlock"))


@require_POST
def passkey_options(request: HttpRequest) -> JsonResponse:
    """Give the browser what it needs to sign with a passkey, or (signed in, ``make``) to make one."""
    if not passkeys.host_of(request):
        return JsonResponse({"error": str(wording_for(request).w.text("passkey.no_host"))}, status=409)
    if "make" not in request.POST:
        return JsonResponse(passkeys.options_to_use(request))
    if request.account is None:
        return JsonResponse({"error": str(wording_for(request).w.text("signin.needed"))}, status=403)
    return JsonResponse(passkeys.options_to_make(request, request.account))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; what was being read is free for others."""
    with suppress(StoreError):  # signing out works also where the disk does not
        leave(served().workspace, role_of(request), now=served().now())
    signed_in.sign_out(request)
    return HttpResponseRedirect(reverse("signed_out"))


def _use(request: HttpRequest, token: str) -> HttpResponse:
    role = redeem(served().workspace, token, now=served().now())
    if role is None:
        return _used(request)
    signed_in.sign_in(request, Account.objects.get(role=role))
    return HttpResponseRedirect(reverse("queue"))


def _used(request: HttpRequest) -> HttpResponse:
    return page(request, "signin.html", {"token": None, "used": True, **signing_in(request)}, status=410)


def _proved(request: HttpRequest, role: str, *, second: bool = True) -> Account | None:
    answer = request.POST.get("answer_passkey", "")
    if answer:
        return passkeys.account_of(request, answer)
    code = request.POST.get("code", "") if second else None
    return proving.by_password(role, request.POST.get("password", ""), code)


def _go_on(request: HttpRequest) -> HttpResponse:
    """Show the work that was kept, or go to the page that was asked for."""
    kept = kept_in(request) if request.POST.get("kept") else None
    if kept is not None:
        return page(request, "kept.html", {"work": kept})
    back = request.POST.get("back", "")
    ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    return HttpResponseRedirect(back if ours else reverse("queue"))
