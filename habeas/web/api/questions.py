"""Questions by the API: the list, asking, giving to somebody, closing. They are for us alone, here as everywhere."""

# ruff: noqa: ARG001  (the request comes first, whoever needs it)

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.errors import HttpError

from habeas.web.api.bearer import who
from habeas.web.api.looking import MOST, the_record
from habeas.web.api.shapes import Asking, Closing, Giving, Numbered, PersonId, QuestionId
from habeas.web.question_lines import every, the_question
from habeas.web.serving import served
from habeas.workflows import ask as verbs
from habeas.workflows.ask import Open


def questions(request: HttpRequest) -> dict[str, Any]:
    """List the open questions, those that something missing has opened among them: what is due first."""
    rows = [one for one in every(served().seen(), MOST) if one.is_open]
    return {"questions": [_row(one) for one in rows[:MOST]]}


def ask(request: HttpRequest, person: PersonId, body: Asking) -> Numbered:
    """Ask something about somebody."""
    record, holding, decider = the_record(person), served().seen().holding, who(request)
    asked = verbs.ask(
        served().workspace,
        holding,
        record.id,
        body.words,
        decider,
        now=served().now(),
        of=body.of,
        due=body.due,
    )
    return Numbered(number=asked.number)


def give(request: HttpRequest, number: QuestionId, body: Giving) -> Numbered:
    """Give an open question to one of us, with the day by which she asks after it."""
    one, decider = _the_question(number), who(request)
    kept = verbs.give(served().workspace, one, decider, now=served().now(), of=body.of, due=body.due)
    return Numbered(number=kept.number)


def close(request: HttpRequest, number: QuestionId, body: Closing) -> Numbered:
    """Close a question: by a statement that answers it, or as what cannot be known."""
    one, holding, decider = _the_question(number), served().seen().holding, who(request)
    kept = verbs.close(served().workspace, holding, one, decider, now=served().now(), fact=body.fact)
    return Numbered(number=kept.number)


def _the_question(number: str) -> Open:
    found = the_question(served().seen(), number)
    if found is None:
        raise HttpError(404, "There is no such question here.")
    return found


def _row(one: Open) -> dict[str, Any]:
    row = one.question
    return {
        "number": row.number,
        "person": one.person,
        "name": one.name,
        "kind": row.kind,
        "words": row.words or (one.gap.reason.words if one.gap else ""),
        "of": row.asked_of,
        "due": row.due,
        "by": row.by,
    }
