"""What the API takes from reviewers: answers to statements, facts by hand, same or different person."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest

from habeas.model.claim import Certainty, Modality
from habeas.record.entry import Entry
from habeas.review.answers import Change
from habeas.web.api.bearer import who
from habeas.web.api.looking import the_record, the_statement
from habeas.web.api.noting import note_of
from habeas.web.api.shapes import Done, Fact, Fields, Pair, Reason, StatementId
from habeas.web.forms import changed_fields
from habeas.web.serving import served
from habeas.workflows import decide
from habeas.workflows.note import Typed, enter
from habeas.workflows.retract import ERROR
from habeas.workflows.retract import retract as retract_verb


def accept(request: HttpRequest, statement: StatementId) -> Done:
    """Take a proposed statement into the record."""
    return _done(decide.accept(served().workspace, the_statement(statement).id, who(request)))


def reject(request: HttpRequest, statement: StatementId) -> Done:
    """Refuse a proposed statement, so that no later reader asks again."""
    return _done(decide.reject(served().workspace, the_statement(statement).id, who(request)))


def undo(request: HttpRequest, statement: StatementId) -> Done:
    """Take an answer back: the statement is open again."""
    return _done(decide.undo(served().workspace, the_statement(statement).id, who(request)))


def correct(request: HttpRequest, statement: StatementId, body: Fields) -> Done:
    """Take a corrected statement into the record in the place of one; what was found stays beside it."""
    found = the_statement(statement)
    kept = {name: tuple(v.value for v in values) for name, values in found.fields.items()}
    typed = {**kept, **{name: tuple(values) for name, values in body.fields.items()}}
    change = Change(
        type=body.type,
        fields=changed_fields(found, {name: values for name, values in typed.items() if values}),
        modality=Modality(body.modality) if body.modality else body.modality,
        certainty=Certainty(body.certainty) if body.certainty else None,
    )
    return _done(decide.correct(served().workspace, found.id, change, who(request)))


def retract(request: HttpRequest, statement: StatementId, body: Reason) -> Done:
    """Say that we no longer say so; where everyone sees the statement, it is taken back there too."""
    found = the_statement(statement)
    reason = f"{ERROR}: {body.words}" if body.error else body.words
    return _done(retract_verb(served().workspace, found.id, reason, who(request)))


def fact(request: HttpRequest, person: str, body: Fact) -> Done:
    """Enter a fact about somebody by hand, with the note that says it: both, or neither."""
    record = the_record(person)
    typed = Typed(
        body.type,
        {name: tuple(values) for name, values in body.fields.items()},
        Modality(body.modality) if body.modality else None,
        body.quote,
    )
    entries = enter(
        served().workspace, record.id, typed, note_of(body.note), who(request), now=served().now()
    )
    return _done(entries)


def same(request: HttpRequest, body: Pair) -> Done:
    """Say that two people on the register are one, or two."""
    a, b = the_record(body.a), the_record(body.b)
    return _done(decide.join(served().workspace, a.id, b.id, one=body.same, who=who(request, body.why)))


def _done(entries: Iterable[Entry]) -> Done:
    ids = [entry.id.hex() for entry in entries]
    return Done(entries=ids, count=len(ids))
