"""Verb: a poster of one person as PDF, made from what everyone may see and from nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

from habeas.packs.loader import PackError
from habeas.publish.edition import Edition, PublishError
from habeas.publish.poster import poster as words_of_poster
from habeas.publish.words import words_of
from habeas.register.search import Finder
from habeas.store.workspace import Workspace
from habeas.workflows.letters import write_ours
from habeas.workflows.look import one_named
from habeas.workflows.publish import shown_edition
from habeas.workflows.refused import Refused
from habeas.workflows.sign_off import sign_off_of
from habeas.workflows.typeset import qr, set_pages

TEMPLATE = "site/poster.typ"
Size = Literal["a3", "a4"]


def poster(
    workspace: Workspace, person: str, file: Path, *, today: date, lang: str, size: Size = "a3"
) -> None:
    """Write the poster of ``person`` (a public address, or a public name) to ``file``.

    Refused where nobody of that name is public, where the key is not on paper yet, and where the file cannot be written.
    """
    workspace.own_keys.refuse_before_paper()
    try:
        edition = public_edition(workspace, today, lang)
        people = edition.register.people
        by_id = {one: record for record in people for one in (record.id, *record.redirects)}
        told = words_of_poster(edition, one_named(by_id, Finder(people), person), words_of(lang))
    except (PublishError, PackError) as error:
        raise Refused(str(error)) from error
    write_ours(file, poster_pdf(told, size, today))


def public_edition(workspace: Workspace, today: date, lang: str) -> Edition:
    """Return what everyone may see, in one language; nothing that waits for a sign-off."""
    without = sign_off_of(workspace, today=today).left_out
    return shown_edition(workspace, today=today, languages=(lang,), without=without)


def poster_pdf(told: Mapping[str, Any], size: Size, today: date) -> bytes:
    """Return the poster with these words, and the QR code of its page where there is one."""
    fields = {**told, "qr": qr(told["page"]) if told["page"] else ""}
    return set_pages(TEMPLATE, {"poster": fields, "sheet": {"size": size}}, day=today)
