"""What the API takes from contributors: notes of what we were told, and reports."""

# ruff: noqa: ARG001  (the request comes first, whoever needs it)

from __future__ import annotations

from base64 import b64decode
from typing import Any

from django.http import HttpRequest
from ninja.errors import HttpError

from habeas.publish.links import web_address
from habeas.review import notes
from habeas.web.api.shapes import Note, Upload
from habeas.web.entering import USES
from habeas.web.serving import served
from habeas.workflows.add import About, add_given
from habeas.workflows.note import note as note_verb


def note(request: HttpRequest, body: Note) -> dict[str, str]:
    """Keep what we were told. What can be read from it is proposed, and waits for a reviewer like any report."""
    kept = note_verb(served().workspace, note_of(body), now=served().now())
    return {"report": kept.text_sha256}


def add(request: HttpRequest, body: Upload) -> dict[str, Any]:
    """Take a report in, as `habeas add --json` does. What it says is proposed; nothing enters the record before somebody accepts it."""
    if bool(body.text.strip()) == bool(body.base64):
        raise HttpError(422, "Send a text, or a file in Base64: one of the two.")
    if body.url and web_address(body.url) is None:
        raise HttpError(422, "“url” is no web address.")
    try:
        data = b64decode(body.base64, validate=True) if body.base64 else body.text.encode("utf-8")
    except ValueError as error:
        raise HttpError(422, "“base64” is no Base64.") from error
    about = About(body.published, body.publisher or None, body.url or None)
    [taken] = add_given(served().workspace, [(body.name, data)], about, now=served().now())
    return {
        "status": taken.status,
        "reason": taken.reason,
        "reports": [one.text_sha256 for one in taken.documents],
        "statements": taken.claims,
    }


def note_of(body: Note) -> notes.Note:
    """Return the note as the record has it."""
    return notes.Note(body.text.strip(), body.voice.strip(), USES[body.use], body.told)
