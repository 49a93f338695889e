"""Verb: the case file of one person as PDF, and a draft for the United Nations with it. A working copy: only for us."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from habeas.model.statement import State
from habeas.register.legal import legal_file
from habeas.store.workspace import Workspace
from habeas.workflows.dossier_form import form
from habeas.workflows.dossier_words import case_file
from habeas.workflows.letters import MARK, check_ours, write_ours
from habeas.workflows.look import show
from habeas.workflows.refused import Refused
from habeas.workflows.typeset import set_pages

TEMPLATE = "dossier/casefile.typ"


def dossier(
    workspace: Workspace, person: str, file: Path, *, today: date, lang: str, with_form: bool = False
) -> None:
    """Write the case file of ``person`` to ``file``; ``with_form`` adds the draft of a communication (in English).

    Refused where nothing about the person was accepted, and where the file's name does not say whom it is for.
    """
    check_ours(file, ".pdf")
    record, _ = show(workspace, person, today=today)
    if record.state is State.PROPOSED:
        raise Refused(
            f"All about {record.name} is still proposed; no file was made. Accept a statement about this person first."
        )
    law = legal_file(record, today=today)
    fields = case_file(record, law, lang).fields(today)
    draft = case_file(record, law, "en") if with_form else None
    sections = form(draft) if draft else []
    note = draft.own["form_note"] if draft else ""
    told = {
        "file": {**fields, "mark": MARK},
        "form": {
            "sections": sections,
            "note": note,
            "sources": draft.sources.rows(draft.own, draft.words) if draft else [],
        },
    }
    write_ours(file, set_pages(TEMPLATE, told, day=today))
