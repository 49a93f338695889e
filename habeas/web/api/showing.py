"""What the API takes from editors: exactly what everyone would see, showing it, and hiding it again.

Nothing is shown that was not looked at: the digest of the look comes back with the decision.
"""

# ruff: noqa: ARG001  (the request comes first, whoever needs it)

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.errors import HttpError

from habeas.review.widening import Edit, WidenPlan
from habeas.web.api.bearer import who
from habeas.web.api.looking import the_record, the_statement
from habeas.web.api.shapes import Done, Show, ToHide, ToShow
from habeas.web.plan_page import digest_of
from habeas.web.serving import served
from habeas.web.showing import BASIS, HARMS, Answers, harm_told, missing
from habeas.web.wording import DEFAULT, wording
from habeas.workflows import narrow as narrowing
from habeas.workflows import widen as widening
from habeas.workflows.refused import Refused
from habeas.workflows.widen import Asked


def look(request: HttpRequest, body: ToShow) -> dict[str, Any]:
    """Return exactly what the audience would see, and what stands in the way. Nothing is shown."""
    plan = _plan(body)
    return {
        "audience": list(body.to) or ["everyone"],
        "seen": digest_of(plan),
        "shown": [
            {
                "statement": one.of,
                "sentence": one.sentence,
                "quotes": [list(stretches) for stretches in one.stretches],
                "said_by": [value.value for value in one.said_by],
                "changes": [str(reason) for reason in one.changes],
                "warnings": [str(reason) for reason in one.warnings],
                "in_the_way": [str(reason) for reason in one.blocked],
                "consent": [str(reason) for reason in one.consent],
            }
            for one in plan.shown
        ],
        "with_it": [companion.words for companion in plan.companions],
        "refused": [{"statement": one, "why": str(reason)} for one, reason in plan.refused],
    }


def show(request: HttpRequest, body: Show) -> Done:
    """Show to everyone, or to partners, what was looked at, on a basis, with every question of harm answered."""
    plan = _plan(body)
    answers = Answers(
        body.basis, {key: body.harms.get(key, "") for key in HARMS}, body.words.strip(), body.seen
    )
    problem = missing(answers, plan, wording(DEFAULT))
    if problem:
        raise Refused(problem)
    decider = who(request, harm_told(answers))
    count = widening.widen(
        served().workspace, plan, basis=BASIS[body.basis], words=answers.words, who=decider
    )
    return Done(count=count)


def hide(request: HttpRequest, body: ToHide) -> Done:
    """Take statements out of everyone's sight or partners', or a whole person out of everyone's; we keep them."""
    if bool(body.statements) == (body.person is not None):
        raise HttpError(422, "Name statements, or a person: one of the two.")
    if body.person is not None:
        if body.to:
            raise HttpError(
                422, "A whole person is hidden from everyone; name statements to hide from partners."
            )
        record = the_record(body.person)
        return Done(count=narrowing.narrow_person(served().workspace, record.id, who(request)))
    ids = [the_statement(one).id for one in body.statements]
    return Done(count=narrowing.narrow(served().workspace, ids, who(request), to=body.to))


def _plan(body: ToShow) -> WidenPlan:
    edit = Edit(frozenset(body.drop), None if body.quotes else ())
    ids = tuple(the_statement(one).id for one in body.statements)
    return widening.plan(served().workspace, Asked(ids, all=edit, to=tuple(body.to)), today=served().today())
