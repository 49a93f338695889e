"""Who may sign in to the review app: invited by a link that works once. There is no password to forget or to guess.

An account is a role code and nothing else; who that is, the group knows and the program does not.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from hashlib import sha256

from habeas.store.errors import StoreError
from habeas.store.workspace import Workspace

KEEPER = "R-01"  # who made the workspace
LINK_SECONDS = 24 * 3600
TOKEN_BYTES = 32
_ROLE = re.compile(r"[A-Z]-[0-9]{2,4}")


def invite(workspace: Workspace, role: str, *, now: int, random: Callable[[int], bytes]) -> str:
    """Return the token of a new link by which ``role`` signs in once, within a day. Only its hash is kept.

    Links of that role that nobody used stop working: the newest alone opens. ``now`` is unix seconds, ``random``
    returns that many random bytes. Raises StoreError.
    """
    if not _ROLE.fullmatch(role):
        raise StoreError(
            f"“{role}” is no role code.", "Write one capital letter, a hyphen and a number, for example R-02."
        )
    from habeas.store.account_models import SignInLink
    from habeas.store.transactions import writing

    token = base64.urlsafe_b64encode(random(TOKEN_BYTES)).rstrip(b"=").decode("ascii")
    with writing(workspace._alias):
        links = SignInLink.objects.using(workspace._alias)
        links.filter(role=role, used=None).delete()
        links.filter(expires__lte=now).delete()
        links.create(token=_hash(token), role=role, expires=now + LINK_SECONDS)
    return token


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
        if not Account.objects.using(alias).filter(role=link.role).exists():
            account = Account(role=link.role, since=now)
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


def _hash(token: str) -> bytes:
    return sha256(token.encode("utf-8", "backslashreplace")).digest()
