"""Verbs for who is one of us: list accounts, invite somebody by a link that works once, change a role, close an account."""

from __future__ import annotations

from collections.abc import Callable

from habeas.store import accounts as store
from habeas.store.accounts import Known
from habeas.store.duty import Duty
from habeas.store.workspace import Workspace
from habeas.workflows.address import signs_in

__all__ = ["Duty", "Known", "change", "close", "invite", "listed"]


def listed(workspace: Workspace, *, now: int) -> tuple[Known, ...]:
    """Return everybody who ever signed in."""
    return store.accounts(workspace, now=now)


def invite(
    workspace: Workspace, role: str, *, now: int, random: Callable[[int], bytes], duty: str | None, hours: int
) -> str:
    """Return a link that signs ``role`` in once, within ``hours``; a new account may do what ``duty`` may."""
    known = Duty(duty) if duty else None
    token = store.invite(workspace, role, now=now, random=random, duty=known, hours=hours)
    return signs_in(token)


def change(workspace: Workspace, role: str, duty: str) -> None:
    """Let ``role`` do what ``duty`` may from now on."""
    store.change_duty(workspace, role, Duty(duty))


def close(workspace: Workspace, role: str, *, now: int) -> None:
    """Close an account for good: its sessions, tokens and links end."""
    store.close(workspace, role, now=now)
