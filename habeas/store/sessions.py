"""The sessions that are open: each can be seen and ended by whose it is, and locks when it is not used.

The browser's cookie leads to Django's own row, which holds what the session remembers; the row here says whose it is.
Ending one removes both. Used “to the minute”: how long somebody sat here is nobody's business.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.store.workspace import Workspace

if TYPE_CHECKING:
    from habeas.store.account_models import Account, OpenSession

MINUTE = 60
IDLE_SETTING = "idle_minutes"
IDLE_MINUTES = 20
IDLE_LEAST, IDLE_MOST = 2, 240


@dataclass(frozen=True, slots=True)
class Listed:
    """An open session as its owner sees it; ``name`` is how it is ended. Times are unix seconds."""

    name: str
    since: int
    seen: int
    browser: str
    locked: bool


def begin(
    workspace: Workspace,
    account: Account,
    key: str,
    *,
    now: int,
    random: Callable[[int], bytes],
    browser: str = "",
) -> None:
    """Note that the session under ``key`` is ``account``'s from now on."""
    from habeas.store.account_models import OpenSession
    from habeas.store.transactions import writing

    with writing(workspace.alias):
        _drop_gone(workspace)
        OpenSession.objects.using(workspace.alias).create(
            key=key,
            shown=random(8).hex(),
            account=account,
            since=now,
            seen=_to_the_minute(now),
            proved=now,
            browser=browser,
        )


def find(workspace: Workspace, key: str) -> OpenSession | None:
    """Return the open session under ``key`` with its account, or None where it was ended."""
    from habeas.store.account_models import OpenSession

    return (
        OpenSession.objects.using(workspace.alias)
        .select_related("account")
        .filter(key=key, account__ended=None)
        .first()
    )


def use(workspace: Workspace, session: OpenSession, *, now: int, minutes: int) -> bool:
    """Note that a session is used; return whether it is open. Unused for more than ``minutes`` it is locked (0: never)."""
    if session.locked:
        return False
    if minutes and now - session.seen > minutes * MINUTE:
        lock(workspace, session)
        return False
    if now - session.seen >= MINUTE:
        session.seen = _to_the_minute(now)
        session.save(using=workspace.alias, update_fields=["seen"])
    return True


def lock(workspace: Workspace, session: OpenSession) -> None:
    """Lock a session until its owner proves to be herself."""
    session.locked = True
    session.save(using=workspace.alias, update_fields=["locked"])


def prove(workspace: Workspace, session: OpenSession, *, now: int) -> None:
    """Note that whoever is there has just proved to be the owner; a locked session opens."""
    session.locked, session.proved, session.seen = False, now, _to_the_minute(now)
    session.save(using=workspace.alias, update_fields=["locked", "proved", "seen"])


def sessions_of(workspace: Workspace, role: str) -> tuple[Listed, ...]:
    """Return the open sessions of an account, the newest first."""
    from habeas.store.account_models import OpenSession

    _drop_gone(workspace)
    rows = OpenSession.objects.using(workspace.alias).filter(account__role=role).order_by("-since", "-pk")
    return tuple(Listed(row.shown, row.since, row.seen, row.browser, row.locked) for row in rows)


def end(workspace: Workspace, role: str, name: str) -> bool:
    """End one session of an account by its listed name; return whether there was one."""
    from habeas.store.account_models import OpenSession
    from habeas.store.transactions import writing

    with writing(workspace.alias):
        rows = OpenSession.objects.using(workspace.alias).filter(account__role=role, shown=name)
        return bool(_end(workspace, rows))


def end_all(workspace: Workspace, role: str, *, but: str = "") -> None:
    """End all sessions of an account; ``but`` is the key of one that stays."""
    from habeas.store.account_models import OpenSession
    from habeas.store.transactions import writing

    with writing(workspace.alias):
        _end(
            workspace, OpenSession.objects.using(workspace.alias).filter(account__role=role).exclude(key=but)
        )


def forget(workspace: Workspace, key: str) -> None:
    """Forget the session under ``key``: its owner signed out."""
    from habeas.store.account_models import OpenSession

    OpenSession.objects.using(workspace.alias).filter(key=key).delete()


def idle_minutes(workspace: Workspace) -> int:
    """Return after how many minutes without use a session locks."""
    return int(workspace.setting(IDLE_SETTING, IDLE_MINUTES))


def set_idle_minutes(workspace: Workspace, minutes: int) -> None:
    """Say after how many minutes without use a session locks."""
    workspace.set_setting(IDLE_SETTING, min(max(minutes, IDLE_LEAST), IDLE_MOST))


def _end(workspace: Workspace, rows: object) -> int:
    from django.contrib.sessions.models import Session

    keys = [row.key for row in rows]  # type: ignore[attr-defined]
    Session.objects.using(workspace.alias).filter(session_key__in=keys).delete()
    return int(rows.delete()[0])  # type: ignore[attr-defined]


def _drop_gone(workspace: Workspace) -> None:
    """Forget sessions whose own row has run out or is gone."""
    from django.contrib.sessions.models import Session

    from habeas.store.account_models import OpenSession

    there = Session.objects.using(workspace.alias).values_list("session_key", flat=True)
    OpenSession.objects.using(workspace.alias).exclude(key__in=there).delete()


def _to_the_minute(seconds: int) -> int:
    return seconds - seconds % MINUTE
