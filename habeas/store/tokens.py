"""Keys for programs: words shown once, kept as a hash, for named things only, until a day, and revocable."""

from __future__ import annotations

import base64
from collections.abc import Callable, Collection
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from habeas.store.errors import StoreError
from habeas.store.workspace import Workspace

if TYPE_CHECKING:
    from habeas.store.account_models import Account

DAY = 24 * 3600
MOST_DAYS = 365
START = "habeas_"  # so that a scanner of files, or a person, sees what it has found
_BYTES = 32
SCOPES = ("read", "contribute", "review", "show")


@dataclass(frozen=True, slots=True)
class ListedToken:
    """A token as its owner sees it; ``name`` is how it begins and how it is revoked. Times are unix seconds."""

    name: str
    scopes: tuple[str, ...]
    since: int
    expires: int
    used: int | None


@dataclass(frozen=True)
class Bearer:
    """Who sends a request with a token: the account, and for what the token is."""

    account: Account
    scopes: frozenset[str]


def issue(
    workspace: Workspace,
    account: Account,
    scopes: Collection[str],
    *,
    days: int,
    now: int,
    random: Callable[[int], bytes],
) -> str:
    """Return the words of a new token of ``account``. They are never shown again. Raises StoreError."""
    from habeas.store.account_models import Token
    from habeas.store.transactions import writing

    wanted = [scope for scope in SCOPES if scope in scopes]
    if not wanted or len(wanted) != len(set(scopes)):
        raise StoreError("Nothing was made: a token is for something.", f"Choose among {', '.join(SCOPES)}.")
    if not 1 <= days <= MOST_DAYS:
        raise StoreError(
            f"Nothing was made: a token lasts for 1 to {MOST_DAYS} days, not for {days}.", "Name fewer days."
        )
    secret = base64.urlsafe_b64encode(random(_BYTES)).rstrip(b"=").decode("ascii")
    name = random(4).hex()
    words = f"{START}{name}_{secret}"
    with writing(workspace.alias):
        rows = Token.objects.using(workspace.alias)
        rows.filter(expires__lte=now).delete()
        rows.create(
            token=_hash(words),
            shown=name,
            account=account,
            scopes=" ".join(wanted),
            since=now,
            expires=now + days * DAY,
        )
    return words


def bearer(workspace: Workspace, words: str, *, now: int) -> Bearer | None:
    """Return who sends the token, or None where it was revoked, has run out or never was."""
    from habeas.store.account_models import Token

    rows = Token.objects.using(workspace.alias).select_related("account")
    found = rows.filter(token=_hash(words), expires__gt=now, account__ended=None).first()
    if found is None:
        return None
    day = now - now % DAY
    if found.used != day:
        found.used = day
        found.save(using=workspace.alias, update_fields=["used"])
    return Bearer(found.account, frozenset(found.scopes.split()))


def tokens_of(workspace: Workspace, role: str, *, now: int) -> tuple[ListedToken, ...]:
    """Return the tokens of an account that are still good, the newest first."""
    from habeas.store.account_models import Token

    rows = Token.objects.using(workspace.alias).filter(account__role=role, expires__gt=now)
    return tuple(
        ListedToken(row.shown, tuple(row.scopes.split()), row.since, row.expires, row.used)
        for row in rows.order_by("-since", "-pk")
    )


def revoke(workspace: Workspace, role: str, name: str) -> bool:
    """Make a token of an account worthless at once; return whether there was one of that name."""
    from habeas.store.account_models import Token

    return bool(Token.objects.using(workspace.alias).filter(account__role=role, shown=name).delete()[0])


def _hash(words: str) -> bytes:
    return sha256(words.encode("utf-8", "backslashreplace")).digest()
