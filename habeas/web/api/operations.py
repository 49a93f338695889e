"""Every operation of the API: how it is called, the role and the scope it needs, and what does it. Nothing else is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from habeas.store.duty import Duty
from habeas.web.api import deciding, looking, noting, questions, showing
from habeas.web.api.shapes import Done, Json, Kept, Me, Numbered

READ, CONTRIBUTE, REVIEW, SHOW = "read", "contribute", "review", "show"


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation. ``scope`` is what the token must be for, ``duty`` what its owner must be allowed."""

    name: str
    method: str
    path: str
    duty: Duty
    scope: str
    view: Callable[..., Any]
    answer: Any


OPERATIONS: Final = (
    Operation("me", "GET", "/me", Duty.READER, READ, looking.me, Me),
    Operation("people", "GET", "/people", Duty.READER, READ, looking.people, Json),
    Operation("search", "POST", "/people/search", Duty.READER, READ, looking.search, Json),
    Operation("same", "POST", "/people/same", Duty.REVIEWER, REVIEW, deciding.same, Done),
    Operation("person", "GET", "/people/{person}", Duty.READER, READ, looking.person, Json),
    Operation("reports", "GET", "/reports", Duty.READER, READ, looking.reports, Json),
    Operation("report", "GET", "/reports/{report}", Duty.READER, READ, looking.report, Json),
    Operation("due", "GET", "/due", Duty.READER, READ, looking.due, Json),
    Operation("numbers", "GET", "/numbers", Duty.READER, READ, looking.numbers, Json),
    Operation("add", "POST", "/reports", Duty.CONTRIBUTOR, CONTRIBUTE, noting.add, Json),
    Operation("note", "POST", "/notes", Duty.CONTRIBUTOR, CONTRIBUTE, noting.note, Kept),
    Operation("questions", "GET", "/questions", Duty.READER, READ, questions.questions, Json),
    Operation("ask", "POST", "/people/{person}/questions", Duty.CONTRIBUTOR, CONTRIBUTE, questions.ask, Numbered),
    Operation("give", "POST", "/questions/{number}/give", Duty.CONTRIBUTOR, CONTRIBUTE, questions.give, Numbered),
    Operation("close", "POST", "/questions/{number}/close", Duty.CONTRIBUTOR, CONTRIBUTE, questions.close, Numbered),
    Operation("accept", "POST", "/statements/{statement}/accept", Duty.REVIEWER, REVIEW, deciding.accept, Done),
    Operation("reject", "POST", "/statements/{statement}/reject", Duty.REVIEWER, REVIEW, deciding.reject, Done),
    Operation("undo", "POST", "/statements/{statement}/undo", Duty.REVIEWER, REVIEW, deciding.undo, Done),
    Operation("correct", "POST", "/statements/{statement}/correct", Duty.REVIEWER, REVIEW, deciding.correct, Done),
    Operation("retract", "POST", "/statements/{statement}/retract", Duty.REVIEWER, REVIEW, deciding.retract, Done),
    Operation("fact", "POST", "/people/{person}/facts", Duty.REVIEWER, REVIEW, deciding.fact, Done),
    Operation("look", "POST", "/show/look", Duty.EDITOR, SHOW, showing.look, Json),
    Operation("show", "POST", "/show", Duty.EDITOR, SHOW, showing.show, Done),
    Operation("hide", "POST", "/hide", Duty.EDITOR, SHOW, showing.hide, Done),
)  # fmt: skip
