"""Verbs for what we were told: keep a note, and enter a fact by hand that rests on its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from habeas.claims.read import read
from habeas.model.capture import Capture, CaptureKind
from habeas.model.claim import Modality, Value
from habeas.model.document import Document
from habeas.model.statement import State
from habeas.record.entry import Entry
from habeas.record.errors import RecordError
from habeas.review.notes import NOTE_MEDIA, Note, enter_fact, from_note, names_somebody
from habeas.store.workspace import Workspace
from habeas.workflows.decide import Decider, deciding
from habeas.workflows.refused import Refused
from habeas.workflows.reports import keep_proposals
from habeas.workflows.typed import check_typed

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
    told = _checked(told)
    document = Document(told.sha256, READER, told.text, told.sha256, published=told.told)
    try:
        workspace.add_capture(told.data, capture_of(told, now), (document,))
    except RecordError as error:
        raise Refused(f"Nothing was kept: {error}") from error
    keep_proposals(workspace, [read(told.text, published=told.told)])
    return document


def enter(
    workspace: Workspace, person: str, typed: Typed, told: Note, who: Decider, *, now: int
) -> tuple[Entry, ...]:
    """Enter a fact about ``person`` (an accepted address), resting on what we were ``told``; return the entries.

    The note and the fact are kept together, or neither is.
    """
    told = _checked(told)
    check_typed(type=typed.type, fields=typed.fields, modality=typed.modality)
    fields = {
        name: tuple(Value(value, lang=told.lang) for value in values)
        for name, values in typed.fields.items()
        if values
    }
    with deciding(workspace, who) as (holding, desk):
        record = holding.by_id.get(person)
        if record is None or record.state is State.PROPOSED:
            raise Refused(
                "Nothing was entered: we have accepted nobody at this address. Accept a statement about her first."
            )
        about = from_note(told, typed.type, (record.id,), typed.quote or told.text, fields)
        drafts = enter_fact(replace(about, modality=typed.modality), desk)
        note(workspace, told, now=now)
        return workspace.append_private(drafts)


def enter_new(
    workspace: Workspace, name: str, typed: Typed, told: Note, who: Decider, *, now: int
) -> tuple[str, tuple[Entry, ...]]:
    """Enter somebody of whom no report tells, by what we were ``told``: her name and one fact; return her address and the entries.

    The note, the person and the fact are kept together, or none of them is. Who has this name already is looked up before.
    """
    told, name = _checked(told), " ".join(name.split())
    if not any(letter.isalpha() for letter in name):
        raise Refused("Nothing was entered: write the name as it is known, in any script.")
    check_typed(type=typed.type, fields=typed.fields, modality=typed.modality)
    fields = {
        n: tuple(Value(v, lang=told.lang) for v in values) for n, values in typed.fields.items() if values
    }
    with deciding(workspace, who) as (_, desk):
        quote = typed.quote or told.text
        naming = from_note(told, "identity", ("new:",), quote, {"name": (Value(name),)})
        first = enter_fact(naming, desk)
        person = next(draft.fields["id"] for draft in first if draft.fields.get("act") == "subject")
        assert isinstance(person, bytes)
        about = from_note(told, typed.type, (person.hex(),), quote, fields)
        second = enter_fact(replace(about, modality=typed.modality), desk)
        note(workspace, told, now=now)
        return person.hex(), workspace.append_private([*first, *second])


def _checked(told: Note) -> Note:
    if not told.text.strip():
        raise Refused(
            "Nothing was kept: the note is empty. Write down what you were told, in your own words."
        )
    if not told.voice.strip():
        raise Refused(
            "Nothing was kept: say in which role somebody told it (mother, lawyer), never the name."
        )
    if names_somebody(told.voice):
        raise Refused(
            f"Nothing was kept: “{told.voice}” reads like a name, a telephone number or an account. "
            "Say the role alone: mother, lawyer, cellmate."
        )
    return replace(told, voice=told.voice.strip(), use_for=told.use_for.strip() or "only us")


def capture_of(told: Note, now: int) -> Capture:
    """Return the capture of what we were told; ``now`` (unix seconds) is when."""
    return Capture(
        sha256=told.sha256,
        media=NOTE_MEDIA,
        size=len(told.data),
        got=now,
        kind=CaptureKind.TOLD,
        published=told.told,
        voice=told.voice,
        use_for=told.use_for,
    )
