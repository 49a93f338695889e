"""What the API shows: people, one file, reports with their statements, what is due, numbers. Nothing is changed."""

# ruff: noqa: ARG001  (the request comes first, whoever needs it)

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query
from ninja.errors import HttpError
from pydantic import Field

from habeas.model.record import Record
from habeas.model.statement import Statement
from habeas.register.as_json import evidence_json, is_subject, person_row, show_json
from habeas.register.due_as_json import due_json
from habeas.register.statistics import table_json
from habeas.web.api.shapes import PersonId, Search
from habeas.web.due_page import Asked, rows_of
from habeas.web.report_page import statements_of
from habeas.web.serving import Seen, served
from habeas.workflows.holding import Report
from habeas.workflows.look import law_of, show, stats_of

MOST = 500  # rows of one answer
Json = dict[str, Any]
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many rows at most")]
After = Annotated[
    str,
    Query(
        max_length=80, pattern="^[0-9a-z-]*$", description="The `next` of the answer before: rows behind it"
    ),
]
Lang = Literal["be", "de", "en", "pl", "ru", "uk"]


def me(request: HttpRequest) -> Json:
    """Say whose token it is, and what it may do."""
    account = request.auth.account
    return {
        "role": account.role,
        "duty": account.duty,
        "scopes": sorted(request.auth.scopes),
        "mode": served().workspace.mode,
        "today": served().today().isoformat(),
    }


def people(request: HttpRequest, limit: Limit = 100, after: After = "") -> Json:
    """List who is on the register, by address: the rows of `habeas people --json`, some at a time."""
    everybody = sorted(
        (r for r in served().seen().holding.register.people if is_subject(r)), key=lambda r: r.id
    )
    rows, following = _some(everybody, limit, after)
    return {"schema": "habeas.people/1", "people": [person_row(one) for one in rows], "next": following}


def search(request: HttpRequest, body: Search) -> Json:
    """Find people by a name in any script: nearest first, each with why it was found."""
    hits = served().seen().holding.finder.find(body.query)
    rows = [{**person_row(hit.record), "near": hit.near, "why": hit.reason.words} for hit in hits]
    return {"schema": "habeas.people/1", "people": rows[:MOST]}


def person(request: HttpRequest, person: PersonId, as_of: date | None = None, on: date | None = None) -> Json:
    """Show one person's file, as `habeas show --json` does: as it is, as we held it on a day, or what was true on a day."""
    record, today = the_record(person), served().today()
    register = served().seen().holding.register
    if as_of is not None or on is not None:
        record, then = show(served().workspace, record.id, today=today, as_of=as_of, on=on)
        register, today = then.register, as_of or on or today
    return {"schema": "habeas.show/1", **show_json(record, register, law_of(record, today=today))}


def reports(request: HttpRequest, limit: Limit = 100, after: After = "") -> Json:
    """List the reports that we hold, with how many statements of each wait for an answer."""
    rows, following = _some(
        sorted(served().seen().holding.reports.values(), key=lambda r: r.id), limit, after
    )
    return {"reports": [_report(one) for one in rows], "next": following}


def report(request: HttpRequest, report: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]) -> Json:
    """Show one report: its text, and every statement that rests on it, whatever became of it."""
    seen = served().seen()
    found = seen.holding.reports.get(report)
    if found is None:
        raise HttpError(404, "There is no such report here.")
    rows = [_statement(one, seen) for one in statements_of(seen, found)]
    return {**_report(found), "text": found.document.text, "statements_found": rows}


def due(request: HttpRequest, days: Annotated[int, Query(ge=0, le=400)] = 30, lang: Lang = "en") -> Json:
    """List what comes next and what is missing, as `habeas due --json` does."""
    today = served().today()
    near = rows_of(served().seen(), today, Asked("", days))
    told = [due_json(one, lang) for one in near[:MOST]]
    return {"schema": "habeas.due/1", "today": today.isoformat(), "lang": lang, "due": told}


def numbers(request: HttpRequest) -> Json:
    """Count people, reports and statements: the totals and tables of `habeas stats --json`."""
    totals, tables = stats_of(served().seen().holding)
    return {"schema": "habeas.stats/1", **totals, "tables": [table_json(table) for table in tables]}


def the_record(given: str) -> Record:
    """Return the record at an address, older addresses included; HttpError 404 where there is none."""
    found = served().seen().holding.by_id.get(given)
    if found is None:
        raise HttpError(404, "There is nobody at this address here.")
    return found


def the_statement(given: str) -> Statement:
    """Return the statement with that id, or the one that a proposal of that id became; HttpError 404 where there is none."""
    holding = served().seen().holding
    found = holding.statements.get(given)
    if found is None and len(given) == 64:
        found = next((s for s in holding.held.statements if s.fingerprint == given), None)
    if found is None:
        raise HttpError(404, "There is no such statement here.")
    return found


def _some[R: (Record, Report)](rows: list[R], limit: int, after: str) -> tuple[list[R], str | None]:
    """Return the rows behind ``after``, and what to give as ``after`` for the rest (None: there is no more)."""
    behind = [one for one in rows if one.id > after] if after else rows
    some = behind[:limit]
    return some, some[-1].id if len(behind) > limit else None


def _report(one: Report) -> Json:
    return {
        "id": one.id,
        "title": one.title,
        "lang": one.lang,
        "publisher": one.capture.publisher,
        "voice": one.capture.voice,
        "published": one.published,
        "statements": len(one.found.statements),
        "open": len(one.open.statements),
    }


def _statement(one: Statement, seen: Seen) -> Json:
    about: Iterable[str] = dict.fromkeys(seen.holding.address(node) for node in one.subjects)
    fields: Mapping[str, Any] = {name: [v.value for v in values] for name, values in one.fields.items()}
    return {
        "id": one.id,
        "state": one.state.value,
        "type": one.type,
        "about": [{"id": address, "name": seen.holding.name(address)} for address in about],
        "fields": dict(fields),
        "modality": one.modality.value if one.modality else None,
        "certainty": one.certainty.value,
        "said_by": [value.value for value in one.said_by],
        "evidence": [evidence_json(each) for each in one.evidence],
    }
