"""The tables of who may sign in: role codes, one-use links, passkeys, sessions, tokens. No name, no address.

Times are unix seconds. What is secret stands here as a hash, or sealed under the workspace's key.
"""

# ruff: noqa: D106  (Django reads each Meta; the table says what it is)

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Account(AbstractBaseUser):
    """Somebody of ours by her role code (``R-01``), and what she may do (``duty``).

    Whoever has no password has something in its column that can never be typed; a new value there ends every session
    of the account. ``ended`` closes it. ``totp`` is the sealed secret of a code app, ``totp_used`` the last half minute
    whose code was taken; ``failed`` counts wrong passwords in a row, and none is looked at before ``wait_until``.
    """

    role = models.TextField(unique=True)
    since = models.BigIntegerField()
    duty = models.TextField(default="keeper")
    ended = models.BigIntegerField(null=True)
    totp = models.BinaryField(null=True)
    totp_used = models.BigIntegerField(default=0)
    failed = models.BigIntegerField(default=0)
    wait_until = models.BigIntegerField(default=0)
    last_login = None

    USERNAME_FIELD = "role"
    objects = BaseUserManager()

    class Meta:
        db_table = "desk_account"
        default_permissions = ()


class SignInLink(models.Model):
    """One link by the SHA-256 of its token; ``duty`` is what the account it makes may do (“” leaves it as it is)."""

    token = models.BinaryField(unique=True)
    role = models.TextField()
    duty = models.TextField(default="")
    expires = models.BigIntegerField()
    used = models.BigIntegerField(null=True)

    class Meta:
        db_table = "desk_sign_in_link"
        default_permissions = ()


class Passkey(models.Model):
    """One passkey: its id, and the public half that a signature is checked with. The secret half never comes here."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="passkeys")
    credential = models.BinaryField(unique=True)
    public = models.BinaryField()
    count = models.BigIntegerField(default=0)
    since = models.BigIntegerField()

    class Meta:
        db_table = "desk_passkey"
        default_permissions = ()


class OpenSession(models.Model):
    """A session that is open: whose, since when, when last used (to the minute), when she last proved to be herself.

    ``shown`` names it where sessions are listed; ``browser`` is coarse (“Firefox”), to tell one from another.
    """

    key = models.TextField(unique=True)
    shown = models.TextField(unique=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sessions")
    since = models.BigIntegerField()
    seen = models.BigIntegerField()
    proved = models.BigIntegerField()
    locked = models.BooleanField(default=False)
    browser = models.TextField(default="")

    class Meta:
        db_table = "desk_session"
        default_permissions = ()


class Token(models.Model):
    """A key for a program, by the SHA-256 of its words: whose, for what (``scopes``, apart by spaces), until when.

    ``shown`` is how it begins, by which a person knows it again; ``used`` the day on which it last was.
    """

    token = models.BinaryField(unique=True)
    shown = models.TextField(unique=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tokens")
    scopes = models.TextField()
    since = models.BigIntegerField()
    expires = models.BigIntegerField()
    used = models.BigIntegerField(null=True)

    class Meta:
        db_table = "desk_token"
        default_permissions = ()
