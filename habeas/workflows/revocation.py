"""Verbs: write the word that ends our log, to be left with partners; and carry out that of a group that left its with us."""

from __future__ import annotations

from pathlib import Path

from habeas.record.errors import RecordError
from habeas.record.revocation import MOST, read_revocation
from habeas.store.layout import write_atomically
from habeas.store.workspace import Workspace
from habeas.workflows.decide import Decider
from habeas.workflows.partner import revoke
from habeas.workflows.partner_quarantine import quarantine
from habeas.workflows.refused import Refused


def write_revocation(workspace: Workspace, file: Path) -> None:
    """Write our revocation, signed when the workspace was made, to ``file``, which must not exist."""
    if file.exists():
        raise Refused(f"{file} is there already; nothing was written. Name a new file.")
    try:
        write_atomically(file, workspace.own_keys.revocation())
    except OSError as error:
        raise Refused(f"{file} could not be written ({error.strerror}).") from error


def carry_out(workspace: Workspace, file: Path, who: Decider) -> str:
    """End the exchange with the group whose revocation is in ``file``, set aside what came from it; return its name here."""
    try:
        with file.open("rb") as source:
            found = read_revocation(source.read(MOST + 1))
    except OSError as error:
        raise Refused(f"{file} could not be read ({error.strerror}). Nothing was changed.") from error
    except RecordError as error:
        raise Refused(
            f"{file} ends nothing: {error}. Nothing was changed. Ask whoever gave it to you for the file as it was."
        ) from error
    if found.log == workspace.log:
        raise Refused(
            "This is our own revocation. Nothing was changed: it is for partners, who carry it out when we cannot speak."
        )
    partner = workspace.exchange.partners.of_log(found.log)
    if partner is None:
        raise Refused("This ends a group with which we do not exchange. Nothing was changed.")
    quarantine(workspace, partner.name, who)
    revoke(workspace, partner.name)
    return partner.name
