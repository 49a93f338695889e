"""Work that was sent when nobody was signed in any more, or the session was locked: kept on the page, and sent again.

It goes into the page that asks for the sign-in and comes back with its form; the server keeps nothing of it before it
knows who sends it. Whoever has signed in sees it and decides: send it now, or look at its form again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import Resolver404, resolve

from habeas.web.access import ANYONE, NEEDS

NOT_KEPT = frozenset(
    {"csrfmiddlewaretoken", "password", "new_password", "code", "answer_passkey", "kept", "back"}
)
SHOWN = ("name", "text", "words", "value", "voice", "said_by", "q")  # what a person typed, and would miss
FORMS = frozenset(
    {"add", "note", "fact", "new_person", "correct", "retract", "question"}
)  # addresses whose form can be shown filled in
AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Kept:
    """A form that was sent: its address and its fields, as sent."""

    path: str
    fields: Mapping[str, tuple[str, ...]]

    @property
    def as_text(self) -> str:
        """The form as one hidden field carries it."""
        return json.dumps({"path": self.path, "fields": {name: list(v) for name, v in self.fields.items()}})

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Every field with its value, one pair a value."""
        return [(name, value) for name, values in self.fields.items() for value in values]

    @property
    def typed(self) -> list[str]:
        """What was typed by hand, to be shown."""
        return [value for name in SHOWN for value in self.fields.get(name, ()) if value.strip()]

    @property
    def has_form(self) -> bool:
        """Whether its address has a form that can be shown again, filled in."""
        return resolve(self.path).view_name in FORMS


def kept_in(request: HttpRequest) -> Kept | None:
    """Return the form that this request sends, or that it carries on from the request before; None where there is none."""
    if request.method != "POST":
        return None
    carried = request.POST.get("kept")
    if carried:
        return _read(carried)
    fields = {name: tuple(values) for name, values in request.POST.lists() if name not in NOT_KEPT}
    return Kept(request.path, fields) if fields and _ours(request.path) else None


def is_sent(request: HttpRequest) -> bool:
    """Whether a form is sent to be carried out, and not only to be shown again as it was filled in."""
    return request.method == "POST" and AGAIN not in request.POST


def _read(carried: str) -> Kept | None:
    try:
        told = json.loads(carried)
        path, fields = str(told["path"]), dict(told["fields"])
        kept = Kept(path, {str(name): tuple(map(str, values)) for name, values in fields.items()})
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return kept if _ours(path) else None


def _ours(path: str) -> bool:
    """Whether a form may be sent to this address later: one of ours, and no part of signing in."""
    try:
        name = resolve(path).view_name
    except Resolver404:
        return False
    return NEEDS.get(name) is not ANYONE and not name.startswith("account")
