"""Verb: a letter went out, came back or was answered. A line of the log is a claim in the private lane, never shown further."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from habeas.exchange.letters.log import ACTS, FIELD, TYPE, VOICE, Tally, note_of
from habeas.model.claim import Value
from habeas.model.document import Document
from habeas.model.record import Record
from habeas.model.statement import State
from habeas.record.draft import Draft
from habeas.review.notes import Note, enter_fact, from_note
from habeas.store.workspace import Workspace
from habeas.workflows.decide import Decider, deciding
from habeas.workflows.letters import desk_of
from habeas.workflows.note import capture_of
from habeas.workflows.refused import Refused

READER = "told/1"


def log(
    workspace: Workspace, act: str, people: Sequence[str], who: Decider, *, day: date, now: int
) -> tuple[tuple[Record, Tally], ...]:
    """Enter what befell one letter to each of ``people``; return them with their tallies. All are entered, or none."""
    if act not in ACTS:
        raise Refused(f"“{act}” is nothing that befalls a letter. There are: {', '.join(ACTS)}.")
    if day > who.today:
        raise Refused(f"{day} has not come yet. Nothing was logged.")
    desk = desk_of(workspace, today=who.today)
    found = [desk.person(one) for one in people]
    for record in found:
        if record.state is State.PROPOSED:
            raise Refused(
                f"Nothing was logged: all about {record.name} is still proposed. Accept a statement first."
            )
    with deciding(workspace, who) as (_, answers):
        drafts: list[Draft] = []
        for record in found:
            told = Note(note_of(act, day, who.new_id().hex()[:8]), VOICE, "only us", _told(act, day), "en")
            fields = {"date": (Value(day.isoformat()),), FIELD: (Value(act),)}
            drafts += enter_fact(from_note(told, TYPE, (record.id,), told.text, fields), answers)
            document = Document(told.sha256, READER, told.text, told.sha256, published=told.told)
            workspace.add_capture(told.data, capture_of(told, now), (document,))
        workspace.append_private(drafts)
    after = desk_of(workspace, today=who.today)
    return tuple((record, after.tally(record.id)) for record in found)


def _told(act: str, day: date) -> str | None:
    """Return the day of the report, for an answer alone: a letter that we sent is no news about her."""
    return day.isoformat() if act == "answered" else None
