"""Who may sign in to the review app: invited by a link that works once, under a role code and nothing else.

Who a code is, the group knows and the program does not. There is no way to sign up.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from habeas.store.duty import Duty
from habeas.store.errors import StoreError
from habeas.store.workspace import Workspace

if TYPE_CHECKING:
    from habeas.store.account_models import Account

KEEPER = "R-01"  # who made the workspace
HOUR = 3600
LINK_SECONDS = 24 * HOUR
MOST_HOURS = 14 * 24  # an invitation that is open for weeks is one that somebody finds
TOKEN_BYTES = 32
_ROLE = re.compile(r"[A-Z]-[0-9]{2,4}")


@dataclass(frozen=True, slots=True)
class Known:
    """An account as it is listed. ``since`` and ``ended`` are unix seconds; ``sessions`` and ``tokens`` are counted."""

    role: str
    duty: Duty
    since: int
    ended: int | None
    has_password: bool
    has_second: bool
    sessions: int
    tokens: int


def invite(
    workspace: Workspace,
    role: str,
    *,
    now: int,
    random: Callable[[int], bytes],
    duty: Duty | None = None,
    hours: int = LINK_SECONDS // HOUR,
) -> str:
    """Return the token of a new link by which ``role`` signs in once, within ``hours``. Only its hash is kept.

    ``duty`` is what a new account may do (default: a reader; the keeper who made the workspace, everything); one that
    is there keeps its own. Links of that role that nobody used stop working: the newest alone opens. ``now`` is unix
    seconds, ``random`` returns that many random bytes. Raises StoreError.
    """
    check_role(role)
    if not 1 <= hours <= MOST_HOURS:
        raise StoreError(
            f"An invitation is open for 1 to {MOST_HOURS} hours, not for {hours}.", "Name fewer hours."
        )
    from habeas.store.account_models import Account, SignInLink
    from habeas.store.transactions import writing

    token = base64.urlsafe_b64encode(random(TOKEN_BYTES)).rstrip(b"=").decode("ascii")
    with writing(workspace._alias):
        if Account.objects.using(workspace._alias).filter(role=role, ended__isnull=False).exists():
            raise StoreError(f"{role} was closed for good.", "Invite under another code.")
        links = SignInLink.objects.using(workspace._alias)
        links.filter(role=role, used=None).delete()
        links.filter(expires__lte=now).delete()
        links.create(
            token=_hash(token), role=role, duty=duty.value if duty else "", expires=now + hours * HOUR
        )
    return token


def check_role(role: str) -> None:
    """Raise StoreError where ``role`` is no role code."""
    if not _ROLE.fullmatch(role):
        raise StoreError(
            f"“{role}” is no role code.", "Write one capital letter, a hyphen and a number, for example R-02."
        )


def redeem(workspace: Workspace, token: str, *, now: int) -> str | None:
    """Use a link up and return the role code it signs in, or None if it was used, has run out or never was."""
    from habeas.store.account_models import Account, SignInLink
    from habeas.store.transactions import writing

    alias = workspace._alias
    with writing(alias):
        link = SignInLink.objects.using(alias).filter(token=_hash(token), used=None, expires__gt=now).first()
        if link is None:
            return None
        taken = SignInLink.objects.using(alias).filter(pk=link.pk, used=None).update(used=now)
        if not taken:
            return None
        found = Account.objects.using(alias).filter(role=link.role).first()
        if found is not None and found.ended is not None:
            return None
        if found is None:
            duty = link.duty or (Duty.KEEPER if link.role == KEEPER else Duty.READER)
            account = Account(role=link.role, since=now, duty=duty)
            account.set_unusable_password()
            account.save(using=alias)
    return str(link.role)


def is_open(workspace: Workspace, token: str, *, now: int) -> bool:
    """Whether a link would still sign somebody in. Looking does not use it up."""
    from habeas.store.account_models import SignInLink
    from habeas.store.transactions import reading

    alias = workspace._alias
    with reading(alias):
        links = SignInLink.objects.using(alias).filter(token=_hash(token), used=None, expires__gt=now)
        return bool(links.exists())


def accounts(workspace: Workspace, *, now: int) -> tuple[Known, ...]:
    """Return everybody who ever signed in, by role code."""
    from habeas.store.account_models import Account
    from habeas.store.transactions import reading

    with reading(workspace._alias):
        rows = Account.objects.using(workspace._alias).prefetch_related("passkeys", "sessions", "tokens")
        return tuple(_known(row, now) for row in rows.order_by("role"))


def change_duty(workspace: Workspace, role: str, duty: Duty) -> None:
    """Let ``role`` do what ``duty`` may from now on. Raises StoreError; a workspace keeps at least one keeper."""
    from habeas.store.transactions import writing

    with writing(workspace._alias):
        account = _there(workspace, role)
        if duty is not Duty.KEEPER:
            _check_not_last(workspace, account)
        account.duty = duty.value
        account.save(using=workspace._alias, update_fields=["duty"])


def close(workspace: Workspace, role: str, *, now: int) -> None:
    """Close an account for good: its sessions, tokens and open links end. What it did stays under its code."""
    from habeas.store.account_models import SignInLink
    from habeas.store.sessions import end_all
    from habeas.store.transactions import writing

    alias = workspace._alias
    with writing(alias):
        account = _there(workspace, role)
        _check_not_last(workspace, account)
        account.ended = now
        account.set_unusable_password()
        account.totp = None
        account.save(using=alias)
        account.passkeys.using(alias).all().delete()
        account.tokens.using(alias).all().delete()
        SignInLink.objects.using(alias).filter(role=role, used=None).delete()
        end_all(workspace, role)


def _there(workspace: Workspace, role: str) -> Account:
    from habeas.store.account_models import Account

    found = Account.objects.using(workspace._alias).filter(role=role, ended=None).first()
    if found is None:
        raise StoreError(f"There is no open account {role}.", "Look at the list of accounts.")
    return found


def _check_not_last(workspace: Workspace, account: Account) -> None:
    from habeas.store.account_models import Account

    if account.duty != Duty.KEEPER:
        return
    others = Account.objects.using(workspace._alias).filter(duty=Duty.KEEPER.value, ended=None)
    if not others.exclude(pk=account.pk).exists():
        raise StoreError(
            f"{account.role} is the only keeper of keys.",
            "Make somebody else a keeper first, then repeat it.",
        )


def _known(row: Account, now: int) -> Known:
    return Known(
        role=row.role,
        duty=Duty(row.duty),
        since=row.since,
        ended=row.ended,
        has_password=row.has_usable_password(),
        has_second=row.totp is not None or bool(row.passkeys.all()),
        sessions=len(row.sessions.all()),
        tokens=sum(token.expires > now for token in row.tokens.all()),
    )


def _hash(token: str) -> bytes:
    return sha256(token.encode("utf-8", "backslashreplace")).digest()
