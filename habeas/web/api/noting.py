"""What the API takes from contributors: notes of what we were told."""

# ruff: noqa: ARG001  (the request comes first, whoever needs it)

from __future__ import annotations

from django.http import HttpRequest

from habeas.review import notes
from habeas.web.api.shapes import Note
from habeas.web.entering import USES
from habeas.web.serving import served
from habeas.workflows.note import note as note_verb


def note(request: HttpRequest, body: Note) -> dict[str, str]:
    """Keep what we were told. What can be read from it is proposed, and waits for a reviewer like any report."""
    kept = note_verb(served().workspace, note_of(body), now=served().now())
    return {"report": kept.text_sha256}


def note_of(body: Note) -> notes.Note:
    """Return the note as the record has it."""
    return notes.Note(body.text.strip(), body.voice.strip(), USES[body.use], body.told)
