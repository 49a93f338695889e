"""Verb: make a workspace, with throw-away keys and a one-use link to sign in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from habeas.record.lanes import Mode
from habeas.store.accounts import KEEPER, invite
from habeas.store.opening import HandOut
from habeas.store.vault import Secret
from habeas.store.workspace import Workspace
from habeas.workflows.address import PORT, signs_in


@dataclass(frozen=True, slots=True)
class Started:
    """A new workspace and the link that signs its first person in, once."""

    folder: Path
    mode: str
    link: str


def start(
    folder: Path,
    *,
    mode: Mode,
    clock: Callable[[], int],
    random: Callable[[int], bytes],
    secret: Secret | None = None,
    hand_out: HandOut | None = None,
) -> Started:
    """Make a workspace in ``folder`` (empty or absent) and return the link; StoreError says why it cannot be.

    ``secret`` seals what it keeps on the disk; ``hand_out`` shows the sheets with the root key of a real one, once.
    """
    with Workspace.create(
        folder, mode=mode, clock=clock, random=random, secret=secret, hand_out=hand_out
    ) as workspace:
        return Started(folder, mode, sign_in_link(workspace, now=clock(), random=random))


def sign_in_link(workspace: Workspace, *, now: int, random: Callable[[int], bytes], port: int = PORT) -> str:
    """Return a fresh one-use link for the keeper of this workspace, to the app at ``port``. Only its hash is stored."""
    return signs_in(invite(workspace, KEEPER, now=now, random=random), port)
