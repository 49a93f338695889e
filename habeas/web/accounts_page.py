"""Who is one of us, for keepers: invite by a link that works once, change a role, close an account, set the lock."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from habeas.store import accounts as store
from habeas.store import sessions
from habeas.store.duty import Duty
from habeas.store.errors import StoreError
from habeas.web.account_page import day_of
from habeas.web.errors import told
from habeas.web.pages import notice, page, role_of
from habeas.web.serving import served
from habeas.web.wording import wording_for
from habeas.workflows.two_people import SecondNeeded, allow, change_rule, ending, ruled

HOURS = (1, 24, 72, 168)


@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    """List everybody, and the form to invite somebody."""
    return _shown(request)


@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    """Make a link that signs somebody in once, and show it this once."""
    words = wording_for(request).w
    role, duty, hours = (request.POST.get(name, "").strip() for name in ("role", "duty", "hours"))
    if duty not in set(Duty) or hours not in map(str, HOURS):
        return _shown(request, problem=words.text("error.no_answer"))
    try:
        token = store.invite(
            served().workspace,
            role.upper(),
            now=served().now(),
            random=served().random,
            duty=Duty(duty),
            hours=int(hours),
        )
    except StoreError:
        return _shown(request, problem=words.text("accounts.no_code"))
    link = request.build_absolute_uri(reverse("sign_in", args=[token]))
    return _shown(request, link=link, invited=role.upper())


@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Change what somebody may do, close an account, or set after how many minutes sessions lock."""
    words, workspace = wording_for(request).w, served().workspace
    role, duty, minutes = (request.POST.get(name, "") for name in ("role", "duty", "minutes"))
    try:
        if minutes.isascii() and minutes.isdecimal() and len(minutes) < 5:
            sessions.set_idle_minutes(workspace, int(minutes))
        elif request.POST.get("two"):
            change_rule(workspace, request.POST["two"] == "on", served().decider(role_of(request)))
        elif request.POST.get("end_two"):
            allow(workspace, ending(workspace), served().decider(role_of(request)))
        elif request.POST.get("close"):
            store.close(workspace, role, now=served().now())
        elif duty in set(Duty):
            store.change_duty(workspace, role, Duty(duty))
        else:
            return told(request, words.text("error.no_answer"), status=409)
    except StoreError:
        return _shown(request, problem=words.text("accounts.last_keeper"))
    except SecondNeeded:
        return _shown(request, problem=words.text("accounts.two_ending"))
    notice(request, "accounts.changed")
    return HttpResponseRedirect(reverse("accounts"))


def _shown(request: HttpRequest, *, problem: object = "", link: str = "", invited: str = "") -> HttpResponse:
    words, workspace = wording_for(request), served().workspace
    rows = store.accounts(workspace, now=served().now())
    values = {
        "rows": [(one, day_of(one.since, words)) for one in rows if one.ended is None],
        "closed": [(one.role, day_of(one.ended, words)) for one in rows if one.ended is not None],
        "duties": list(Duty),
        "hours": HOURS,
        "minutes": sessions.idle_minutes(workspace),
        "least": sessions.IDLE_LEAST,
        "most": sessions.IDLE_MOST,
        "two_people": ruled(workspace),
        "link": link,
        "invited": invited,
        "problem": problem,
        "here": "accounts",
    }
    return page(request, "accounts.html", values, status=422 if problem else 200)
