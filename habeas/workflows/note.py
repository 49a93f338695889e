"""Verbs for what we were told: keep a note, and enter a fact by hand that rests on its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from habeas.claims.read import read
from habeas.model.capture import Capture, CaptureKind
from habeas.model.claim import Modality, Value
from habeas.model.document import Document
from habeas.record.entry import Entry
from habeas.record.errors import RecordError
from habeas.review.leaves import AnswerError
from habeas.review.notes import NOTE_MEDIA, Note, enter_fact, from_note
from habeas.store.workspace import Workspace
from habeas.workflows.decide import Decider, desk_of
from habeas.workflows.holding import hold
from habeas.workflows.refused import Refused

READER = "told/1"


@dataclass(frozen=True, slots=True)
class Typed:
    """A fact as a person types it: a claim type, values by field name, how it is said, the quote within the note."""

    type: str
    fields: Mapping[str, tuple[str, ...]]
    modality: Modality | None = None
    quote: str | None = None


def note(workspace: Workspace, told: Note, *, now: int) -> Document:
    """Keep a note as a capture of its own, and propose what can be read from it; return its document."""
    if not told.text.strip():
        raise Refused(
            "Nothing was kept: the note is empty. Write down what you were told, in your own words."
        )
    if not told.voice.strip():
        raise Refused(
            "Nothing was kept: say in which role somebody told it (mother, lawyer), never the name."
        )
    document = Document(told.sha256, READER, told.text, told.sha256, published=told.told)
    capture = Capture(
        sha256=told.sha256,
        media=NOTE_MEDIA,
        size=len(told.data),
        got=now,
        kind=CaptureKind.TOLD,
        published=told.told,
        voice=told.voice.strip(),
        use_for=told.use_for or "only us",
    )
    workspace.add_capture(told.data, capture, (document,))
    workspace.keep_readings([read(told.text, published=told.told)])
    return document


def enter(
    workspace: Workspace, person: str, typed: Typed, told: Note, who: Decider, *, now: int
) -> tuple[Entry, ...]:
    """Enter a fact about ``person`` (an accepted address), resting on what we were ``told``; return the entries."""
    if len(person) != 32:
        raise Refused(
            "Nothing was entered: this person is only proposed. Accept a statement about her first."
        )
    note(workspace, told, now=now)
    fields = {
        name: tuple(Value(value, lang=told.lang) for value in values)
        for name, values in typed.fields.items()
        if values
    }
    fact = from_note(told, typed.type, (person,), typed.quote or told.text, fields)
    fact = replace(fact, modality=typed.modality)
    try:
        drafts = enter_fact(fact, desk_of(hold(workspace, today=who.today), who))
        return workspace.append_private(drafts)
    except (AnswerError, RecordError) as error:
        raise Refused(f"The note is kept; the fact was not entered: {error}") from error
