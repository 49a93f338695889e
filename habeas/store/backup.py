"""Backup and restore: the one file in which a workspace is kept elsewhere, and the way back from it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from habeas.store import setup
from habeas.store.database import Database
from habeas.store.layout import Layout
from habeas.store.vault import Ask, Secret
from habeas.store.workspace import Workspace, now

if TYPE_CHECKING:
    from habeas.store.packing import Backup
    from habeas.store.paper import AskSheets

EXPIRY_DAYS = 90


def backup(workspace: Workspace, file: Path, *, days: int = EXPIRY_DAYS) -> Backup:
    """Write rows, originals and keys to ``file`` (which must not exist), with the day on which it expires.

    Of a sealed workspace it is sealed alike, with the same secret. Others may go on writing meanwhile. Raises StoreError, and then there is no file.
    """
    from habeas.store import packing

    return packing.write(workspace.opened, file, ts=workspace.clock(), days=days)


def restore(
    file: Path,
    folder: Path,
    *,
    database: Database | None = None,
    served: bool = False,
    erasures: Iterable[Path] = (),
    even_expired: bool = False,
    ask: Ask | None = None,
    secret: Secret | None = None,
    sheets: AskSheets | None = None,
    clock: Callable[[], int] = now,
    random: Callable[[int], bytes] = secrets.token_bytes,
) -> Workspace:
    """Make a workspace in ``folder`` (empty or absent) of a backup, as a new device, and open it.

    ``erasures`` are erasure files of other devices: what they name is erased again; ``ask`` is called for the secret of
    a sealed backup, which opens the new workspace too; ``secret`` seals the workspace made of an open one; ``sheets`` is
    called for two sheets of a root key that is on paper. Raises StoreError (a damaged,
    foreign or expired backup), and then leaves nothing behind.
    """
    setup.configure()
    from habeas.store import unpacking

    opened = unpacking.unpack(
        file,
        Layout(folder),
        database=database or Database(),
        served=served,
        clock=clock,
        random=random,
        erasures=erasures,
        even_expired=even_expired,
        ask=ask,
        secret=secret,
        sheets=sheets,
    )
    return Workspace(opened, clock=clock, random=random)
