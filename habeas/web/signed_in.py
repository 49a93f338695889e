"""Who is signed in, and the rule that no page opens without: every address says in :mod:`habeas.web.access` for whom it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from habeas.store import sessions
from habeas.store.account_models import Account, OpenSession
from habeas.store.duty import Duty
from habeas.web.access import ANYONE, NEEDS, PROOF_SECONDS, PROVED, may
from habeas.web.errors import told
from habeas.web.kept import kept_in
from habeas.web.pages import page
from habeas.web.serving import served
from habeas.web.wording import wording_for

SESSION = "account"
API = "api"  # the namespace whose operations ask for tokens, never for a session
CHOOSING = frozenset({"account", "account_password", "account_passkey", "lock"})


class SignedInMiddleware:
    """Finds the account behind a session (``request.account``, or None), and shows how to sign in where there is none.

    ``request.open_session`` is its row. A locked session has no account until its owner unlocks it: then it stands in
    ``request.locked``.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as whoever is signed in."""
        request.account = request.open_session = request.locked = None
        found = None if request.path.startswith(f"/{API}/") else _session(request)
        if found is not None:
            minutes = sessions.idle_minutes(served().workspace) if has_proof(found.account) else 0
            if sessions.use(served().workspace, found, now=served().now(), minutes=minutes):
                request.account, request.open_session = found.account, found
                by_password = found.account.has_usable_password()
                request.idle_seconds = minutes * sessions.MINUTE if by_password else 0
            else:
                request.locked = found
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], parts: tuple[Any, ...], named: dict[str, Any]
    ) -> HttpResponse | None:
        """Let the view answer, or say under the same address what stands in the way."""
        del view, parts, named
        match = request.resolver_match
        if match.namespace == API:
            return None
        name = match.view_name
        if name in NEEDS and NEEDS[name] is ANYONE:
            return None
        if request.locked is not None:
            return unlocking(request)
        if request.account is None:
            values = {"token": None, "used": False, **signing_in(request)}
            return page(request, "signin.html", values, status=403)
        if not may(Duty(request.account.duty), name):
            return _refused(request, name)
        if served().workspace.mode == "real" and not has_proof(request.account) and name not in CHOOSING:
            return HttpResponseRedirect(reverse("account"))
        if name in PROVED and has_proof(request.account) and not _proved(request.open_session):
            return unlocking(request)
        return None


def signing_in(request: HttpRequest) -> dict[str, Any]:
    """Return what a page to sign in on needs: what was being sent, and where to go on."""
    accounts = Account.objects.filter(ended=None)
    return {
        "kept": kept_in(request),
        "back": _back(request),
        "role_typed": "",
        "problem": "",
        "by_password": any(account.has_usable_password() for account in accounts),
        "by_passkey": accounts.filter(passkeys__isnull=False).exists(),
    }


def unlocking(request: HttpRequest, problem: object = "", *, status: int = 403) -> HttpResponse:
    """Return the page on which the owner of this session proves to be herself; what was being sent is kept on it."""
    session = request.locked or request.open_session
    values = {
        "kept": kept_in(request),
        "back": _back(request),
        "problem": problem,
        "owner": session.account.role,
        "locked": request.locked is not None,
        "by_password": session.account.has_usable_password(),
        "by_passkey": session.account.passkeys.exists(),
    }
    return page(request, "unlock.html", values, status=status)


def sign_in(request: HttpRequest, account: Account) -> None:
    """Begin a session of ``account``: under a new key, with nothing of what was before."""
    if request.session.session_key:
        sessions.forget(served().workspace, request.session.session_key)
    request.session.flush()
    request.session[SESSION] = [account.role, account.get_session_auth_hash()]
    request.session.save()
    sessions.begin(
        served().workspace,
        account,
        request.session.session_key,
        now=served().now(),
        random=served().random,
        browser=_browser(request),
    )
    request.account, request.locked = account, None
    request.open_session = sessions.find(served().workspace, request.session.session_key)
    rotate_token(request)


def stay_signed_in(request: HttpRequest) -> None:
    """Keep this session of an account whose password was just changed, and end its others."""
    request.session[SESSION] = [request.account.role, request.account.get_session_auth_hash()]
    sessions.end_all(served().workspace, request.account.role, but=request.session.session_key)
    sessions.prove(served().workspace, request.open_session, now=served().now())


def sign_out(request: HttpRequest) -> None:
    """End the session; what it remembered goes with it."""
    if request.session.session_key:
        sessions.forget(served().workspace, request.session.session_key)
    request.session.flush()
    request.account = request.open_session = request.locked = None


def has_proof(account: Account) -> bool:
    """Whether there is anything by which the owner of an account can prove to be herself: a password or a passkey."""
    return bool(account.has_usable_password()) or bool(account.passkeys.exists())


def _proved(session: OpenSession) -> bool:
    return bool(served().now() - session.proved <= PROOF_SECONDS)


def _session(request: HttpRequest) -> OpenSession | None:
    """Return the open session of this request. The hash in it ends with the account's key, and with the server's."""
    role, proof = request.session.get(SESSION) or (None, "")
    if role is None:
        return None
    found = sessions.find(served().workspace, request.session.session_key)
    if (
        found is None
        or found.account.role != role
        or not constant_time_compare(proof, found.account.get_session_auth_hash())
    ):
        request.session.flush()
        return None
    return found


def _refused(request: HttpRequest, name: str) -> HttpResponse:
    words = wording_for(request).w
    needed = NEEDS.get(name)
    if needed is None:  # an address that nobody declared
        return told(request, words.text("error.missing"), status=403)
    own = words.text(f"roles.{request.account.duty}")
    return told(
        request,
        words.text("roles.refused", own=own, needed=words.text(f"roles.{needed.value}")),
        words.text("roles.refused_way"),
        status=403,
    )


def _back(request: HttpRequest) -> str:
    """Return where to go on after signing in: the page that was asked for; a form’s own address where one was sent."""
    given = request.POST.get("back", "")
    if given:
        return given
    return request.get_full_path() if request.method == "GET" else ""


def _browser(request: HttpRequest) -> str:
    """Return which browser it is, in one word: enough to tell one's own sessions apart."""
    told_by = request.headers.get("User-Agent", "")
    known = (("Firefox/", "Firefox"), ("Edg/", "Edge"), ("OPR/", "Opera"), ("Chrome/", "Chrome"))
    found = next((name for mark, name in known if mark in told_by), "")
    return found or ("Safari" if "Safari/" in told_by else "")
