"""What waits for a second person, where the group wants one: the form of the first, held in memory until it is done.

The second looks at exactly the same page; what she allows stands in the record, and the first sends the form again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import resolve
from django.views.decorators.http import require_GET

from habeas.web.pages import role_of
from habeas.web.serving import served
from habeas.workflows.two_people import ruled

DAY = 24 * 3600
MOST = 40
DROPPED = frozenset({"csrfmiddlewaretoken", "step", "second"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A form that waits: its address and fields, who sent it and when, and who allowed it (“” for nobody yet)."""

    path: str
    fields: tuple[tuple[str, str], ...]
    by: str
    since: int
    allowed: str = ""


def ask_second(request: HttpRequest) -> str:
    """Hold the form that this request sends for a second person; return the code under which it is found."""
    fields = tuple(
        (name, value) for name, values in request.POST.lists() if name not in DROPPED for value in values
    )
    waiting = _waiting()
    one = Asked(request.path, fields, role_of(request), served().now())
    for code, other in waiting.items():
        if (other.path, other.fields) == (one.path, one.fields):
            return code
    while len(waiting) >= MOST:
        del waiting[next(iter(waiting))]
    code: str = served().random(16).hex()
    waiting[code] = one
    return code


def mark_allowed(request: HttpRequest) -> None:
    """Note beside the form that waits that somebody allowed it."""
    waiting, code = _waiting(), request.POST.get("second", "")
    if code in waiting:
        waiting[code] = replace(waiting[code], allowed=role_of(request))


def forget_asked(request: HttpRequest) -> None:
    """Forget a form that is done."""
    _waiting().pop(request.POST.get("second", ""), None)


def mine_to_look_at(role: str) -> tuple[tuple[str, Asked, str], ...]:
    """Return what waits for ``role``, as (code, form, name of its page): others' to look at, and her own that were allowed."""
    rows = ((code, one) for code, one in _waiting().items())
    return tuple(
        (code, one, resolve(one.path).view_name)
        for code, one in rows
        if (one.by != role and not one.allowed) or (one.by == role and one.allowed)
    )


def second_values(request: HttpRequest, code: str = "") -> Mapping[str, Any]:
    """Return what a page needs that a second person may look at: whether there is the rule, and whether it is she who looks."""
    wanted = ruled(served().workspace)
    code = code or request.POST.get("second", "")
    one = _waiting().get(code) if wanted else None
    looks = one is not None and one.by != role_of(request)
    return {"second": code if one is not None else "", "looks_second": looks, "two_people": wanted}


@require_GET
def second(request: HttpRequest, code: str) -> HttpResponse:
    """Show the page as the first person sent it, so that a second can look and allow it, or the first send it again."""
    one = _waiting().get(code)
    if one is None:
        raise Http404
    sent = QueryDict(mutable=True)
    for name, value in (*one.fields, ("step", "look"), ("second", code)):
        sent.appendlist(name, value)
    found = resolve(one.path)
    request.POST, request.method, request.path = sent, "POST", one.path
    answer: HttpResponse = found.func(request, *found.args, **found.kwargs)
    return answer


def _waiting() -> dict[str, Asked]:
    """Return the forms that wait, without those that are too old."""
    found: dict[str, Asked] = served().second
    for code in _old(found.items()):
        del found[code]
    return found


def _old(rows: Iterable[tuple[str, Asked]]) -> list[str]:
    now = served().now()
    return [code for code, one in rows if now - one.since > 3 * DAY]
