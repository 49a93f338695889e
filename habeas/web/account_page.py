"""One's own account: password, code app, passkeys, open sessions, and keys for programs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import segno
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from markupsafe import Markup

from habeas.publish.dates import day_words
from habeas.store import sessions, tokens
from habeas.store.errors import StoreError
from habeas.web import passkeys, proving, totp
from habeas.web.errors import refusals
from habeas.web.pages import duty_of, notice, page, role_of
from habeas.web.serving import served
from habeas.web.signed_in import has_proof, stay_signed_in
from habeas.web.wording import Wording, wording_for

NEW_SECRET = "new_code_app"  # noqa: S105 - a place in the session, which keeps it until its first code was typed
DAYS = (7, 30, 90, 365)


@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """Show one's own account."""
    return _shown(request)


@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """End one of one's own sessions: one left open elsewhere, or this one."""
    if sessions.end(served().workspace, role_of(request), request.POST.get("session", "")):
        notice(request, "account.ended") if _is_there(request) else None
    return HttpResponseRedirect(reverse("account"))


@require_POST
def password(request: HttpRequest) -> HttpResponse:
    """Set a password; all other sessions of the account end."""
    words = wording_for(request).w
    new = request.POST.get("new_password", "")
    if proving.is_weak(new, role_of(request)):
        return _shown(request, problem=words.text("account.weak", least=proving.LEAST))
    if new != request.POST.get("password", ""):
        return _shown(request, problem=words.text("account.not_twice"))
    proving.set_password(request.account, new)
    stay_signed_in(request)
    notice(request, "account.password_set")
    return HttpResponseRedirect(reverse("account"))


@require_POST
def code_app(request: HttpRequest) -> HttpResponse:
    """Begin with a code app (show its secret), take its first code, or do without one."""
    words = wording_for(request).w
    if request.POST.get("what") == "off":
        request.account.totp = None
        request.account.save(update_fields=["totp"])
        notice(request, "account.codes_off")
        return HttpResponseRedirect(reverse("account"))
    if not request.account.has_usable_password():
        return _shown(request, problem=words.text("account.password_first"))
    begun = request.session.get(NEW_SECRET)
    if request.POST.get("what") != "confirm" or begun is None:
        secret = served().random(totp.SECRET_BYTES)
        request.session[NEW_SECRET] = totp.as_text(secret)
        return _shown(request, secret=secret)
    secret = totp.of_text(begun)
    if totp.step_taken(secret, request.POST.get("code", ""), served().now(), after=0) is None:
        return _shown(request, secret=secret, problem=words.text("account.wrong_code"))
    del request.session[NEW_SECRET]
    proving.keep_code_app(request.account, secret)
    notice(request, "account.codes_on")
    return HttpResponseRedirect(reverse("account"))


@require_POST
def passkey(request: HttpRequest) -> HttpResponse:
    """Keep a passkey that the browser made, or remove one."""
    words = wording_for(request).w
    remove = request.POST.get("remove", "")
    if remove:
        own = request.account.passkeys
        own.filter(pk=int(remove) if remove.isascii() and remove.isdecimal() else 0).delete()
        return HttpResponseRedirect(reverse("account"))
    if not passkeys.keep(request, request.account, request.POST.get("answer_passkey", "")):
        return _shown(request, problem=words.text("passkey.failed"))
    notice(request, "passkey.kept")
    return HttpResponseRedirect(reverse("account"))


@require_POST
@refusals
def token(request: HttpRequest) -> HttpResponse:
    """Make a key for a program, and show it this once; or make one worthless."""
    words = wording_for(request).w
    revoked = request.POST.get("revoke", "")
    if revoked:
        tokens.revoke(served().workspace, role_of(request), revoked)
        return HttpResponseRedirect(reverse("account"))
    days = request.POST.get("days", "")
    try:
        made = tokens.issue(
            served().workspace,
            request.account,
            request.POST.getlist("scope"),
            days=int(days) if days in map(str, DAYS) else 0,
            now=served().now(),
            random=served().random,
        )
    except StoreError:
        return _shown(request, problem=words.text("token.needed"))
    return _shown(request, made=made)


def _shown(
    request: HttpRequest, *, problem: Markup | str = "", secret: bytes = b"", made: str = ""
) -> HttpResponse:
    workspace, words = served().workspace, wording_for(request)
    own, role, now = request.account, role_of(request), served().now()
    here = sessions.find(workspace, request.session.session_key)
    values = {
        "duty": words.w.text(f"roles.{duty_of(request)}"),
        "duty_words": words.w.text(f"roles.can.{duty_of(request)}"),
        "must": workspace.mode == "real" and not has_proof(own),
        "has_password": own.has_usable_password(),
        "has_codes": own.totp is not None,
        "secret": totp.as_text(secret) if secret else "",
        "picture": _picture(totp.address_of(secret, role)) if secret else "",
        "passkeys": [(one.pk, day_of(one.since, words)) for one in own.passkeys.order_by("since")],
        "can_passkey": bool(passkeys.host_of(request)),
        "sessions": [
            _session(one, here.shown if here else "", words) for one in sessions.sessions_of(workspace, role)
        ],
        "tokens": [_token(one, words) for one in tokens.tokens_of(workspace, role, now=now)],
        "scopes": tokens.SCOPES,
        "days": DAYS,
        "made": made,
        "problem": problem,
        "least": proving.LEAST,
        "here": "account",
    }
    return page(request, "account.html", values, status=422 if problem else 200)


def _session(one: sessions.Listed, here: str, words: Wording) -> dict[str, Any]:
    return {
        "name": one.name,
        "since": day_of(one.since, words),
        "seen": _moment(one.seen, words),
        "browser": one.browser,
        "here": one.name == here,
        "locked": one.locked,
    }


def _token(one: tokens.ListedToken, words: Wording) -> dict[str, Any]:
    return {
        "name": one.name,
        "scopes": [words.w.text(f"token.scopes.{scope}") for scope in one.scopes],
        "until": day_of(one.expires, words),
        "used": day_of(one.used, words) if one.used is not None else None,
    }


def _picture(address: str) -> Markup:
    """Return the square that an app scans, drawn as SVG without a style of its own."""
    code = segno.make(address, error="m")
    return Markup(code.svg_inline(scale=4, border=4, svgclass="code", lineclass=None, omitsize=True))  # noqa: S704 - our own drawing


def day_of(seconds: int, words: Wording) -> Markup:
    """Return the day in which ``seconds`` (unix time) lies, in words."""
    return day_words(datetime.fromtimestamp(seconds, UTC).date(), words.s)


def _moment(seconds: int, words: Wording) -> Markup:
    at = datetime.fromtimestamp(seconds, UTC)
    return Markup("{}, {:%H:%M} UTC").format(day_words(at.date(), words.s), at)


def _is_there(request: HttpRequest) -> bool:
    return sessions.find(served().workspace, request.session.session_key) is not None
